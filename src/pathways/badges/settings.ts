/** The options of `evaluate`, checked. */

import { isValidDate } from '../../encoding/forms/date-time-stamp.js'
import { checkOptionNames } from '../../encoding/options.js'
import type { EvaluateLimits, EvaluateOptions } from '../evaluate/types.js'
import { type Holder, holderOf } from './person.js'

/**
 * The default limits of `evaluate`.
 *
 * @example
 * const limits = { ...EVALUATE_LIMITS, steps: 10_000 }
 */
export const EVALUATE_LIMITS: EvaluateLimits = { steps: 200_000, badges: 2_000 }

export interface Settings {
  readonly holder: Holder
  readonly at: number
  readonly maxAge: number | undefined
  readonly limits: EvaluateLimits
}

/** Counts steps before they are done; false if `limits.steps` is exceeded. */
export type Spend = (steps: number) => boolean

const NAMES: ReadonlySet<string> = new Set([
  'holder',
  'at',
  'maxAge',
  'limits',
] satisfies (keyof EvaluateOptions)[])

const LIMITS: ReadonlySet<string> = new Set(Object.keys(EVALUATE_LIMITS))

/** @throws TypeError for an unknown option or a wrong value */
export function settingsOf(options: EvaluateOptions): Settings {
  checkOptionNames('evaluate', options, NAMES)
  const { holder, at, maxAge, limits = {} } = options
  if (typeof holder !== 'object' || holder === null)
    throw new TypeError(
      "evaluate: holder must say whose badges count, such as holder: { email: 'ada@example.org' }",
    )
  if (!isValidDate(at))
    throw new TypeError("evaluate: at must be a Date, such as new Date('2026-06-30T12:00:00Z')")
  if (maxAge !== undefined && !(typeof maxAge === 'number' && maxAge >= 0))
    throw new TypeError('evaluate: maxAge must be a number of seconds, 0 or more')
  checkOptionNames('evaluate, limits', limits, LIMITS)
  for (const [name, value] of Object.entries(limits)) {
    if (!Number.isSafeInteger(value) || value < 0)
      throw new TypeError(`evaluate: limits.${name} must be a whole number`)
  }
  return { holder: holderOf(holder), at: at.getTime(), maxAge, limits: { ...EVALUATE_LIMITS, ...limits } }
}
