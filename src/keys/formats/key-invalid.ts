/** Why key material is refused. */
import { OpenBadgeError } from '../../errors.js'

/** `details.reason` of every `key_invalid` that this room throws. */
export type KeyFault =
  | 'notMultibase' // not base58-btc or base64url, or not its one canonical spelling
  | 'unsupportedPublicKeyType' // a multicodec header, key type or curve that this library does not use
  | 'invalidPublicKeyLength' // the header promises another number of bytes
  | 'nonCanonicalPoint' // y is not below the field's prime
  | 'smallOrderPoint' // an Ed25519 key under which everybody can sign
  | 'notOnCurve'
  | 'privateMaterial' // secret members where a public key is expected
  | 'publicMaterial' // a public key where a secret one is expected
  | 'malformedJwk'
  | 'wrongAlgorithm' // `alg`, `use` or `key_ops` say that the key is for something else
  | 'weakRsa' // below 2048 bits, beyond 8192, or with an unfit exponent
  | 'malformedPem' // PEM or DER that is not one of the structures named by its label
  | 'encryptedPem'
  | 'keyMismatch' // the public half does not belong to the secret half
  | 'notExtractable'

export function keyInvalid(
  reason: KeyFault,
  message: string,
  cause?: unknown,
): OpenBadgeError<'key_invalid'> {
  return new OpenBadgeError('key_invalid', message, { reason }, cause === undefined ? {} : { cause })
}
