/** A credential as the text in an image: JSON, or a compact JWS. */

import { trimSpace } from '../../encoding/forms/characters.js'
import { isCompactJws } from '../../encoding/forms/jws.js'
import { isWebAddress } from '../../encoding/forms/uri.js'
import { type JsonLimits, type JsonObject, parseJson, RECORD_LIMITS, snapshot } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import { containerOfJson, containerOfJws } from './container-for.js'
import type { BakedKind, Container } from './containers.js'
import { imageLimitExceeded } from './image-limits.js'

export interface CredentialText {
  readonly text: string
  readonly kind: 'json' | 'jws'
  /** Its place in an image. */
  readonly container: Container
  /** For a badge of version 2.0 or 1: the URL where it is hosted, which SVG repeats. */
  readonly hostedAt?: string
}

/**
 * Writes an object as JSON text. A string must be a compact JWS or JSON text, and is not changed.
 * @throws OpenBadgeError `json_invalid`, `jwt_invalid`, `limit_exceeded`; `model_invalid` for an unsigned credential
 */
export function credentialText(credential: object | string, maximum: number): CredentialText {
  const limits: JsonLimits = { ...RECORD_LIMITS, length: maximum }
  if (typeof credential === 'object' && credential !== null) {
    if (Array.isArray(credential)) throw new TypeError('the credential must be a JSON object, not an array')
    const value = snapshot(credential, limits)
    return bounded(ofJson(value as JsonObject, JSON.stringify(value)), maximum)
  }
  if (typeof credential !== 'string') throw new TypeError('the credential must be a JSON object or a string')
  const text = trimSpace(credential)
  const kind = kindOf(text)
  if (kind === 'json') {
    const value = parseJson(text, limits)
    return bounded(ofJson(value as JsonObject, text), maximum)
  }
  if (kind === 'jws') return bounded({ text, kind, container: containerOfJws(text) }, maximum)
  throw new OpenBadgeError('jwt_invalid', 'the credential is neither a JSON object nor a compact JWS', {
    reason: 'not a compact JWS',
  })
}

function ofJson(value: JsonObject, text: string): CredentialText {
  const container = containerOfJson(value)
  const { id } = value
  const hosted = container.standard === 'open-badges-2' && typeof id === 'string' && isWebAddress(id)
  return { text, kind: 'json', container, ...(hosted ? { hostedAt: id } : {}) }
}

/** The kind of a text in an image; `undefined` if no standard allows it. */
export function kindOf(text: string): BakedKind | undefined {
  if (text.startsWith('{')) return 'json'
  if (isCompactJws(text)) return 'jws'
  return isWebAddress(text) ? 'url' : undefined
}

/**
 * True if every character fits into a byte and these bytes are UTF-8, so the text was encoded twice. Correct text with
 * Latin letters does not form UTF-8 sequences.
 */
export function isDoublyEncoded(text: string): boolean {
  let twice = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c < 0x80) continue
    const more = c >= 0xc2 && c < 0xe0 ? 1 : c >= 0xe0 && c < 0xf0 ? 2 : c >= 0xf0 && c < 0xf5 ? 3 : 0
    if (more === 0) return false
    for (let k = 0; k < more; k++) {
      const next = text.charCodeAt(++i)
      if (!(next >= 0x80 && next < 0xc0)) return false
    }
    twice = true
  }
  return twice
}

function bounded(credential: CredentialText, maximum: number): CredentialText {
  if (credential.text.length > maximum) {
    throw imageLimitExceeded('credentialBytes', maximum, credential.text.length)
  }
  return credential
}
