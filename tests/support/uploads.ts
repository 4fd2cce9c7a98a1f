import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'

/** A file as a browser sends it, with a type that nobody should trust. */
export const upload = (name: string, bytes: Uint8Array | string, type = 'application/octet-stream'): File =>
  new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], name, { type })

export const pdf = (inside = '', trailer = ''): string =>
  `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R ${inside} >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer\n<< /Root 1 0 R ${trailer} >>\nstartxref\n9\n%%EOF\n`

const TYPES = '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/xml"/></Types>'

/** A Word or Excel document of these parts beside those that each one has. */
export const office = (
  kind: 'docx' | 'xlsx',
  more: Readonly<Record<string, Uint8Array | string>> = {},
  types = TYPES,
): Uint8Array => {
  const main = kind === 'docx' ? 'word/document.xml' : 'xl/workbook.xml'
  const parts = { '[Content_Types].xml': types, [main]: '<document/>', ...more }
  return zipSync(
    Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part])),
  )
}

/** A photograph as a phone takes it: held sideways, with the place in it. */
export const photograph = (width = 2_400, height = 1_200): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#0B5563' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'Telefon' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '42/1 52/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '74/1 36/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
