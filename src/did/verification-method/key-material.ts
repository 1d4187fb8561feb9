/** Compares keys of many verification methods without importing them, also those that may not be used. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { decodeMultibase, encodeBase64url } from '../../encoding/multibase.js'
import { readSpki } from '../../keys/formats/key-der.js'
import { decodeMultikey, encodeMultikey } from '../../keys/formats/multikey.js'
import { decodePem } from '../../keys/formats/pem.js'
import { bytesOf } from '../../keys/formats/public-jwk.js'
import type { PublicKey } from '../../keys/public-key.js'
import { onceForEach } from '../../platform/once-for-each.js'
import { BARE, KEY_FORMS, OLD_KEY_FORMS } from './method-key.js'

export interface KeyMaterial {
  /** Multikey, or the members of a JSON Web Key as text → the methods with this key. */
  readonly byKey: ReadonlyMap<string | undefined, readonly JsonObject[]>
  /** Methods with an end whose key, or one of whose keys, cannot be compared. */
  readonly unread: readonly JsonObject[]
}

/** @param methods that nobody can change, because hundreds of tokens may ask for them */
export const keyMaterial = /* @__PURE__ */ onceForEach((methods: readonly JsonObject[]): KeyMaterial => {
  const byKey = new Map<string | undefined, JsonObject[]>()
  const unread: JsonObject[] = []
  for (const method of methods) {
    const keys = keysOf(method)
    for (const key of new Set(keys)) {
      const others = byKey.get(key)
      if (others === undefined) byKey.set(key, [method])
      else others.push(method)
    }
    const ends = method['revoked'] !== undefined || method['expires'] !== undefined
    if (ends && (keys.length === 0 || keys.includes(undefined))) unread.push(method)
  }
  byKey.delete(undefined)
  return { byKey, unread }
})

/** The methods with this key, under whichever id. */
export function withSameKey(
  { multibase, jwk }: Pick<PublicKey, 'multibase' | 'jwk'>,
  methods: readonly JsonObject[],
): readonly JsonObject[] {
  const { byKey } = keyMaterial(methods)
  return [multibase, materialOfJwk(jwk)].flatMap((text) => byKey.get(text) ?? [])
}

/** One text for each key of a method; `undefined` for a key that may be any. */
export function keysOf(method: JsonObject): readonly (string | undefined)[] {
  return [...KEY_FORMS, ...OLD_KEY_FORMS]
    .filter((form) => Object.hasOwn(method, form))
    .flatMap((form) => {
      try {
        return MATERIALS[form]?.(method[form], method['type'])
      } catch {
        return undefined
      }
    })
}

/** How the key of each form is compared. The functions throw for what they cannot read. */
const MATERIALS: Readonly<
  Record<
    string,
    (value: unknown, type: Json | undefined) => string | undefined | readonly (string | undefined)[]
  >
> = {
  publicKeyMultibase: materialOfMultikey,
  publicKeyJwk: materialOfJwk,
  publicKeyPem: (value) => materialOfJwk(readSpki(decodePem(value as string).bytes)),
  publicKeyBase58: (value, type) => {
    // To decode base58 takes quadratic time.
    if ((value as string).length > 50) return undefined
    const own = materialOfJwk({ crv: 'Ed25519', x: encodeBase64url(decodeMultibase(`z${value as string}`)) })
    // Other types do not say for which curve it is.
    return type === BARE ? own : [own, undefined]
  },
}

/** Multikeys of Ed25519, X25519, P-256 and P-384 in base58: a key has one such text only. */
const MULTIKEY =
  /^z(?:6(?:Mk|LS)[1-9A-HJ-NP-Za-km-z]{44}|Dn[1-9A-HJ-NP-Za-km-z]{46}|82[1-9A-HJ-NP-Za-km-z]{67,68})$/

function materialOfMultikey(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  if (!value.startsWith('u')) return MULTIKEY.test(value) ? value : undefined
  const { type, bytes, secret } = decodeMultikey(value)
  return encodeMultikey(type, bytes, secret)
}

/** The length in bytes of each member of a key, by `crv`. */
const MEMBERS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Ed25519: { x: 32 },
  X25519: { x: 32 },
  'P-256': { x: 32, y: 32 },
  'P-384': { x: 48, y: 48 },
  'P-521': { x: 66, y: 66 },
  secp256k1: { x: 32, y: 32 },
}

/** The members that define a key, as text. They count also if `alg`, `use` or `key_ops` forbid to verify with it. */
function materialOfJwk(value: unknown): string | undefined {
  const jwk = Object(value) as Readonly<Record<string, unknown>>
  const { crv } = jwk
  if (jwk['kty'] === 'RSA') {
    const isPlain = [bytesOf(jwk, 'n'), bytesOf(jwk, 'e')].every(([first]) => first !== 0)
    return isPlain ? `RSA ${String(jwk['n'])} ${String(jwk['e'])}` : undefined
  }
  if (typeof crv !== 'string' || !Object.hasOwn(MEMBERS, crv)) return undefined
  const members = Object.entries(MEMBERS[crv]!)
  if (members.some(([name, length]) => bytesOf(jwk, name).length !== length)) return undefined
  return [crv, ...members.map(([name]) => jwk[name])].join(' ')
}
