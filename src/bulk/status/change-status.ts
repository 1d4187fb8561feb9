/** Revokes, suspends and reinstates badges. A change is recorded in the journal first, then written into the lists. */

import type { OptionTest } from '../../encoding/options.js'
import { OpenBadgeError } from '../../errors.js'
import { refuseFutureProof } from '../../issue/proof-time.js'
import { boolean, callable, date, listOf, object, oneOf, text } from '../../option-tests.js'
import type { Load, Signer } from '../../ports.js'
import { removeTemporary } from '../folder/leftovers.js'
import { type OutputFolder, openFolder } from '../folder/output-folder.js'
import { formatUuid } from '../ids/credential-id.js'
import { BatchState } from '../journal/batch-state.js'
import { journalInvalid, refuseMissing } from '../journal/journal.js'
import type { BatchRecord, StatusRecord } from '../journal/journal-records.js'
import { type Journal, openJournal } from '../journal/open-journal.js'
import { packNumbers } from '../journal/status-numbers.js'
import { checkWithRequired } from '../options/check-required.js'
import { signer as isSigner, positive } from '../options/option-tests.js'
import { limitedSigner, signerLimits } from '../signer/limited-signer.js'
import { publishedLists } from './published-lists.js'
import { type BadgeSelection, selectBadges } from './select-badges.js'
import { type PublishedList, statusListWriter } from './write-status-lists.js'

/** `revoke` is final; `suspend` lasts until `reinstate`. */
export type StatusAction = 'revoke' | 'suspend' | 'reinstate'

const ACTIONS: Readonly<Record<StatusAction, { readonly purpose: string; readonly value: 0 | 1 }>> = {
  revoke: { purpose: 'revocation', value: 1 },
  suspend: { purpose: 'suspension', value: 1 },
  reinstate: { purpose: 'suspension', value: 0 },
}

export interface ChangeStatusOptions extends BadgeSelection {
  /** The path of the batch's journal. */
  readonly journal: string
  /** The batch's output folder, which has the lists in `status/`. */
  readonly out: string
  /** The profile of the issuer, as for `issueBatch`. */
  readonly issuer: object
  /** Signs the lists. */
  readonly signer: Signer
  /** The maximum time for one signature of `signer`, with its own retries; default 120,000. */
  readonly signerTimeoutMilliseconds?: number
  /** What to do. */
  readonly action: StatusAction
  /** The reason; the audit log keeps it, and it is never published. */
  readonly reason?: string
  /** The time of the change; default: now, and not later. */
  readonly at?: Date
  /** Reads the status lists that are published, for example `remote()`; see `BatchOptions`. Default: they are not read. */
  readonly load?: Load
  /** Called with each list that was written, once the change is in all lists. */
  readonly publish?: (list: PublishedList) => Promise<void> | void
}

export interface StatusChange {
  /** The number of named badges. */
  readonly badges: number
  /** Of a reinstatement: how many of them stay revoked, because a revocation is final. Else 0. */
  readonly stillRevoked: number
  /** Of the badges that were named, those that had this status before. A change of none is not recorded. */
  readonly unchanged: number
  readonly published: readonly PublishedList[]
}

const OPTIONS: Readonly<Record<keyof ChangeStatusOptions, OptionTest>> = {
  journal: text,
  out: text,
  issuer: object,
  signer: isSigner,
  signerTimeoutMilliseconds: positive,
  action: oneOf('revoke', 'suspend', 'reinstate'),
  ids: listOf(text),
  keys: listOf(text),
  achievements: listOf(text),
  all: boolean,
  reason: text,
  at: date,
  load: callable,
  publish: callable,
}

/**
 * Revokes, suspends or reinstates badges of a batch. The change is written to the journal first, then to the status lists
 * (Bitstring Status List v1.0).
 *
 * @param options - `journal`, `out`, `issuer`, `signer`, `action`, and the badges: `ids`, `keys` or `all`. See
 *   `ChangeStatusOptions`.
 * @returns How many badges were named, how many of them stay revoked or had the status before, and the lists that were written.
 * @throws OpenBadgeError `status_invalid` (`unknown_badge`, `several_badges`, `no_badges`, `revoked`, `no_lists`, `purpose_unknown`),
 *   `journal_invalid`, `file_failed`, `signer_failed`, `document_unavailable`, `proof_invalid` for `at` in the future; TypeError when no
 *   badge is named.
 * @example
 * const { journal } = await issueBatch({ ...batch, out, status: { url: 'https://example.edu/status/{list}' } })
 * await changeStatus({ journal, out, issuer, signer, action: 'revoke', keys: ['ada@example.org'], reason: 'error' })
 */
