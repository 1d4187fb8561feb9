/** Canonical JSON (RFC 8785), multihash and base58 in a few lines that share nothing with the library. */
import { createHash } from 'node:crypto'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([one], [two]) => (one < two ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
}

/** `zQm…`, as VCDM 2.0 §5.3 and the Multihash registry have it. */
export function independentDigest(part: object | string): string {
  const text = typeof part === 'string' ? part : canonicalJson(part)
  const digest = createHash('sha256').update(text, 'utf8').digest('hex')
  return `z${base58(BigInt(`0x1220${digest}`))}`
}

/** `ni:///sha-256;…`, as RFC 6920 §3 has it. */
export function independentName(envelope: object): string {
  return `ni:///sha-256;${createHash('sha256').update(canonicalJson(envelope), 'utf8').digest('base64url')}`
}

function base58(number: bigint): string {
  return number === 0n ? '' : base58(number / 58n) + ALPHABET[Number(number % 58n)]!
}
