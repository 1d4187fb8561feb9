/** The state of a batch from its journal, and the next run. */
import { hash } from 'node:crypto'
import { IssuedDigest } from '../ids/issued-digest.js'
import { IssuedRows } from '../ids/issued-rows.js'
import { columnName } from '../table/row.js'
import { journalInvalid } from './journal.js'
import type { BatchRecord, DoneRecord, JournalRecord, RunRecord, StatusRecord } from './journal-records.js'
import { numbersOf, packNumbers } from './status-numbers.js'

export interface NextRun {
  readonly record: Omit<RunRecord, 'type' | 'positions'>
  /** Rows that have a status number reserve none, so that there are no gaps and each list is used fully. */
  readonly consecutive: boolean
}

export class BatchState {
  batch: BatchRecord | undefined
  readonly known = new IssuedRows()
  readonly statuses: StatusRecord[] = []
  /** The output folder relative to the journal's folder, if it is not the usual one. */
  folder: string | undefined
  lastRun: RunRecord | undefined
  lastDone: DoneRecord | undefined
  /** Ids of the achievements that the runs recorded. */
  readonly achievements = new Set<string>()
  /** The digest after each chunk, by the number of badges, and after each change of status. */
  private readonly badgeDigests = new Map<number, string>([[0, new IssuedDigest().text]])
  private readonly changeDigests: string[] = ['']
  private positions = 0
  /** Rows of earlier runs that were cut short. */
  private cutShort = 0

  readonly take = (record: JournalRecord): void => {
    switch (record.type) {
      case 'batch':
        this.batch = record
        break
      case 'run':
        this.cutShort = this.mayBeUnrecorded
        this.lastRun = record
        this.positions = Math.max(this.positions, record.base + (record.reserved ?? record.positions))
        for (const id of record.achievements ?? []) this.achievements.add(id)
        break
      case 'chunk':
        this.known.addPacked(record.rows, record.recipients, record.identities)
        this.badgeDigests.set(this.known.count, this.known.digest.text)
        break
      case 'done':
        this.lastDone = record
        break
      case 'status':
        this.addStatus(this.resolved(record))
        break
      case 'folder':
        this.folder = record.path
        break
    }
  }

  private addStatus(record: StatusRecord): void {
    const { purpose, value, numbers } = record
    this.statuses.push(record)
    this.changeDigests.push(
      hash('sha256', JSON.stringify([this.changeDigests.at(-1), purpose, value, numbers])),
    )
  }

  /** A digest of the badges and the changes of status that there are now. */
  get digest(): string {
    return digestOf(this.known.digest.text, this.changeDigests.at(-1)!)
  }

  /** The same when there were so many. `undefined` if there never were: a chunk has its badges together. */
  digestAt(badges: number, changes: number): string | undefined {
    const [issued, changed] = [this.badgeDigests.get(badges), this.changeDigests[changes]]
    return issued === undefined || changed === undefined ? undefined : digestOf(issued, changed)
  }

  /** Replaces `all` in a change of status by the numbers of the badges that exist now. */
  resolved(record: StatusRecord): StatusRecord {
    if (record.scope !== 'issued') return record
    return { ...record, numbers: packNumbers([...this.known.takenNumbers()]) }
  }

  /** Returns a test of status numbers: whether the purpose has the value 1. */
  statusOf(purpose: string): (number: number) => boolean {
    const set = new Set<number>()
    for (const record of this.statuses) {
      if (record.purpose !== purpose) continue
      for (const number of numbersOf(record, this.known.nextNumber)) {
        if (record.value === 1) set.add(number)
        else set.delete(number)
      }
    }
    return (number) => set.has(number)
  }

  /** The purposes for which new badges would have the value 1 from their start. */
  get burdened(): readonly string[] {
    return (this.batch?.status?.purposes ?? []).filter((purpose) => {
      const record = this.statuses.filter((each) => each.purpose === purpose && each.numbers === 'all').at(-1)
      return record?.value === 1
    })
  }

  /** Whether the last run did not finish. */
  get isUnfinished(): boolean {
    return this.lastRun !== undefined && this.lastRun.run !== this.lastDone?.run
  }

