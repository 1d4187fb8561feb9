/** Writes finished chunks to outputs, manifest and journal: in the order of the table, then the badges that it lacks. */
import { join } from 'node:path'
import { MANIFEST_NAME, NDJSON_NAME } from '../files/output.js'
import { PartFile } from '../files/part-file.js'
import { partName } from '../files/part-name.js'
import { MARK, MarkPacker, ROW_MARKS } from '../ids/identities.js'
import type { IssuedRows } from '../ids/issued-rows.js'
import { type IssuedRow, RowPacker } from '../ids/row-packer.js'
import type { EarlierOutputs } from '../journal/earlier-outputs.js'
import type { BatchRecord } from '../journal/journal-records.js'
import type { Journal } from '../journal/open-journal.js'
import type { StatusPlan } from '../status/status-plan.js'
import { type PlanResult, SIGN, type SignResult, UNCHANGED } from '../tasks/tasks.js'
import { type AbsentBadge, outputDamaged } from './absent-badges.js'
import { ChunkLines } from './chunk-lines.js'
import { manifestLine } from './manifest-line.js'
import { WriteQueue } from './write-queue.js'

export interface CommitOptions {
  readonly journal: Journal
  readonly batch: BatchRecord
  readonly known: IssuedRows
  readonly run: number
  readonly folder: string
  readonly statuses: StatusPlan | undefined
  readonly earlier: EarlierOutputs
  /** Takes the memory of a chunk's lines back when they are on the disk. */
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
  private readonly disk: WriteQueue
  private offset = 0

  private constructor(options: CommitOptions, outputs: PartFile | undefined, manifest: PartFile) {
    this.options = options
    this.outputs = outputs
    this.manifest = manifest
    this.disk = new WriteQueue({ outputs, manifest, journal: options.journal })
  }

  static async open(options: CommitOptions): Promise<Committer> {
    const { folder, run, batch } = options
    const part = (name: string): Promise<PartFile> =>
      PartFile.create(join(folder, name), join(folder, partName(batch.seed, name, run)))
    return new Committer(
      options,
      batch.form === 'ndjson' ? await part(NDJSON_NAME) : undefined,
      await part(MANIFEST_NAME),
    )
  }

  /** Adds one chunk. It waits only while more than one group is being written. */
  async add(plan: PlanResult, signed: SignResult | undefined): Promise<void> {
    const { known, release } = this.options
    const group = new Group(signed?.bytes)
    let [next, wanted] = [0, 0]
    for (let i = 0; i < plan.flags.length; i++) {
      const flag = plan.flags[i]
      if (flag !== SIGN && flag !== UNCHANGED) continue
      if (flag === SIGN && signed?.unsigned?.[wanted++] === 1) continue
      const uuid = plan.uuids.subarray(i * 16, i * 16 + 16)
      const position = known.find(uuid)
      let made: Made
      if (flag === SIGN) {
        made = madeOf(signed!, next++)
        group.lines.take(made.length)
        if (position < 0) known.digest.add(uuid, plan.numbers[i]!)
      } else made = this.keep(position, group, { sum: plan.sums.subarray(i * 32, i * 32 + 32) })
      group.recipients.push(plan.recipients.subarray(i * 8, i * 8 + 8))
      this.identify(position, plan.identities, i * ROW_MARKS, group)
      this.note({ uuid, row: plan.rows[i]!, number: plan.numbers[i]! }, made, group)
    }
    const bytes = signed?.bytes
    await this.write(group, bytes === undefined || release === undefined ? undefined : () => release(bytes))
  }

  /** Adds the badges that are no longer in the table after its rows, because issued badges stay. */
  async keepAbsent(badges: readonly AbsentBadge[]): Promise<void> {
    const { known } = this.options
    for (let from = 0; from < badges.length; from += ABSENT_GROUP) {
      const group = new Group()
      for (const { position, sum, length, isNewer } of badges.slice(from, from + ABSENT_GROUP)) {
        const { uuid, row, number } = known.at(position)
        group.recipients.push(known.recipientOf(position))
        this.note(
          { uuid, row, number, absent: true },
          this.keep(position, group, { sum, length, isNewer }),
          group,
        )
      }
      await this.write(group)
    }
  }

