import { foldForSearch } from '#platform/fold.ts'
import { UNIT_KINDS, type UnitKind } from './unit.ts'

/** 14 digits that begin with the country's 417; the code has no check digit. */
export const isSoate = (code: string): boolean => /^417\d{11}$/.test(code)

/**
 * What kind of unit a SOATE code is given to: 417, two digits of the oblast, three of the raion (2xx) or city of the oblast
 * (4xx), three of the aiyl aimak (8xx) or town (4xx–6xx), three of the village. Undefined where the code does not tell.
 */
export function kindOfSoate(code: string): UnitKind | 'village' | undefined {
  const [oblast = '', middle = '', part = '', village = ''] = [
    code.slice(3, 5),
    code.slice(5, 8),
    code.slice(8, 11),
    code.slice(11),
  ]
  if (oblast === '00') return /^0+$/.test(middle + part + village) ? 'country' : undefined
  if (/^0+$/.test(middle + part + village)) return oblast < '10' ? 'oblast' : 'city_republican'
  if (/^4/.test(middle) && part === '000') return 'city_oblast'
  if (!/^2/.test(middle)) return undefined
  if (part === '000') return village === '000' ? 'raion' : undefined
  if (/^[456]/.test(part)) return village === '000' || village === '010' ? 'town' : 'village'
  return /^[89]/.test(part) ? (village === '000' ? 'aiyl_aimak' : 'village') : undefined
}

const KIND_WORDS: readonly (readonly [string, UnitKind | 'village'])[] = [
  ['айыл аймагы, айылдык аймак, айыл өкмөтү, айыльный аймак, айылный аймак, аильный аймак, aiyl aimak, айыл аймак', 'aiyl_aimak'],
  ['республикалык маанидеги шаар, город республиканского значения, city of republican standing', 'city_republican'],
  ['облустук маанидеги шаар, город областного значения, city of oblast standing', 'city_oblast'],
  ['райондук маанидеги шаар, город районного значения, шаарча, поселок городского типа, пгт, town', 'town'],
  ['шаар, город, city', 'city_oblast'],
  ['облус, область, oblast', 'oblast'],
  ['район, raion, rayon, district', 'raion'],
  ['өлкө, республика, страна, country', 'country'],
  ['айыл, кыштак, село, village', 'village'],
]
const BY_WORD = new Map(KIND_WORDS.flatMap(([list, kind]) => list.split(', ').map(word => [foldForSearch(word), kind] as const)))

/** A kind written in words of three languages, or as the portal's own exports write it (`aiyl_aimak`). */
export const kindFromWords = (text: string): UnitKind | 'village' | undefined =>
  UNIT_KINDS.find(kind => kind === text) ?? BY_WORD.get(foldForSearch(text))
