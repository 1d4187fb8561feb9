/** Node.js: native crypto and zlib, all synchronous. */
import * as crypto from 'node:crypto'
import * as zlib from 'node:zlib'
import { OpenBadgeError } from '../errors.js'
import type { Ed25519PrivateKey, Ed25519PublicKey } from './platform.js'

export type { Awaitable, Ed25519PrivateKey, Ed25519PublicKey } from './platform.js'

export const name = 'node'

const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

type PrivateHandle = Ed25519PrivateKey & { readonly key: crypto.KeyObject }
type PublicHandle = Ed25519PublicKey & { readonly key: crypto.KeyObject }

export const sha256 = (data: Uint8Array | string): Uint8Array => digest('sha256', data)
export const sha384 = (data: Uint8Array | string): Uint8Array => digest('sha384', data)
export const sha256Hex = (data: Uint8Array | string): string => crypto.hash('sha256', data)
export const sha384Hex = (data: Uint8Array | string): string => crypto.hash('sha384', data)

export function randomBytes(length: number): Uint8Array {
  return new Uint8Array(crypto.randomBytes(length))
}

export function importEd25519Private(seed: Uint8Array): Ed25519PrivateKey {
  const der = Buffer.concat([PKCS8_PREFIX, seed])
  const key = crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  der.fill(0)
  return handle('ed25519-private', key)
}

export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  const { key } = importEd25519Private(seed) as PrivateHandle
  const spki = crypto.createPublicKey(key).export({ format: 'der', type: 'spki' })
  return new Uint8Array(spki.subarray(SPKI_PREFIX.length))
}

export function importEd25519Public(publicKey: Uint8Array): Ed25519PublicKey {
  const der = Buffer.concat([SPKI_PREFIX, publicKey])
  return handle('ed25519-public', crypto.createPublicKey({ key: der, format: 'der', type: 'spki' }))
}

export function signEd25519(key: Ed25519PrivateKey, data: Uint8Array): Uint8Array {
  return crypto.sign(null, data, (key as PrivateHandle).key)
}

export function verifyEd25519(key: Ed25519PublicKey, signature: Uint8Array, data: Uint8Array): boolean {
  return crypto.verify(null, data, (key as PublicHandle).key, signature)
}

export function gzip(data: Uint8Array): Uint8Array {
  return zlib.gzipSync(data, { level: 9 })
}

export function gunzip(data: Uint8Array, maximum: number): Uint8Array {
  return expand('gzip', data, maximum)
}

export function inflate(data: Uint8Array, maximum: number): Uint8Array {
  return expand('zlib', data, maximum)
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && crypto.timingSafeEqual(left, right)
}

function digest(algorithm: string, data: Uint8Array | string): Uint8Array {
  return crypto.hash(algorithm, data, 'buffer')
}

/** Keeps the key object out of enumeration, so that logging a handle shows nothing. */
function handle<K extends string>(kind: K, key: crypto.KeyObject): { readonly kind: K } {
  return Object.defineProperty({ kind }, 'key', { value: key, enumerable: false })
}

function expand(format: 'gzip' | 'zlib', data: Uint8Array, maximum: number): Uint8Array {
  const unpack = format === 'gzip' ? zlib.gunzipSync : zlib.inflateSync
  try {
    const { buffer, engine } = unpack(data, { maxOutputLength: maximum, info: true }) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
    if (engine.bytesWritten !== data.length) {
      throw new OpenBadgeError('encoding_invalid', `bytes follow the ${format} stream`, {
        encoding: format,
        reason: 'trailing bytes',
      })
    }
    return buffer
  } catch (error) {
    if (error instanceof OpenBadgeError) throw error
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new OpenBadgeError(
        'limit_exceeded',
        `the ${format} stream expands to more than ${maximum} bytes`,
        {
          limit: 'expandedBytes',
          maximum,
        },
      )
    }
    throw new OpenBadgeError(
      'encoding_invalid',
      `the ${format} stream is damaged`,
      { encoding: format, reason: 'damaged stream' },
      { cause: error },
    )
  }
}
