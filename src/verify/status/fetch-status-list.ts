/** Fetches the list of an entry, verifies it like any credential, and opens it (Bitstring Status List §2.2, §3.2). */
import { idOf, type Json, snapshot } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { LIST_LIMITS } from '../../status/list-limits.js'
import { MAXIMUM_BYTES, unpackBits } from '../../status/packed-bits.js'
import type { StatusPointer } from '../../status/status-entry.js'
import { type OpenStatusList, openStatusList } from '../../status/status-list-credential.js'
import { authenticate, isAccepted } from '../authenticate.js'
import { type CachedStatusList, type ListSource, StatusListCache } from '../cache/status-list-cache.js'
import { judgePeriod, periodOf } from '../checks/validity.js'
import { detectInput } from '../input/detect-input.js'
import { isDetected, isListed } from '../input/detected.js'
import { once } from '../verification/once.js'
import { type Finding, unknown } from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'
import { areUnchanged, mayEnd, recording } from './list-sources.js'

/** After this time, the signature of a cached list is verified again. */
const REUSE_MILLISECONDS = 300_000

/** What a byte costs before decompression, in `statusBytes`: a stream may hold many blocks that give no bytes. */
const PACKED_PRICE = 8

export interface FetchedStatusList {
  readonly opened: OpenStatusList
  /** Whether the key of the list is one of the whole host. */
  readonly hasSharedKey: boolean
}

/** The opened list, or a finding with the reason why there is none. */
export async function fetchStatusList(
  place: StatusPointer,
  issuer: string,
  verification: Verification,
): Promise<FetchedStatusList | Finding> {
  const received = await once(verification, receive, place.list, () => receive(place.list, verification))
  if ('outcome' in received) return received
  const { answer, known } = received
  const opened = await use(answer, known, place, issuer, verification)
  return 'outcome' in opened ? opened : { opened, hasSharedKey: known.hasSharedKey }
}

interface ReceivedList {
  readonly answer: unknown
  readonly known: CachedStatusList
}

/** Loads a list, and verifies it if it is not known. */
async function receive(url: string, verification: Verification): Promise<ReceivedList | Finding> {
  let answer: unknown
  try {
    answer = await verification.load(url, 'status')
  } catch (error) {
    verification.settings.signal?.throwIfAborted()
    return unavailable(url, error)
  }
  const known = (await recall(answer, verification)) ?? (await verifyList(answer, verification))
  return 'outcome' in known ? known : { answer, known }
}

/** The finding if the list cannot be fetched, which is not the issuer's fault. */
export function unavailable(url: string, error: unknown): Finding {
  const cause = isOpenBadgeError(error) ? error.code : 'document_unavailable'
  const { reason: because } = (isOpenBadgeError(error) ? error.details : {}) as { readonly reason?: string }
  const why = because === undefined ? {} : { because }
  return unknown('status_unavailable', { reason: 'STATUS_RETRIEVAL_ERROR', cause, url, ...why })
}

/** Tests that depend on the entry and on the time. They are repeated at each use of a cached list. */
async function use(
  answer: unknown,
  known: CachedStatusList,
  place: StatusPointer,
  issuer: string,
  verification: Verification,
): Promise<OpenStatusList | Finding> {
  const { settings } = verification
  if (known.issuer !== issuer && !settings.statusIssuers.includes(known.issuer)) {
    return unknown('status_list_untrusted', { reason: 'STATUS_VERIFICATION_ERROR' })
  }
  if (known.id !== undefined && known.id !== place.list) {
    return unknown('status_list_invalid', { reason: 'STATUS_VERIFICATION_ERROR', cause: 'id' })
  }
  const period = judgePeriod(known.document, known.period, settings)
  if (period.outcome !== 'pass') {
    return unknown('status_list_invalid', { reason: 'STATUS_VERIFICATION_ERROR', cause: period.code })
  }
  const name = `${place.type} ${place.statusSize} ${place.purpose}`
  return once(verification, known, name, () => open(answer, known, place, verification))
}

