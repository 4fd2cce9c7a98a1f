import sharp from 'sharp'
import { err, ok, type Result } from '#platform/result.ts'
import { LONGEST_SIDE, MOST_MEGAPIXELS, SMALL_SIDE } from './rules/upload.ts'

// Decoded pictures are large, and each is drawn once.
sharp.cache(false)

export interface RedrawnImage {
  readonly mimeType: 'image/jpeg' | 'image/webp'
  readonly bytes: Uint8Array
  readonly small: Uint8Array
  readonly width: number
  readonly height: number
}

/**
 * Draws a picture anew: turned as its camera was held, at most 2000 pixels long, in sRGB, without anything a camera or an
 * editor wrote beside it (place, time, owner, thumbnails). Whatever else was hidden in the file is not in the new one.
 */
export async function redrawImage(
  bytes: Uint8Array,
  from: 'image/jpeg' | 'image/png',
): Promise<Result<RedrawnImage, 'file.image' | 'file.pixels'>> {
  const limitInputPixels = MOST_MEGAPIXELS * 1_000_000
  try {
    // The head is read without that limit, so that a picture too large is told from a damaged one.
    const { width = 0, height = 0 } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > limitInputPixels) return err('file.pixels', { values: { maximum: MOST_MEGAPIXELS } })
    const drawn = sharp(bytes, { limitInputPixels, failOn: 'error', sequentialRead: true })
      .rotate()
      .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    // Drawings and screenshots come as PNG: WebP keeps their edges and what shows through at a fraction of the weight.
    const encoded = from === 'image/jpeg' ? drawn.jpeg({ quality: 82, mozjpeg: true }) : drawn.webp({ quality: 88, effort: 4 })
    const { data, info } = await encoded.timeout({ seconds: 20 }).toBuffer({ resolveWithObject: true })
    const mimeType = from === 'image/jpeg' ? 'image/jpeg' : 'image/webp'
    const small = await sharp(data)
      .resize({ width: SMALL_SIDE, height: SMALL_SIDE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 70 })
      .toBuffer()
    return ok({ mimeType, bytes: data, small, width: info.width, height: info.height })
  } catch {
    return err('file.image')
  }
}
