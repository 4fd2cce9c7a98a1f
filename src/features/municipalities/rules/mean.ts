/** A mean that may be shown, or only how many there are. */
export type Counted =
  { readonly shown: true; readonly n: number; readonly mean: number } | { readonly shown: false; readonly n: number }

/** One mean over several, each weighing as many ratings as it has; those too small to be shown count only in `n`. */
export function meanOf(scores: readonly Counted[]): { readonly n: number; readonly mean?: number | undefined } {
  const shown = scores.filter(one => one.shown)
  const weight = shown.reduce((sum, one) => sum + one.n, 0)
  const n = scores.reduce((sum, one) => sum + one.n, 0)
  return { n, mean: weight > 0 ? shown.reduce((sum, one) => sum + one.mean * one.n, 0) / weight : undefined }
}
