/** Reads compact JWS (RFC 7515 section 3.1) strictly: one encoding, no duplicate members, no extensions. */
import type { Awaitable } from '#platform'
import { isJsonObject, type JsonObject, parseJson, RECORD_LIMITS } from '../../encoding/json.js'
import { decodeBase64url, encodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8, encodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { refuseUnknownAlgorithm } from '../../keys/check-signer.js'
import { andThen } from '../../platform/and-then.js'
import type { Signer, VerificationAlgorithm } from '../../ports.js'
import { signBytes } from '../data-integrity/sign-bytes.js'
import { jwtFault } from './jwt-fault.js'

/** Prefix of a COSE message that is passed as text, in base64url. */
export const COSE = 'cose:'

export interface CompactJws {
  readonly header: JsonObject
  readonly payload: JsonObject
  readonly signature: Uint8Array
  /** The signed text: the first two parts with their dot. */
  readonly signingInput: Uint8Array
}

export interface JwsAlgorithm {
  /** The header's `alg`. If a key has several names, the first one is written. */
  readonly name: string
  readonly key: VerificationAlgorithm
  /** Length of a signature in bytes, if the algorithm fixes it. */
  readonly length?: number
}

/** Only algorithms with asymmetric keys. The key decides which one is allowed (RFC 8725 §3.1). */
const ALGORITHMS: readonly JwsAlgorithm[] = [
  { name: 'EdDSA', key: 'Ed25519', length: 64 },
  { name: 'Ed25519', key: 'Ed25519', length: 64 },
  { name: 'ES256', key: 'ES256', length: 64 },
  { name: 'ES384', key: 'ES384', length: 96 },
  { name: 'ES512', key: 'ES512', length: 132 },
  { name: 'RS256', key: 'RS256' },
  { name: 'RS384', key: 'RS384' },
  { name: 'RS512', key: 'RS512' },
  { name: 'PS256', key: 'PS256' },
]

const LENGTH_MAXIMUM = 524_288
/** Characters of the longest signature, of an RSA key with 8,192 bits, and its dot. */
const SIGNATURE_MAXIMUM = 1367

/** @throws OpenBadgeError `jwt_invalid` (`jwt_malformed`), `limit_exceeded`, or `json_invalid` for duplicate members */
export function parseCompactJws(text: string): CompactJws {
  checkLength(text.length)
  const parts = text.split('.', 4)
  const [header, payload, signature] = parts
  if (parts.length !== 3 || !header || !payload || signature === undefined) {
    throw jwtFault('jwt_malformed', 'a compact JWT must have three parts with dots between them')
  }
  return {
    header: readPart(header, 'header'),
    payload: readPart(payload, 'payload'),
    signature: bytes(signature, 'signature'),
    signingInput: encodeUtf8(`${header}.${payload}`),
  }
}

/** The signed text: the first two parts with their dot. @throws OpenBadgeError `limit_exceeded` */
export function signingInputOf(header: JsonObject, payload: JsonObject): string {
  const encode = (part: JsonObject): string => encodeBase64url(encodeUtf8(JSON.stringify(part)))
  const signingInput = `${encode(header)}.${encode(payload)}`
  checkLength(signingInput.length + SIGNATURE_MAXIMUM)
  return signingInput
}

/** @throws OpenBadgeError `limit_exceeded`, `signer_failed` */
export function writeCompactJws(
  header: JsonObject,
  payload: JsonObject,
  signer: Signer,
  signal?: AbortSignal,
): Awaitable<string> {
  return signCompactJws(signingInputOf(header, payload), signer, signal)
}

/** @throws OpenBadgeError `signer_failed` */
export function signCompactJws(
  signingInput: string,
  signer: Signer,
  signal?: AbortSignal,
): Awaitable<string> {
  const signature = signBytes(signer, encodeUtf8(signingInput), writtenAlgorithm(signer).length, signal)
  return andThen(signature, (value) => `${signingInput}.${encodeBase64url(value)}`)
}

/** The token with a signature that is not valid. */
export function unsignedJws(signingInput: string, signer: Signer): string {
  const { length = 256 } = writtenAlgorithm(signer)
  return `${signingInput}.${encodeBase64url(new Uint8Array(length).fill(0xff))}`
}

function checkLength(found: number): void {
  if (found <= LENGTH_MAXIMUM) return
  throw new OpenBadgeError('limit_exceeded', `the JWT has more than ${LENGTH_MAXIMUM} characters`, {
    limit: 'length',
    maximum: LENGTH_MAXIMUM,
    found,
  })
}

export function writtenAlgorithm(signer: Signer): JwsAlgorithm {
  const algorithm = ALGORITHMS.find(({ key }) => key === signer.algorithm)
  if (algorithm === undefined) refuseUnknownAlgorithm(signer.algorithm)
  if (algorithm === undefined) throw new TypeError(`a key for '${signer.algorithm}' cannot sign a JWT`)
  return algorithm
}

/** @throws OpenBadgeError `jwt_invalid`: `jwt_unsecured`, `jwt_algorithm_refused`, `jwt_unsupported`, `jwt_critical` */
export function readAlgorithm({ header, signature }: CompactJws): JwsAlgorithm {
  const { alg } = header
  if (typeof alg !== 'string') throw jwtFault('jwt_malformed', 'the header of the JWT has no alg')
  if (Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64')) {
    throw jwtFault('jwt_critical', 'the header of the JWT requires an extension')
  }
  if (/^none$/i.test(alg) || signature.length === 0) throw jwtFault('jwt_unsecured', 'the JWT is not signed')
  if (/^HS/i.test(alg)) {
    throw jwtFault('jwt_algorithm_refused', 'the JWT is authenticated with a shared secret, not signed')
  }
  const algorithm = ALGORITHMS.find(({ name }) => name === alg)
  if (algorithm === undefined) {
    throw jwtFault('jwt_unsupported', 'laurel cannot verify the algorithm of the JWT')
  }
  if (algorithm.length !== undefined && algorithm.length !== signature.length) {
    throw jwtFault('signature_invalid', 'the signature of the JWT has the wrong length')
  }
  return algorithm
}

function readPart(text: string, name: string): JsonObject {
  try {
    const value = parseJson(decodeUtf8(bytes(text, name)), RECORD_LIMITS)
    if (isJsonObject(value)) return value
  } catch (error) {
    // Duplicate members and exceeded limits keep their own codes, because they may be attacks.
    if (isOpenBadgeError(error, 'limit_exceeded') || isOpenBadgeError(error, 'jwt_invalid')) throw error
    if (isOpenBadgeError(error, 'json_invalid') && error.details.reason !== 'not JSON') throw error
  }
  throw jwtFault('jwt_malformed', `the ${name} of the JWT is not a JSON object`)
}

function bytes(text: string, name: string): Uint8Array {
  try {
    return decodeBase64url(text)
  } catch {
    throw jwtFault('jwt_malformed', `the ${name} of the JWT is not base64url`)
  }
}
