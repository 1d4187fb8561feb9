/** Browsers, Deno, Bun and workers: Web APIs, and JavaScript where these are asynchronous (SHA-2) or lack Ed25519. */
import { lazy } from '../lazy.js'
import type {
  Awaitable,
  JwkAlgorithm,
  JwkMembers,
  SigningKey,
  VerifyingAlgorithm,
  VerifyingKey,
} from './platform.js'
import * as sha2 from './sha2.js'

export {
  ed25519PublicKey,
  importEd25519Private,
  importEd25519Public,
  signEd25519,
  verifyEd25519,
} from './ed25519-web.js'
export type * from './platform.js'

export const name = 'web'

/** No Web API has it. */
export const crc32 = undefined

/** Only proofs with P-384 keys need it. */
const sha384Part = /* @__PURE__ */ lazy('SHA-384', () => import('@noble/hashes/sha2.js'))

export function prepareHash(algorithm: 'SHA-256' | 'SHA-384'): Awaitable<void> {
  const part = algorithm === 'SHA-384' ? sha384Part() : undefined
  return part instanceof Promise ? part.then(() => undefined) : undefined
}

function loadedSha384(): (data: Uint8Array) => Uint8Array {
  const part = sha384Part()
  if (part instanceof Promise) throw new Error("call prepareHash('SHA-384') and wait for it first")
  return part.sha384
}

/** Few documents hold compressed data. */
const streams = /* @__PURE__ */ lazy('compressed data', () => import('./streams-web.js'))

export async function gzip(data: Uint8Array): Promise<Uint8Array> {
  return (await streams()).gzip(data)
}

export async function gunzip(data: Uint8Array, maximum: number): Promise<Uint8Array> {
  return (await streams()).gunzip(data, maximum)
}

export async function inflate(data: Uint8Array, maximum: number): Promise<Uint8Array> {
  return (await streams()).inflate(data, maximum)
}

const encoder = /* @__PURE__ */ new TextEncoder()

type Bytes = Uint8Array<ArrayBuffer>
type Held<T> = T & { readonly key: CryptoKey }

/** Parameters for import and for use. RSA fixes the digest at import, ECDSA at use. */
const PARAMETERS: Record<
  VerifyingAlgorithm,
  RsaHashedImportParams & EcKeyImportParams & EcdsaParams & { readonly saltLength?: number }
> = {
  ES256: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384', hash: 'SHA-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
  RS256: { name: 'RSASSA-PKCS1-v1_5', namedCurve: '', hash: 'SHA-256' },
  RS384: { name: 'RSASSA-PKCS1-v1_5', namedCurve: '', hash: 'SHA-384' },
  RS512: { name: 'RSASSA-PKCS1-v1_5', namedCurve: '', hash: 'SHA-512' },
  // RFC 7518 section 3.5: the salt is as long as the digest.
  PS256: { name: 'RSA-PSS', namedCurve: '', hash: 'SHA-256', saltLength: 32 },
}

export const sha256 = (data: Uint8Array | string): Uint8Array => sha2.sha256(toBytes(data))
export const sha384 = (data: Uint8Array | string): Uint8Array => loadedSha384()(toBytes(data))
export const sha256Hex = (data: Uint8Array | string): string => toHex(sha256(data))
export const sha384Hex = (data: Uint8Array | string): string => toHex(sha384(data))
export const sha256Binary = (data: Uint8Array | string): string => String.fromCharCode(...sha256(data))

export function randomBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

export async function importVerifyingKey(
  algorithm: VerifyingAlgorithm,
  jwk: JwkMembers,
): Promise<VerifyingKey> {
  const key = await crypto.subtle.importKey('jwk', { ...jwk }, PARAMETERS[algorithm], true, ['verify'])
  return hidden({ kind: 'verifying', algorithm }, key)
}

export function verifyWith(key: VerifyingKey, signature: Uint8Array, data: Uint8Array): Promise<boolean> {
  const held = (key as Held<VerifyingKey>).key
  return crypto.subtle.verify(PARAMETERS[key.algorithm], held, signature as Bytes, data as Bytes)
}

export async function importSigningKey(algorithm: JwkAlgorithm, jwk: JwkMembers): Promise<SigningKey> {
  const key = await crypto.subtle.importKey('jwk', { ...jwk }, PARAMETERS[algorithm], false, ['sign'])
  return hidden({ kind: 'signing', algorithm }, key)
}

export async function signWith(key: SigningKey, data: Uint8Array): Promise<Uint8Array> {
  const held = (key as Held<SigningKey>).key
  return new Uint8Array(await crypto.subtle.sign(PARAMETERS[key.algorithm], held, data as Bytes))
}

export function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    const abort = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', abort, { once: true })
  })
}

function toBytes(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? encoder.encode(data) : data
}

function toHex(bytes: Uint8Array): string {
  let hex = ''
  for (const byte of bytes) hex += (byte < 16 ? '0' : '') + byte.toString(16)
  return hex
}

function hidden<T extends object>(shown: T, key: CryptoKey): T {
  return Object.defineProperty(shown, 'key', { value: key, enumerable: false })
}
