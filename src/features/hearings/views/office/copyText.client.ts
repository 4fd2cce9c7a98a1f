// Buttons that copy a text; without a script, or where the browser does not let it, the text is selected by hand.
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) {
  const area = document.getElementById(button.dataset.copy ?? '') as HTMLTextAreaElement | null
  if (!area || !navigator.clipboard) continue
  button.hidden = false
  button.addEventListener('click', async () => {
    area.select()
    try {
      await navigator.clipboard.writeText(area.value)
      button.textContent = button.dataset.copied ?? ''
      button.setAttribute('aria-live', 'polite')
    } catch {
      // The text is selected: the reader copies it.
    }
  })
}
