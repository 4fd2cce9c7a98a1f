// Says at once what is left while somebody chooses. The server counts again, and only its count decides.
const form = document.querySelector<HTMLFormElement>('[data-ballot]')
const bar = form?.querySelector<HTMLElement>('[data-bar]')
const label = bar?.querySelector<HTMLElement>('[data-bar-label]')
const value = bar?.querySelector<HTMLElement>('[data-bar-value]')

const NBSP = '\u00A0'
/** Whole som in groups of three, in the sign that the page groups with. */
const grouped = (tyiyn: number, sample: string): string =>
  String(Math.round(tyiyn / 100)).replace(/\B(?=(\d{3})+$)/g, sample.includes(',') ? ',' : NBSP)

if (form && bar && label && value) {
  const kind = form.dataset.ballot
  const most = Number(form.dataset.most)
  const first = value.textContent ?? ''
  // The currency's name as the page writes it: what follows the last digit.
  const currency = /\D*$/.exec(first)?.[0] ?? ''
  const count = (): void => {
    const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]:checked')]
    let over = false
    if (kind === 'money') {
      const left = boxes.reduce((sum, one) => sum - Number(one.dataset.price), most)
      over = left < 0
      value.textContent = grouped(Math.abs(left), first) + currency
    } else if (kind === 'points') {
      const fields = [...form.querySelectorAll<HTMLInputElement>('input[inputmode=numeric]')]
      const left = fields.reduce((sum, one) => sum - (Number.parseInt(one.value, 10) || 0), most)
      over = left < 0
      value.textContent = String(Math.abs(left))
    } else {
      const chosen = boxes.length + [...form.querySelectorAll('select')].filter(one => one.value !== '').length
      over = chosen > most
      let at = 0
      value.textContent = (form.dataset.unit ?? '').replace(/0/g, () => String(at++ === 0 ? chosen : most))
    }
    bar.toggleAttribute('data-over', over)
    label.textContent = (over ? label.dataset.over : label.dataset.fine) ?? ''
  }
  form.addEventListener('input', count)
  form.addEventListener('change', count)
  // A browser that goes back fills the fields in again without a word.
  window.addEventListener('pageshow', count)
  count()
}
export {}
