/** The result of verifying proofs. */
import type { MethodWarning } from '../../did/verification-method.js'
import type { Json } from '../../encoding/json.js'
import type { Culprit, Outcome } from './proof-fault.js'

export interface ProofWarning {
  readonly code:
    | MethodWarning['code'] // faults in the key's document that are tolerated
    | 'suite_legacy' // superseded, and no longer issued
    | 'date_without_offset' // read as UTC
    | 'context_extended' // contexts after the signed ones are not covered (EdDSA Cryptosuites §3.3)
    | 'meaning_unchecked' // a context could not be loaded, so only the text was checked
    | 'contexts_contradict' // two contexts contradict each other, so only the text was checked
    | 'captions_contradict' // an image has several captions, and is read without them
    | 'method_without_fragment' // a did:key without the fragment of its key
    | 'jwt_header_extra' // members that the profile does not allow
    | 'jwt_type' // another media type than the profile's
    | 'jwt_claim_missing' // a claim that the profile wants, and that only the credential says
    | 'jwt_claim_unrepeated' // the same of a claim that not every token has
    | 'jwt_claim_only' // a member of the credential that only a claim says
    | 'jwt_claim_mismatch' // dates that differ; the tighter counts
    | 'jwt_version' // a vc claim around the other version of the data model, or none around the one that has it
    | 'jwt_kid_missing' // the issuer's one fitting key was taken
    | 'key_shared' // the key signs for every issuer of its host
    | 'key_binding_unchecked' // a key binding JWT after the disclosures (RFC 9901 section 4.3)
    | 'undefined_member' // signed with all the rest of the text, yet no context says what it means
  readonly message: string
  /** JSON Pointer in the credential. */
  readonly pointer?: string
}

/** In `selection.mandatory`: a subject is shown with all that identifies it, its id as well. */
export const IDENTIFIER = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#identifier'

export interface ProofResult {
  /** JSON Pointer to the proof in the document; `''` for a JWT. */
  readonly pointer: string
  /** `unknown`: something could not be loaded or is not supported. */
  readonly outcome: Outcome
  readonly verified: boolean
  /** A `ProofReason`, a `JwtReason` or an error code. */
  readonly code?: string
  readonly message?: string
  /** The specification's name of the fault, if `code` covers several. */
  readonly reason?: string
  /** The member, term or document at fault. */
  readonly culprit?: Culprit
  readonly suite?: string
  readonly verificationMethod?: string
  /** Id of the controller document with the key, or the DID. */
  readonly controller?: string
  /** Present where another proof is by the issuer, or the holder of a presentation, and this one is not. */
  readonly byOther?: true
  readonly created?: string
  /** Present where the document names further contexts: those that are signed (EdDSA Cryptosuites §3.3). */
  readonly signedContext?: Json
  /** Present where the holder may have left out members: the predicates of which nothing was left out. */
  readonly selection?: { readonly mandatory: readonly string[] }
  readonly warnings: readonly ProofWarning[]
}

export interface ProofsResult {
  readonly verified: boolean
  readonly proofs: readonly ProofResult[]
}
