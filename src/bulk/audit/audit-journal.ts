/** Compares the journal with the folder: the manifest must have each issued badge, and the lists must have each status that was set. */
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JsonObject } from '../../encoding/json.js'
import { formatUuid, uuidBytes } from '../ids/credential-id.js'
import { BatchState } from '../journal/batch-state.js'
import { journalInvalid, readJournal } from '../journal/journal.js'
import type { ManifestEntry } from '../journal/manifest.js'
import type { Judge } from '../judge/credential-judge.js'
import { statusPlan } from '../status/status-plan.js'
import { wantedLists } from '../status/write-status-lists.js'
import type { Find } from './findings.js'

/** The journal of the folder; `undefined` if there is none. @throws OpenBadgeError `journal_invalid`, also if it holds no batch */
export async function stateOf(journal: string): Promise<BatchState | undefined> {
  const state = new BatchState()
  await readJournal(journal, state.take)
  if (state.batch !== undefined) return state
  if (existsSync(journal)) throw journalInvalid(journal, 'missing', 'it contains no batch', { hint: RESTORE })
  return undefined
}

const RESTORE = 'Its end is missing. Restore it from a copy.'

/** Yields the entries. Then it reports badges that only the journal or only the manifest has. */
export async function* auditEntries(
  entries: AsyncIterable<ManifestEntry>,
  state: BatchState | undefined,
  find: Find,
): AsyncGenerator<ManifestEntry> {
  const isFound = new Uint8Array(state?.known.count ?? 0)
  for await (const entry of entries) {
    const uuid = uuidBytes(entry.id)
    const position = uuid === undefined ? -1 : (state?.known.find(uuid) ?? -1)
    if (position >= 0) isFound[position] = 1
    else if (state !== undefined) find({ kind: 'foreign', id: entry.id, row: entry.row })
    yield entry
  }
  for (let position = 0; position < isFound.length; position++) {
    if (isFound[position] === 1) continue
    const { uuid, row } = state!.known.at(position)
    find({ kind: 'missing', id: `urn:uuid:${formatUuid(uuid)}`, row })
  }
}

/** How many badges have each status, by its name in a report. */
export function statusCounts(state: BatchState): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  const { known, statuses } = state
  for (const [purpose, name] of statuses.length === 0 ? [] : NAMES) {
    const isSet = state.statusOf(purpose)
    for (let position = 0; position < known.count; position++) {
      if (isSet(known.numberOf(position))) counts[name] = (counts[name] ?? 0) + 1
    }
  }
  return counts
}

const NAMES = [
  ['revocation', 'revoked'],
  ['suspension', 'suspended'],
] as const

const LIST = /^[a-z]+-\d+\.json$/

/** `judge` is absent if proofs are not verified. */
export async function auditLists(
  out: string,
  { batch, known, statuses }: BatchState,
  judge: Judge | undefined,
  find: Find,
): Promise<void> {
  const folder = join(out, 'status')
  const foreign = new Set((await readdir(folder).catch(() => [])).filter((name) => LIST.test(name)))
  const { status, seed } = batch!
  if (status !== undefined) {
    const plan = statusPlan(status, Buffer.from(seed, 'base64'))
    for (const { name, url, unsigned } of wantedLists(batch!, status, plan, known.nextNumber, statuses)) {
      foreign.delete(name)
      const place = { id: url, file: `status/${name}` }
      const text = await readFile(join(folder, name), 'utf8').catch(() => undefined)
      if (text === undefined) find({ kind: 'missing', ...place })
      else if (!saysSame(text, await unsigned())) find({ kind: 'altered', ...place })
      else if (judge !== undefined) {
        const { proven, reason = 'other_id' } = await judge(text)
        if (proven !== url) find({ kind: 'unverified', ...place, reason })
      }
    }
  }
  for (const name of foreign) find({ kind: 'foreign', file: `status/${name}` })
}

function saysSame(text: string, unsigned: JsonObject): boolean {
  try {
    const { proof: _, ...rest } = JSON.parse(text) as Record<string, unknown>
    return JSON.stringify(rest) === JSON.stringify(unsigned)
  } catch {
    return false
  }
}
