// Without JavaScript the summary is still the first thing in the content and role="alert" announces it.
document.querySelector<HTMLElement>('[data-focus-me]')?.focus()
