/** The options of a remote signer, checked, and their former names. */

export interface RemoteSignerOptions {
  /** Calls at once; default 16. Others wait. */
  readonly concurrency?: number
  /** Time for one call; default 10,000. */
  readonly timeoutMilliseconds?: number
  /** Attempts for one signature, the first included, while the service throttles; default 6. */
  readonly attempts?: number
  /** First wait after throttling, default 100. It doubles up to `longestDelayMilliseconds`; the wait is random below it. */
  readonly delayMilliseconds?: number
  /** Longest wait; default 10,000. */
  readonly longestDelayMilliseconds?: number
  /** Calls in all, retries included; default no limit. `remaining()` gives what is left. */
  readonly budget?: number
  /**
   * Whether an error means "slower, please": true to wait as above, a number for the milliseconds that the service
   * asks for. By default status 429 and the names that AWS, Google and Azure give it.
   */
  readonly isThrottled?: (error: unknown) => boolean | number
  /** Ends all calls and waits. */
  readonly signal?: AbortSignal
  /** @deprecated `timeoutMilliseconds` */
  readonly timeout?: number
  /** @deprecated `delayMilliseconds` */
  readonly delay?: number
  /** @deprecated `longestDelayMilliseconds` */
  readonly longestDelay?: number
}

export const DEFAULTS = {
  concurrency: 16,
  timeoutMilliseconds: 10_000,
  attempts: 6,
  delayMilliseconds: 100,
  longestDelayMilliseconds: 10_000,
}
/** Names that options had, and those that they have. */
const RENAMED = {
  timeout: 'timeoutMilliseconds',
  delay: 'delayMilliseconds',
  longestDelay: 'longestDelayMilliseconds',
} as const
const OPTION_NAMES = [...Object.keys(DEFAULTS), 'budget', 'isThrottled', 'signal']

/** The options under their present names. @throws TypeError */
export function checkedOptions(
  options: RemoteSignerOptions,
): Omit<RemoteSignerOptions, keyof typeof RENAMED> {
  const checked: Record<string, unknown> = {}
  for (const [given, value] of Object.entries(options)) {
    const name = Object.hasOwn(RENAMED, given) ? RENAMED[given as keyof typeof RENAMED] : given
    if (!OPTION_NAMES.includes(name)) throw new TypeError(`unknown option "${given}"`)
    if (Object.hasOwn(checked, name)) throw new TypeError(`"${given}" and "${name}" are one option`)
    const minimum = name === 'concurrency' || name === 'attempts' ? 1 : 0
    if (typeof value === 'number' && !(value >= minimum))
      throw new TypeError(`the option "${given}" is too small`)
    if (value !== undefined) checked[name] = value
  }
  return checked
}
