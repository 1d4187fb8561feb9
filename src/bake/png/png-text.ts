/** The three text chunks of PNG: tEXt, zTXt and iTXt (W3C PNG, section 11.3.3). */
import { decodeUtf8, encodeUtf8 } from '../../encoding/utf8.js'
import { invalidImage } from '../image/image-limits.js'
import { writePngChunk } from './png-chunks.js'

export interface PngText {
  readonly keyword: string
  /** UTF-8 or Latin-1 bytes; a zlib stream if `compressed`. */
  readonly data: Uint8Array
  readonly compressed: boolean
}

/** Keyword of a text chunk (1 to 79 Latin-1 characters); `undefined` if it has no valid one. */
export function pngKeyword(data: Uint8Array): string | undefined {
  const end = data.subarray(0, 80).indexOf(0)
  return end < 1 ? undefined : String.fromCharCode(...data.subarray(0, end))
}

/** Parses a text chunk. @throws OpenBadgeError `image_invalid` */
export function readPngText(type: string, data: Uint8Array, offset: number): PngText {
  const keyword = pngKeyword(data)
  if (keyword === undefined) throw malformed('a text chunk has no keyword', offset)
  const after = keyword.length + 1
  if (type === 'tEXt') return { keyword, data: data.subarray(after), compressed: false }
  if (type === 'zTXt') {
    if (data[after] !== 0) throw malformed('a text chunk has an unknown compression method', offset)
    return { keyword, data: data.subarray(after + 1), compressed: true }
  }
  const flag = data[after]
  const method = data[after + 1]
  if (flag === undefined || flag > 1) throw malformed('a text chunk has a wrong compression flag', offset)
  if (method !== 0) throw malformed('a text chunk has an unknown compression method', offset)
  const language = data.indexOf(0, after + 2)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) throw malformed('an iTXt chunk has no language tag or translated keyword', offset)
  return { keyword, data: data.subarray(translated + 1), compressed: flag === 1 }
}

/** Writes an uncompressed iTXt chunk without language tag and translated keyword. */
export function writePngText(keyword: string, text: string): Uint8Array {
  return writePngChunk('iTXt', encodeUtf8(`${keyword}\0\0\0\0\0`), encodeUtf8(text))
}

/** Decodes UTF-8, else Latin-1. PNG requires Latin-1 here, but old programs for baking wrote UTF-8. */
export function decodeLatin1(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch {
    let text = ''
    for (let i = 0; i < bytes.length; i += 8192) {
      text += String.fromCharCode(...bytes.subarray(i, i + 8192))
    }
    return text
  }
}

function malformed(message: string, offset: number): Error {
  return invalidImage('png', 'text chunk', message, offset)
}
