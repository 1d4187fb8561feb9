/** Recognises files that are not badges, such as PDF or JPEG, by their first bytes. */
import { type RasterType, rasterType } from '../../encoding/forms/image-type.js'

interface FileType {
  readonly name: string
  readonly image?: true
}

const PICTURES: Readonly<Partial<Record<RasterType, string>>> = {
  'image/jpeg': 'JPEG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
}

/** The first characters of each type of file, in Latin-1. */
const OTHERS: Readonly<Record<string, string>> = { PDF: '%PDF-', ZIP: 'PK\x03\x04', gzip: '\x1f\x8b' }

export function fileTypeOf(bytes: Uint8Array): FileType | undefined {
  const raster = rasterType(bytes)
  const picture = raster === undefined ? undefined : PICTURES[raster]
  if (picture !== undefined) return { name: picture, image: true }
  const other = Object.keys(OTHERS).find((name) => startsWith(bytes, OTHERS[name]!))
  return other === undefined ? undefined : { name: other }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[i] !== text.charCodeAt(i)) return false
  return true
}

/**
 * Whether the bytes are a COSE_Sign1 message: an array of four items that begins with bytes, with or without its tag (RFC 9052
 * section 4.2). No text begins like this.
 */
export function isCose(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd2 ? bytes[1] === 0x84 : bytes[0] === 0x84 && bytes[1]! >> 5 === 2
}

/** The form of UTF-16 that a byte order mark shows. */
export function utf16(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}