/** The same for all entries of one type, size and purpose. */
async function open(
  answer: unknown,
  known: CachedStatusList,
  place: StatusPointer,
  verification: Verification,
): Promise<OpenStatusList | Finding> {
  try {
    return await openStatusList(known.document, place, {
      minimumEntries: verification.settings.minimumStatusEntries,
      unpack: (packed) =>
        known.bits ??
        once(verification, known.document, 'bits', () => unpack(packed, answer, known, verification)),
    })
  } catch (error) {
    const reason = isOpenBadgeError(error, 'status_invalid')
      ? error.details.reason
      : isOpenBadgeError(error)
        ? error.code
        : 'STATUS_VERIFICATION_ERROR'
    return unknown('status_list_invalid', { reason })
  }
}

/** Decompresses the bits of a list. The account pays for the packed bytes before, and for the others after it. */
async function unpack(
  packed: string,
  answer: unknown,
  known: CachedStatusList,
  verification: Verification,
): Promise<Uint8Array> {
  const { account } = verification
  account.spend('statusBytes', PACKED_PRICE * Math.floor((packed.length * 3) / 4))
  let bits: Uint8Array
  try {
    bits = await unpackBits(packed, account.remaining('statusBytes'))
  } catch (error) {
    // Nobody knows how many bytes were decompressed before the failure.
    account.take('statusBytes', MAXIMUM_BYTES)
    throw error
  }
  account.take('statusBytes', bits.length)
  listsOf(verification).unpacked(answer, known, bits)
  return bits
}

async function verifyList(answer: unknown, verification: Verification): Promise<CachedStatusList | Finding> {
  // The copy is made before the first await, so that the cache has exactly what was verified.
  const seen = plainOf(answer, verification)
  const detected = await detectInput(answer, {
    ...verification.settings.limits,
    document: LIST_LIMITS.length,
    input: LIST_LIMITS.length,
  })
  if (!isDetected(detected))
    return unknown('status_list_invalid', {
      reason: 'STATUS_VERIFICATION_ERROR',
      cause: isListed(detected) ? 'json_unrecognised' : detected.code,
    })
  const sources: ListSource[] = []
  const accepted = await authenticate(detected, 'status-list', recording(verification, sources))
  const { secured: entity, findings } = accepted
  if (!isAccepted(accepted)) {
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
  const known: CachedStatusList = {
    issuer: idOf(document['issuer']) ?? '',
    id: idOf(document),
    period: periodOf(document),
    verifiedAt: verification.settings.now.getTime(),
    judging: judgingOf(verification),
    sources,
    hasSharedKey: entity.proofs.some(
      ({ verified, warnings }) => verified && warnings.some(({ code }) => code === 'key_shared'),
    ),
    document,
  }
  if (seen !== undefined && !mayEnd(detected, sources, verification))
    listsOf(verification).keep(answer, seen, known)
  return known
}

/** The options that decide whether a list is genuine. With others the list is verified again. */
function judgingOf({ settings }: Verification): readonly unknown[] {
  const { accept, clockSkewSeconds, conformance, proofPolicy, sharedKeys, suites } = settings
  return [accept, clockSkewSeconds, conformance, proofPolicy, sharedKeys, suites]
}

async function recall(answer: unknown, verification: Verification): Promise<CachedStatusList | undefined> {
  const { settings } = verification
  const known = listsOf(verification).recall(answer)
  if (known === undefined) return undefined
  const fresh = Math.abs(settings.now.getTime() - known.verifiedAt) <= REUSE_MILLISECONDS
  const now = judgingOf(verification)
  if (!fresh || !known.judging.every((value, i) => value === now[i])) return undefined
  return (await areUnchanged(known.sources, verification)) ? known : undefined
}

function listsOf({ cache }: Verification): StatusListCache {
  const held = cache()
  return (held.lists ??= new StatusListCache(held))
}

/** A text, or a copy of a plain object; `undefined` if it cannot be cached. */
function plainOf(answer: unknown, { settings }: Verification): Json | undefined {
  if (typeof answer === 'string') return answer
  try {
    const { depth, nodes } = settings.limits
    return snapshot(answer, { length: LIST_LIMITS.length, depth, nodes })
  } catch {
    return undefined
  }
}
