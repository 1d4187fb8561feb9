/** Checks the status entries of a credential. `verify` loads this file if there are any. */
import {
  frozenDocument,
  idOf,
  isJsonObject,
  itemsOf,
  type Json,
  type JsonObject,
} from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import {
  type OpenRevocationList,
  openRevocationList,
  readRevocationList,
} from '../../status/revocation-list.js'
import {
  ENTRIES_MAXIMUM,
  isStatusListEntry,
  readStatusEntry,
  type StatusPointer,
} from '../../status/status-entry.js'
import { readStatus, type StatusResult } from '../../status/status-list-credential.js'
import { texts } from '../input/detect-kind.js'
import { readOnce } from '../verification/once.js'
import {
  type Finding,
  fail,
  pass,
  type SecuredDocument,
  skipped,
  unknown,
} from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'
import { fetchStatusList, unavailable } from './fetch-status-list.js'

/** The warnings for other purposes than withdrawal. */
const NOTICES = { message: 'status_message', refresh: 'status_refresh' } as const

/** Checks each entry, and returns the most severe finding. */
export async function checkStatusEntries(
  value: Json,
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding> {
  const entries = itemsOf(value, '/credentialStatus')
  if (entries.length === 0) return skipped('no_status')
  if (entries.length > ENTRIES_MAXIMUM)
    return fail('limit_exceeded', { limit: 'entries', maximum: ENTRIES_MAXIMUM })
  const findings: Finding[] = []
  // The lists load in parallel, but are read one after another, because they share one budget.
  const loading = entries.length === 1 ? verification : loadTogether(entries, verification)
  for (const [entry, pointer] of entries) {
    findings.push({ pointer, ...(await lookUpEntry(entry, pointer, secured, loading)) })
  }
  return worst(findings)
}

/** Starts to load all lists at once, each once. Returns a verification whose `load` gives these answers. */
function loadTogether(entries: ReturnType<typeof itemsOf>, verification: Verification): Verification {
  const onTheWay = new Map<string, Promise<unknown>>()
  for (const url of entries.flatMap(([entry]) => listOf(entry))) {
    if (onTheWay.has(url)) continue
    const answer = (async () => verification.load(url, 'status'))()
    // The error is thrown when the list is read.
    answer.catch(() => undefined)
    onTheWay.set(url, answer)
  }
  return {
    ...verification,
    load: (url, purpose, signal) =>
      (purpose === 'status' ? onTheWay.get(url) : undefined) ?? verification.load(url, purpose, signal),
  }
}

function listOf(entry: Json): readonly string[] {
  if (!isJsonObject(entry)) return []
  try {
    if (isStatusListEntry(entry)) return [readStatusEntry(entry).list]
  } catch {
    return []
  }
  const { id } = entry
  return typeof id === 'string' && texts(entry['type']).includes('1EdTechRevocationList') ? [id] : []
}

/** The order of severity: revoked, suspended, malformed, unknown, valid, without an answer about withdrawal. */
function worst(findings: readonly Finding[]): Finding {
  const found =
    findings.find(({ code }) => code === 'revoked') ??
    findings.find(({ code }) => code === 'suspended') ??
    findings.find(({ outcome }) => outcome === 'fail') ??
    findings.find(({ outcome }) => outcome === 'unknown') ??
    findings.find(({ outcome }) => outcome === 'pass') ??
    findings[0]!
  const entries = findings.map(({ outcome, code, pointer, details }) => ({
    pointer: pointer ?? '',
    outcome,
    code,
    ...details,
  }))
  if (found.outcome === 'pass') return pass('not_revoked', { entries })
  return { ...found, details: { ...found.details, entries } }
}

async function lookUpEntry(
  entry: Json,
  pointer: string,
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding> {
  if (!isJsonObject(entry)) return fail('status_entry_invalid', { reason: 'MALFORMED_VALUE_ERROR' })
  if (isStatusListEntry(entry)) return lookUpBit(entry, pointer, secured, verification)
  if (texts(entry['type']).includes('1EdTechRevocationList')) return lookUpId(entry, secured, verification)
  return unknown('status_unsupported', { type: clip(texts(entry['type'])[0] ?? '') })
}

async function lookUpBit(
  entry: JsonObject,
  pointer: string,
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding> {
  let place: StatusPointer
  try {
    place = readStatusEntry(entry)
  } catch (error) {
    return fail('status_entry_invalid', reasonOf(error))
  }
  const found = await fetchStatusList(place, idOf(secured.document['issuer']) ?? '', verification)
  if ('outcome' in found) return found
  if (found.hasSharedKey) secured.rawWarnings.push({ code: 'key_shared', pointer })
  try {
    return judge(readStatus(found.opened, place), pointer, secured)
  } catch (error) {
    return fail('status_entry_invalid', reasonOf(error))
  }
}

/** The row for one status: the purpose decides what the bits mean (Bitstring Status List §3.2). Two of them are about withdrawal. */
function judge(result: StatusResult, pointer: string, secured: SecuredDocument): Finding {
  const { purpose, message } = result
  const details: JsonObject = {
    purpose,
    status: result.status,
    ...(message === undefined ? {} : { message: clip(message.message) }),
  }
  if (purpose === 'revocation' || purpose === 'suspension') {
    if (result.status === 0) return pass('not_revoked', details)
    return fail(purpose === 'revocation' ? 'revoked' : 'suspended', details)
  }
  if (purpose === 'message' || result.status !== 0) {
    const code = NOTICES[purpose as keyof typeof NOTICES] ?? 'status_other'
    secured.rawWarnings.push({ code, pointer, details })
  }
  return { ...skipped('no_withdrawal_status'), details }
}

async function lookUpId(
  entry: JsonObject,
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding> {
  const { id: url } = entry
  const { id } = secured.document
  if (typeof url !== 'string' || typeof id !== 'string') {
    return fail('status_entry_invalid', { reason: 'MALFORMED_VALUE_ERROR' })
  }
  let list: OpenRevocationList | undefined
  try {
    list = await readOnce(verification, url, 'status', revocationsOf)
  } catch (error) {
    verification.settings.signal?.throwIfAborted()
    return unavailable(url, error)
  }
  if (list === undefined) return unknown('status_list_invalid', { reason: 'MALFORMED_VALUE_ERROR' })
  try {
    const { revoked, reason, issuer } = readRevocationList(list, id, url)
    if (revoked) return fail('revoked', reason === undefined ? undefined : { message: clip(reason) })
    const trusted = [idOf(secured.document['issuer']), ...verification.settings.statusIssuers]
    return issuer === undefined || trusted.includes(issuer)
      ? pass('not_revoked')
      : unknown('status_list_untrusted', { reason: 'STATUS_VERIFICATION_ERROR' })
  } catch (error) {
    return unknown('status_list_invalid', reasonOf(error))
  }
}

function revocationsOf(document: unknown): OpenRevocationList | undefined {
  const list = frozenDocument(document)
  return isJsonObject(list) ? openRevocationList(list) : undefined
}

function reasonOf(error: unknown): JsonObject {
  if (isOpenBadgeError(error, 'status_invalid')) return { reason: error.details.reason }
  return { reason: isOpenBadgeError(error) ? error.code : 'STATUS_VERIFICATION_ERROR' }
}

/** Shortens texts of issuers, so that reports can show them. */
function clip(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text
}
