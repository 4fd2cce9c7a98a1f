// The part of sax that reads office files; the package brings no types.
declare module 'sax' {
  export interface Tag {
    readonly name: string
    readonly attributes: Readonly<Record<string, string>>
    readonly isSelfClosing: boolean
  }
  export interface SAXParser {
    onopentag: (tag: Tag) => void
    onclosetag: (name: string) => void
    ontext: (text: string) => void
    oncdata: (text: string) => void
    ondoctype: (text: string) => void
    onerror: (error: Error) => void
    write(text: string): SAXParser
    close(): SAXParser
  }
  const sax: { parser(strict: boolean, options?: { trim?: boolean; position?: boolean }): SAXParser }
  export default sax
}
