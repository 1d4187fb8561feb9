/** The audit log: every change of status that a journal has. */
import { formatUuid } from '../ids/credential-id.js'
import { BatchState } from '../journal/batch-state.js'
import { journalInvalid, readJournal, refuseMissing } from '../journal/journal.js'
import type { StatusAction } from './change-status.js'

/** One change in the audit log. */
export interface StatusLogEntry {
  readonly at: string
  readonly action: StatusAction
  /** `all`, or the ids of the badges. */
  readonly badges: 'all' | readonly string[]
  readonly reason?: string
}

/**
 * Lists every change of status in a journal, oldest first.
 *
 * @param journal - Path of the journal.
 * @returns The changes, with their reasons.
 * @throws OpenBadgeError `journal_invalid` or `file_failed`.
 * @example
 * const { journal } = await issueBatch({ ...batch, out })
 * const changes = await statusLog(journal)
 */
export async function statusLog(journal: string): Promise<readonly StatusLogEntry[]> {
  await refuseMissing(journal)
  const state = new BatchState()
  await readJournal(journal, state.take)
  if (state.batch === undefined) throw journalInvalid(journal, 'missing', 'it holds no batch')
  const ids = new Map<number, string>()
  for (let position = 0; position < state.known.count; position++) {
    const { number, uuid } = state.known.at(position)
    ids.set(number, `urn:uuid:${formatUuid(uuid)}`)
  }
  return state.statuses.map(({ at, purpose, value, numbers, scope, reason }) => ({
    at,
    action: purpose === 'revocation' ? 'revoke' : value === 1 ? 'suspend' : 'reinstate',
    badges: numbers === 'all' || scope === 'issued' ? 'all' : namesOf(numbers, ids),
    ...(reason === undefined ? {} : { reason }),
  }))
}

function namesOf(packed: string, ids: ReadonlyMap<number, string>): readonly string[] {
  const bytes = Buffer.from(packed, 'base64')
  return Array.from({ length: bytes.length / 4 }, (_, i) => ids.get(bytes.readUInt32LE(i * 4)) ?? 'unknown')
}
