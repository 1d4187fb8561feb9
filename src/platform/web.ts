/** Browsers, Deno, Bun and workers: web standards, with @noble where WebCrypto lacks Ed25519 or is asynchronous. */
import * as ed25519 from '@noble/ed25519'
import { sha256 as nobleSha256, sha384 as nobleSha384, sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { OpenBadgeError } from '../errors.js'
import type { Awaitable, Ed25519PrivateKey, Ed25519PublicKey } from './platform.js'

export type { Awaitable, Ed25519PrivateKey, Ed25519PublicKey } from './platform.js'

export const name = 'web'

ed25519.hashes.sha512 = sha512

type Bytes = Uint8Array<ArrayBuffer>
type PrivateHandle = Ed25519PrivateKey & { readonly sign: (data: Uint8Array) => Awaitable<Uint8Array> }
type PublicHandle = Ed25519PublicKey & {
  readonly verify: (signature: Uint8Array, data: Uint8Array) => Awaitable<boolean>
}

export const sha256 = (data: Uint8Array | string): Uint8Array => nobleSha256(toBytes(data))
export const sha384 = (data: Uint8Array | string): Uint8Array => nobleSha384(toBytes(data))
export const sha256Hex = (data: Uint8Array | string): string => bytesToHex(sha256(data))
export const sha384Hex = (data: Uint8Array | string): string => bytesToHex(sha384(data))

export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

export async function importEd25519Private(seed: Uint8Array): Promise<Ed25519PrivateKey> {
  const native = await nativePrivateKey(seed)
  const copy = seed.slice()
  const sign = native
    ? async (data: Uint8Array) => new Uint8Array(await crypto.subtle.sign('Ed25519', native, data as Bytes))
    : (data: Uint8Array) => ed25519.sign(data, copy)
  return hidden('ed25519-private', 'sign', sign)
}

export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed)
}

export async function importEd25519Public(publicKey: Uint8Array): Promise<Ed25519PublicKey> {
  const copy = publicKey.slice()
  const verify = (signature: Uint8Array, data: Uint8Array): boolean =>
    ed25519.verify(signature, data, copy, { zip215: false })
  return hidden('ed25519-public', 'verify', verify)
}

export function signEd25519(key: Ed25519PrivateKey, data: Uint8Array): Awaitable<Uint8Array> {
  return (key as PrivateHandle).sign(data)
}

export function verifyEd25519(
  key: Ed25519PublicKey,
  signature: Uint8Array,
  data: Uint8Array,
): Awaitable<boolean> {
  return (key as PublicHandle).verify(signature, data)
}

export function gzip(data: Uint8Array): Promise<Uint8Array> {
  return pipe(data, new CompressionStream('gzip'), 'gzip', Number.MAX_SAFE_INTEGER)
}

export function gunzip(data: Uint8Array, maximum: number): Promise<Uint8Array> {
  return pipe(data, new DecompressionStream('gzip'), 'gzip', maximum)
}

export function inflate(data: Uint8Array, maximum: number): Promise<Uint8Array> {
  return pipe(data, new DecompressionStream('deflate'), 'zlib', maximum)
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let i = 0; i < left.length; i++) difference |= left[i]! ^ right[i]!
  return difference === 0
}

function toBytes(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? utf8ToBytes(data) : data
}

function hidden<K extends string>(kind: K, property: string, value: unknown): { readonly kind: K } {
  return Object.defineProperty({ kind }, property, { value, enumerable: false })
}

async function nativePrivateKey(seed: Uint8Array): Promise<CryptoKey | undefined> {
  const der = new Uint8Array(48)
  der.set([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20])
  der.set(seed, 16)
  try {
    return await crypto.subtle.importKey('pkcs8', der, 'Ed25519', false, ['sign'])
  } catch {
    return undefined
  } finally {
    der.fill(0)
  }
}

async function pipe(
  data: Uint8Array,
  transform: { readonly readable: ReadableStream; readonly writable: WritableStream },
  encoding: string,
  maximum: number,
): Promise<Uint8Array> {
  const writer = transform.writable.getWriter()
  const written = writer.write(data).then(() => writer.close())
  written.catch(() => {})
  const chunks: Uint8Array[] = []
  let length = 0
  const reader: ReadableStreamDefaultReader<Uint8Array> = transform.readable.getReader()
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length
      if (length > maximum) {
        await reader.cancel()
        throw new OpenBadgeError(
          'limit_exceeded',
          `the ${encoding} stream expands to more than ${maximum} bytes`,
          {
            limit: 'expandedBytes',
            maximum,
          },
        )
      }
      chunks.push(part.value)
    }
    await written
  } catch (error) {
    if (error instanceof OpenBadgeError) throw error
    throw new OpenBadgeError(
      'encoding_invalid',
      `the ${encoding} stream is damaged`,
      { encoding, reason: 'damaged stream' },
      { cause: error },
    )
  }
  const out = new Uint8Array(length)
  let offset = 0
  for (const chunk of chunks) {
    out.set(chunk, offset)
    offset += chunk.length
  }
  return out
}
