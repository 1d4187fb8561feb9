/**
 * COSE_Sign1 with a credential or a presentation (RFC 9052 section 4.2; VC-JOSE-COSE section 3.3). It is read into the form
 * of a JWS: one header, one JSON payload, and the signed bytes.
 */
import { isJsonObject, type Json, type JsonObject, parseJson, RECORD_LIMITS } from '../../encoding/json.js'
import { decodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8, encodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError } from '../../errors.js'
import { COSE, type CompactJws } from './jws.js'
import { jwtFault } from './jwt-fault.js'

/** Labels of header members (IANA, COSE Header Parameters). */
const LABELS = { alg: 1, crit: 2, cty: 3, kid: 4, claims: 15, typ: 16 } as const

/** What a JWS calls the algorithms (IANA, COSE Algorithms); -9, -19, -51 and -52 fix the curve (RFC 9864 section 2). */
const ALGORITHMS: ReadonlyMap<unknown, string> = new Map([
  [-7, 'ES256'],
  [-8, 'EdDSA'],
  [-9, 'ES256'],
  [-19, 'Ed25519'],
  [-35, 'ES384'],
  [-36, 'ES512'],
  [-37, 'PS256'],
  [-51, 'ES384'],
  [-52, 'ES512'],
  [-257, 'RS256'],
  [-258, 'RS384'],
  [-259, 'RS512'],
])

const TAG_SIGN1 = 18
const DEPTH_MAXIMUM = 4
const ITEMS_MAXIMUM = 64

/** @throws OpenBadgeError `jwt_invalid`: `jwt_malformed`, `jwt_critical`, `jwt_unsupported` */
export function parseCose(text: string): CompactJws {
  const reader = new Cbor(base64url(text.slice(COSE.length)))
  const message = reader.sign1()
  const [protectedBytes, unprotected, payload, signature] = message
  const inner = new Cbor(protectedBytes)
  const own = protectedBytes.length === 0 ? new Map<unknown, unknown>() : inner.only()
  if (!(own instanceof Map) || !(unprotected instanceof Map)) throw malformed('a header is not a map')
  if ([...unprotected.keys()].some((label) => own.has(label))) throw malformed('a header occurs twice')
  if (own.has(LABELS.crit) || unprotected.has(LABELS.crit)) {
    throw jwtFault('jwt_critical', 'the header of the COSE message requires an extension')
  }
  // Claims in the header could have another expiry date or another subject.
  if (own.has(LABELS.claims) || unprotected.has(LABELS.claims)) {
    throw jwtFault('jwt_unsupported', 'the header of the COSE message must not have claims')
  }
  const kid = own.get(LABELS.kid) ?? unprotected.get(LABELS.kid)
  return {
    header: header(own, kid),
    payload: json(payload),
    signature,
    signingInput: signedBytes(protectedBytes, payload),
  }
}

function header(own: ReadonlyMap<unknown, unknown>, kid: unknown): JsonObject {
  const alg = ALGORITHMS.get(own.get(LABELS.alg))
  if (alg === undefined) {
    throw jwtFault('jwt_unsupported', 'laurel cannot verify the algorithm of the COSE message')
  }
  const out: Record<string, Json> = { alg }
  for (const name of ['typ', 'cty'] as const) {
    const value = own.get(LABELS[name])
    if (value === undefined) continue
    if (typeof value !== 'string') throw malformed(`its ${name} is not a text`)
    out[name] = value
  }
  if (kid !== undefined) {
    if (!(kid instanceof Uint8Array)) throw malformed('its kid is not a byte string')
    out['kid'] = utf8(kid)
  }
  return out
}

