/** Node.js: native crypto and zlib, all synchronous. */
import { kMaxLength } from 'node:buffer'
import * as crypto from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import * as zlib from 'node:zlib'
import { OpenBadgeError } from '../errors.js'
import { isStrictSignature } from './ed25519-encoding.js'
import {
  damagedStream,
  expandsTooFar,
  GZIP_TRAILER,
  gzipHeaderLength,
  withNeutralGzipHeader,
} from './gzip-header.js'
import type {
  Ed25519PrivateKey,
  Ed25519PublicKey,
  JwkAlgorithm,
  JwkMembers,
  Platform,
  SigningKey,
  VerifyingAlgorithm,
  VerifyingKey,
} from './platform.js'

export type * from './platform.js'

export const name = 'node'

const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
/**
 * Of an uncompressed point. For these curves Node reads a JWK three to seven times slower, because it multiplies the point by the
 * order of the curve. The cofactor of the curves is 1, so it is enough that the point is on the curve.
 */
const EC_SPKI_PREFIX: Readonly<Partial<Record<VerifyingAlgorithm, Buffer>>> = {
  ES384: Buffer.from('3076301006072a8648ce3d020106052b8104002203620004', 'hex'),
  ES512: Buffer.from('30819b301006072a8648ce3d020106052b810400230381860004', 'hex'),
}
const DIGEST: Record<VerifyingAlgorithm, string> = {
  ES256: 'sha256',
  ES384: 'sha384',
  ES512: 'sha512',
  RS256: 'sha256',
  RS384: 'sha384',
  RS512: 'sha512',
  PS256: 'sha256',
}
/** RFC 7518 section 3.5: the salt is as long as the digest. */
const PSS = { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }

type Held<T> = T & { readonly key: crypto.KeyObject }

export const sha256 = (data: Uint8Array | string): Uint8Array => digest('sha256', data)
export const sha384 = (data: Uint8Array | string): Uint8Array => digest('sha384', data)
export const sha256Hex = (data: Uint8Array | string): string => crypto.hash('sha256', data)
/** Node has SHA-384. */
export const prepareHash: Platform['prepareHash'] = () => undefined
export const sha384Hex = (data: Uint8Array | string): string => crypto.hash('sha384', data)
export const sha256Binary = (data: Uint8Array | string): string => crypto.hash('sha256', data, 'binary')

export function randomBytes(length: number): Uint8Array {
  return new Uint8Array(crypto.randomBytes(length))
}

export function importEd25519Private(seed: Uint8Array): Ed25519PrivateKey {
  const der = Buffer.concat([PKCS8_PREFIX, seed])
  const key = crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  der.fill(0)
  return handle({ kind: 'ed25519-private' }, key)
}

export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const { key } = importEd25519Private(seed) as Held<Ed25519PrivateKey>
  const spki = crypto.createPublicKey(key).export({ format: 'der', type: 'spki' })
  return new Uint8Array(spki.subarray(SPKI_PREFIX.length))
}

export function importEd25519Public(publicKey: Uint8Array): Ed25519PublicKey {
  const der = Buffer.concat([SPKI_PREFIX, publicKey])
  return handle({ kind: 'ed25519-public' }, crypto.createPublicKey({ key: der, format: 'der', type: 'spki' }))
}

export function signEd25519(key: Ed25519PrivateKey, data: Uint8Array): Uint8Array {
  return plain(crypto.sign(null, data, (key as Held<Ed25519PrivateKey>).key))
}

export function verifyEd25519(key: Ed25519PublicKey, signature: Uint8Array, data: Uint8Array): boolean {
  return (
    isStrictSignature(signature) && crypto.verify(null, data, (key as Held<Ed25519PublicKey>).key, signature)
  )
}

export function importVerifyingKey(algorithm: VerifyingAlgorithm, jwk: JwkMembers): VerifyingKey {
  const prefix = EC_SPKI_PREFIX[algorithm]
  const key =
    prefix === undefined
      ? crypto.createPublicKey({ key: { ...jwk }, format: 'jwk' })
      : crypto.createPublicKey({ key: ecSpki(prefix, jwk), format: 'der', type: 'spki' })
  return handle({ kind: 'verifying', algorithm }, key)
}

