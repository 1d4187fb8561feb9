/** The image formats that hold credentials, recognised by the first bytes, never by a file name or media type. */
import { rasterType } from '../../encoding/forms/image-type.js'

interface FormatRow {
  /** Whether the bytes begin like this format. The remaining bytes are not checked. */
  readonly matches: (bytes: Uint8Array) => boolean
  /** Whether the file is text. Then verification must distinguish it from other text. */
  readonly text: boolean
}

/** A row for each format. `PREPARERS`, `ENCODERS` and `READERS` have one too, so that a program that only reads loads no code for writing. */
export const IMAGE_FORMATS = {
  png: { matches: (bytes) => rasterType(bytes) === 'image/png', text: false },
  svg: { matches: beginsLikeXml, text: true },
} as const satisfies Readonly<Record<string, FormatRow>>

export type ImageFormat = keyof typeof IMAGE_FORMATS

export function isImageFormat(name: string): name is ImageFormat {
  return Object.hasOwn(IMAGE_FORMATS, name)
}

export function imageFormat(bytes: Uint8Array): ImageFormat | undefined {
  return Object.keys(IMAGE_FORMATS)
    .filter(isImageFormat)
    .find((format) => IMAGE_FORMATS[format].matches(bytes))
}

/** A `<` after a byte order mark and white space. */
function beginsLikeXml(bytes: Uint8Array): boolean {
  let i = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  while (i < bytes.length && i < 1024 && isWhitespace(bytes[i]!)) i++
  return bytes[i] === 0x3c
}

function isWhitespace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
}
