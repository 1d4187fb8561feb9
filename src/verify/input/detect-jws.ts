/** Detects what a compact JWS contains. `verify` loads this file only for JWS. */
import { isJsonObject, type Json, type JsonLimits, type JsonObject, parseJson } from '../../encoding/json.js'
import { decodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError } from '../../errors.js'
import { credentialKind } from '../../model/reading/credential-kind.js'
import { parseCose } from '../../proof/jwt/cose.js'
import { COSE } from '../../proof/jwt/jws.js'
import type { TokenProfileName } from '../../proof/jwt/jwt.js'
import type { VerifyLimits } from '../options/limits.js'
import type { Format } from '../report/report.js'
import { isOpenBadge2Claims } from './detect-kind.js'
import { type DetectedInput, failure, jsonLimits, tooLarge, unknown } from './detected.js'
import { type Enveloped, openEnvelope } from './envelope.js'
import { readRecord, recordLimits } from './large-record.js'

/** Detects the content of an envelope; `undefined` if the object is not an envelope. */
export function detectEnvelope(
  value: JsonObject,
  format: Format,
  limits: VerifyLimits,
): DetectedInput | undefined {
  const envelope = openEnvelope(value)
  if (envelope === undefined) return undefined
  return 'jws' in envelope
    ? detectJws(envelope.jws, format, limits, envelope.holds)
    : unknown(format, envelope.kind, envelope.code)
}

/** @param enveloped whether it was in an envelope of VCDM 2.0, whose profile is VC-JOSE */
export function detectJws(
  text: string,
  format: Format,
  limits: VerifyLimits,
  enveloped?: Enveloped,
): DetectedInput {
  const most = Math.max(limits.document, limits.record)
  if (text.length > (most * 4) / 3 + 4096) return tooLarge(text.length, limits)
  const large = text.length > (limits.document * 4) / 3 + 4096
  const found = decoded(text, format, limits, large ? recordLimits(limits) : jsonLimits(limits), enveloped)
  if (!large) return found
  const refused = tooLarge(text.length, limits)
  return readRecord(() => found, refused, limits) as DetectedInput
}

function decoded(
  text: string,
  format: Format,
  limits: VerifyLimits,
  room: JsonLimits,
  enveloped?: Enveloped,
): DetectedInput {
  let header: Json
  let payload: Json
  const isCose = text.startsWith(COSE)
  try {
    if (isCose) ({ header, payload } = parseCose(text))
    else {
      const [first = '', second = ''] = text.split('~', 1)[0]!.split('.')
      header = parseJson(decodeUtf8(decodeBase64url(first)), jsonLimits(limits))
      payload = parseJson(decodeUtf8(decodeBase64url(second)), room)
    }
  } catch (error) {
    const limit = isOpenBadgeError(error, 'limit_exceeded')
    if (isOpenBadgeError(error, 'jwt_invalid') && error.details.reason === 'jwt_unsupported')
      return unknown(format, 'unknown', 'jwt_unsupported')
    return failure(format, 'unknown', limit ? 'limit_exceeded' : 'jwt_malformed')
  }
  if (!isJsonObject(header) || !isJsonObject(payload)) return failure(format, 'unknown', 'jwt_malformed')
  if (isOpenBadge2Claims(payload)) return unknown(format, 'open-badge-2-signed', 'open_badge_2')
  // An SD-JWT that is not a W3C Verifiable Credential.
  const isSelective = text.includes('~')
  if (isSelective && !HELD.some((name) => Object.hasOwn(payload, name)))
    return unknown(format === 'jws' ? 'other' : format, 'sd-jwt', 'sd_jwt')
  const { vc } = payload
  const document = isJsonObject(vc) ? vc : payload
  const found = { format, jws: text, warnings: [] }
  if (isPresentationJwt(header, payload, document)) {
    if (enveloped === 'credential') return failure(format, 'presentation', 'jwt_type_mismatch')
    const { vp = document } = payload
    const held = isJsonObject(vp) ? vp : document
    return { ...found, kind: 'presentation', document: held, profile: 'presentation' }
  }
  if (enveloped === 'presentation') return failure(format, 'credential', 'jwt_type_mismatch')
  const profile = enveloped === undefined && !isCose ? profileOf(header, payload) : 'vc-jose'
  return { ...found, kind: 'credential', document, profile }
}

/**
 * Chooses the profile by the type of the token and by `nbf`: the profile of Open Badges requires `nbf`, VC-JOSE discourages it.
 * The rules for signature, key and issuer are the same in both.
 */
function profileOf(header: JsonObject, payload: JsonObject): TokenProfileName {
  const { typ } = header
  const jose = typeof typ === 'string' && /^(?:application\/)?vc\+(?:sd-)?jwt$/i.test(typ)
  return jose && payload['nbf'] === undefined ? 'vc-jose' : 'open-badges'
}

/** Finds the credential or presentation in a payload. */
const HELD = ['@context', 'vc', 'vp'] as const

/** Whether a JWT is a presentation: by the type of the token, the claim `vp`, or the type in the payload. */
function isPresentationJwt({ typ }: JsonObject, payload: JsonObject, document: JsonObject): boolean {
  return (
    (typeof typ === 'string' && /^(?:application\/)?vp\+/i.test(typ)) ||
    payload['vp'] !== undefined ||
    credentialKind(document) === 'presentation'
  )
}