function ecSpki(prefix: Buffer, { x, y }: JwkMembers): Buffer {
  return Buffer.concat([prefix, Buffer.from(x!, 'base64url'), Buffer.from(y!, 'base64url')])
}

export function verifyWith(key: VerifyingKey, signature: Uint8Array, data: Uint8Array): boolean {
  const how = options(key as Held<VerifyingKey>)
  return crypto.verify(
    DIGEST[key.algorithm],
    data,
    key.algorithm === 'PS256' ? { ...how, ...PSS } : how,
    signature,
  )
}

export function importSigningKey(algorithm: JwkAlgorithm, jwk: JwkMembers): SigningKey {
  const key = crypto.createPrivateKey({ key: { ...jwk }, format: 'jwk' })
  return handle({ kind: 'signing', algorithm }, key)
}

export function signWith(key: SigningKey, data: Uint8Array): Uint8Array {
  return plain(crypto.sign(DIGEST[key.algorithm], data, options(key as Held<SigningKey>)))
}

export function gzip(data: Uint8Array): Uint8Array {
  return withNeutralGzipHeader(plain(zlib.gzipSync(data, { level: 9 })))
}

export function gunzip(data: Uint8Array, maximum: number): Uint8Array {
  const start = gzipHeaderLength(data)
  const { bytes, read } = expand('gzip', zlib.inflateRawSync, data.subarray(start), maximum)
  const end = start + read
  if (end + GZIP_TRAILER !== data.length) throw damagedStream('gzip', 'trailing bytes')
  const trailer = new DataView(data.buffer, data.byteOffset + end, GZIP_TRAILER)
  const intact = trailer.getUint32(0, true) === crc32(bytes) && trailer.getUint32(4, true) === bytes.length
  if (!intact) throw damagedStream('gzip', 'checksum')
  return bytes
}

export function inflate(data: Uint8Array, maximum: number): Uint8Array {
  const { bytes, read } = expand('zlib', zlib.inflateSync, data, maximum)
  if (read !== data.length) throw damagedStream('zlib', 'trailing bytes')
  return bytes
}

export const crc32 = (data: Uint8Array): number => zlib.crc32(data)

export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted()
  try {
    await delay(milliseconds, undefined, signal === undefined ? {} : { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

/** Goes through text, because a Buffer would cost as much as hashing a kilobyte. */
function digest(algorithm: string, data: Uint8Array | string): Uint8Array {
  const text = crypto.hash(algorithm, data, 'binary')
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i)
  return bytes
}

/** Returns no Buffer, because its `slice` shares memory and its JSON form differs. */
function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
}

/** Makes the key object non-enumerable, so that logging a handle does not show it. */
function handle<T extends object>(shown: T, key: crypto.KeyObject): T {
  return Object.defineProperty(shown, 'key', { value: key, enumerable: false })
}

function options(held: { readonly key: crypto.KeyObject }): crypto.SignKeyObjectInput {
  return { key: held.key, dsaEncoding: 'ieee-p1363' }
}

function expand(
  encoding: 'gzip' | 'zlib',
  unpack: typeof zlib.inflateSync,
  data: Uint8Array,
  maximum: number,
): { readonly bytes: Uint8Array; readonly read: number } {
  try {
    // zlib requires a whole number from 1 to kMaxLength.
    const maxOutputLength = Math.min(Math.max(1, Math.floor(maximum)), kMaxLength)
    const { buffer, engine } = unpack(data, { maxOutputLength, info: true }) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    return { bytes: plain(buffer), read: engine.bytesWritten }
  } catch (error) {
    if (error instanceof OpenBadgeError) throw error
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw expandsTooFar(encoding, maximum)
    throw damagedStream(encoding, 'not decodable', error)
  }
}
