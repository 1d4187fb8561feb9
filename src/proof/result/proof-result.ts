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
    | 'jwt_claim_missing' // only the credential has the value of a claim that the profile requires
    | 'jwt_claim_unrepeated' // only the credential has the value of an optional claim
    | 'jwt_claim_only' // only a claim has the value of a member of the credential
    | 'jwt_claim_mismatch' // the dates differ; the stricter one counts
    | 'jwt_version' // the claim vc is used with VCDM 2.0, or is missing with VCDM 1.1
    | 'jwt_kid_missing' // the only fitting key of the issuer was used
    | 'key_shared' // the key can sign for each issuer of its host
    | 'key_binding_unchecked' // a key binding JWT after the disclosures (RFC 9901 section 4.3)
    | 'undefined_member' // signed, but no context defines it
  readonly message: string
  /** JSON Pointer in the credential. */
  readonly pointer?: string
}

/** In `selection.mandatory`: all identifiers of each subject are shown, and its id. */
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
  /** Present if another proof is by the issuer or holder, and this one is not. */
  readonly byOther?: true
  readonly created?: string
  /** The signed contexts, if the document has further ones (EdDSA Cryptosuites §3.3). */
  readonly signedContext?: Json
  /** Present if the holder may have left out members: the predicates that could not be left out. */
  readonly selection?: { readonly mandatory: readonly string[] }
  readonly warnings: readonly ProofWarning[]
}

export interface ProofsResult {
  readonly verified: boolean
  readonly proofs: readonly ProofResult[]
}
