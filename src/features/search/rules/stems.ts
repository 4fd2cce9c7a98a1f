/**
 * Endings of words as they are folded (ө as о, ү as у, ы and й as и, я as иа), longest first. A query's word loses them, and
 * what is left finds every word that begins so: "мектептердин" finds "мектеп" and "мектебин". It is no grammar: an ending
 * too many costs a few strange hits far down the list, one too few costs the page that was looked for.
 */
const KYRGYZ = [
  // ours, yours; plural; genitive, ablative; dative, accusative, locative; possessive
  ...['биз', 'буз', 'низ', 'нуз'],
  ...['лар', 'лер', 'лор', 'дар', 'дер', 'дор', 'тар', 'тер', 'тор'],
  ...['нин', 'нун', 'дин', 'дун', 'тин', 'тун', 'дан', 'ден', 'дон', 'тан', 'тен', 'тон', 'нан', 'нен', 'нон'],
  ...[
    'га',
    'ге',
    'го',
    'ка',
    'ке',
    'ко',
    'на',
    'не',
    'но',
    'ни',
    'ну',
    'ди',
    'ду',
    'ти',
    'ту',
    'да',
    'де',
    'до',
    'та',
    'те',
    'то',
  ],
  ...['си', 'су', 'ин', 'ун', 'и', 'у', 'н'],
]
const RUSSIAN = [
  ...['иами', 'ого', 'его', 'ому', 'ему', 'ими', 'ами', 'иам', 'иах', 'аиа', 'оие', 'ииа', 'иие', 'иеи', 'иеу', 'иеие', 'иии'],
  ...['ам', 'ах', 'ов', 'ев', 'ои', 'еи', 'ом', 'ем', 'их', 'им', 'ие', 'ии', 'иу', 'иа', 'ое', 'ее', 'уиу', 'ииу'],
  ...['а', 'о', 'е', 'и', 'у'],
].sort((a, b) => b.length - a.length)
/** A word that voices its last letter before an ending: мектеп, мектеби; бөлүк, бөлүгү. */
const VOICED: Readonly<Record<string, string>> = { п: 'б', б: 'п', к: 'г', г: 'к' }

/** Shorter words are taken as they are: "вода" loses an ending, "суу" does not. */
const SHORTEST_WORD = 4
const CONSONANT = /[бвгджзклмнпрстфхцчш]$/u
/** A Kyrgyz root of three letters ends in a consonant or a long vowel: жол, суу; a shorter one is a chance likeness. */
const ROOT = /^(?:.{4,}|.{2}[бвгджзклмнпрстфхцчш]|.(?:аа|ее|ии|оо|уу))$/u
const MOST_ENDINGS = 4
/** вод-а, школ-а; but not мер-ия, which begins too much else. */
const isStem = (stem: string, ending: string): boolean =>
  stem.length >= 4 || (stem.length === 3 && ending.length === 1 && CONSONANT.test(stem))

/** What a folded word may begin with where it stands with another ending; the shortest does not always come last. */
export function stemsOf(word: string): string[] {
  if (word.length < SHORTEST_WORD || !/^\p{Script=Cyrillic}+$/u.test(word)) return []
  const stems = new Set<string>()
  let root = word
  for (let n = 0; n < MOST_ENDINGS; n += 1) {
    const ending = KYRGYZ.find(one => root.endsWith(one) && ROOT.test(root.slice(0, -one.length)))
    if (!ending) break
    root = root.slice(0, -ending.length)
  }
  stems.add(root)
  const ending = RUSSIAN.find(one => word.endsWith(one) && isStem(word.slice(0, -one.length), one))
  if (ending) stems.add(word.slice(0, -ending.length))
  for (const stem of [...stems]) {
    const voiced = VOICED[stem.at(-1) ?? '']
    if (voiced && stem.length >= 4) stems.add(stem.slice(0, -1) + voiced)
  }
  stems.delete(word)
  return [...stems]
}
