/** Each status list belongs to one batch. A new batch must not use the list URLs of a batch in a neighbouring folder. */
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { realPath } from '../files/real-path.js'
import { firstRecord, journalInvalid, readJournal } from '../journal/journal.js'
import {
  type BatchRecord,
  type BatchStatus,
  type JournalRecord,
  listUrl,
} from '../journal/journal-records.js'
import { identityOf, readMarker } from './marker.js'

/** The maximum number of neighbours that are read. */
const NEIGHBOURS = 1000

/** The folders of `issueRecords`, which has two batches in one output folder. */
const OF_RECORDS: readonly string[] = ['badges', 'records']

/** A batch that was found beside a new one. */
interface Neighbour {
  /** Its journal or its folder. */
  readonly place: string
  readonly identity: string
  readonly batch: Pick<BatchRecord, 'issuer' | 'achievement' | 'batch' | 'status'>
}

/**
 * Reads the journals beside the new one, and the markers of the folders beside the output folder. Folders of records are
 * looked into.
 * @throws OpenBadgeError `journal_invalid` (`list_owned`)
 */
export async function refuseOwnedLists(batch: BatchRecord, journal: string, out: string): Promise<void> {
  const { status } = batch
  if (status === undefined) return
  for (const { place, identity, batch: other } of await neighbours(journal, out)) {
    if (identity === identityOf(batch) || other.status === undefined) continue
    const url = commonUrl(status, other.status)
    if (url !== undefined) throw listOwned(journal, `the status list ${url} belongs to the batch of ${place}`)
  }
}

export function listOwned(journal: string, what: string): Error {
  return journalInvalid(journal, 'list_owned', what, {
    hint: 'Use another URL for the status lists of this batch: one with {batch}, which becomes an id that only this batch has.',
  })
}

/**
 * Batches beside a new one whose badges get the same ids for the same keys: journals, and folders where the journal is elsewhere.
 * Ids follow from issuer, achievement of the row, name of the batch and key.
 * @param achievements those of the rows, which a mapping may set row by row
 */
export async function batchesWithSameIds(
  batch: BatchRecord,
  achievements: ReadonlySet<string>,
  journal: string,
  out: string,
): Promise<readonly string[]> {
  const found = new Map<string, string>()
  const own = await realPath(journal)
  // Tables may have their journals in folders beside each other, under one name.
  const more = (await placesIn(dirname(dirname(own)))).map((each) => join(each, basename(own)))
  for (const { place, identity, batch: other } of await neighbours(journal, out, more)) {
    const isSame = (['issuer', 'batch'] as const).every((name) => other[name] === batch[name])
    if (!isSame || identity === identityOf(batch) || found.has(identity)) continue
    const awarded = (await awardedBy(place)) ?? [other.achievement]
    if (awarded.some((id) => achievements.has(id))) found.set(identity, place)
  }
  return [...found.values()]
}

/** The maximum size of a journal that is read for its achievements: 16 MiB are about 500,000 badges. */
const JOURNAL_MAXIMUM = 16_777_216

/** The achievements that the runs of a journal recorded; `undefined` for a folder, and where they are not known. */
async function awardedBy(place: string): Promise<readonly string[] | undefined> {
  const ids = new Set<string>()
  let isWhole = true
  const take = (record: JournalRecord): void => {
    if (record.type !== 'run') return
    isWhole &&= record.achievements !== undefined
    for (const id of record.achievements ?? []) ids.add(id)
  }
  try {
    if ((await stat(place)).size > JOURNAL_MAXIMUM) return undefined
    await readJournal(place, take)
  } catch {
    return undefined
  }
  return isWhole ? [...ids] : undefined
}

/** The batches beside a new one, those with a journal first. */
async function neighbours(
  journal: string,
  out: string,
  more: readonly string[] = [],
): Promise<readonly Neighbour[]> {
  const [own, folder] = await Promise.all([realPath(journal), realPath(out)])
  const found: Neighbour[] = []
  const journals = [...(await journalsAround(own)), ...(await journalsAround(folder)), ...more]
  for (const place of new Set(journals)) {
    if (place === own) continue
    const record = await firstRecord(place)
    if (record?.type === 'batch') found.push({ place, identity: identityOf(record), batch: record })
  }
  for (const place of await foldersAround(folder)) {
    const marker = await readMarker(place)
    if (marker !== undefined) found.push({ place, identity: marker.identity, batch: marker })
  }
  return found
}

async function journalsAround(place: string): Promise<readonly string[]> {
  return (await placesAround(place)).flatMap((each) =>
    each.endsWith('.journal') ? [each] : OF_RECORDS.map((name) => join(each, `${name}.journal`)),
  )
}

async function foldersAround(place: string): Promise<readonly string[]> {
  return (await placesAround(place)).flatMap((each) => [each, ...OF_RECORDS.map((name) => join(each, name))])
}

/** The files and folders beside a place, and for a batch of `issueRecords` those beside the folder of both batches. */
async function placesAround(place: string): Promise<readonly string[]> {
  const beside = dirname(place)
  const isOfRecords = OF_RECORDS.includes(basename(place).replace(/\.journal$/, ''))
  return [...(await placesIn(beside)), ...(isOfRecords ? await placesIn(dirname(beside)) : [])]
}

async function placesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.slice(0, NEIGHBOURS).map((name) => join(folder, name))
}

/** A URL that lists of both have. The first lists are compared with all lists of the other. */
function commonUrl(left: BatchStatus, right: BatchStatus): string | undefined {
  const firstsOf = (status: BatchStatus): readonly string[] =>
    status.purposes.map((purpose) => new URL(listUrl(status, 0, purpose)).href)
  return (
    firstsOf(left).find((url) => hasList(right, url)) ?? firstsOf(right).find((url) => hasList(left, url))
  )
}

/** Stands for the number of a list in a pattern. */
const ANY = 987_654_321

function hasList(status: BatchStatus, url: string): boolean {
  return status.purposes.some((purpose) => {
    const pattern = new URL(listUrl(status, ANY - 1, purpose)).href.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return new RegExp(`^${pattern.replaceAll(String(ANY), '[1-9][0-9]*')}$`).test(url)
  })
}
