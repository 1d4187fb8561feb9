/** Reads NDJSON as a stream: one JSON object in each line, with line numbers. */

import { isJsonObject, parseJson } from '../../encoding/json.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { type Bytes, bytesOf, requireBytes } from '../files/byte-source.js'
import { type Row, rowWith, withRemedy } from './row.js'

/**
 * Reads an NDJSON file line by line. A line that is not a JSON object is a row with issues.
 *
 * @param input - A path, bytes, or a stream of bytes.
 * @returns The rows; `row` is the number of the line.
 * @throws OpenBadgeError `table_invalid` if the rest of the file cannot be read, or `file_failed`.
 * @example
 * for await (const { values } of readNdjson(new TextEncoder().encode('{"email":"ada@example.org"}'))) console.log(values)
 */
export async function* readNdjson(input: Bytes): AsyncGenerator<Row> {
  requireBytes('readNdjson', input)
  for await (const block of ndjsonBlocks(input)) yield* block
}

export async function* ndjsonBlocks(input: Bytes, size = 256): AsyncGenerator<readonly Row[]> {
  let block: Row[] = []
  let row = 0
  for await (const bytes of lines(bytesOf(input))) {
    row++
    const read = readLine(row, bytes)
    if (read === undefined) continue
    block.push(read)
    if (block.length === size) {
      yield block
      block = []
    }
  }
  if (block.length > 0) yield block
}

function readLine(row: number, bytes: Uint8Array): Row | undefined {
  try {
    const text = decodeUtf8(bytes).trim()
    if (text === '') return undefined
    const value = parseJson(text)
    if (isJsonObject(value)) return rowWith(row, value)
    return faulty(row, 'The line is not a JSON object.')
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    return faulty(row, `The line cannot be read: ${error.message}.`)
  }
}

function faulty(row: number, message: string): Row {
  const hint = 'Write one JSON object on each line.'
  return { row, values: {}, issues: [withRemedy({ row, code: 'json_invalid', message, hint })] }
}

/** The maximum length of a line. No row, record or badge is longer, and a longer line would fill the memory. */
export const LINE_MAXIMUM = 67_108_864

/**
 * Splits a byte stream at line feeds; the line feed is left out.
 * @throws OpenBadgeError `limit_exceeded` for a line that is longer than `LINE_MAXIMUM`
 */
export async function* lines(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = []
  let held = 0
  for await (const chunk of input) {
    let start = 0
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      const piece = chunk.subarray(start, end)
      yield rest.length === 0 ? piece : Buffer.concat([...rest, piece])
      rest = []
      held = 0
      start = end + 1
    }
    if (start === chunk.length) continue
    held += chunk.length - start
    if (held > LINE_MAXIMUM) {
      throw new OpenBadgeError('limit_exceeded', `a line is longer than ${LINE_MAXIMUM} bytes`, {
        limit: 'line',
        maximum: LINE_MAXIMUM,
      })
    }
    rest.push(chunk.slice(start))
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}
