/** Multikey: multibase of a multicodec header and the key's bytes (Controlled Identifiers 1.0 section 2.2.2). */
import { decodeMultibase, encodeBase58btc } from '../../encoding/multibase.js'
import { keyInvalid } from './key-invalid.js'

export type MultikeyType = 'Ed25519' | 'P-256' | 'P-384'

interface Row {
  readonly type: MultikeyType
  readonly secret: boolean
  /** The multicodec as a varint of two bytes. Compared as bytes, so that a longer form is refused. */
  readonly header: readonly [number, number]
  /** Lengths in bytes without the header. */
  readonly lengths: readonly number[]
}

/** Public EC points are compressed. A 64-byte Ed25519 secret is the seed followed by the public key. */
const ROWS: readonly Row[] = [
  { type: 'Ed25519', secret: false, header: [0xed, 0x01], lengths: [32] },
  { type: 'P-256', secret: false, header: [0x80, 0x24], lengths: [33] },
  { type: 'P-384', secret: false, header: [0x81, 0x24], lengths: [49] },
  { type: 'Ed25519', secret: true, header: [0x80, 0x26], lengths: [32, 64] },
]

/** Most characters of a Multikey, because base58 decoding takes quadratic time. Keys are much shorter. */
const MAXIMUM_LENGTH = 256

export interface Multikey {
  readonly type: MultikeyType
  readonly secret: boolean
  readonly bytes: Uint8Array
}

/** @throws OpenBadgeError `key_invalid`: `notMultibase`, `unsupportedPublicKeyType`, `invalidPublicKeyLength` */
export function decodeMultikey(text: string): Multikey {
  if (text.length > MAXIMUM_LENGTH)
    throw keyInvalid('notMultibase', `the Multikey has more than ${MAXIMUM_LENGTH} characters`)
  let decoded: Uint8Array
  try {
    decoded = decodeMultibase(text)
  } catch (cause) {
    throw keyInvalid('notMultibase', 'the Multikey is not canonical multibase (z… or u…)', cause)
  }
  const row = ROWS.find(({ header }) => header[0] === decoded[0] && header[1] === decoded[1])
  if (row === undefined) {
    throw keyInvalid('unsupportedPublicKeyType', 'the type of the Multikey is not supported')
  }
  const bytes = decoded.subarray(2)
  if (!row.lengths.includes(bytes.length)) {
    throw keyInvalid(
      'invalidPublicKeyLength',
      `the ${row.type} key has ${bytes.length} bytes, expected ${row.lengths.join(' or ')}`,
    )
  }
  return { type: row.type, secret: row.secret, bytes }
}

export function encodeMultikey(type: MultikeyType, bytes: Uint8Array, secret = false): `z${string}` {
  const row = ROWS.find((candidate) => candidate.type === type && candidate.secret === secret)
  if (!row?.lengths.includes(bytes.length))
    throw new TypeError(`a ${type} key does not have ${bytes.length} bytes`)
  const out = new Uint8Array(2 + bytes.length)
  out.set(row.header)
  out.set(bytes, 2)
  return encodeBase58btc(out)
}
