/** The errors for documents that `remote` does not fetch, or cannot fetch. */

import { visible } from '../encoding/forms/characters.js'
import { OpenBadgeError } from '../errors.js'
import type { Purpose } from '../ports.js'
import type { CacheEntry } from './memory-cache.js'

export interface Question {
  readonly url: string
  readonly purpose: Purpose
}

/** What each reason in `details` means. */
const MEANINGS: Readonly<Record<string, string>> = {
  'no URL': 'this is not a URL',
  'not https': 'the URL does not begin with https',
  'a user name in the URL': 'the URL contains a user name',
  'not a public host name': 'the host is not public; for tests, name its origin in the option allowLocal',
  'not a public address': 'the host has an address that is not public',
  port: 'the port is not in the option ports',
  host: 'the host is not in the option hosts',
  purpose: 'its purpose is not in the option purposes',
  'context not pinned': 'the option contexts does not name it',
  digest: 'its digest is not that of the option contexts',
  size: 'it is larger than the option maximumBytes',
  pieces: 'it comes in too many pieces for its size',
  handshake: 'its server makes the secure connection too dear, such as by many certificates or unusual keys',
  'content type': 'its content type is not that of JSON or a JWT',
  'web page': 'the answer is a web page',
  'content encoding': 'its content encoding is not gzip, or is damaged',
  'too many redirects': 'it has more redirects than the option redirects',
  'a redirect leaves the origin': 'it redirects to another origin',
  'a redirect to a local origin': 'it redirects to an origin of the option allowLocal',
  timeout: 'there was no answer within the option timeoutMilliseconds',
  network: 'the connection failed',
  malformed: 'it is neither JSON nor a compact JWS',
}

/** @param bytes that reading the answer cost */
export function refused(question: Question, reason: string, bytes?: number): OpenBadgeError {
  return fetchError('document_refused', question, reason, 'was not fetched', bytes)
}

/** The error with what all answers for the document cost, if that is more than it tells. */
export function atCost(error: OpenBadgeError, question: Question, cost: number): OpenBadgeError {
  const { reason, bytes = 0 } = error.details as { readonly reason: string; readonly bytes?: number }
  if (cost <= bytes) return error
  return error.code === 'document_refused'
    ? refused(question, reason, cost)
    : failed(question, reason, error.cause, cost)
}

/** @param bytes that reading the answer cost */
export function failed(question: Question, reason: string, cause?: unknown, bytes?: number): OpenBadgeError {
  return fetchError('document_unavailable', question, reason, 'could not be fetched', bytes, cause)
}

/** For a failure that is still in the cache. */
export function failedBefore(
  { code, reason }: NonNullable<CacheEntry['failure']>,
  question: Question,
): OpenBadgeError {
  return fetchError(code, question, reason, 'failed a moment ago and was not fetched again')
}

function fetchError(
  code: 'document_refused' | 'document_unavailable',
  { url, purpose }: Question,
  reason: string,
  outcome: string,
  bytes?: number,
  cause?: unknown,
): OpenBadgeError {
  const shown = visible(url.length > 200 ? `${url.slice(0, 200)}…` : url)
  return new OpenBadgeError(
    code,
    `${shown} ${outcome}: ${Object.hasOwn(MEANINGS, reason) ? MEANINGS[reason] : reason}`,
    { url, purpose, reason, ...(bytes === undefined ? {} : { bytes }) },
    cause === undefined ? {} : { cause },
  )
}
