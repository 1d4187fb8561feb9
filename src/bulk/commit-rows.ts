/** Brings finished chunks to the disk in order: outputs and manifest first, then the journal, synced in groups. */

import { hash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { fileFailed } from './file-failed.js'
import type { ChunkRecord, Journal } from './journal.js'
import { journalInvalid } from './journal.js'
import { type KnownRow, type KnownRows, RowPacker } from './known-rows.js'
import { badgePath, NDJSON_NAME, type OutputForm } from './output.js'
import { PartFile } from './part-file.js'
import type { StatusPlan } from './status-plan.js'
import { type PlanResult, SIGN, type SignResult, UNCHANGED } from './tasks.js'
import { formatUuid } from './uuid-v5.js'

export const MANIFEST_NAME = 'manifest.ndjson'

/** Bytes that may wait for the disk; what waits is what a power cut costs. */
const GROUP = 8_388_608

export interface CommitOptions {
  readonly journal: Journal
  readonly known: KnownRows
  readonly run: number
  readonly form: OutputForm
  readonly folder: string
  readonly statuses: StatusPlan | undefined
  /** Where the NDJSON of an earlier run lies. */
  readonly earlier: (run: number) => string
}

interface Earlier {
  readonly bytes: Uint8Array
  readonly sum: Uint8Array
  readonly digest: Uint8Array
}

export class Committer {
  rows = 0
  private readonly options: CommitOptions
  private readonly outputs: PartFile | undefined
  private readonly manifest: PartFile
  private readonly old = new Map<number, number>()
  private offset = 0
  private waitingOutputs: Uint8Array[] = []
  private waitingManifest: string[] = []
  private waitingRecords: ChunkRecord[] = []
  private waitingBytes = 0
  private syncing: Promise<void> = Promise.resolve()
  private isSyncing = false
  private hasFailed = false

  private constructor(options: CommitOptions, outputs: PartFile | undefined, manifest: PartFile) {
    this.options = options
    this.outputs = outputs
    this.manifest = manifest
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
    let next = 0
    let at = 0
    for (let i = 0; i < plan.flags.length; i++) {
      const flag = plan.flags[i]
      if (flag !== SIGN && flag !== UNCHANGED) continue
      const uuid = plan.uuids.subarray(i * 16, i * 16 + 16)
      let length: number
      let sum: Uint8Array
      let digest: Uint8Array
      if (flag === SIGN) {
        length = signed!.lengths[next]!
        sum = signed!.sums.subarray(next * 32, next * 32 + 32)
        digest = signed!.digests.subarray(next * 16, next * 16 + 16)
        if (signed!.bytes !== undefined) this.waitingOutputs.push(signed!.bytes.subarray(at, at + length))
        next++
        at += length
      } else {
        const earlier = this.earlierOutput(uuid)
        const { bytes } = earlier
        length = bytes.length
        sum = earlier.sum
        digest = earlier.digest
        if (this.outputs !== undefined) this.waitingOutputs.push(bytes)
      }
      const row: KnownRow = {
        uuid,
        digest,
        check: sum.subarray(0, 8),
        row: plan.rows[i]!,
        number: plan.numbers[i]!,
        run: this.options.run,
        offset: this.outputs === undefined ? 0 : this.offset,
        length,
      }
      packer.add(row)
      this.offset += length
      this.waitingBytes += length
      this.waitingManifest.push(this.manifestLine(row, sum))
      this.rows++
    }
    if (packer.count > 0) {
      this.waitingRecords.push({ type: 'chunk', run: this.options.run, rows: packer.toBase64() })
    }
    // Whatever came while the disk was busy goes together; only a slow disk holds the run back.
    if (this.waitingBytes >= GROUP || this.hasFailed) await this.syncing
    if (this.isSyncing) return
    this.isSyncing = true
    // After a failure nothing more is written: what comes later would lie at another place than the journal says.
    this.syncing = this.syncing.then(() => this.sync())
    this.syncing.then(
      () => {
        this.isSyncing = false
      },
      () => {
        this.hasFailed = true
      },
    )
  }

  /** Syncs what is waiting; the part files stay, for the journal knows them. */
  async pause(): Promise<void> {
    try {
      await this.syncing
      await this.sync()
    } finally {
      this.close()
      await this.outputs?.close()
      await this.manifest.close()
    }
  }

  /** Syncs, puts the files in their places and closes the run in the journal. */
  async finish(): Promise<void> {
    await this.syncing
    await this.sync()
    this.close()
    await this.outputs?.finish()
    await this.manifest.finish()
    const { journal, run } = this.options
    await journal.append([{ type: 'done', run, rows: this.rows, bytes: this.offset }])
  }

  private async sync(): Promise<void> {
    const { waitingOutputs: outputs, waitingManifest: manifest, waitingRecords: records } = this
    this.waitingOutputs = []
    this.waitingManifest = []
    this.waitingRecords = []
    this.waitingBytes = 0
    if (records.length === 0) return
    await Promise.all([this.outputs?.append(outputs), this.manifest.append([Buffer.from(manifest.join(''))])])
    await this.options.journal.append(records)
  }

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
  private earlierOutput(uuid: Uint8Array): Earlier {
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
    return { bytes, sum, digest }
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

/** Name of a file while a run writes it. */
export function partName(name: string, run: number): string {
  return `${name}.${run}.part`
}
