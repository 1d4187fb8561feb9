/** The options of a remote signer, checked. */
import { checkOptions, type OptionTest } from '../../encoding/options.js'

import type { Signer } from '../../ports.js'

export interface RemoteSignerOptions {
  /** Most calls at the same time; default 16. Further calls wait. */
  readonly concurrency?: number
  /** Longest time for one call; default 10,000. */
  readonly timeoutMilliseconds?: number
  /** Most attempts for one signature while the service throttles; default 6. */
  readonly attempts?: number
  /**
   * Upper limit of the first wait after throttling; default 100. It doubles each time, up to `longestDelayMilliseconds`. The
   * wait itself is random below the limit.
   */
  readonly delayMilliseconds?: number
  /** Longest wait; default 10,000. */
  readonly longestDelayMilliseconds?: number
  /** Most calls in all, with retries; default no limit. `remaining()` gives the calls that are left. */
  readonly budget?: number
  /**
   * Whether an error means that the service throttles: true to wait as above, or the milliseconds to wait. By default
   * status 429 and the error names of AWS, Google and Azure.
   */
  readonly isThrottled?: (error: unknown) => boolean | number
  /** Ends all calls and waits. */
  readonly signal?: AbortSignal
}

export const DEFAULTS = {
  concurrency: 16,
  timeoutMilliseconds: 10_000,
  attempts: 6,
  delayMilliseconds: 100,
  longestDelayMilliseconds: 10_000,
}

const from =
  (minimum: number): OptionTest =>
  (value) =>
    typeof value === 'number' && value >= minimum
const OPTIONS: Readonly<Record<keyof RemoteSignerOptions, OptionTest>> = {
  concurrency: from(1),
  timeoutMilliseconds: from(0),
  attempts: from(1),
  delayMilliseconds: from(0),
  longestDelayMilliseconds: from(0),
  budget: from(0),
  isThrottled: (value) => typeof value === 'function',
  signal: (value) => 'aborted' in Object(value),
}
const SHAPES: Readonly<Record<keyof RemoteSignerOptions, string>> = {
  concurrency: 'a number, 1 or more',
  timeoutMilliseconds: 'a number, 0 or more',
  attempts: 'a number, 1 or more',
  delayMilliseconds: 'a number, 0 or more',
  longestDelayMilliseconds: 'a number, 0 or more',
  budget: 'a number, 0 or more',
  isThrottled: 'a function that says whether an error means that the service throttles',
  signal: 'an AbortSignal',
}

const isText: OptionTest = (value) => typeof value === 'string'
const KEY = {
  algorithm: (value: unknown) => ['Ed25519', 'ES256', 'ES384', 'RS256'].includes(value as string),
  controller: isText,
  publicKeyMultibase: isText,
}
const KEY_SHAPES = {
  algorithm: "'Ed25519', 'ES256', 'ES384' or 'RS256'",
  controller: "a text, such as 'did:web:example.edu'",
  publicKeyMultibase: "the Multikey of the public key, such as 'z6Mk…'",
}

/** @throws TypeError for a wrong member of the key, which may have further ones */
export function checkRemoteKey({ algorithm, controller, publicKeyMultibase }: Partial<Signer>): void {
  checkOptions('remoteSigner', { algorithm, controller, publicKeyMultibase }, KEY, KEY_SHAPES)
}

/** The options with their defaults. An option that is `undefined` has its default. @throws TypeError */
export function readRemoteSignerOptions(options: RemoteSignerOptions): RemoteSignerOptions & typeof DEFAULTS {
  checkOptions('remoteSigner', options, OPTIONS, SHAPES)
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  return { ...DEFAULTS, ...Object.fromEntries(given) }
}
