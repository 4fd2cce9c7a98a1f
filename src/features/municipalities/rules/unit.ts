/** From the country down; cities stand under an oblast, a raion (`town`) or the country itself. */
export const UNIT_KINDS = ['country', 'oblast', 'raion', 'city_republican', 'city_oblast', 'town', 'aiyl_aimak'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

/** A name in the three languages, as the office writes it; never put together from parts. */
export type Names = Readonly<Record<'ky' | 'ru' | 'en', string>>

/** Enough to name a unit and lead to it. */
export interface UnitRef {
  readonly id: string
  readonly slug: string
  readonly names: Names
}

/** A city or aiyl aimak: what has a council and a budget of its own. */
export interface Municipality extends UnitRef {
  readonly kind: UnitKind
  /** The SOATE code of today, 14 digits. */
  readonly soate?: string | undefined
  readonly population?: number | undefined
  /** As far as the source says: `2026-01-01`, `2025-09` or `2021`. */
  readonly populationDate?: string | undefined
  readonly oblast?: UnitRef | undefined
  readonly raion?: UnitRef | undefined
  /** `check`: not confirmed by a source yet, shown as "to be confirmed". */
  readonly standing: 'confirmed' | 'check'
  readonly lat?: number | undefined
  readonly lon?: number | undefined
  /** Day, month or year since when it stands no more; its successors are in `readPlace`. New matters go to a successor. */
  readonly endedOn?: string | undefined
}

export interface TreeRaion extends UnitRef {
  readonly municipalities: readonly UnitRef[]
}
/** An oblast or a city of republican standing, with what stands directly under it and its raions. */
export interface TreeOblast extends UnitRef {
  readonly kind: UnitKind
  readonly iso?: string | undefined
  readonly lat?: number | undefined
  readonly lon?: number | undefined
  readonly population?: number | undefined
  /** The city itself where this is a city of republican standing; cities of oblast standing otherwise. */
  readonly municipalities: readonly UnitRef[]
  readonly raions: readonly TreeRaion[]
}

/** Cities and aiyl aimaks govern themselves; oblasts and raions are run by the state. */
export const isMunicipalityKind = (kind: UnitKind): boolean =>
  kind === 'city_republican' || kind === 'city_oblast' || kind === 'town' || kind === 'aiyl_aimak'

/** What may stand directly under what. */
export const PARENT_KINDS: Readonly<Record<UnitKind, readonly UnitKind[]>> = {
  country: [],
  oblast: ['country'],
  city_republican: ['country'],
  raion: ['oblast'],
  city_oblast: ['oblast', 'raion'],
  town: ['raion', 'city_oblast', 'city_republican', 'oblast'],
  aiyl_aimak: ['raion', 'city_oblast', 'city_republican'],
}

/** The municipality and everything above it: a right held for a raion or an oblast holds for its places. */
export const placesOf = ({ id, raion, oblast }: Pick<Municipality, 'id' | 'raion' | 'oblast'>): string[] =>
  [id, raion?.id, oblast?.id].filter(one => one !== undefined)
