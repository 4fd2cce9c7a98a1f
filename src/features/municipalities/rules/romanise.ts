import { bareName } from './bareName.ts'
import type { UnitKind } from './unit.ts'

/** How Kyrgyz names are usually romanised in English texts: ж → j, ө → ö, ы → y. */
const LETTERS: Readonly<Record<string, string>> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'yo', ж: 'j', з: 'z', и: 'i', й: 'i', к: 'k', л: 'l', м: 'm', н: 'n', ң: 'ng',
  о: 'o', ө: 'ö', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ү: 'ü', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y',
  ь: '', э: 'e', ю: 'yu', я: 'ya',
} // prettier-ignore

const KIND: Readonly<Record<UnitKind, string>> = {
  country: '',
  oblast: ' Oblast',
  raion: ' raion',
  city_republican: ' city',
  city_oblast: ' city',
  town: ' town',
  aiyl_aimak: ' aiyl aimak',
}

/** Kyrgyz or Russian text in Latin letters: "Көчө жарыгы" → "Köchö jarygy". */
export const romanised = (text: string): string =>
  [...text]
    .map(letter => {
      const plain = LETTERS[letter.toLowerCase()]
      if (plain === undefined) return letter
      return letter === letter.toLowerCase() ? plain : plain.slice(0, 1).toUpperCase() + plain.slice(1)
    })
    .join('')

/** An English name for a unit whose register gives none: "Төрт-Көл айыл аймагы" → "Tört-Köl aiyl aimak". */
export const romanisedName = (nameKy: string, kind: UnitKind): string => `${romanised(bareName(nameKy))}${KIND[kind]}`
