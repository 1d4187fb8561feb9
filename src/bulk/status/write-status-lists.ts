/** The status lists of a batch as signed credentials: made before the badges, made anew after every change. */
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { issue } from '../../issue/issue.js'
import type { Signer } from '../../ports.js'
import { statusList } from '../../status/bitstring.js'
import { statusListCredential } from '../../status/status-list-credential.js'
import { writeFile } from '../files/write-file.js'
import type { BatchStatus, StatusRecord } from '../journal/journal.js'
import { numbersOf } from '../journal/status-numbers.js'
import type { StatusPlan } from './allocate-status.js'

export interface PublishedList {
  readonly url: string
  readonly file: string
  readonly credential: JsonObject
}

export interface StatusListsOptions {
  readonly status: BatchStatus
  readonly plan: StatusPlan
  /** Every change of status so far, oldest first. */
  readonly records: readonly StatusRecord[]
  /** One more than the highest status number in use. */
  readonly numbers: number
  readonly issuer: JsonObject
  readonly signer: Signer
  /** The batch's own time: a list that never changed keeps its bytes. */
  readonly created: string
  readonly folder: string
  /** Called for each list that is new or changed, before any badge is signed. */
  readonly publish?: (list: PublishedList) => Promise<void> | void
}

/** Writes every list whose content differs from the file in its place; answers with those. */
export async function writeStatusLists(options: StatusListsOptions): Promise<readonly PublishedList[]> {
  const { status, plan, folder, signer, issuer, publish } = options
  const written: PublishedList[] = []
  await removeRests(join(folder, 'status'))
  for (const purpose of status.purposes) {
    const values = valuesOf(options, purpose)
    for (let number = 0; number * status.length < options.numbers; number++) {
      const list = statusList({ length: status.length, purpose })
      let changed = options.created
      for (const [n, { value, at }] of values) {
        if (Math.floor(n / status.length) !== number) continue
        if (value === 1) list.set(plan.place(n).index)
        if (at > changed) changed = at
      }
      const url = plan.url(number, purpose)
      const id = isJsonObject(issuer) ? issuer['id'] : issuer
      const unsigned = await statusListCredential({
        id: url,
        issuer: String(id),
        list,
        validFrom: options.created,
      })
      const file = join(folder, 'status', `${purpose}-${number + 1}.json`)
      // A list that says the same already is left as it is: no signature is spent on it.
      if (await saysSame(file, unsigned)) continue
      const credential = (await issue(unsigned, {
        signer,
        created: new Date(changed),
      })) as unknown as JsonObject
      await writeFile(file, `${JSON.stringify(credential)}\n`)
      const published = { url, file, credential }
      await publish?.(published)
      written.push(published)
    }
  }
  return written
}

/** What a run that was killed while it wrote a list left beside it. The journal's lock is held: nobody else is writing. */
async function removeRests(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (/\.json\.[0-9a-f]{12}\.part$/.test(name)) await rm(join(folder, name), { force: true })
  }
}

async function saysSame(file: string, unsigned: JsonObject): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return false
  try {
    const { proof, ...present } = JSON.parse(text) as Record<string, Json>
    return proof !== undefined && JSON.stringify(present) === JSON.stringify(unsigned)
  } catch {
    return false
  }
}

/** Status number → its last value, and when it got it. */
function valuesOf(
  { records, numbers }: StatusListsOptions,
  purpose: string,
): ReadonlyMap<number, { readonly value: 0 | 1; readonly at: string }> {
  const values = new Map<number, { value: 0 | 1; at: string }>()
  for (const record of records) {
    if (record.purpose !== purpose) continue
    for (const number of numbersOf(record, numbers))
      values.set(number, { value: record.value, at: record.at })
  }
  return values
}
