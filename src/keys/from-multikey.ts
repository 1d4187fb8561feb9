/** Public keys from Multikey text. The caller passes the code for other curves, so that Ed25519 loads without it. */
import type { Awaitable } from '#platform'
import { importEd25519Public, verifyEd25519 } from '#platform'
import { encodeBase64url } from '../encoding/multibase.js'
import { andThen } from '../platform/and-then.js'
import { isCanonicalPoint, isSmallOrderPoint } from '../platform/ed25519-encoding.js'
import { rememberResult } from '../platform/remember.js'
import type { Curve } from './formats/ec-point.js'
import { keyInvalid } from './formats/key-invalid.js'
import { decodeMultikey, encodeMultikey } from './formats/multikey.js'
import type { PublicKey } from './public-key.js'

type CurveKey = (curve: Curve, bytes: Uint8Array) => Awaitable<PublicKey>

/** Most keys in the memo; the oldest is dropped first. */
const MEMO_SIZE = 512

/** Imported keys by Multikey, because an import costs a third of a signature check, and there are few issuers. */
const memo = new Map<string, Awaitable<PublicKey>>()

/**
 * @param curveKey makes the key of another curve
 * @throws OpenBadgeError `key_invalid`; on Node synchronously, elsewhere as a rejection if the import is asynchronous
 */
export function keyFromMultikey(text: string, curveKey: CurveKey): Awaitable<PublicKey> {
  const known = memo.get(text)
  if (known !== undefined) return known
  return rememberResult(memo, text, readMultikey(text, curveKey), MEMO_SIZE)
}

function readMultikey(text: string, curveKey: CurveKey): Awaitable<PublicKey> {
  const { type, secret, bytes } = decodeMultikey(text)
  if (secret) throw keyInvalid('privateMaterial', 'the Multikey is a secret key')
  return type === 'Ed25519' ? ed25519Key(bytes) : curveKey(type, bytes)
}

/**
 * Refuses keys of small order, because anybody can sign for them, and non-canonical keys, because they would give one key
 * two identities.
 * @throws OpenBadgeError `key_invalid`
 */
export function ed25519Key(bytes: Uint8Array): Awaitable<PublicKey> {
  if (isSmallOrderPoint(bytes)) throw keyInvalid('smallOrderPoint', 'the Ed25519 key is weak (small order)')
  if (!isCanonicalPoint(bytes)) throw keyInvalid('nonCanonicalPoint', 'the Ed25519 key is not canonical')
  const jwk = { crv: 'Ed25519', kty: 'OKP', x: encodeBase64url(bytes) } as const
  const multibase = encodeMultikey('Ed25519', bytes)
  return andThen(importEd25519Public(bytes), (key) =>
    Object.freeze({
      algorithm: 'Ed25519',
      multibase,
      jwk: Object.freeze(jwk),
      verify: (signature: Uint8Array, data: Uint8Array) => verifyEd25519(key, signature, data),
    } as const),
  )
}
