/** Finds the outputs of earlier runs, and checks whether they are as the journal recorded them. */
import { hash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { fileFailed, statOf } from '../files/file-error.js'
import { badgePath, NDJSON_NAME, type OutputForm } from '../files/output.js'
import { oldPartName, partName } from '../files/part-name.js'
import { formatUuid } from '../ids/credential-id.js'
import type { IssuedRows } from '../ids/issued-rows.js'
import type { IssuedRow } from '../ids/row-packer.js'
import type { BatchRecord } from './journal-records.js'

export interface EarlierOutput {
  readonly bytes: Buffer
  /** SHA-256. */
  readonly sum: Buffer
}

/** The places of earlier outputs; plain data, for worker threads. */
export interface EarlierPlaces {
  readonly form: OutputForm
  readonly folder: string
  /** NDJSON: run → the file with its lines. It lacks runs whose lines are lost. */
  readonly files: ReadonlyMap<number, string>
}

/** Part of a file. */
interface Block {
  readonly file: string
  readonly offset: number
  readonly bytes: Buffer
  /** The end in the file. */
  readonly end: number
}

/** How many bytes are read at once. */
const BLOCK = 1 << 16

export class EarlierOutputs {
  private readonly known: IssuedRows
  private readonly places: EarlierPlaces
  private readonly open = new Map<string, number>()
  private block: Block | undefined

  constructor(known: IssuedRows, places: EarlierPlaces) {
    this.known = known
    this.places = places
  }

  /** Whether each badge is a file of its own. */
  get isFile(): boolean {
    return this.places.form !== 'ndjson'
  }

  /** SHA-256 of the output of a row, if it is unchanged at its place. */
  intactSum(position: number): Buffer | undefined {
    const sum = this.read(position)?.sum
    return sum !== undefined && this.known.checkIs(position, sum) ? sum : undefined
  }

  /** The content at the place of a row's output; `undefined` if there is none. */
  read(position: number): EarlierOutput | undefined {
    const { form, folder, files } = this.places
    const row = this.known.at(position)
    if (form !== 'ndjson') return readBadge(join(folder, badgePath(formatUuid(row.uuid), form)))
    const file = files.get(row.run)
    return file === undefined ? undefined : this.readLine(file, row)
  }

  /** Lines are read in blocks, because they follow each other. A block is not changed after it was read. */
  readLine(file: string, { offset, length }: IssuedRow): EarlierOutput | undefined {
    if (file !== this.block?.file || offset < this.block.offset || offset + length > this.block.end) {
      this.block = this.readBlock(file, offset, length)
    }
    const { block } = this
    if (offset + length > block.end) return undefined
    const bytes = block.bytes.subarray(offset - block.offset, offset - block.offset + length)
    return { bytes, sum: hash('sha256', bytes, 'buffer') }
  }

  private readBlock(file: string, offset: number, length: number): Block {
    const bytes = Buffer.allocUnsafeSlow(Math.max(length, BLOCK))
    try {
      let descriptor = this.open.get(file)
      if (descriptor === undefined) {
        descriptor = openSync(file, 'r')
        this.open.set(file, descriptor)
      }
      return { file, offset, bytes, end: offset + readSync(descriptor, bytes, 0, bytes.length, offset) }
    } catch (error) {
      throw fileFailed('read', file, error)
    }
  }

  close(): void {
    for (const descriptor of this.open.values()) closeSync(descriptor)
    this.open.clear()
  }
}

function readBadge(path: string): EarlierOutput | undefined {
  try {
    const bytes = readFileSync(path)
    return { bytes, sum: hash('sha256', bytes, 'buffer') }
  } catch {
    return undefined
  }
}

/** Finds the file of a run by its first and last line, because a later run may have replaced the part file. */
export function placesOf(batch: BatchRecord, known: IssuedRows, folder: string): EarlierPlaces {
  const files = new Map<number, string>()
  const places = { form: batch.form, folder, files }
  if (batch.form !== 'ndjson') return places
  const outputs = new EarlierOutputs(known, places)
  try {
    for (const [run, ends] of endsOf(known)) {
      const names = [partName(batch.seed, NDJSON_NAME, run), oldPartName(NDJSON_NAME, run), NDJSON_NAME]
      const file = names.map((name) => join(folder, name)).find((path) => holds(path, ends, outputs))
      if (file !== undefined) files.set(run, file)
    }
    return places
  } finally {
    outputs.close()
  }
}

function holds(file: string, ends: readonly IssuedRow[], outputs: EarlierOutputs): boolean {
  if (statOf(file)?.isFile() !== true) return false
  return ends.some((row) => outputs.readLine(file, row)?.sum.subarray(0, 8).equals(row.check) === true)
}

/** Run → its first and its last line. */
function endsOf(known: IssuedRows): ReadonlyMap<number, readonly IssuedRow[]> {
  const ends = new Map<number, [first: IssuedRow, last: IssuedRow]>()
  for (let position = 0; position < known.count; position++) {
    const row = known.at(position)
    const found = ends.get(row.run)
    if (found === undefined) ends.set(row.run, [row, row])
    else {
      if (row.offset < found[0].offset) found[0] = row
      if (row.offset > found[1].offset) found[1] = row
    }
  }
  return ends
}
