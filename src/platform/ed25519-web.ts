/** Ed25519 without Node: WebCrypto where its verification is strict, else the same equation in JavaScript. */
import { lazy } from '../lazy.js'
import { fromHex, isStrictSignature } from './ed25519-encoding.js'
import type { Awaitable, Ed25519PrivateKey, Ed25519PublicKey } from './platform.js'

type Bytes = Uint8Array<ArrayBuffer>
type PrivateHandle = Ed25519PrivateKey & { readonly sign: (data: Uint8Array) => Awaitable<Uint8Array> }
type PublicHandle = Ed25519PublicKey & {
  readonly verify: (signature: Uint8Array, data: Uint8Array) => Awaitable<boolean>
}

/** For runtimes without strict native Ed25519, and to derive a public key from its seed. */
const portable = /* @__PURE__ */ lazy('Ed25519', () => import('./ed25519-portable.js'))

/**
 * Signs natively where the runtime can, because JavaScript big integers do not take constant time. Apple's runtimes
 * randomise Ed25519 signatures: each is valid, but the bytes differ each time.
 */
export async function importEd25519Private(seed: Uint8Array): Promise<Ed25519PrivateKey> {
  const own = seed.slice()
  const native = await nativePrivateKey(own)
  if (native) own.fill(0)
  const sign = native ? nativeSign(native) : (await portable()).portableSign(own)
  return hidden({ kind: 'ed25519-private' }, 'sign', sign)
}

export async function ed25519PublicKey(seed: Uint8Array): Promise<Uint8Array> {
  const own = seed.slice()
  try {
    return (await portable()).portablePublicKey(own)
  } finally {
    own.fill(0)
  }
}

export async function importEd25519Public(publicKey: Uint8Array): Promise<Ed25519PublicKey> {
  const own = publicKey.slice()
  const native = (await nativeIsStrict()) ? await nativePublicKey(own) : undefined
  const verify = native ? nativeVerify(native) : (await portable()).portableVerify(own)
  return hidden({ kind: 'ed25519-public' }, 'verify', verify)
}

export function signEd25519(key: Ed25519PrivateKey, data: Uint8Array): Awaitable<Uint8Array> {
  return (key as PrivateHandle).sign(data)
}

export function verifyEd25519(
  key: Ed25519PublicKey,
  signature: Uint8Array,
  data: Uint8Array,
): Awaitable<boolean> {
  return isStrictSignature(signature) && (key as PublicHandle).verify(signature, data)
}

function nativeVerify(key: CryptoKey): PublicHandle['verify'] {
  return (signature, data) => crypto.subtle.verify('Ed25519', key, signature as Bytes, data as Bytes)
}

function nativeSign(key: CryptoKey): PrivateHandle['sign'] {
  return async (data) => new Uint8Array(await crypto.subtle.sign('Ed25519', key, data as Bytes))
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

/** Undefined where the runtime has no Ed25519 or refuses the point. The portable code then decides. */
async function nativePublicKey(publicKey: Uint8Array): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', publicKey as Bytes, 'Ed25519', true, ['verify'])
  } catch {
    return undefined
  }
}

/**
 * Signatures on which conforming implementations differ: expected result, key, message, signature. The keys A = [a]B + T
 * and the R = [r]B + T have a component T of order 8. An implementation that multiplies the equation by 8 accepts them all.
 */
const PROBES = [
  [
    true,
    'c26ebb95554f46214a4a0dc5349121fa7150e73b80f9216513adfe5594689f82',
    '00000000',
    '1c3028385f09419135dbea84971162eb0ebdf0ef6262401eb0bb3144da45531df0337baec75c1fbcf07720e1fb684cc1ee77aff6d4967e77ec7c02f7b355b904',
  ],
  [
    false,
    '420d545ce14b8c7a313902aa8bbe411b0575835d6613839ffa0ccc4e57ddcb5a',
    '00000000',
    '1c3028385f09419135dbea84971162eb0ebdf0ef6262401eb0bb3144da45531d89e7c77c6eab36f20d752f4a5c0a019df7e252c60f04b08f6b4e0a20b233910a',
  ],
  [
    true,
    '420d545ce14b8c7a313902aa8bbe411b0575835d6613839ffa0ccc4e57ddcb5a',
    '04000000',
    '1c3028385f09419135dbea84971162eb0ebdf0ef6262401eb0bb3144da45531d0ed9bf8c1809b62a5039f1306d9a3bf5dae408076ab7a190499d7825edb83f0f',
  ],
  [
    false,
    'c26ebb95554f46214a4a0dc5349121fa7150e73b80f9216513adfe5594689f82',
    '00000000',
    '81aea4000cb9de40599946ea98da9967fdb3a1e3b6cacf50f1101309efd0acf8e87a647ecc4fbecbc7e9c7a47f8619434ace3658e63a4e7b043819f0a4059601',
  ],
  [
    true,
    '420d545ce14b8c7a313902aa8bbe411b0575835d6613839ffa0ccc4e57ddcb5a',
    '05000000',
    '81aea4000cb9de40599946ea98da9967fdb3a1e3b6cacf50f1101309efd0acf89885f04859e182079c3d4e7d755b166cc63eb9309d7aae0cd83e47229252ee0a',
  ],
] as const

/** The result of the probe, kept because a runtime does not change. */
const probed: { answer?: Promise<boolean> } = {}

function nativeIsStrict(): Promise<boolean> {
  probed.answer ??= probe().catch(() => false)
  return probed.answer
}

async function probe(): Promise<boolean> {
  for (const [expected, publicKey, message, signature] of PROBES) {
    const key = await nativePublicKey(fromHex(publicKey))
    if (key === undefined) return false
    const found = await nativeVerify(key)(fromHex(signature), fromHex(message))
    if (found !== expected) return false
  }
  return true
}

/** Makes the key non-enumerable, so that logging a handle does not show it. */
function hidden<T extends object>(shown: T, property: string, value: unknown): T {
  return Object.defineProperty(shown, property, { value, enumerable: false })
}
