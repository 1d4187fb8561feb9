/** Fetches the list that an entry names, verifies it like any credential, and opens it (Bitstring Status List §2.2, §3.2). */
import { type Json, snapshot } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { MAXIMUM_BYTES } from '../../status/bitstring.js'
import type { StatusPointer } from '../../status/status-entry.js'
import { type OpenStatusList, openStatusList } from '../../status/status-list-credential.js'
import { admit, isAdmitted } from '../authenticate.js'
import { byteLength, KnownLists, type KnownStatusList } from '../cache/status-list-cache.js'
import { judge, periodOf } from '../checks/validity.js'
import { isFound, isListed, sniff } from '../input/detect-input.js'
import { type Finding, idOf, unknown } from '../verification/secured-document.js'
import type { Scope } from '../verification/verification.js'

/** A list's own signature is looked at again after this time, whatever the cache says. */
const REUSE_MILLISECONDS = 300_000

/** The opened list, or why there is none: an unknown status either way. */
export async function findStatusList(
  place: StatusPointer,
  issuer: string,
  scope: Scope,
): Promise<OpenStatusList | Finding> {
  let answer: unknown
  try {
    answer = await scope.load(place.list, 'status')
  } catch (error) {
    scope.settings.signal?.throwIfAborted()
    const cause = isOpenBadgeError(error) ? error.code : 'document_unavailable'
    return unknown('status_unavailable', { reason: 'STATUS_RETRIEVAL_ERROR', cause })
  }
  const known = recall(answer, scope) ?? (await verifyList(answer, scope))
  if ('outcome' in known) return known
  return use(answer, known, place, issuer, scope)
}

/** The tests that depend on the entry and on the time, made at every use. */
async function use(
  answer: unknown,
  known: KnownStatusList,
  place: StatusPointer,
  issuer: string,
  scope: Scope,
): Promise<OpenStatusList | Finding> {
  const { settings, account } = scope
  if (known.issuer !== issuer && !settings.statusIssuers.includes(known.issuer)) {
    return unknown('status_list_untrusted', { reason: 'STATUS_VERIFICATION_ERROR' })
  }
  if (known.id !== undefined && known.id !== place.list) {
    return unknown('status_list_invalid', { reason: 'STATUS_VERIFICATION_ERROR', cause: 'id' })
  }
  const period = judge(known.document, known.period, settings)
  if (period.outcome !== 'pass') {
    return unknown('status_list_invalid', { reason: 'STATUS_VERIFICATION_ERROR', cause: period.code })
  }
  const name = `${place.type} ${place.purpose} ${place.statusSize} ${settings.minimumStatusEntries}`
  const open = known.open.get(name)
  if (open !== undefined) return open
  try {
    const { minimumStatusEntries: minimumEntries } = settings
    const maximumBytes = account.remaining('statusBytes')
    const opened = await openStatusList(
      known.document,
      place,
      minimumEntries === undefined ? { maximumBytes } : { maximumBytes, minimumEntries },
    )
    account.take('statusBytes', byteLength(opened))
    listsOf(scope).opened(answer, known, name, opened)
    return opened
  } catch (error) {
    account.take('statusBytes', bytesOfFailure(error))
    const reason = isOpenBadgeError(error, 'status_invalid')
      ? error.details.reason
      : isOpenBadgeError(error)
        ? error.code
        : 'STATUS_VERIFICATION_ERROR'
    return unknown('status_list_invalid', { reason })
  }
}

/** What was expanded before it failed, at most. */
function bytesOfFailure(error: unknown): number {
  if (isOpenBadgeError(error, 'status_invalid'))
    return error.details.reason === 'MALFORMED_VALUE_ERROR' ? MAXIMUM_BYTES : 0
  return MAXIMUM_BYTES
}

async function verifyList(answer: unknown, scope: Scope): Promise<KnownStatusList | Finding> {
  // Before the first wait: what is remembered is what was verified.
  const seen = plainOf(answer, scope)
  const sniffed = await sniff(answer, { ...scope.settings.limits, document: LIST_LENGTH, input: LIST_LENGTH })
  if (!isFound(sniffed))
    return unknown('status_list_invalid', {
      reason: 'STATUS_VERIFICATION_ERROR',
      cause: isListed(sniffed) ? 'json_unrecognised' : sniffed.code,
    })
  const admitted = await admit(sniffed, 'status-list', scope)
  const { entity, findings } = admitted
  if (!isAdmitted(admitted)) {
    const { structure, proof, issuer } = findings
    const first = [structure, proof, issuer].find(
      ({ outcome }) => outcome === 'fail' || outcome === 'unknown',
    )
    return unknown('status_list_invalid', {
      reason: 'STATUS_VERIFICATION_ERROR',
      cause: first?.code ?? 'proof_missing',
    })
  }
  const { document } = entity
  const known: KnownStatusList = {
    issuer: idOf(document['issuer']) ?? '',
    id: idOf(document),
    period: periodOf(document),
    verifiedAt: scope.settings.now.getTime(),
    accept: scope.settings.accept,
    proofPolicy: scope.settings.proofPolicy,
    open: new Map(),
    document,
  }
  if (seen !== undefined) listsOf(scope).keep(answer, seen, known)
  return known
}

/** Characters of a list credential: 16 MiB of bits that do not compress. */
const LIST_LENGTH = 1_600_000

function recall(answer: unknown, scope: Scope): KnownStatusList | undefined {
  const { settings } = scope
  const known = listsOf(scope).recall(answer)
  if (known === undefined) return undefined
  const fresh = Math.abs(settings.now.getTime() - known.verifiedAt) <= REUSE_MILLISECONDS
  const alike = known.accept === settings.accept && known.proofPolicy === settings.proofPolicy
  return fresh && alike ? known : undefined
}

function listsOf({ cache }: Scope): KnownLists {
  const held = cache()
  return (held.lists ??= new KnownLists(held))
}

/** Text, or a copy of a plain object; nothing for what cannot be remembered. */
function plainOf(answer: unknown, { settings }: Scope): Json | undefined {
  if (typeof answer === 'string') return answer
  try {
    const { depth, nodes } = settings.limits
    return snapshot(answer, { length: LIST_LENGTH, depth, nodes })
  } catch {
    return undefined
  }
}
