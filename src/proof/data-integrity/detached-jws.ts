/** Signatures as a JWS with a detached payload (RFC 7797), as in suites older than Data Integrity. */
import { isJsonObject, type Json, type JsonLimits, type JsonObject, parseJson } from '../../encoding/json.js'
import { decodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { proofFault } from '../result/proof-fault.js'
import type { KeyKind } from '../suites/suite.js'

/** The `alg` for each kind of key (RFC 8037 section 3.1; RFC 7518 section 3.4). */
const NAMES: Readonly<Partial<Record<KeyKind['algorithm'], string>>> = {
  Ed25519: 'EdDSA',
  ES256: 'ES256',
  ES384: 'ES384',
}

/** Enough for a header with three members and the id of a key. */
const LENGTH_MAXIMUM = 2048
const HEADER_LIMITS: JsonLimits = { length: LENGTH_MAXIMUM, depth: 4, nodes: 64 }

export interface DetachedJws {
  readonly signature: Uint8Array
  /** The signed bytes: the header as it is written, a dot, and the data. */
  readonly signed: (data: Uint8Array) => Uint8Array
}

/**
 * The header must have the algorithm of the key, and `b64: false`. Its other members are signed but ignored.
 * @throws OpenBadgeError `proof_invalid` with reason `proof_value_malformed`
 */
export function readDetachedJws(jws: unknown, kind: KeyKind): DetachedJws {
  if (typeof jws !== 'string' || jws.length > LENGTH_MAXIMUM)
    throw malformed('is missing, not a text or too long')
  const [head = '', payload, tail = '', ...more] = jws.split('.')
  if (payload !== '' || more.length > 0) throw malformed('is not a JWS with a detached payload')
  const { alg, b64, crit } = header(head)
  const demanded = [crit].flat()
  if (alg !== NAMES[kind.algorithm]) throw malformed('has another algorithm than the key')
  if (b64 !== false || demanded.length !== 1 || demanded[0] !== 'b64') {
    throw malformed('does not have b64: false and crit: ["b64"]')
  }
  const signature = bytes(tail)
  if (signature.length !== kind.length)
    throw malformed(`has a signature of ${signature.length} bytes instead of ${kind.length}`)
  const start = new TextEncoder().encode(`${head}.`)
  return {
    signature,
    signed: (data) => {
      const all = new Uint8Array(start.length + data.length)
      all.set(start)
      all.set(data, start.length)
      return all
    },
  }
}

function header(text: string): JsonObject {
  let value: Json
  try {
    value = parseJson(decodeUtf8(bytes(text)), HEADER_LIMITS)
  } catch {
    throw malformed('has a header that is not JSON')
  }
  if (!isJsonObject(value)) throw malformed('has a header that is not an object')
  return value
}

function bytes(text: string): Uint8Array {
  try {
    return decodeBase64url(text)
  } catch {
    throw malformed('is not base64url')
  }
}

function malformed(what: string): Error {
  return proofFault('proof_value_malformed', `the proof's jws ${what}`, '/jws')
}
