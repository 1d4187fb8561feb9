/** Checks the options of a remote signer, and maps their former names. */
import { checkOptionNames } from '../../encoding/options.js'

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
/** Former name → present name. */
const RENAMED = {
  timeout: 'timeoutMilliseconds',
  delay: 'delayMilliseconds',
  longestDelay: 'longestDelayMilliseconds',
} as const
const OPTION_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(DEFAULTS),
  'budget',
  'isThrottled',
  'signal',
  ...Object.keys(RENAMED),
])

/** The options under their present names. @throws TypeError */
export function checkedOptions(
  options: RemoteSignerOptions,
): Omit<RemoteSignerOptions, keyof typeof RENAMED> {
  checkOptionNames('remoteSigner', options, OPTION_NAMES)
  const checked: Record<string, unknown> = {}
  for (const [given, value] of Object.entries(options)) {
    const name = Object.hasOwn(RENAMED, given) ? RENAMED[given as keyof typeof RENAMED] : given
    if (Object.hasOwn(checked, name))
      throw new TypeError(`remoteSigner: "${given}" and "${name}" are the same option; give one of them`)
    const minimum = name === 'concurrency' || name === 'attempts' ? 1 : 0
    if (typeof value === 'number' && !(value >= minimum))
      throw new TypeError(`remoteSigner: option "${given}" must be ${minimum} or more`)
    if (value !== undefined) checked[name] = value
  }
  return checked
}
