// The drawing code is fetched when the first chart comes near the screen.
const near = new IntersectionObserver(
  entries => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue
      near.unobserve(entry.target)
      void import('./draw.ts').then(({ drawChart }) => drawChart(entry.target as HTMLElement))
    }
  },
  { rootMargin: '300px' },
)
for (const figure of document.querySelectorAll<HTMLElement>('[data-chart]')) near.observe(figure)
