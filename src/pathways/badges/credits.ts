/** How many credits a badge is worth in a unit: exact thousandths, or nothing where the unit is not known. */

import { MOST_CREDITS, toThousandths } from '../pathway/thousandths.js'
import type { CreditsRule, Plan } from '../plan/plan.js'
import { type Facts, textOf } from './facts.js'

/**
 * The unit is `creditUnit` of the subject or the achievement, an extension; or else what the pathway says of the
 * issuer. Another unit counts at the pathway's rate only.
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
