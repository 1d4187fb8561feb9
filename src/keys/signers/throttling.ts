/** When a service asks for fewer calls, and how long to wait then. */
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

/** Whether an error is one of those with which AWS, Google and Azure ask for fewer calls. */
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

/** "Full jitter": somewhere between nothing and the doubled delay, so that a crowd does not come back as one. */
export function backoff(
  tries: number,
  { delayMilliseconds, longestDelayMilliseconds }: typeof DEFAULTS,
): number {
  const [a, b] = randomBytes(2)
  const ceiling = Math.min(longestDelayMilliseconds, delayMilliseconds * 2 ** (tries - 1))
  return (ceiling * (a! * 256 + b! + 1)) / 65_536
}
