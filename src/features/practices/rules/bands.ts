/** From, and up to but not including; undefined is open. */
export interface Band {
  readonly from?: number | undefined
  readonly below?: number | undefined
}

const som = (amount: number): number => amount * 100

/** Cost all in all, in tyiyn: what a poor aiyl aimak can pay by itself comes first. */
export const COST_BANDS = {
  free: { below: 1 },
  under100k: { from: 1, below: som(100_000) },
  under500k: { from: som(100_000), below: som(500_000) },
  under2m: { from: som(500_000), below: som(2_000_000) },
  under10m: { from: som(2_000_000), below: som(10_000_000) },
  over10m: { from: som(10_000_000) },
} as const satisfies Readonly<Record<string, Band>>
export type CostBand = keyof typeof COST_BANDS

/** People of the municipality whose practice it is. */
export const SIZE_BANDS = {
  under5k: { below: 5_000 },
  under10k: { from: 5_000, below: 10_000 },
  under20k: { from: 10_000, below: 20_000 },
  under50k: { from: 20_000, below: 50_000 },
  over50k: { from: 50_000 },
} as const satisfies Readonly<Record<string, Band>>
export type SizeBand = keyof typeof SIZE_BANDS

export const COST_BAND_NAMES = Object.keys(COST_BANDS) as readonly CostBand[]
export const SIZE_BAND_NAMES = Object.keys(SIZE_BANDS) as readonly SizeBand[]

const within = (value: number, { from, below }: Band): boolean =>
  (from === undefined || value >= from) && (below === undefined || value < below)

/** The band of a municipality's population; each number stands in exactly one. */
export const sizeBandOf = (population: number): SizeBand =>
  SIZE_BAND_NAMES.find(name => within(population, SIZE_BANDS[name])) ?? 'over50k'
/** The band of a cost in tyiyn, 0 or more. */
export const costBandOf = (cost: number): CostBand => COST_BAND_NAMES.find(name => within(cost, COST_BANDS[name])) ?? 'over10m'
