/** How many credits a badge is worth in a unit: thousandths, or `undefined` if the unit is not known. */

import { MOST_CREDITS, toThousandths } from '../pathway/thousandths.js'
import type { CreditsRule, Plan } from '../plan/plan.js'
import { type Facts, textOf } from './facts.js'

/**
 * The unit is the extension `creditUnit` of the subject or the achievement, or else the unit in the pathway's `units` for
 * the issuer. Credits in another unit count only if the pathway has a rate for it.
 */
export function creditsOf(
  { subject, achievement, issuer }: Facts,
  { unit: wanted, from }: CreditsRule,
  { units, rates }: Plan,
): number | undefined {
  const unit = textOf(subject['creditUnit']) ?? textOf(achievement['creditUnit']) ?? units.get(issuer)
  const rate = unit === wanted ? 1000 : rates.get(unit ?? '')?.get(wanted)
  if (unit === undefined || rate === undefined) return undefined
  const earned = subject['creditsEarned']
  const value = earned === undefined && from === 'creditsAvailable' ? achievement['creditsAvailable'] : earned
  if (typeof value !== 'number' || !(value > 0) || value > MOST_CREDITS) return 0
  return Math.floor((toThousandths(value) * rate) / 1000)
}
