/** Writes the status lists of a batch as signed credentials. Each run updates them from the journal. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonObject } from '../../encoding/json.js'
import { issue } from '../../issue/issue.js'
import type { Signer } from '../../ports.js'
import { statusList } from '../../status/bitstring.js'
import { statusListCredential } from '../../status/status-list-credential.js'
import { writeFile } from '../files/write-file.js'
import { type ListOwner, refuseOwnedLists } from '../folder/list-owner.js'
import type { OutputFolder } from '../folder/output-folder.js'
import { journalInvalid } from '../journal/journal.js'
import type { BatchRecord, BatchStatus, StatusRecord } from '../journal/journal-records.js'
import type { Journal } from '../journal/open-journal.js'
import { numbersOf } from '../journal/status-numbers.js'
import { bitsOfPublished, type PublishedLists } from './published-lists.js'
import { type ListReader, listReader } from './read-status-list.js'
import { type StatusPlan, statusPlan } from './status-plan.js'

export interface PublishedList {
  readonly url: string
  readonly file: string
  readonly credential: JsonObject
}

export interface StatusListsOptions {
  readonly owner: ListOwner
  /** Whether the journal is still as this run knows it. */
  readonly confirm?: Journal['confirm']
  readonly signer: Signer
  readonly folder: string
  /** Whether an earlier run named this list for publication. Otherwise it is named again, also if it is already written. */
  readonly isNamed: OutputFolder['isNamed']
  /** The lists that are published now. A list that differs is named again. */
  readonly published?: PublishedLists
  /** Called with each new or changed list, before any badge is signed. */
  readonly publish?: (list: PublishedList) => Promise<void> | void
}

/**
 * Writes each list that differs from the changes of status, or whose proof is not valid, and returns these lists with those that
 * no run has named for publication. `numbers` is one more than the highest status number in use.
 * @throws OpenBadgeError `journal_invalid` (`old`) if a genuine list has a status that the journal never set, and what
 *   `refuseOwnedLists` and `refusePublished` throw
 */
export type WriteStatusLists = (
  numbers: number,
  records: readonly StatusRecord[],
) => Promise<readonly PublishedList[]>

/** `undefined` for a batch without status lists. */
export function statusListWriter(options: StatusListsOptions): WriteStatusLists | undefined {
  const { owner, confirm, signer, folder, publish, published, isNamed } = options
  const batch = owner.record
  const { status } = batch
  if (status === undefined) return undefined
  const plan = statusPlan(status, Buffer.from(batch.seed, 'base64'))
  let reader: Promise<ListReader> | undefined
  /** By URL: the lists that this run named for publication. */
  const out = new Map<string, string>()
  const isOut = async (list: PublishedList): Promise<boolean> => {
    if (out.get(list.url) === JSON.stringify(list.credential)) return true
    if (!isNamed(list)) return false
    return published === undefined || isEqual(await published.at(list.url), list.credential)
  }
  return async (numbers, records) => {
    await confirm?.()
    await refuseOwnedLists(owner)
    await refusePublished(options, numbers, records)
    const written: PublishedList[] = []
    const handOut = async (list: PublishedList): Promise<void> => {
      await publish?.(list)
      out.set(list.url, JSON.stringify(list.credential))
      published?.replace(list.url, list.credential)
      written.push(list)
    }
    reader ??= listReader(batch.issuer, signer)
    const read = await reader
    for (const wanted of wantedLists(batch, status, plan, numbers, records)) {
      const { url, changed } = wanted
      const unsigned = await wanted.unsigned()
      const file = join(folder, 'status', wanted.name)
      const text = await readFile(file, 'utf8').catch(() => undefined)
      const present = text === undefined ? undefined : await read(text, url)
      if (present !== undefined) refuseUnknownBits(options, file, present.bits, wanted.ever)
      // A list with the same content is not signed again.
      if (present?.isOfSigner === true && isSame(present.credential, unsigned)) {
        const list = { url, file, credential: present.credential }
        if (!(await isOut(list))) await handOut(list)
        continue
      }
      // The journal decides about its times, also where the clock of the machine was set back.
      const created = new Date(changed)
      const credential = (await issue(unsigned, {
        signer,
        created,
        now: () => created,
      })) as unknown as JsonObject
      const signed = `${JSON.stringify(credential)}\n`
      const list = { url, file, credential }
      if (signed === text && (await isOut(list))) continue
      if (signed !== text) await writeFile(file, signed)
      await handOut(list)
    }
    return written
  }
}

