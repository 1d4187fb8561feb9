/** The result of the detection. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { TokenProfileName } from '../../proof/jwt/jwt.js'
import type { SentenceCode } from '../messages/en.js'
import type { VerifyLimits } from '../options/limits.js'
import type { Format, Kind } from '../report/report.js'

/** A document that can be verified. */
export interface DetectedCredential {
  readonly format: Format
  readonly kind: Kind
  /** For a compact JWS: its payload, before the claims are compared. */
  readonly document: JsonObject
  readonly jws?: string
  readonly profile?: TokenProfileName
  /** For a record that is longer than a credential may be: the factor for the limits of work. */
  readonly share?: number
  readonly warnings: readonly { readonly code: SentenceCode; readonly details?: JsonObject }[]
}

/** An input that cannot be verified, with the reason. `unknown`: recognised, but not supported. */
export interface Undetected {
  readonly format: Format
  readonly kind: Kind
  readonly outcome: 'fail' | 'unknown'
  readonly code: SentenceCode
  readonly pointer?: string
  readonly details?: JsonObject
}

/** A list of inputs. */
export interface Listed {
  readonly format: Format
  readonly kind: 'list'
  readonly items: readonly Json[]
}

export type DetectedInput = DetectedCredential | Undetected | Listed

export function isDetected(detected: DetectedInput): detected is DetectedCredential {
  return 'document' in detected
}

export function isListed(detected: DetectedInput): detected is Listed {
  return 'items' in detected
}

export function jsonLimits(limits: VerifyLimits): { length: number; depth: number; nodes: number } {
  return { length: limits.document, depth: limits.depth, nodes: limits.nodes }
}

export function tooLarge(found: number, limits: VerifyLimits): Undetected {
  return failure('other', 'unknown', 'input_too_large', { maximum: limits.input, found })
}

export function failure(format: Format, kind: Kind, code: SentenceCode, details?: JsonObject): Undetected {
  return { format, kind, outcome: 'fail', code, ...(details === undefined ? {} : { details }) }
}

export function unknown(format: Format, kind: Kind, code: SentenceCode): Undetected {
  return { format, kind, outcome: 'unknown', code }
}

export function detailsOf(details: object): JsonObject | undefined {
  return Object.fromEntries(
    Object.entries(details).filter(([, value]) => ['string', 'number'].includes(typeof value)),
  )
}
