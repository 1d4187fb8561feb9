/** Reads a text file as checked UTF-8, in blocks of whole characters, without the byte order mark. */
import { isAscii, isUtf8 } from 'node:buffer'
import type { OpenBadgeError } from '../../errors.js'
import { tableInvalid } from './row.js'

export type TextEncoding = 'utf-8' | 'latin1'

/**
 * `latin1` decodes Windows-1252, as old exports have.
 * @throws OpenBadgeError `table_invalid` with the line that is not UTF-8, or for UTF-8 as `latin1`
 */
export async function* decodeText(
  input: AsyncIterable<Uint8Array>,
  encoding: TextEncoding,
): AsyncGenerator<Buffer> {
  if (encoding === 'latin1') {
    const decoder = new TextDecoder('windows-1252')
    let isChecked = false
    for await (const chunk of input) {
      if (!isChecked) isChecked = refuseUtf8(asBuffer(chunk))
      yield Buffer.from(decoder.decode(chunk, { stream: true }))
    }
    return
  }
  let rest: Buffer = Buffer.alloc(0)
  let line = 1
  let isStart = true
  for await (const chunk of input) {
    const bytes = rest.length === 0 ? asBuffer(chunk) : Buffer.concat([rest, chunk])
    rest = bytes
    if (isStart && bytes.length < 3) continue
    const start = isStart ? afterMark(bytes) : 0
    isStart = false
    const end = lastCharacterEnd(bytes)
    rest = bytes.subarray(end)
    const text = bytes.subarray(start, end)
    if (!isUtf8(text)) throw notUtf8(text, line)
    line += countLines(text)
    if (text.length > 0) yield text
  }
  const text = isStart ? rest.subarray(afterMark(rest)) : rest
  if (!isUtf8(text)) throw notUtf8(text, line)
  if (text.length > 0) yield text
}

export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/**
 * Decides by the first letters outside ASCII: text in Windows-1252 is never UTF-8 by chance. False if there are none yet.
 * @throws OpenBadgeError `table_invalid`
 */
function refuseUtf8(bytes: Buffer): boolean {
  const text = bytes.subarray(0, lastCharacterEnd(bytes))
  if (isAscii(text)) return false
  if (!isUtf8(text)) return true
  throw tableInvalid('the file is UTF-8, not Latin-1', {
    hint: 'Leave the option out (encoding, --encoding).',
  })
}

/** The offset of the text after a byte order mark. @throws OpenBadgeError `table_invalid` for UTF-16 */
function afterMark(bytes: Buffer): number {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw tableInvalid('the file is UTF-16', { row: 1, hint: 'Save it as "CSV UTF-8".' })
  }
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
}

/** The end of the last complete character. Bytes that are not UTF-8 count as complete. */
function lastCharacterEnd(bytes: Buffer): number {
  const { length } = bytes
  for (let back = 1; back <= Math.min(3, length); back++) {
    const byte = bytes[length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return size > back ? length - back : length
  }
  return length
}

function notUtf8(bytes: Buffer, line: number): OpenBadgeError {
  let start = 0
  for (let at = line; ; at++) {
    const end = bytes.indexOf(0x0a, start)
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) {
      return tableInvalid(`line ${at} is not UTF-8`, {
        line: at,
        hint: 'Save the file as "CSV UTF-8", or say that it is Latin-1 (encoding, --encoding latin1).',
      })
    }
    start = end + 1
  }
}

function countLines(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf(0x0a); at >= 0; at = bytes.indexOf(0x0a, at + 1)) count++
  return count
}