/**
 * Refuses to write lists over those of another batch, and over a status that the journal does not know.
 * @throws OpenBadgeError `journal_invalid` (`list_owned`, `old`), and what the loader throws
 */
export async function refusePublished(
  options: StatusListsOptions,
  numbers: number,
  records: readonly StatusRecord[],
): Promise<void> {
  const { record: batch, journal } = options.owner
  const { published } = options
  if (batch.status === undefined || published === undefined) return
  const plan = statusPlan(batch.status, Buffer.from(batch.seed, 'base64'))
  for (const { url, ever } of wantedLists(batch, batch.status, plan, numbers, records)) {
    const document = await published.at(url)
    if (document === undefined) continue
    refuseUnknownBits(options, url, await bitsOfPublished(document, url, batch, journal), ever)
  }
}

export interface WantedList {
  /** The file name. */
  readonly name: string
  readonly url: string
  /** The unsigned credential. */
  readonly unsigned: () => Promise<JsonObject>
  /** The indices that were set at any time. */
  readonly ever: ReadonlySet<number>
  /** The time of the last change; the batch's own for a list that never changed, so that its bytes stay the same. */
  readonly changed: string
}

/** All lists of a batch, with their expected content. */
export function* wantedLists(
  { issuer, created }: BatchRecord,
  status: BatchStatus,
  plan: StatusPlan,
  numbers: number,
  records: readonly StatusRecord[],
): Generator<WantedList> {
  for (const purpose of status.purposes) {
    const values = valuesOf(records, numbers, purpose)
    for (let number = 0; number * status.length < numbers; number++) {
      const list = statusList({ length: status.length, purpose })
      const ever = new Set<number>()
      let changed = created
      for (const [n, { value, at, isEver }] of values) {
        if (Math.floor(n / status.length) !== number) continue
        const { index } = plan.place(n)
        if (value === 1) list.set(index)
        if (isEver) ever.add(index)
        if (at > changed) changed = at
      }
      const url = plan.url(number, purpose)
      yield {
        name: `${purpose}-${number + 1}.json`,
        url,
        unsigned: async () => statusListCredential({ id: url, issuer, list, validFrom: created }),
        ever,
        changed,
      }
    }
  }
}

/** Refuses a journal that lacks a published status. Such a status must not be removed. */
function refuseUnknownBits(
  { owner: { journal } }: StatusListsOptions,
  place: string,
  bits: ReadonlySet<number>,
  ever: ReadonlySet<number>,
): void {
  if ([...bits].every((index) => ever.has(index))) return
  const what = `the list at ${place} has a revoked or suspended badge, which the journal does not have`
  throw journalInvalid(journal, 'old', what, {
    hint: 'The journal is an old copy, or its end is missing. Restore the newest copy.',
  })
}

function isSame(present: JsonObject, unsigned: JsonObject): boolean {
  const { proof: _, ...rest } = present as Record<string, unknown>
  return isEqual(rest, unsigned)
}

function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

interface Value {
  readonly value: 0 | 1
  readonly at: string
  /** Whether it was set at any time. */
  readonly isEver: boolean
}

/** Status number → its last value, and the time of the change. */
function valuesOf(
  records: readonly StatusRecord[],
  numbers: number,
  purpose: string,
): ReadonlyMap<number, Value> {
  const values = new Map<number, Value>()
  for (const record of records) {
    if (record.purpose !== purpose) continue
    for (const number of numbersOf(record, numbers)) {
      const isEver = record.value === 1 || values.get(number)?.isEver === true
      values.set(number, { value: record.value, at: record.at, isEver })
    }
  }
  return values
}
