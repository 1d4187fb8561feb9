/** The reasons of `key_invalid`. */
import { OpenBadgeError } from '../../errors.js'

/** `details.reason` of every `key_invalid` that this room throws. */
export type KeyFault =
  | 'notMultibase' // not base58-btc or base64url, or not its one canonical spelling
  | 'unsupportedPublicKeyType' // a multicodec header, key type or curve that laurel does not support
  | 'invalidPublicKeyLength' // wrong number of bytes for the key type
  | 'nonCanonicalPoint' // a coordinate is not below the field's prime, or the point is not compressed
  | 'smallOrderPoint' // an Ed25519 key for which anybody can sign
  | 'notOnCurve'
  | 'privateMaterial' // secret members where a public key is expected
  | 'publicMaterial' // a public key where a secret one is expected
  | 'malformedJwk'
  | 'wrongAlgorithm' // `alg`, `use` or `key_ops` allow other uses only
  | 'weakRsa' // fewer than 2,048 bits, more than 8,192, or an unsuitable modulus or exponent
  | 'malformedPem' // PEM or DER that is not one of the structures named by its label
  | 'encryptedPem'
  | 'keyMismatch' // the public key does not belong to the secret key
  | 'notExtractable'

export function keyInvalid(
  reason: KeyFault,
  message: string,
  cause?: unknown,
): OpenBadgeError<'key_invalid'> {
  return new OpenBadgeError('key_invalid', message, { reason }, cause === undefined ? {} : { cause })
}

/** The message for a text that is not the key: it may be the name of a file. The text is not quoted. */
export function notTheKey(text: string, message: string): string {
  return /^[^\n{}"]{1,250}\.(?:json|jwk|pem|key|der|crt|cer|txt)$/i.test(text.trim())
    ? 'this is the name of a file; pass its text: readFileSync(name, "utf8")'
    : message
}
