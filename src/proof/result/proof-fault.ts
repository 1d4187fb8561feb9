/** Why a proof does not hold: the reasons that a proof's result can carry as its code. */
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'

export type ProofReason =
  | 'proof_missing' // no proof at all, or an empty list
  | 'proof_malformed' // a member has the wrong type or form (VC Data Integrity §2.1)
  | 'proof_limit' // more proofs than are looked at
  | 'proof_unsupported' // a type or cryptosuite that is not in the table (VC Data Integrity §2.1)
  | 'proof_not_accepted' // a suite that the caller does not accept
  | 'proof_value_malformed' // proofValue is not the suite's encoding of a signature (VC Data Integrity §2.1)
  | 'proof_context_mismatch' // the proof's own context is not the document's (EdDSA Cryptosuites §3.3)
  | 'proof_base' // a base proof, from which its holder is to derive the one to show (VC DI ECDSA section 3.4)
  | 'proof_expired' // expires has passed (VC Data Integrity §4.4)
  | 'proof_not_yet_valid' // created lies in the future (VC Data Integrity §4.4)
  | 'proof_purpose_mismatch' // another purpose than the expected one (VC Data Integrity §4.4)
  | 'domain_mismatch' // VC Data Integrity §4.4
  | 'challenge_mismatch' // VC Data Integrity §4.4
  | 'challenge_missing' // VC Data Integrity §4.4
  | 'proof_id_duplicate' // VC Data Integrity §2.1.2
  | 'previous_proof_missing' // VC Data Integrity §2.1.2
  | 'previous_proof_cycle' // VC Data Integrity §2.1.2
  | 'previous_proof_failed' // VC Data Integrity §2.1.2
  | 'key_mismatch' // the key's algorithm does not fit the suite or the header
  | 'signature_invalid' // the signature is not this key's over these bytes
  | 'signer_mismatch' // the signer cannot make this suite's proofs

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

/** What a caught error says about the thing that was being checked. */
export interface Fault {
  readonly outcome: 'fail' | 'unknown'
  readonly code: string
  readonly message: string
  /** The specification's name of the fault, or the limit that was passed, where the code does not say it already. */
  readonly reason?: string
  readonly culprit?: Culprit
}

/** What is at fault, where it is known. */
export interface Culprit {
  /** JSON Pointer to the member, from the root of what was canonicalised. */
  readonly place?: string
  /** Name of the member, or the type that no context defines. */
  readonly term?: string
  readonly hint?: string
  /** Two values of one member that can have only one. */
  readonly one?: string
  readonly other?: string
  /** The document that was wanted. */
  readonly url?: string
  /** Why it could not be had. */
  readonly cause?: string
}

/** The innermost name of a JSON Pointer. A value may be an address or a person's name, which no report repeats. */
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

/** The world failed, or we lack the means: that is not the proof's fault, and not a pass either. */
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
    return { outcome: 'unknown', code: 'check_failed', message: 'the check itself could not be carried out' }
  }
  const named = isOpenBadgeError(error, 'proof_invalid') || isOpenBadgeError(error, 'jwt_invalid')
  const details = error.details as Readonly<Partial<Record<'reason' | 'fault' | 'limit', unknown>>>
  const code = named && typeof details.reason === 'string' ? details.reason : error.code
  // A controller document's fault says more than the step of the retrieval that found it.
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
