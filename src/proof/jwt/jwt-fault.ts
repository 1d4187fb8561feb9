/** Why a JWT does not hold: the reasons that its result can carry as its code. */
import { OpenBadgeError } from '../../errors.js'

export type JwtReason =
  | 'jwt_malformed' // not three base64url parts of which two are JSON objects
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
  | 'challenge_missing' // of a presentation: no nonce
  | 'challenge_mismatch' // its nonce is another
  | 'domain_mismatch' // its audience is another
  | 'issuer_missing'
  | 'key_missing' // neither kid nor jwk leads to a key
  | 'key_private' // the header carries a private key
  | 'key_mismatch' // the header's alg is not the key's
  | 'key_not_bound' // signed, but nothing shows that the key is the issuer's (Open Badges 3.0 Implementation Guide, Key Provenance)
  | 'key_shared' // a key of the whole host, where the caller wants one of the issuer's own
  | 'signature_invalid'

/** `claim` and `pointer` name what is at fault: a claim of the token, a member of the credential in it. */
export function jwtFault(
  reason: JwtReason,
  message: string,
  culprit: { readonly claim?: string; readonly pointer?: string } = {},
): OpenBadgeError<'jwt_invalid'> {
  return new OpenBadgeError('jwt_invalid', message, { reason, ...culprit })
}
