/** Recognises throttling, and computes how long to wait. */
import { randomBytes } from '#platform'
import type { DEFAULTS } from './remote-options.js'

const THROTTLING_NAMES = new Set([
  'ThrottlingException',
  'ThrottledException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RESOURCE_EXHAUSTED',
  'TooManyRequests',
])

/** Whether an error is one that AWS, Google or Azure uses for throttling. */
export function looksThrottled(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const { name, code, status, statusCode, $metadata } = error as Record<string, unknown>
  const nested = ($metadata as { readonly httpStatusCode?: unknown } | undefined)?.httpStatusCode
  return (
    [status, statusCode, nested, code].includes(429) ||
    THROTTLING_NAMES.has(String(name)) ||
    THROTTLING_NAMES.has(String(code)) ||
    code === 8 // RESOURCE_EXHAUSTED in gRPC
  )
}

/** "Full jitter": a random time below the doubled delay, so that clients do not all retry at the same time. */
export function backoff(
  tries: number,
  { delayMilliseconds, longestDelayMilliseconds }: typeof DEFAULTS,
): number {
  const [a, b] = randomBytes(2)
  const ceiling = Math.min(longestDelayMilliseconds, delayMilliseconds * 2 ** (tries - 1))
  return (ceiling * (a! * 256 + b! + 1)) / 65_536
}
