/** Why a proof is not valid: the reasons that can be the code of its result. */
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'

export type ProofReason =
  | 'proof_missing' // no proof at all, or an empty list
  | 'proof_malformed' // a member has the wrong type or form (VC Data Integrity §2.1)
  | 'proof_limit' // more proofs than the limit
  | 'proof_unsupported' // a type or cryptosuite that is not in the table (VC Data Integrity §2.1)
  | 'proof_not_accepted' // a suite that the caller does not accept
  | 'proof_value_malformed' // proofValue is not the suite's encoding of a signature (VC Data Integrity §2.1)
  | 'proof_context_mismatch' // the proof's own context is not the document's (EdDSA Cryptosuites §3.3)
  | 'proof_base' // a base proof; the holder must derive a proof from it and show that one (VC DI ECDSA section 3.4)
  | 'proof_expired' // expires lies in the past (VC Data Integrity §4.4)
  | 'proof_not_yet_valid' // created lies in the future (VC Data Integrity §4.4)
  | 'proof_purpose_mismatch' // another purpose than the required one (VC Data Integrity §4.4)
  | 'domain_mismatch' // VC Data Integrity §4.4
  | 'challenge_mismatch' // VC Data Integrity §4.4
  | 'challenge_missing' // VC Data Integrity §4.4
  | 'proof_id_duplicate' // VC Data Integrity §2.1.2
  | 'previous_proof_missing' // VC Data Integrity §2.1.2
  | 'previous_proof_cycle' // VC Data Integrity §2.1.2
  | 'previous_proof_failed' // VC Data Integrity §2.1.2
  | 'key_mismatch' // the key's algorithm does not fit the suite or the header
  | 'signature_invalid' // the signature does not match the bytes and the key
  | 'signer_mismatch' // the signer cannot make proofs of this suite

export function proofFault(
  reason: ProofReason,
  message: string,
  pointer?: string,
): OpenBadgeError<'proof_invalid'> {
  return new OpenBadgeError('proof_invalid', message, {
    reason,
    ...(pointer === undefined ? {} : { pointer }),
  })
}

export type Outcome = 'pass' | 'fail' | 'unknown'

/** A caught error as the result of a check. */
export interface Fault {
  readonly outcome: 'fail' | 'unknown'
  readonly code: string
  readonly message: string
  /** The specification's name of the fault, or the exceeded limit, if the code does not say it. */
  readonly reason?: string
  readonly culprit?: Culprit
}

/** The member, term or document that caused the fault, as far as it is known. */
export interface Culprit {
  /** JSON Pointer to the member, from the root of the canonicalised document. */
  readonly place?: string
  /** Name of the member, or the type that no context defines. */
  readonly term?: string
  readonly hint?: string
  /** Two values of a member that can have only one. */
  readonly one?: string
  readonly other?: string
  /** The URL of the document that could not be loaded. */
  readonly url?: string
  /** Why it could not be loaded. */
  readonly cause?: string
}

/** The last name in a JSON Pointer. Reports show no values, which can be addresses or names of persons. */
function memberOf(pointer: string): string | undefined {
  const name = pointer
    .split('/')
    .reverse()
    .find((token) => token !== '' && !/^\d+$/.test(token))
  return name?.replaceAll('~1', '/').replaceAll('~0', '~')
}

function culpritOf(error: OpenBadgeError): Culprit | undefined {
  if (isOpenBadgeError(error, 'jsonld_unsafe')) {
    const { pointer, code, found, hint } = error.details.issues[0]!
    const member = memberOf(pointer)
    const term = code === 'relative_type_reference' || member === undefined ? found : member
    return {
      place: pointer,
      ...(term === undefined ? {} : { term }),
      ...(hint === undefined ? {} : { hint }),
    }
  }
  if (isOpenBadgeError(error, 'jwt_invalid')) {
    const { claim, pointer } = error.details
    if (claim === undefined) return undefined
    return { term: claim, ...(pointer === undefined ? {} : { place: pointer }) }
  }
  const { url, reason } = error.details as { readonly url?: unknown; readonly reason?: unknown }
  if (!error.code.startsWith('document_') || typeof url !== 'string') return undefined
  return { url, ...(typeof reason === 'string' ? { cause: reason } : {}) }
}

/** Something could not be loaded, or laurel does not support it. The proof is neither valid nor invalid. */
const UNKNOWN: ReadonlySet<string> = new Set([
  'document_unknown',
  'document_refused',
  'document_unavailable',
  'part_unavailable',
  'proof_unsupported',
  'proof_base',
  'jwt_unsupported',
])

export function describeFault(error: unknown): Fault {
  if (!isOpenBadgeError(error)) {
    return { outcome: 'unknown', code: 'check_failed', message: 'the check could not be done' }
  }
  const named = isOpenBadgeError(error, 'proof_invalid') || isOpenBadgeError(error, 'jwt_invalid')
  const details = error.details as Readonly<Partial<Record<'reason' | 'fault' | 'limit', unknown>>>
  const code = named && typeof details.reason === 'string' ? details.reason : error.code
  // The fault of a controller document is more precise than the step of the retrieval that found it.
  const reason = details.fault ?? details.reason ?? details.limit
  const culprit = culpritOf(error)
  return {
    outcome: UNKNOWN.has(code) ? 'unknown' : 'fail',
    code,
    message: error.message,
    ...(typeof reason === 'string' && reason !== code ? { reason } : {}),
    ...(culprit === undefined ? {} : { culprit }),
  }
}