  /** Writes what is waiting. The part files stay, because the journal has them. */
  async pause(): Promise<void> {
    try {
      await this.disk.drain()
    } finally {
      await this.leave()
    }
  }

  /** Writes what is waiting, renames the files, and ends the run in the journal. */
  async finish(): Promise<void> {
    try {
      await this.disk.drain()
    } catch (error) {
      await this.leave()
      throw error
    }
    await this.outputs?.finish()
    await this.manifest.finish()
    const { journal, run } = this.options
    await journal.append([{ type: 'done', run, rows: this.rows, bytes: this.offset }])
  }

  private async leave(): Promise<void> {
    await this.outputs?.close()
    await this.manifest.close()
  }

  /**
   * The output of an earlier run for a row, as the plan read it. A line is copied, so it is read again.
   * @throws OpenBadgeError `journal_invalid` (`output_damaged`) for a line that changed since
   */
  private keep(position: number, group: Group, { sum, length, isNewer }: Kept): Made {
    const { known, earlier, journal } = this.options
    const { row, digest, length: before } = known.at(position)
    const made = { sum, length: length ?? before, digest: isNewer === true ? UNKNOWN_DIGEST : digest }
    if (earlier.isFile) return made
    const output = earlier.read(position)
    if (output === undefined || !output.sum.equals(sum)) throw outputDamaged(journal.path, row)
    group.lines.insert(output.bytes)
    return made
  }

  /** Adds the identities of a row that the journal does not know for its badge. */
  private identify(position: number, marks: Uint8Array, from: number, { rows, identities }: Group): void {
    const { identities: known } = this.options.known
    for (let at = from; at < from + ROW_MARKS && at < marks.length; at += MARK)
      if (!known.knows(position, marks, at)) identities.add(rows.count, marks, at)
  }

  private note(row: Noted, { length, sum, digest }: Made, group: Group): void {
    const { run, batch, statuses } = this.options
    const offset = this.outputs === undefined ? 0 : this.offset
    // Each member is assigned, because spreading the row costs more than the rest of this function.
    const { uuid, row: at, number } = row
    group.rows.add({ uuid, digest, check: sum.subarray(0, 8), row: at, number, run, offset, length })
    this.rows++
    this.offset += length
    group.manifest += manifestLine(row, sum, { form: batch.form, line: this.rows, statuses })
  }

  private async write(
    { rows, lines, manifest, recipients, identities }: Group,
    release?: () => void,
  ): Promise<void> {
    if (rows.count === 0) return
    const marks = Buffer.concat(recipients).toString('base64')
    const added = identities.toBase64()
    await this.disk.add({
      output: this.outputs === undefined ? NOTHING : lines.whole(),
      manifest: Buffer.from(manifest, 'latin1'),
      record: {
        type: 'chunk',
        run: this.options.run,
        rows: rows.toBase64(),
        ...(marks === '' ? {} : { recipients: marks }),
        ...(added === '' ? {} : { identities: added }),
      },
      ...(release === undefined ? {} : { release }),
    })
  }
}

interface Kept {
  readonly sum: Uint8Array
  /** Default: the value in the journal. */
  readonly length?: number
  readonly isNewer?: boolean
}

/** A digest that no content has. */
const UNKNOWN_DIGEST = new Uint8Array(16)

/** The number of rows of a chunk record of absent badges. */
const ABSENT_GROUP = 500

type Noted = Pick<IssuedRow, 'uuid' | 'row' | 'number'> & { readonly absent?: true }

/** The additions of one chunk to the files and the journal. */
class Group {
  readonly rows = new RowPacker()
  readonly lines: ChunkLines
  /** Marks of the recipients: 8 bytes for each row, or none for any. */
  readonly recipients: Uint8Array[] = []
  readonly identities = new MarkPacker()
  manifest = ''

  constructor(signed?: Uint8Array) {
    this.lines = new ChunkLines(signed)
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
