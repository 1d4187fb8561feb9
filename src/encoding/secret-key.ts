/** Recognises secret keys by their form, so that none gets into a badge, a profile or an upload. */
import { SECRET_MEMBERS } from './forms/secret-members.js'
import { pointerToken } from './json-value.js'

/** What an issue says of a secret key. It has no `found`, because the key must not be printed. */
export const SECRET_KEY = {
  code: 'secret_key',
  severity: 'error',
  message: 'this is a secret key',
  hint: 'it must never be in a badge, a profile or an upload: keep it in the signer',
} as const

const PEM = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/
/** Multikeys of Ed25519 (the seed, and the seed with the public key), P-256 and P-384, in base58. No signature has their lengths. */
const MULTIKEY = /^z(?:(?:3u2|42[tu])\w{44}|r[uv]\w{88}|2fa\w{66})$/

/** Whether a text is a secret Multikey or has a PEM block of one, or an object is a secret JWK or has a member for a secret key. */
export function isSecretKey(value: unknown): boolean {
  if (typeof value === 'string') {
    if (value.length < 28 || value.startsWith('data:')) return false
    return value[0] === 'z' ? MULTIKEY.test(value) : value.includes('PRIVATE KEY-----') && PEM.test(value)
  }
  if (typeof value !== 'object' || value === null) return false
  if (Object.hasOwn(value, 'kty') && SECRET_MEMBERS.some((name) => Object.hasOwn(value, name))) return true
  for (const name in value) if (name.startsWith('secretKey') || name.startsWith('privateKey')) return true
  return false
}

/** The pointer to the first secret key in plain JSON; `undefined` if it has none. */
export function secretKeyAt(value: unknown): string | undefined {
  return holdsSecretKey(value) ? placeIn(value, '') : undefined
}

/** Pointers are written only for an object that has a key, because all objects are searched and few have one. */
function holdsSecretKey(value: unknown): boolean {
  if (typeof value === 'string') return isSecretKey(value)
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) if (holdsSecretKey(value[i])) return true
    return false
  }
  for (const name in value) {
    const first = name.charCodeAt(0)
    // Only `kty`, `secretKey…` and `privateKey…` make an object a key.
    if ((first === 107 || first === 115 || first === 112) && isSecretKey(value)) return true
    if (holdsSecretKey((value as Readonly<Record<string, unknown>>)[name])) return true
  }
  return false
}

function placeIn(value: unknown, pointer: string): string | undefined {
  if (isSecretKey(value)) return pointer
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, member] of Object.entries(value)) {
    const found = placeIn(member, pointer + pointerToken(name))
    if (found !== undefined) return found
  }
  return undefined
}
