/** Revokes, suspends and reinstates: recorded in the journal first, then written into the lists. */
import { type JsonObject, snapshot } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import type { Signer } from '../../ports.js'
import { credentialId, formatUuid, uuidBytes } from '../ids/credential-id.js'
import { BatchState } from '../journal/batch-state.js'
import { journalInvalid, openJournal, readJournal, type StatusRecord } from '../journal/journal.js'
import { statusPlan } from './allocate-status.js'
import { type PublishedList, packNumbers, writeStatusLists } from './write-status-lists.js'

/** `revoke` is for ever; `suspend` lasts until `reinstate`. */
export type StatusAction = 'revoke' | 'suspend' | 'reinstate'

const ACTIONS: Readonly<Record<StatusAction, { readonly purpose: string; readonly value: 0 | 1 }>> = {
  revoke: { purpose: 'revocation', value: 1 },
  suspend: { purpose: 'suspension', value: 1 },
  reinstate: { purpose: 'suspension', value: 0 },
}

export interface ChangeStatusOptions {
  readonly journal: string
  /** The batch's output folder: its `status/` holds the lists. */
  readonly out: string
  readonly issuer: object
  readonly signer: Signer
  readonly action: StatusAction
  /** Credential ids (`urn:uuid:…`), natural keys, or the whole batch. */
  readonly ids?: readonly string[]
  readonly keys?: readonly string[]
  readonly all?: boolean
  /** Kept in the audit log; never published. */
  readonly reason?: string
  readonly at?: Date
  readonly publish?: (list: PublishedList) => Promise<void> | void
}

export interface StatusChange {
  /** Badges that were named. */
  readonly badges: number
  readonly published: readonly PublishedList[]
}

/**
 * @throws OpenBadgeError `status_invalid` (`unknown_badge`, `no_lists`, `purpose_unknown`), `journal_invalid`,
 * `file_failed`, `signer_failed`
 */
export async function changeStatus(options: ChangeStatusOptions): Promise<StatusChange> {
  const { action, ids = [], keys = [], all = false, reason, at = new Date() } = options
  if (!all && ids.length + keys.length === 0) throw new TypeError('changeStatus needs ids, keys, or all')
  const state = new BatchState()
  const journal = await openJournal(options.journal, state.take)
  try {
    const { batch } = state
    if (batch === undefined) throw journalInvalid(options.journal, 'missing', 'it holds no batch')
    const { status } = batch
    if (status === undefined) throw invalid('no_lists', 'the batch was issued without status lists')
    const { purpose, value } = ACTIONS[action]
    if (!status.purposes.includes(purpose)) {
      throw invalid(
        'purpose_unknown',
        `the batch has no list for ${purpose}, only for ${status.purposes.join(', ')}`,
      )
    }
    const uuids = [
      ...ids.map((id) => uuidBytes(id) ?? missing(id)),
      ...keys.map((key) => uuidBytes(credentialId({ ...batch, key }))!),
    ]
    const numbers = uuids.map((uuid, i) => {
      const position = state.known.find(uuid)
      if (position < 0) missing(i < ids.length ? ids[i]! : keys[i - ids.length]!)
      return state.known.numberOf(position)
    })
    const record: StatusRecord = {
      type: 'status',
      at: `${at.toISOString().slice(0, 19)}Z`,
      purpose,
      value,
      numbers: all ? 'all' : packNumbers(numbers),
      ...(reason === undefined ? {} : { reason }),
    }
    await journal.append([record])
    const published = await writeStatusLists({
      status,
      plan: statusPlan(status, Buffer.from(batch.seed, 'base64')),
      records: [...state.statuses, record],
      numbers: state.known.nextNumber,
      issuer: snapshot(options.issuer) as JsonObject,
      signer: options.signer,
      created: batch.created,
      folder: options.out,
      ...(options.publish === undefined ? {} : { publish: options.publish }),
    })
    return { badges: all ? state.known.count : numbers.length, published }
  } finally {
    await journal.close()
  }
}

/** One change of the audit log, for people. */
export interface StatusLogEntry {
  readonly at: string
  readonly action: StatusAction
  /** `all`, or the ids concerned. */
  readonly badges: 'all' | readonly string[]
  readonly reason?: string
}

/** Every change of status in the journal, oldest first. */
export async function statusLog(journal: string): Promise<readonly StatusLogEntry[]> {
  const state = new BatchState()
  await readJournal(journal, state.take)
  if (state.batch === undefined) throw journalInvalid(journal, 'missing', 'it holds no batch')
  const ids = new Map<number, string>()
  for (let position = 0; position < state.known.count; position++) {
    const { number, uuid } = state.known.at(position)
    ids.set(number, `urn:uuid:${formatUuid(uuid)}`)
  }
  return state.statuses.map(({ at, purpose, value, numbers, reason }) => ({
    at,
    action: purpose === 'revocation' ? 'revoke' : value === 1 ? 'suspend' : 'reinstate',
    badges: numbers === 'all' ? 'all' : namesOf(numbers, ids),
    ...(reason === undefined ? {} : { reason }),
  }))
}

function namesOf(packed: string, ids: ReadonlyMap<number, string>): readonly string[] {
  const bytes = Buffer.from(packed, 'base64')
  return Array.from({ length: bytes.length / 4 }, (_, i) => ids.get(bytes.readUInt32LE(i * 4)) ?? 'unknown')
}

function missing(name: string): never {
  throw invalid('unknown_badge', `the batch holds no badge ${name}`)
}

function invalid(reason: string, message: string): OpenBadgeError {
  return new OpenBadgeError('status_invalid', message, { reason })
}
