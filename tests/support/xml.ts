/** An element of a well-formed XML document. */
export interface XmlElement {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  /** All words inside, entities and CDATA read. */
  readonly text: string
  readonly all: readonly XmlElement[]
  readonly children: (name: string) => readonly XmlElement[]
  /** The first of that name; throws where there is none. */
  readonly child: (name: string) => XmlElement
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
function readEntities(text: string): string {
  if (/&(?!(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);)/i.test(text)) throw new Error(`not well-formed: bare & in ${text}`)
  return text.replace(/&(#x?)?([\da-z]+);/gi, (_all, kind: string | undefined, code: string) =>
    kind ? String.fromCodePoint(Number.parseInt(code, kind === '#x' ? 16 : 10)) : (ENTITIES[code] ?? ''),
  )
}
const LEGAL = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u
const TOKEN = /<\?[^?]*\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy

interface Open {
  name: string
  attributes: Record<string, string>
  text: string
  all: XmlElement[]
}

/** Reads an XML document of the kind we write (no DTD, no comments); throws where it is not well-formed. */
export function readXml(xml: string): XmlElement {
  if (!LEGAL.test(xml)) throw new Error('not well-formed: a character that XML cannot carry')
  const open: Open[] = [{ name: '', attributes: {}, text: '', all: [] }]
  let at = 0
  while (at < xml.length) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(xml)
    if (!found) throw new Error(`not well-formed at ${xml.slice(at, at + 60)}`)
    at = TOKEN.lastIndex
    const [, cdata, end, start, attributes = '', closed, text] = found
    const top = open.at(-1) as Open
    if (cdata !== undefined) top.text += cdata
    else if (text !== undefined) top.text += readEntities(text)
    else if (start !== undefined) {
      const pairs = [...attributes.matchAll(/([\w:.-]+)="([^"]*)"/g)].map(one => [one[1] ?? '', readEntities(one[2] ?? '')])
      open.push({ name: start, attributes: Object.fromEntries(pairs) as Record<string, string>, text: '', all: [] })
    }
    if (end !== undefined || closed) {
      const done = open.pop() as Open
      if (end !== undefined && done.name !== end) throw new Error(`not well-formed: ${done.name} ended by ${end}`)
      ;(open.at(-1) as Open).all.push(elementOf(done))
    }
  }
  const [root, ...rest] = open[0]?.all ?? []
  if (open.length !== 1 || !root || rest.length > 0) throw new Error('not well-formed: not one root')
  return root
}

function elementOf({ name, attributes, text, all }: Open): XmlElement {
  const children = (of: string) => all.filter(one => one.name === of)
  const child = (of: string) => {
    const [first] = children(of)
    if (!first) throw new Error(`${name} holds no ${of}`)
    return first
  }
  return { name, attributes, text: text.trim() + all.map(one => one.text).join(''), all, children, child }
}
