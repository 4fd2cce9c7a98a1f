import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import ts from 'typescript'
import { LANGUAGES, type Lang } from '#platform/i18n/languages.ts'

export type Messages = Readonly<Record<string, string>>
export interface RoomWords {
  /** Folder that holds `messages/`, e.g. `src/features/budgets`. */
  readonly room: string
  readonly texts: Readonly<Record<Lang, Messages>>
}

/** Words of every room and of the ui. */
export function readRooms(root = 'src'): RoomWords[] {
  const rooms = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name === 'messages')
    .map(entry => relative('.', entry.parentPath).replaceAll('\\', '/'))
  return rooms.sort().map(room => ({
    room,
    texts: Object.fromEntries(
      LANGUAGES.map(lang => [lang, JSON.parse(readFileSync(join(room, 'messages', `${lang}.json`), 'utf8'))]),
    ) as Record<Lang, Messages>,
  }))
}

type Ast = ReturnType<IntlMessageFormat['getAst']>
type Piece = Ast[number]
// Kinds of pieces in intl-messageformat's tree.
const [LITERAL, SELECT, PLURAL] = [0, 5, 6]
const optionsOf = (piece: Piece): [string, Ast][] =>
  'options' in piece ? Object.entries(piece.options).map(([name, option]) => [name, option.value]) : []

/** A message's tree; throws where it is no ICU message. */
export const parseMessage = (text: string): Ast => new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()

/** Names of its placeholders, in order. */
export function placeholders(ast: Ast): string[] {
  const names = new Set<string>()
  const walk = (pieces: Ast): void => {
    for (const piece of pieces) {
      if (piece.type !== LITERAL && 'value' in piece && typeof piece.value === 'string') names.add(piece.value)
      for (const [, inner] of optionsOf(piece)) walk(inner)
    }
  }
  walk(ast)
  return [...names].sort()
}

/** Plural categories that this language needs and a message lacks, as `count: few, many`. */
export function missingPlurals(lang: Lang, ast: Ast): string[] {
  return ast.flatMap(piece => {
    const inner = optionsOf(piece).flatMap(([, value]) => missingPlurals(lang, value))
    if (piece.type !== PLURAL || !('pluralType' in piece)) return inner
    const needed = new Intl.PluralRules(lang, { type: piece.pluralType ?? 'cardinal' }).resolvedOptions().pluralCategories
    const lacking = needed.filter(category => !(category in piece.options))
    return lacking.length > 0 ? [`${piece.value}: ${lacking.sort().join(', ')}`, ...inner] : inner
  })
}

// After a number with a hyphen these are words of their own or part of an ordinal: "{year}-жылдын", "{n}-квартал".
const SUFFIX =
  /^['’-]?(н[ыиуү]н|д[ыиуү]н|т[ыиуү]н|н[ыиуү]|д[ыиуү]|т[ыиуү]|г[аеоө]|к[аеоө]|д[аеоө]|т[аеоө]|д[аеоө]н|т[аеоө]н|д[аеоө]г[ыиуү]|т[аеоө]г[ыиуү]|л[аеоө]р|л[аеоө]р[ыиуү])(?![\p{L}])/u

/** Placeholders that a suffix or a letter is glued to: what a value is called decides its ending, so none can be written. */
export function gluedSuffixes(ast: Ast): string[] {
  return ast.flatMap((piece, at) => {
    const inner = optionsOf(piece).flatMap(([, value]) => gluedSuffixes(value))
    const next = ast[at + 1]
    if (piece.type === LITERAL || piece.type === SELECT || !next || next.type !== LITERAL || !('value' in next)) return inner
    const text = String(next.value)
    return /^\p{L}/u.test(text) || SUFFIX.test(text)
      ? [`{${'value' in piece ? piece.value : '#'}}${text.slice(0, 8)}`, ...inner]
      : inner
  })
}

const LOOK_ALIKES = /^[aceopxyABCEHKMOPTXÏ]$/
/** Words of a Cyrillic text with a Latin letter among Cyrillic ones, a lone Latin look-alike, or a letter of another alphabet. */
export function lookAlikes(text: string): string[] {
  const words = text.replace(/\{[^{}]*\}/g, ' ').match(/\p{L}+/gu) ?? []
  return words.filter(
    word =>
      (/\p{Script=Latin}/u.test(word) && /\p{Script=Cyrillic}/u.test(word)) || LOOK_ALIKES.test(word) || /[ӊѳγ]/u.test(word),
  )
}

const CODE = /^[a-z][A-Za-z0-9]*(\.[A-Za-z0-9]+)+$/

/** Refusal codes that a source writes down: `err('…')`, `code: '…'` of a refusal, and messages of zod schemas. */
export function refusalCodes(path: string, text: string): string[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS)
  const codes = new Set<string>()
  const schema = /from 'zod'/.test(text)
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      const { parent } = node
      const called = ts.isCallExpression(parent) ? parent.expression.getText() : ''
      if (called === 'err' && ts.isCallExpression(parent) && parent.arguments[0] === node) codes.add(node.text)
      else if (schema && CODE.test(node.text)) {
        const property = ts.isPropertyAssignment(parent) ? parent.name.getText() : ''
        if (
          ['message', 'error'].includes(property) ||
          /^z\.|\.(min|max|length|regex|refine|int|email|trim|gt|lt|gte|lte|positive)$/s.test(called)
        )
          codes.add(node.text)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return [...codes]
}

export const roomFolder = (path: string): string =>
  path.startsWith('src/features/') ? path.split('/').slice(0, 3).join('/') : dirname(path)
