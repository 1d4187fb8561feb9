/** Reads a part once: what is compared by digest is what is verified afterwards. */

import type { Awaitable } from '#platform'
import { sha256 } from '#platform'
import { IMAGE_FORMATS, imageFormat } from '../../bake/image/image-format.js'
import { unbake } from '../../bake/unbake.js'
import { isCompactJws } from '../../encoding/forms/jws.js'
import {
  isJsonObject,
  type Json,
  type JsonLimits,
  type JsonObject,
  parseJson,
  snapshot,
} from '../../encoding/json.js'
import { decodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8, encodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError } from '../../errors.js'
import { jcs } from '../../jsonld/jcs/jcs.js'
import { envelopedJws } from '../../verify/input/envelope.js'
import { multihash, PART_LIMITS } from './part-bytes.js'
import { isSealedPart, sealedName } from './seal-parts.js'

/** A credential that was handed in, or that stood in something that was. */
export interface ReadPart {
  /** What to verify: the library's own copy, or the text of a JWS. */
  readonly content: JsonObject | string
  /** What it says, before any of it is verified. */
  readonly claims: JsonObject
  readonly id: string | undefined
  readonly digest: string
  /** Characters of its canonical text. */
  readonly size: number
  /** Name of the envelope that it came in, where it came in one. */
  readonly sealed?: string
}

/** How much may be read of one input. */
export interface PartLimits {
  /** Bytes or characters of one input. */
  readonly input: number
  /** Credentials that one input may hold. */
  readonly parts: number
}

/**
 * The credentials in what was handed in: an object, JSON text, a compact JWS, the bytes of either, a PNG or an SVG; a
 * sealed part; a presentation or a record, whose credentials are parts each by itself. Nothing where it holds none.
 */
export async function readParts(input: unknown, limits: PartLimits): Promise<readonly ReadPart[]> {
  try {
    const value = await parsed(input, limits)
    return value === undefined ? [] : inside(value, limits)
  } catch (error) {
    if (isOpenBadgeError(error)) return []
    // A hostile object (a proxy, a getter) may throw whatever it likes.
    if (typeof input === 'object') return []
    throw error
  }
}

/** Length of an input, before anything is done with it; objects are counted while they are copied. */
export function inputLength(input: unknown): number {
  if (typeof input === 'string') return input.length
  return input instanceof Uint8Array ? input.byteLength : 0
}

function parsed(input: unknown, limits: PartLimits): Awaitable<Json | undefined> {
  const room = { ...PART_LIMITS, length: Math.min(PART_LIMITS.length, limits.input) }
  if (typeof input === 'string') return textValue(input.trim(), room)
  if (!(input instanceof Uint8Array)) {
    return snapshot(input, room)
  }
  // A view may be of memory that changes later.
  const own = Uint8Array.from(input)
  const format = imageFormat(own)
  if (format !== undefined && !IMAGE_FORMATS[format].text) return fromImage(own, room)
  const text = decodeUtf8(own).trim()
  return text.startsWith('<') ? fromImage(own, room) : textValue(text, room)
}

async function fromImage(bytes: Uint8Array, room: JsonLimits): Promise<Json | undefined> {
  const { credential } = await unbake(bytes)
  return credential === undefined ? undefined : textValue(credential, room)
}

function textValue(text: string, room: JsonLimits): Json | undefined {
  if (isCompactJws(text)) return text
  return text.startsWith('{') ? parseJson(text, room) : undefined
}

function inside(value: Json, limits: PartLimits): readonly ReadPart[] {
  if (isSealedPart(value)) {
    const sealed = sealedName(value)
    return single(value.part).map((part) => ({ ...part, sealed }))
  }
  return [...single(value), ...heldIn(value).slice(0, limits.parts).flatMap(single)]
}

/** What a presentation, or a record as its subject, holds; also where it is the payload of a token. */
function heldIn(value: Json): readonly Json[] {
  if (typeof value === 'string') return claimsHeldIn(value)
  if (!isJsonObject(value)) return []
  const { credentialSubject: subject } = value
  const holder = isJsonObject(subject) && Object.hasOwn(subject, 'verifiableCredential') ? subject : value
  return [holder['verifiableCredential'] ?? []].flat() as readonly Json[]
}

function claimsHeldIn(jws: string): readonly Json[] {
  try {
    const payload = jwsPayload(jws)
    if (!isJsonObject(payload)) return []
    const { vc, vp = vc } = payload
    return heldIn(vp !== undefined && isJsonObject(vp) ? vp : payload)
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    return []
  }
}

/** One credential, or nothing: what cannot be read is not what anybody named. */
function single(value: Json): readonly ReadPart[] {
  try {
    const jws = isJsonObject(value) ? envelopedJws(value) : value
    if (typeof jws === 'string') return isCompactJws(jws) ? jwsPart(jws) : []
    return isJsonObject(value) ? [jsonPart(value)] : []
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    return []
  }
}

function jsonPart(value: JsonObject): ReadPart {
  const text = jcs(value)
  return {
    content: value,
    claims: value,
    id: textOrNothing(value['id']),
    digest: multihash(sha256(encodeUtf8(text))),
    size: text.length,
  }
}

/** Its claims in the Open Badges profile stand in `vc`; in that of VC-JOSE, at the top. */
function jwsPart(text: string): readonly ReadPart[] {
  const payload = jwsPayload(text)
  if (!isJsonObject(payload)) return []
  const { vc } = payload
  const claims = isJsonObject(vc) ? vc : payload
  const id = textOrNothing(claims['id']) ?? textOrNothing(payload['jti'])
  return [{ content: text, claims, id, digest: multihash(sha256(encodeUtf8(text))), size: text.length }]
}

function textOrNothing(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

export function jwsPayload(text: string): Json {
  return parseJson(decodeUtf8(decodeBase64url(text.split('.')[1]!)), PART_LIMITS)
}
