/** How long a fetched document may be cached, by HTTP (RFC 9111 §4.2) and by the status list itself. */

import { decodeBase64url } from '../encoding/base64url.js'
import { readEnd } from '../encoding/forms/date-time-stamp.js'
import { isJsonObject, type JsonObject, parseJson } from '../encoding/json.js'
import { decodeUtf8 } from '../encoding/utf8.js'

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>

/** Enough for a list of 16 MiB of bits that do not compress. */
const PAYLOAD_LIMITS = { length: 2_097_152, depth: 64, nodes: 500_000 }

/**
 * Milliseconds for which the server allows caching; `undefined` if it does not say. A malformed or repeated header gives the
 * shortest possible time.
 */
export function httpLifetime(headers: Headers, now: number): number | undefined {
  const directives = cacheControl(headers)
  if (directives.has('no-store') || directives.has('no-cache')) return 0
  if (all(headers, 'vary').some((value) => value.includes('*'))) return 0
  if (directives.size === 0 && all(headers, 'pragma').some((value) => /\bno-cache\b/i.test(value))) return 0
  const fresh = directives.get('max-age') ?? expiresIn(headers, now)
  return fresh === undefined ? undefined : Math.max(0, fresh - age(headers))
}

/** Milliseconds until the `ttl` of a status list or its validity ends; each may be absent. */
export function listLifetime(document: unknown, now: number): number | undefined {
  const list = claims(document)
  if (list === undefined) return undefined
  const ttls = [list['credentialSubject']]
    .flat()
    .map((subject) => (isJsonObject(subject) ? subject['ttl'] : undefined))
  const ends = [list['validUntil'], list['expirationDate']].map((end) =>
    typeof end === 'string' ? (readEnd(end) ?? Number.NaN) : Number.NaN,
  )
  const exp = list['exp']
  if (typeof exp === 'number') ends.push(exp * 1000)
  return shortest([
    ...ttls.filter((ttl) => typeof ttl === 'number' && ttl >= 0),
    ...ends.filter((end) => !Number.isNaN(end)).map((end) => Math.max(0, end - now)),
  ] as readonly number[])
}

/** The smallest of the known values. */
export function shortest(lifetimes: readonly (number | undefined)[]): number | undefined {
  const known = lifetimes.filter((lifetime) => lifetime !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

/** The list, or the claims of its JWS. The claims are not verified; they can only shorten the time. */
function claims(document: unknown): JsonObject | undefined {
  const jws = isJsonObject(document as JsonObject)
    ? /^data:application\/vc\+jwt,(.+)$/s.exec(String((document as JsonObject)['id']))?.[1]
    : document
  if (typeof jws !== 'string') return document as JsonObject
  try {
    const payload = parseJson(decodeUtf8(decodeBase64url(jws.split('.')[1] ?? '')), PAYLOAD_LIMITS)
    if (!isJsonObject(payload)) return undefined
    const inner = payload['vc']
    return isJsonObject(inner) ? { ...payload, ...inner } : payload
  } catch {
    return undefined
  }
}

/** Directives by name, with milliseconds that matter only for `max-age`. */
function cacheControl(headers: Headers): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  for (const [, name, quoted, token] of all(headers, 'cache-control')
    .join(',')
    .matchAll(/([^\s,=;"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]*)))?/g)) {
    const key = name!.toLowerCase()
    const seconds = quoted ?? token ?? ''
    const milliseconds = /^\d{1,10}$/.test(seconds) ? Number(seconds) * 1000 : 0
    found.set(key, Math.min(milliseconds, found.get(key) ?? Number.POSITIVE_INFINITY))
  }
  return found
}

/** An invalid date, such as "0", is in the past (RFC 9111 §5.3). */
function expiresIn(headers: Headers, now: number): number | undefined {
  const date = Date.parse(all(headers, 'date')[0] ?? '')
  const from = Number.isNaN(date) ? now : date
  const left = all(headers, 'expires').map((value) => Date.parse(value) - from)
  return shortest(left.map((milliseconds) => (Number.isNaN(milliseconds) ? 0 : milliseconds)))
}

function age(headers: Headers): number {
  const seconds = all(headers, 'age')
    .flatMap((value) => value.split(','))
    .map((value) => Number.parseInt(value, 10))
  return Math.max(0, ...seconds.filter((value) => value > 0)) * 1000
}

function all(headers: Headers, name: string): readonly string[] {
  const value = headers[name]
  return value === undefined ? [] : typeof value === 'string' ? [value] : value
}
