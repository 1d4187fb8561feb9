/**
 * Cuts a CSV between records. It does not read the cells; `csvRows` does. So one thread can cut for several threads that read.
 */

import { checkOptions } from '../../encoding/options.js'
import { oneOf } from '../../option-tests.js'
import { type Bytes, bytesOf } from '../files/byte-source.js'
import { decodeText, type TextEncoding } from './decode-text.js'
import {
  type CsvBlock,
  type CsvLayout,
  DELIMITERS,
  GRADEBOOK_ROWS,
  header,
  isOfGradebook,
  recordCells,
  sniffDelimiter,
  statedDelimiter,
} from './parse-csv.js'
import { tableInvalid } from './row.js'

export interface CsvOptions {
  /** The separator. Default: that of a first line `sep=;`, or else found in the header line: comma, semicolon, tab or bar. */
  readonly delimiter?: ',' | ';' | '\t' | '|'
  /** `utf-8` (default): other encodings are refused, with the line. `latin1`: Windows-1252, as in old exports. */
  readonly encoding?: TextEncoding
}

const OPTIONS = { delimiter: oneOf(...DELIMITERS), encoding: oneOf('utf-8', 'latin1') }

/** @throws TypeError */
export function checkCsvOptions(caller: string, options: CsvOptions): void {
  checkOptions(caller, options, OPTIONS)
}

/** A block ends with the first record after this number of bytes. */
const BLOCK_MAXIMUM = 1_048_576
/** The maximum of bytes of one record, so that a missing quote is found before the memory is full. */
const RECORD_MAXIMUM = 16_777_216

const LF = 0x0a
const CR = 0x0d
const QUOTE = 0x22
const SPACE = 0x20

/**
 * Yields blocks of up to `size` records.
 * @throws OpenBadgeError `table_invalid`, `file_failed`
 */
export async function* splitCsv(
  input: Bytes,
  options: CsvOptions = {},
  size = 256,
): AsyncGenerator<CsvBlock> {
  const cutter = new Cutter(options.delimiter, size)
  for await (const bytes of decodeText(bytesOf(input), options.encoding ?? 'utf-8')) {
    cutter.add(bytes)
    yield* cutter.blocks(false)
  }
  yield* cutter.blocks(true)
  if (!cutter.hasHeader) {
    throw tableInvalid('the file is empty', { hint: 'The first line must name the columns.' })
  }
}

class Cutter {
  private readonly delimiter: string | undefined
  private readonly size: number
  /** The separator that the first line states. */
  private stated: string | undefined
  private layout: CsvLayout | undefined
  /** The bytes that are in no block yet. */
  private bytes: Buffer = Buffer.alloc(0)
  /** The end of the bytes that were searched. */
  private at = 0
  /** The start of the current record. */
  private start = 0
  private quoted = false
  /** The number of records of the block, and of those that are not blank. */
  private records = 0
  private count = 0
  /** The row and line at which the block begins, and the number of its lines. */
  private row = 1
  private line = 1
  private lines = 0

  constructor(delimiter: string | undefined, size: number) {
    this.delimiter = delimiter
    this.size = size
  }

  get hasHeader(): boolean {
    return this.layout !== undefined
  }

  add(bytes: Buffer): void {
    this.bytes = this.bytes.length === 0 ? bytes : Buffer.concat([this.bytes, bytes])
  }

  /** @param isLast whether the input has ended */
  *blocks(isLast: boolean): Generator<CsvBlock> {
    if (this.layout !== undefined || this.readHeader(isLast)) {
      const { newline } = this.layout!
      for (let end = this.recordEnd(newline, isLast); end >= 0; end = this.recordEnd(newline, isLast)) {
        if (!this.isBlank(end, newline) && !this.isOfGradebook(end)) this.count++
        this.records++
        this.start = this.at
        if (this.records === this.size || this.start >= BLOCK_MAXIMUM) yield* this.block()
      }
      if (isLast) yield* this.block()
    }
    if (this.bytes.length - this.start > RECORD_MAXIMUM) {
      throw tableInvalid(`a row that begins near line ${this.line} is longer than 16 MiB`, {
        line: this.line,
        hint: 'Look for a quote that is opened, but not closed.',
      })
    }
  }

