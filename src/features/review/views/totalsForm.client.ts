// Which filter counts with which measure shows at once, not only after the form was sent.
const measure = document.querySelector<HTMLSelectElement>('#field-measure')
const kind = document.querySelector<HTMLSelectElement>('#field-kind')
measure?.addEventListener('change', () => {
  if (kind) kind.disabled = measure.value === 'rating'
})