  /** The most badges that runs which were cut short may have written without a record. */
  get mayBeUnrecorded(): number {
    return this.cutShort + (this.isUnfinished ? this.lastRun!.positions : 0)
  }

  /** Number, first status number and time of the next run; those of the last run if it continues with the same source. */
  nextRun(source: string | undefined, now: string, resign = false): NextRun {
    const run = (this.lastRun?.run ?? 0) + 1
    const digest = source === undefined ? {} : { source }
    const pending = this.isUnfinished ? this.lastRun?.resign : undefined
    const renewal = pending ?? (resign && this.known.count > 0 ? run : undefined)
    const renewed = renewal === undefined ? {} : { resign: renewal }
    if (this.lastRun !== undefined && this.isUnfinished && this.lastRun.source === source) {
      const { base, created, reserved } = this.lastRun
      return { record: { run, base, created, ...renewed, ...digest }, consecutive: reserved !== undefined }
    }
    const base = Math.max(this.positions, this.known.nextNumber)
    const created = this.lastRun === undefined ? this.batch!.created : now
    return { record: { run, base, created, ...renewed, ...digest }, consecutive: base > 0 }
  }

  /** Badges that must be signed again count as changed, until a run after `resign` has signed them. */
  forgetSigned({ resign }: Pick<RunRecord, 'resign'>): void {
    if (resign !== undefined) this.known.forgetOutputs((run) => run < resign)
  }

  /**
   * With other keys every row would get a second badge, also rows whose badge is revoked.
   * @throws OpenBadgeError `journal_invalid` (`other_key`)
   */
  refuseOtherKey(path: string, key: string): void {
    const before = this.lastRun?.key
    if (before === undefined || columnName(before) === key || this.known.count === 0) return
    const what = `the keys of its rows are ${before}, and those of this run are ${key}, so each row would get a second badge`
    throw journalInvalid(path, 'other_key', what, {
      hint: 'Use the "key" (or without it, the recipient) of the mapping as before. To issue with other keys, begin another batch: another name (batch, --batch), folder (out, --out) and URL for its status lists; and revoke the badges of this one.',
    })
  }

  /** @throws OpenBadgeError `journal_invalid` (`other_batch`) */
  refuseOther(path: string, wanted: Omit<BatchRecord, 'created' | 'seed' | 'type' | 'version'>): void {
    const { batch } = this
    if (batch === undefined) return
    for (const name of ['issuer', 'achievement', 'batch', 'form', 'status'] as const) {
      if (JSON.stringify(batch[name]) === JSON.stringify(wanted[name])) continue
      const what = `its batch has ${TERMS[name](batch)}, and this run has ${TERMS[name](wanted)}`
      throw journalInvalid(path, 'other_batch', what, {
        hint: `To continue the batch, use the same ${OPTIONS[name]} as before. To begin another, give another folder (out, --out), another journal (journal, --journal) if you give one, and another URL for its status lists.`,
      })
    }
  }
}

function digestOf(badges: string, changes: string): string {
  return hash('sha256', `${badges} ${changes}`).slice(0, 16)
}

type Terms = Pick<BatchRecord, 'issuer' | 'achievement' | 'batch' | 'form' | 'status'>

/** Members that a batch cannot change, with their names in messages. */
const TERMS: Readonly<Record<keyof Terms, (terms: Terms) => string>> = {
  issuer: ({ issuer }) => `the issuer ${issuer}`,
  achievement: ({ achievement }) => `the achievement ${achievement}`,
  batch: ({ batch }) => `the name "${batch}"`,
  form: ({ form }) => `the form ${form}`,
  status: ({ status }) =>
    status === undefined
      ? 'no status lists'
      : `status lists of ${status.length} entries for ${status.purposes.join(' and ')} at ${status.url}`,
}

/** The options, with their names in code and on the command line. */
const OPTIONS: Readonly<Record<keyof Terms, string>> = {
  issuer: 'issuer (issuer, --issuer) and key (signer, --key)',
  achievement: 'achievement (achievement, --achievement)',
  batch: 'name (batch, --batch)',
  form: 'form (form, --as)',
  status: 'lists (status, --status) and purposes (purposes, --suspendable)',
}
