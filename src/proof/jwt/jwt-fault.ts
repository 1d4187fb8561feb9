/** Why a JWT is not valid: the reasons that can be the code of its result. */
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'

export type JwtReason =
  | 'jwt_malformed' // not a JSON header, a JSON payload and a signature, each in base64url
  | 'jwt_unsecured' // alg none, or no signature
  | 'jwt_algorithm_refused' // a shared-secret algorithm (RFC 8725 §3.1)
  | 'jwt_unsupported' // an algorithm that is not in the table
  | 'jwt_critical' // crit or b64 (RFC 8725 §3.1)
  | 'jwt_type_mismatch' // another kind of token (VC-JOSE-COSE §3.1)
  | 'jwt_claim_missing' // Open Badges 3.0, JSON Web Token Proof Format
  | 'jwt_claim_malformed'
  | 'jwt_claim_mismatch' // a claim contradicts the credential (Open Badges 3.0, JSON Web Token Proof Format; VC-JOSE-COSE §3.1)
  | 'jwt_version_mismatch' // vc claim and data model version do not fit (Open Badges 3.0, JSON Web Token Proof Format), or a vc claim where none may be (VC-JOSE-COSE §3.1)
  | 'jwt_expired'
  | 'jwt_not_yet_valid'
  | 'challenge_missing' // a presentation without nonce
  | 'challenge_mismatch' // a presentation with another nonce
  | 'domain_mismatch' // a presentation with another audience
  | 'issuer_missing'
  | 'key_missing' // no key was found with kid or jwk
  | 'key_private' // the header has a private key
  | 'key_mismatch' // the header's alg does not fit the key
  | 'key_not_bound' // signed, but it is not proven that the key belongs to the issuer (Open Badges 3.0 Implementation Guide, Key Provenance)
  | 'key_shared' // a key of the whole host, but the caller requires one of the issuer
  | 'signature_invalid'

/** `claim` is the faulty claim of the token, `pointer` the faulty member of the credential. */
export function jwtFault(
  reason: JwtReason,
  message: string,
  culprit: { readonly claim?: string; readonly pointer?: string } = {},
): OpenBadgeError<'jwt_invalid'> {
  return new OpenBadgeError('jwt_invalid', message, { reason, ...culprit })
}

/** Whether nobody knows what the issuer's document withdraws. An issuer whose address has no such document has withdrawn nothing. */
export function isUnanswered(error: unknown): boolean {
  if (!isOpenBadgeError(error) || !error.code.startsWith('document_')) return false
  const { reason } = error.details as { readonly reason?: string }
  return /^(?:timeout|network|size|pieces|handshake|too many documents|status (?:429|5..))$/.test(
    reason ?? '',
  )
}