  /** The end of the current record's content, or -1 if more bytes are needed. Then `at` is after its line end. */
  private recordEnd(newline: number, isLast: boolean): number {
    const { bytes } = this
    const { length } = bytes
    let { at, quoted } = this
    for (; at < length; at++) {
      const byte = bytes[at]!
      if (byte > QUOTE) continue
      if (byte === QUOTE) quoted = !quoted
      else if (byte === newline) {
        this.lines++
        if (quoted) continue
        this.at = at + 1
        this.quoted = false
        return at
      }
    }
    this.at = at
    this.quoted = quoted
    return isLast && this.start < length ? length : -1
  }

  /** Empty lines count in the row numbers, as in spreadsheets, but give no rows. Both readers must see the same ones. */
  private isBlank(end: number, newline: number): boolean {
    const { bytes, start } = this
    const layout = this.layout!
    const delimiter = layout.delimiter.charCodeAt(0)
    const last = withoutReturn(bytes, start, end, newline)
    let quoted = false
    for (let at = start; at < last; at++) {
      const byte = bytes[at]
      if (byte === QUOTE) quoted = true
      else if (byte !== delimiter && byte !== SPACE) return false
    }
    if (!quoted) return true
    const cells = bytes.toString('latin1', start, last).split(layout.delimiter)
    return cells.every((cell) => /^(?: *|" *")$/.test(cell))
  }

  /** As the reader of the cells sees it: both must count the same rows. */
  private isOfGradebook(end: number): boolean {
    const row = this.row + this.records
    const layout = this.layout!
    if (row > GRADEBOOK_ROWS || layout.columns[0] !== 'Student') return false
    const text = this.bytes.subarray(this.start, withoutReturn(this.bytes, this.start, end, layout.newline))
    return isOfGradebook(layout.columns, row, recordCells(text, layout))
  }

  private *block(): Generator<CsvBlock> {
    const { count, row, line } = this
    const bytes = Uint8Array.prototype.slice.call(this.bytes, 0, this.start)
    this.bytes = this.bytes.subarray(this.start)
    this.at -= this.start
    this.start = 0
    this.row += this.records
    this.line += this.lines
    this.records = 0
    this.count = 0
    this.lines = 0
    if (count > 0) yield { ...this.layout!, bytes, count, row, line }
  }

  /** The first record has the names of the columns, and its end shows how lines end. */
  private readHeader(isLast: boolean): boolean {
    const newline = this.newline(isLast)
    if (newline === undefined) return false
    const end = this.recordEnd(newline, isLast)
    if (end < 0) return false
    const text = this.bytes.subarray(0, withoutReturn(this.bytes, 0, end, newline))
    const stated = this.row === 1 ? statedDelimiter(text.subarray(0, 64).toString()) : undefined
    if (stated === undefined) {
      const delimiter = this.delimiter ?? this.stated ?? sniffDelimiter(text.subarray(0, 65_536).toString())
      this.layout = {
        columns: header(recordCells(text, { delimiter, newline }), this.row),
        delimiter,
        newline,
      }
    } else this.stated = stated
    this.bytes = this.bytes.subarray(this.at)
    this.at = 0
    this.row++
    this.line += this.lines
    this.lines = 0
    return stated === undefined || this.readHeader(isLast)
  }

  /** Finds the line end: LF with or without a CR before it, or CR, whichever comes first outside quotes. */
  private newline(isLast: boolean): number | undefined {
    const { bytes } = this
    let quoted = false
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]
      if (byte === QUOTE) quoted = !quoted
      else if (quoted) continue
      else if (byte === LF) return LF
      else if (byte === CR && (isLast || at + 1 < bytes.length)) return bytes[at + 1] === LF ? LF : CR
    }
    return isLast ? LF : undefined
  }
}

/** The end of a line without a CR before its LF. */
function withoutReturn(bytes: Buffer, start: number, end: number, newline: number): number {
  return newline === LF && end > start && bytes[end - 1] === CR ? end - 1 : end
}
