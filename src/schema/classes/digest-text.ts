/** Reads and writes digests as text: Subresource Integrity, and multihashes in multibase (VCDM 2.0 section 5.3). */
import { decodeBase64url, encodeBase64url } from '../../encoding/base64url.js'
import { decodeMultibase } from '../../encoding/multibase.js'

export type DigestAlgorithm = 'sha256' | 'sha384' | 'sha512'

export interface TextDigest {
  readonly algorithm: DigestAlgorithm
  readonly bytes: Uint8Array
}

/** Weakest first (Subresource Integrity section 3.2). */
const LENGTHS: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['sha256', 32],
  ['sha384', 48],
  ['sha512', 64],
])
const STRENGTH = ['sha256', 'sha384', 'sha512']

/** A longer text is not read. */
const LONGEST = 4096

/** The digests of the strongest known algorithm in the text; an empty list if it has none. */
export function readSri(text: string): readonly TextDigest[] {
  if (text.length > LONGEST) return []
  const found = text.split(/[ \t\n\f\r]+/).flatMap((item) => {
    const [, algorithm, encoded] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})(?:\?.*)?$/.exec(item) ?? []
    const bytes = encoded === undefined ? undefined : base64(encoded)
    if (bytes === undefined || bytes.length !== LENGTHS.get(algorithm!)) return []
    return [{ algorithm: algorithm as DigestAlgorithm, bytes }]
  })
  const strongest = Math.max(...found.map(({ algorithm }) => STRENGTH.indexOf(algorithm)))
  return found.filter(({ algorithm }) => STRENGTH.indexOf(algorithm) === strongest)
}

/** Multihash code → algorithm (multicodec table). */
const CODES: Readonly<Record<number, DigestAlgorithm>> = { 18: 'sha256', 19: 'sha512', 32: 'sha384' }

/** The digest of a multibase text; `undefined` if it is not a multihash of a known algorithm. */
export function readDigestMultibase(text: string): TextDigest | undefined {
  let hash: Uint8Array
  try {
    hash = decodeMultibase(text.length > LONGEST ? '' : text)
  } catch {
    return undefined
  }
  const algorithm = CODES[hash[0] ?? -1]
  const bytes = hash.slice(2)
  if (algorithm === undefined || hash[1] !== bytes.length || LENGTHS.get(algorithm) !== bytes.length)
    return undefined
  return { algorithm, bytes }
}

/** Writes `sha256-…` (Subresource Integrity section 3.5). */
export function writeSri(algorithm: DigestAlgorithm, digest: Uint8Array): string {
  const text = encodeBase64url(digest).replaceAll('-', '+').replaceAll('_', '/')
  return `${algorithm}-${text.padEnd(4 * Math.ceil(text.length / 4), '=')}`
}

/** Decodes base64 with padding (RFC 4648 section 4); `undefined` if the text is invalid. */
function base64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined
  try {
    return decodeBase64url(text.replace(/=+$/, '').replaceAll('+', '-').replaceAll('/', '_'))
  } catch {
    return undefined
  }
}
