/** Finished chunks become output, manifest and journal records, in the order of the table. */
import { hash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { fileFailed } from '../files/file-error.js'
import { badgePath, MANIFEST_NAME, NDJSON_NAME, type OutputForm, partName } from '../files/output.js'
import { PartFile } from '../files/part-file.js'
import { formatUuid } from '../ids/credential-id.js'
import { type KnownRow, type KnownRows, RowPacker } from '../ids/issued-rows.js'
import type { Journal } from '../journal/journal.js'
import { journalInvalid } from '../journal/journal.js'
import type { StatusPlan } from '../status/allocate-status.js'
import { type PlanResult, SIGN, type SignResult, UNCHANGED } from '../tasks/tasks.js'
import { DiskQueue } from './write-queue.js'

export interface CommitOptions {
  readonly journal: Journal
  readonly known: KnownRows
  readonly run: number
  readonly form: OutputForm
  readonly folder: string
  readonly statuses: StatusPlan | undefined
  /** Where the NDJSON of an earlier run lies. */
  readonly earlier: (run: number) => string
  /** Gets the bytes of a chunk's lines back once they are on the disk. */
  readonly release?: (bytes: Uint8Array) => void
}

/** The output of one row. */
interface Made {
  readonly length: number
  readonly sum: Uint8Array
  readonly digest: Uint8Array
}

export class Committer {
  rows = 0
  private readonly options: CommitOptions
  private readonly outputs: PartFile | undefined
  private readonly manifest: PartFile
  private readonly disk: DiskQueue
  private readonly old = new Map<number, number>()
  private offset = 0

  private constructor(options: CommitOptions, outputs: PartFile | undefined, manifest: PartFile) {
    this.options = options
    this.outputs = outputs
    this.manifest = manifest
    this.disk = new DiskQueue({ outputs, manifest, journal: options.journal })
  }

  static async open(options: CommitOptions): Promise<Committer> {
    const { folder, run, form } = options
    const part = (name: string): Promise<PartFile> =>
      PartFile.create(join(folder, name), join(folder, partName(name, run)))
    return new Committer(
      options,
      form === 'ndjson' ? await part(NDJSON_NAME) : undefined,
      await part(MANIFEST_NAME),
    )
  }

  /** Takes one chunk; waits only while more than a group is on its way to the disk. */
  async add(plan: PlanResult, signed: SignResult | undefined): Promise<void> {
    const packer = new RowPacker()
    const lines = new Lines(signed?.bytes)
    const marks: Uint8Array[] = []
    let manifest = ''
    let next = 0
    for (let i = 0; i < plan.flags.length; i++) {
      const flag = plan.flags[i]
      if (flag !== SIGN && flag !== UNCHANGED) continue
      const uuid = plan.uuids.subarray(i * 16, i * 16 + 16)
      let made: Made
      if (flag === SIGN) {
        made = madeOf(signed!, next++)
        lines.take(made.length)
      } else {
        const { bytes, ...earlier } = this.earlierOutput(uuid)
        made = earlier
        lines.insert(bytes)
      }
      const row: KnownRow = {
        uuid,
        digest: made.digest,
        check: made.sum.subarray(0, 8),
        row: plan.rows[i]!,
        number: plan.numbers[i]!,
        run: this.options.run,
        offset: this.outputs === undefined ? 0 : this.offset,
        length: made.length,
      }
      packer.add(row)
      if (plan.recipients.length > 0) marks.push(plan.recipients.subarray(i * 8, i * 8 + 8))
      this.offset += made.length
      manifest += this.manifestLine(row, made.sum)
      this.rows++
    }
    if (packer.count === 0) return
    const { run, release } = this.options
    await this.disk.add({
      output: this.outputs === undefined ? NOTHING : lines.whole(),
      manifest: Buffer.from(manifest, 'latin1'),
      record: {
        type: 'chunk',
        run,
        rows: packer.toBase64(),
        ...(marks.length === 0 ? {} : { recipients: Buffer.concat(marks).toString('base64') }),
      },
      ...(signed?.bytes === undefined || release === undefined
        ? {}
        : { release: () => release(signed.bytes!) }),
    })
  }

  /** Syncs what is waiting; the part files stay, for the journal knows them. */
  async pause(): Promise<void> {
    try {
      await this.disk.drain()
    } finally {
      await this.leave()
    }
  }

  /** Syncs, puts the files in their places and closes the run in the journal. */
  async finish(): Promise<void> {
    try {
      await this.disk.drain()
    } catch (error) {
      await this.leave()
      throw error
    }
    this.close()
    await this.outputs?.finish()
    await this.manifest.finish()
    const { journal, run } = this.options
    await journal.append([{ type: 'done', run, rows: this.rows, bytes: this.offset }])
  }

  private async leave(): Promise<void> {
    this.close()
    await this.outputs?.close()
    await this.manifest.close()
  }

  /** ASCII only. */
  private manifestLine({ row, uuid, number }: KnownRow, sum: Uint8Array): string {
    const { statuses, form } = this.options
    const id = formatUuid(uuid)
    const place = statuses?.place(number)
    const status = place === undefined ? '' : `,"statusList":${place.list + 1},"statusIndex":${place.index}`
    const where = form === 'ndjson' ? `"line":${this.rows + 1}` : `"file":"${badgePath(id, form)}"`
    const hex = Buffer.from(sum.buffer, sum.byteOffset, 32).toString('hex')
    return `{"row":${row},"id":"urn:uuid:${id}","sha256":"${hex}"${status},${where}}\n`
  }

  /** What an earlier run made for this row. @throws OpenBadgeError `journal_invalid` (`output_damaged`) */
  private earlierOutput(uuid: Uint8Array): Made & { readonly bytes: Uint8Array } {
    const { known, form, folder, journal } = this.options
    const position = known.find(uuid)
    const { row, run, offset, length, digest } = known.at(position)
    let bytes: Buffer
    if (form === 'ndjson') {
      bytes = Buffer.allocUnsafe(length)
      try {
        readSync(this.descriptor(run), bytes, 0, length, offset)
      } catch (error) {
        throw fileFailed('read', this.options.earlier(run), error)
      }
    } else bytes = readFileSync(join(folder, badgePath(formatUuid(uuid), form)))
    const sum = hash('sha256', bytes, 'buffer')
    if (!known.checkIs(position, sum)) {
      const what = `the output of row ${row} was changed since; "laurel audit" lists all such rows, and what is deleted is made again`
      throw journalInvalid(journal.path, 'output_damaged', what)
    }
    return { bytes, length: bytes.length, sum, digest }
  }

  private descriptor(run: number): number {
    let found = this.old.get(run)
    if (found === undefined) {
      found = openSync(this.options.earlier(run), 'r')
      this.old.set(run, found)
    }
    return found
  }

  private close(): void {
    for (const descriptor of this.old.values()) closeSync(descriptor)
    this.old.clear()
  }
}

const NOTHING: Uint8Array = new Uint8Array(0)

function madeOf({ lengths, sums, digests }: SignResult, i: number): Made {
  return {
    length: lengths[i]!,
    sum: sums.subarray(i * 32, i * 32 + 32),
    digest: digests.subarray(i * 16, i * 16 + 16),
  }
}

/** The lines of a chunk: those just signed, and between them those of earlier runs. */
class Lines {
  private readonly signed: Uint8Array
  private readonly pieces: Uint8Array[] = []
  /** Signed bytes are among the pieces up to `from`, and taken up to `at`. */
  private from = 0
  private at = 0

  constructor(signed = NOTHING) {
    this.signed = signed
  }

  take(length: number): void {
    this.at += length
  }

  insert(bytes: Uint8Array): void {
    this.cut()
    this.pieces.push(bytes)
  }

  whole(): Uint8Array {
    this.cut()
    return this.pieces.length === 1 ? this.pieces[0]! : Buffer.concat(this.pieces)
  }

  private cut(): void {
    if (this.at > this.from) this.pieces.push(this.signed.subarray(this.from, this.at))
    this.from = this.at
  }
}
