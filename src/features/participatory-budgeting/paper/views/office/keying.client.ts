// The cursor stands where a ballot begins, so that a person keys one after the other without the mouse. On a phone it does
// not: the keyboard would cover the boxes.
if (matchMedia('(pointer: fine)').matches)
  document.querySelector<HTMLInputElement>('[data-focus-quick] input')?.focus({ preventScroll: true })
