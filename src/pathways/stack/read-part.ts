/** Reads a part once, so that the compared bytes and the verified bytes are the same. */
import type { Awaitable } from '#platform'
import { sha256 } from '#platform'
import { IMAGE_FORMATS, imageFormat } from '../../bake/image/image-format.js'
import { isCompactJws } from '../../encoding/forms/jws.js'
import {
  isJsonObject,
  type Json,
  type JsonLimits,
  type JsonObject,
  parseJson,
  snapshot,
} from '../../encoding/json.js'
import { decodeUtf8, encodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError } from '../../errors.js'
import { jcs } from '../../jsonld/jcs/jcs.js'
import { lazy } from '../../lazy.js'
import { envelopedJws } from '../../verify/input/envelope.js'
import { VERIFY_LIMITS } from '../../verify/options/limits.js'
import { jwsPayload } from './jws-payload.js'
import { multihash, PART_LIMITS } from './part-bytes.js'
import { isSealedPart, sealedName } from './seal-parts.js'

const images = /* @__PURE__ */ lazy('images', () => import('../../bake/unbake.js'))

/** A credential from the input, or from a presentation or record in the input. */
export interface ReadPart {
  /** The content to verify: a snapshot, or the text of a JWS. */
  readonly content: JsonObject | string
  /** The claims, not verified. */
  readonly claims: JsonObject
  readonly id: string | undefined
  readonly digest: string
  /** Number of characters of the canonical text. */
  readonly size: number
  /** Name of the envelope, if the part came in one. */
  readonly sealed?: string
}

/** Limits for one input. */
export interface PartLimits {
  /** Bytes or characters of one input. */
  readonly input: number
  /** Credentials that one input may hold. */
  readonly parts: number
}

/**
 * The credentials in an input: an object, JSON text, a compact JWS, the bytes of these, a PNG or an SVG; a sealed part; a
 * presentation or a record, whose credentials are separate parts. The list is empty if the input has no credential.
 */
export async function readParts(input: unknown, limits: PartLimits): Promise<readonly ReadPart[]> {
  try {
    const value = await parsed(input, limits)
    return value === undefined ? [] : partsIn(value, limits)
  } catch (error) {
    if (isOpenBadgeError(error)) return []
    // A hostile object (a proxy, a getter) may throw anything.
    if (typeof input === 'object') return []
    throw error
  }
}

/** Length of an input before it is read. Objects are counted while they are copied. */
export function inputLength(input: unknown): number {
  if (typeof input === 'string') return input.length
  return input instanceof Uint8Array ? input.byteLength : 0
}

function parsed(input: unknown, limits: PartLimits): Awaitable<Json | undefined> {
  const jsonLimits = { ...PART_LIMITS, length: Math.min(PART_LIMITS.length, limits.input) }
  if (typeof input === 'string') return textValue(input.trim(), jsonLimits)
  if (!(input instanceof Uint8Array)) {
    return snapshot(input, jsonLimits)
  }
  // The caller may change the bytes later.
  const own = Uint8Array.from(input)
  const format = imageFormat(own)
  if (format !== undefined && !IMAGE_FORMATS[format].text) return fromImage(own, jsonLimits)
  const text = decodeUtf8(own).trim()
  return text.startsWith('<') ? fromImage(own, jsonLimits) : textValue(text, jsonLimits)
}

async function fromImage(bytes: Uint8Array, jsonLimits: JsonLimits): Promise<Json | undefined> {
  const { unbake } = await images()
  // As in `verify`: a compressed text may be as long as the image, or as a credential.
  const credentialBytes = Math.max(VERIFY_LIMITS.document, bytes.length)
  const { credential } = await unbake(bytes, { limits: { credentialBytes } })
  return credential === undefined ? undefined : textValue(credential, jsonLimits)
}

function textValue(text: string, jsonLimits: JsonLimits): Json | undefined {
  if (isCompactJws(text)) return text
  return text.startsWith('{') ? parseJson(text, jsonLimits) : undefined
}

function partsIn(value: Json, limits: PartLimits): readonly ReadPart[] {
  if (isSealedPart(value)) {
    const sealed = sealedName(value)
    return partOf(value.part).map((part) => ({ ...part, sealed }))
  }
  return [...partOf(value), ...heldCredentials(value).slice(0, limits.parts).flatMap(partOf)]
}

/** The credentials in a presentation, in the subject of a record, or in the payload of a token. */
function heldCredentials(value: Json): readonly Json[] {
  if (typeof value === 'string') return credentialsInToken(value)
  if (!isJsonObject(value)) return []
  const { credentialSubject: subject } = value
  const holder = isJsonObject(subject) && Object.hasOwn(subject, 'verifiableCredential') ? subject : value
  return [holder['verifiableCredential'] ?? []].flat() as readonly Json[]
}

function credentialsInToken(jws: string): readonly Json[] {
  try {
    const payload = jwsPayload(jws)
    if (!isJsonObject(payload)) return []
    const { vc, vp = vc } = payload
    return heldCredentials(vp !== undefined && isJsonObject(vp) ? vp : payload)
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    return []
  }
}

/** One credential, or an empty list if it cannot be read, because then no entry can name it. */
function partOf(value: Json): readonly ReadPart[] {
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
    id: textOf(value['id']),
    digest: multihash(sha256(encodeUtf8(text))),
    size: text.length,
  }
}

/** The claims are in `vc` (Open Badges) or at the top of the payload (VC-JOSE-COSE). */
function jwsPart(text: string): readonly ReadPart[] {
  const payload = jwsPayload(text)
  if (!isJsonObject(payload)) return []
  const { vc } = payload
  const claims = isJsonObject(vc) ? vc : payload
  const id = textOf(claims['id']) ?? textOf(payload['jti'])
  return [{ content: text, claims, id, digest: multihash(sha256(encodeUtf8(text))), size: text.length }]
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