/** Sig_structure (RFC 9052 section 4.4), without external data. */
function signedBytes(own: Uint8Array, payload: Uint8Array): Uint8Array {
  const name = encodeUtf8('Signature1')
  const parts = [
    Uint8Array.of(0x84, 0x60 + name.length),
    name,
    head(own.length),
    own,
    Uint8Array.of(0x40),
    head(payload.length),
    payload,
  ]
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** The head of a byte string, in its shortest form. */
function head(length: number): Uint8Array {
  if (length < 24) return Uint8Array.of(0x40 + length)
  if (length < 0x100) return Uint8Array.of(0x58, length)
  if (length < 0x10000) return Uint8Array.of(0x59, length >> 8, length & 255)
  return Uint8Array.of(0x5a, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255)
}

type Sign1 = readonly [own: Uint8Array, unprotected: unknown, payload: Uint8Array, signature: Uint8Array]

/**
 * The part of CBOR (RFC 8949) that a COSE message needs: integers, byte strings, text, arrays, maps; no indefinite length.
 * Other values of a header, such as booleans, become `null`.
 */
class Cbor {
  private at = 0
  private items = 0
  private readonly bytes: Uint8Array
  private readonly view: DataView

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  sign1(): Sign1 {
    if (this.bytes[0] === 0xc0 + TAG_SIGN1) this.at = 1
    const message = this.only()
    if (!Array.isArray(message) || message.length !== 4) throw malformed('it is not a list of four')
    const [own, , payload, signature] = message as readonly unknown[]
    for (const part of [own, payload, signature]) {
      if (!(part instanceof Uint8Array)) throw malformed('a part of it is not a byte string')
    }
    return message as unknown as Sign1
  }

  /** The only item; no bytes may follow. */
  only(): unknown {
    try {
      const value = this.item(0)
      if (this.at === this.bytes.length) return value
    } catch (error) {
      if (isOpenBadgeError(error)) throw error
      throw malformed('it ends early')
    }
    throw malformed('it has bytes after its end')
  }

  private item(depth: number): unknown {
    if (depth > DEPTH_MAXIMUM || ++this.items > ITEMS_MAXIMUM) throw malformed('it has too many parts')
    const first = this.view.getUint8(this.at++)
    const kind = first >> 5
    const size = this.argument(first & 31)
    if (kind === 0) return size
    if (kind === 1) return -1 - size
    if (kind === 2) return this.take(size)
    if (kind === 3) return utf8(this.take(size))
    if (kind === 4) return Array.from({ length: this.count(size) }, () => this.item(depth + 1))
    if (kind === 5) return this.map(this.count(size), depth)
    if (kind === 6) this.item(depth + 1)
    return null
  }

  private map(size: number, depth: number): ReadonlyMap<unknown, unknown> {
    const members = new Map<unknown, unknown>()
    for (let i = 0; i < size; i++) {
      const label = this.item(depth + 1)
      if (typeof label !== 'number' && typeof label !== 'string') throw malformed('a header has no name')
      if (members.has(label)) throw malformed('a header occurs twice')
      members.set(label, this.item(depth + 1))
    }
    return members
  }

  private argument(short: number): number {
    if (short < 24) return short
    if (short > 27) throw malformed('a length in it is indefinite')
    const start = this.at
    this.at += 1 << (short - 24)
    if (short === 24) return this.view.getUint8(start)
    if (short === 25) return this.view.getUint16(start)
    return short === 26 ? this.view.getUint32(start) : Number(this.view.getBigUint64(start))
  }

  private take(size: number): Uint8Array {
    const end = this.at + size
    if (end > this.bytes.length) throw malformed('it ends early')
    const part = this.bytes.slice(this.at, end)
    this.at = end
    return part
  }

  private count(size: number): number {
    if (size > ITEMS_MAXIMUM) throw malformed('it has too many parts')
    return size
  }
}

function json(payload: Uint8Array): JsonObject {
  let value: Json
  try {
    value = parseJson(decodeUtf8(payload), RECORD_LIMITS)
  } catch (error) {
    if (isOpenBadgeError(error, 'limit_exceeded')) throw error
    if (isOpenBadgeError(error, 'json_invalid') && error.details.reason !== 'not JSON') throw error
    throw malformed('its payload is not JSON')
  }
  if (!isJsonObject(value)) throw malformed('its payload is not an object')
  return value
}

function utf8(bytes: Uint8Array): string {
  try {
    return decodeUtf8(bytes)
  } catch {
    throw malformed('a text in it is not UTF-8')
  }
}

function base64url(text: string): Uint8Array {
  try {
    return decodeBase64url(text)
  } catch {
    throw malformed('it is not base64url')
  }
}

function malformed(what: string): Error {
  return jwtFault('jwt_malformed', `this is not a COSE_Sign1 message: ${what}`)
}
