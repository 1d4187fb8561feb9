/** Public keys from Multikey text; what only other curves than that of Ed25519 need, the caller brings. */
import type { Awaitable } from '#platform'
import { importEd25519Public, verifyEd25519 } from '#platform'
import { encodeBase64url } from '../encoding/multibase.js'
import { andThen } from '../platform/and-then.js'
import { isCanonicalPoint, isSmallOrderPoint } from '../platform/ed25519-encoding.js'
import type { Curve } from './formats/ec-point.js'
import { keyInvalid } from './formats/key-invalid.js'
import { decodeMultikey, encodeMultikey } from './formats/multikey.js'
import type { PublicKey } from './public-key.js'

type CurveKey = (curve: Curve, bytes: Uint8Array) => Awaitable<PublicKey>

/** Kept keys; the oldest goes when it is full. */
const MEMO_SIZE = 512

/** A pure function's memo: importing a key costs a third of a signature check, and issuers are few. */
const memo = new Map<string, Awaitable<PublicKey>>()

/**
 * @param curveKey makes the key of another curve
 * @throws OpenBadgeError `key_invalid`; on Node synchronously, elsewhere as a rejection where the import is one
 */
export function keyFromMultikey(text: string, curveKey: CurveKey): Awaitable<PublicKey> {
  const known = memo.get(text)
  if (known !== undefined) return known
  const key = readMultikey(text, curveKey)
  if (memo.size >= MEMO_SIZE) memo.delete(memo.keys().next().value!)
  memo.set(text, key)
  if (key instanceof Promise) {
    key.then(
      (imported) => memo.set(text, imported),
      () => memo.delete(text),
    )
  }
  return key
}

function readMultikey(text: string, curveKey: CurveKey): Awaitable<PublicKey> {
  const { type, secret, bytes } = decodeMultikey(text)
  if (secret) throw keyInvalid('privateMaterial', 'the Multikey is a secret key')
  return type === 'Ed25519' ? ed25519Key(bytes) : curveKey(type, bytes)
}

/**
 * Under a key of small order everybody can sign; a second spelling of a key is a second identity.
 * @throws OpenBadgeError `key_invalid`
 */
export function ed25519Key(bytes: Uint8Array): Awaitable<PublicKey> {
  if (isSmallOrderPoint(bytes)) throw keyInvalid('smallOrderPoint', 'the Ed25519 key has a small order')
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
