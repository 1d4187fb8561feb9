/** The options of `evaluate`, checked. */

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

const NAMES: ReadonlySet<string> = new Set([
  'holder',
  'at',
  'maxAge',
  'limits',
] satisfies (keyof EvaluateOptions)[])

/** @throws TypeError for an unknown option or a wrong value */
export function settingsOf(options: EvaluateOptions): Settings {
  checkOptionNames('evaluate', options, NAMES)
  const { holder, at, maxAge, limits = {} } = options
  if (typeof holder !== 'object' || holder === null)
    throw new TypeError('holder is missing: say whose badges count: { email }')
  if (!(at instanceof Date) || Number.isNaN(at.getTime())) throw new TypeError('at is missing, or not a Date')
  if (maxAge !== undefined && !(maxAge >= 0)) throw new TypeError('maxAge is not a number of seconds')
  for (const [name, value] of Object.entries(limits)) {
    if (!Object.hasOwn(EVALUATE_LIMITS, name)) throw new TypeError(`unknown limit "${name}"`)
    if (!Number.isSafeInteger(value) || value < 0) throw new TypeError(`limits.${name} is not a whole number`)
  }
  return { holder: holderOf(holder), at: at.getTime(), maxAge, limits: { ...EVALUATE_LIMITS, ...limits } }
}
