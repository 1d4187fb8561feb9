/** The planned chunks of a run. They are on the disk until they are signed, so that memory does not grow with the rows. */
import { HeldFiles, type Slice, SliceReader, StagingFile } from '../files/staging-file.js'
import { DROPPED, type PlanResult } from '../tasks/tasks.js'

type Staged = Pick<PlanResult, 'slice' | 'conflict'> & {
  readonly place: Slice
  readonly rows: number
  readonly recipients: number
  readonly identities: number
  readonly sums: number
}

/** A staging file has bytes to sign before each text. */
const NOTHING_TO_SIGN = new Uint8Array(64)

export class PlannedChunks implements Iterable<PlanResult> {
  private readonly file: StagingFile
  private readonly held = new HeldFiles()
  /** Only this thread reads the file, so its descriptor is valid in all runtimes. */
  private readonly descriptor: number
  private readonly reader = new SliceReader()
  private readonly staged: Staged[] = []
  /** Rows that were dropped once the whole table was known: chunk → places. */
  private readonly dropped = new Map<number, readonly number[]>()

  /** @throws OpenBadgeError `file_failed` */
  constructor(path: string) {
    this.file = StagingFile.open(path)
    this.descriptor = this.held.hold(path)
  }

  get length(): number {
    return this.staged.length
  }

  /** Without the findings, which the report has. */
  add(planned: PlanResult): void {
    const { flags, reasons, uuids, recipients, identities, sums, numbers, rows, slice, conflict } = planned
    const chunk = this.file.chunk()
    // The numbers are first, because they must be aligned.
    const parts = [bytesOf(numbers), bytesOf(rows), uuids, recipients, identities, sums, flags, reasons]
    chunk.add(NOTHING_TO_SIGN, Buffer.concat(parts))
    this.staged.push({
      place: { ...this.file.write(chunk), file: this.descriptor },
      rows: rows.length,
      recipients: recipients.length,
      identities: identities.length,
      sums: sums.length,
      slice,
      conflict,
    })
  }

  at(index: number): PlanResult {
    const { place, rows: count, recipients, identities, sums, slice, conflict } = this.staged[index]!
    // A copy of its own, because the numbers must be aligned.
    const { buffer } = new Uint8Array(this.reader.read(place)[0]!.json)
    let from = 0
    const next = (length: number): Uint8Array => {
      const part = new Uint8Array(buffer, from, length)
      from += length
      return part
    }
    const numbers = new Uint32Array(buffer, from, count)
    next(4 * count)
    const rows = new Uint32Array(buffer, from, count)
    next(4 * count)
    const parts = {
      uuids: next(16 * count),
      recipients: next(recipients),
      identities: next(identities),
      sums: next(sums),
      flags: next(count),
      reasons: next(count),
    }
    for (const i of this.dropped.get(index) ?? []) parts.flags[i] = DROPPED
    return {
      numbers,
      rows,
      ...parts,
      achievements: [],
      issues: [],
      slice,
      conflict,
    }
  }

  /** Drops rows of a chunk that would be signed. */
  drop(index: number, places: readonly number[]): void {
    this.dropped.set(index, places)
  }

  *[Symbol.iterator](): Generator<PlanResult> {
    for (let i = 0; i < this.staged.length; i++) yield this.at(i)
  }

  close(): void {
    this.file.close()
    this.held.close()
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}