export async function changeStatus(options: ChangeStatusOptions): Promise<StatusChange> {
  checkWithRequired('changeStatus', options, OPTIONS, ['journal', 'out', 'issuer', 'signer', 'action'])
  if (options.all !== true && (options.ids ?? []).length + (options.keys ?? []).length === 0) {
    throw new TypeError('changeStatus: no badges are named; write ids, keys or all: true')
  }
  if (options.at !== undefined) refuseFutureProof('at', options.at, new Date())
  const signer = limitedSigner(options.signer, signerLimits(options))
  await refuseMissing(options.journal)
  const state = new BatchState()
  const journal = await openJournal(options.journal, state.take)
  try {
    if (state.batch === undefined) throw journalInvalid(options.journal, 'missing', 'it contains no batch')
    refuseForeignKey(options, state.batch)
    if (state.batch.status === undefined)
      throw invalid('no_lists', 'the first run of the batch made no status lists (status, --status)')
    const folder = await openFolder(options.out, journal.path, state)
    try {
      // Another run may have used the folder after the journal was read.
      await journal.confirm()
      await removeTemporary(options.out, false)
      return await recordAndWrite({ ...options, signer }, state.batch, state, journal, folder)
    } finally {
      await folder.release()
    }
  } finally {
    await journal.close()
  }
}

async function recordAndWrite(
  options: ChangeStatusOptions,
  batch: BatchRecord,
  state: BatchState,
  journal: Journal,
  folder: OutputFolder,
): Promise<StatusChange> {
  const { signer, out, publish, load } = options
  // A list that is mended and then changed is named once.
  const waiting = new Map<string, PublishedList>()
  const write = statusListWriter({
    owner: { record: batch, state, isNew: false, journal: journal.path, out },
    confirm: journal.confirm,
    signer,
    folder: out,
    isNamed: folder.isNamed,
    publish: (list) => void waiting.set(list.url, list),
    ...(load === undefined ? {} : { published: publishedLists(load) }),
  })!
  // An old copy of a journal is refused before anything is recorded.
  await write(state.known.nextNumber, state.statuses)
  const { record, badges, stillRevoked, unchanged } = changeOf(options, batch, state)
  if (unchanged < badges) {
    await journal.append([record])
    state.take(record)
    await folder.mark()
    await write(state.known.nextNumber, state.statuses)
  }
  const published = [...waiting.values()]
  for (const list of published) await publish?.(list)
  await folder.name(published)
  return { badges, stillRevoked, unchanged, published }
}

function changeOf(
  options: ChangeStatusOptions,
  batch: BatchRecord,
  state: BatchState,
): Pick<StatusChange, 'badges' | 'stillRevoked' | 'unchanged'> & { readonly record: StatusRecord } {
  const { action, all = false, reason, at = new Date() } = options
  const selected = selectBadges(state, options)
  const stillRevoked = action === 'reinstate' ? refuseRevoked(state, selected, all) : 0
  const { purpose, value } = ACTIONS[action]
  const { purposes } = batch.status!
  if (!purposes.includes(purpose)) {
    const what = `the batch has no list for ${purpose}, only for ${purposes.join(', ')}`
    const remedy = 'only the first run of a batch can add it (purposes, --suspendable)'
    throw invalid('purpose_unknown', purpose === 'suspension' ? `${what}; ${remedy}` : what)
  }
  const numbers = selected.map((position) => state.known.numberOf(position))
  const record: StatusRecord = {
    type: 'status',
    at: `${at.toISOString().slice(0, 19)}Z`,
    purpose,
    value,
    ...(all ? { numbers: 'all', scope: 'issued' } : { numbers: packNumbers(numbers) }),
    ...(reason === undefined ? {} : { reason }),
  }
  const isSet = state.statusOf(purpose)
  const unchanged = numbers.filter((number) => isSet(number) === (value === 1)).length
  return { record, badges: numbers.length, stillRevoked, unchanged }
}

/** Refuses another issuer's signer, because its lists would not count for these badges. */
function refuseForeignKey({ issuer, signer, journal }: ChangeStatusOptions, batch: BatchRecord): void {
  const controller = signer.controller ?? signer.verificationMethod.split('#', 1)[0]!
  const other = [(issuer as { readonly id?: unknown }).id, controller].find((id) => id !== batch.issuer)
  if (other === undefined) return
  throw journalInvalid(journal, 'other_issuer', `its issuer is ${batch.issuer}, not ${other}`, {
    hint: 'Give the key and the profile with which the batch was issued.',
  })
}

/**
 * A revocation cannot be reversed; only a suspension can (Bitstring Status List v1.0 §2.1).
 * @throws OpenBadgeError `status_invalid` (`revoked`) if a revoked badge was named
 */
function refuseRevoked(state: BatchState, selected: readonly number[], all: boolean): number {
  const isRevoked = state.statusOf('revocation')
  const revoked = selected.filter((position) => isRevoked(state.known.numberOf(position)))
  if (revoked.length === 0 || all) return revoked.length
  const ids = revoked.slice(0, 5).map((position) => `urn:uuid:${formatUuid(state.known.at(position).uuid)}`)
  throw invalid(
    'revoked',
    `a revocation is final, and these badges are revoked: ${ids.join(', ')}; issue new badges in another batch`,
  )
}

function invalid(reason: string, message: string): OpenBadgeError {
  return new OpenBadgeError('status_invalid', message, { reason })
}
