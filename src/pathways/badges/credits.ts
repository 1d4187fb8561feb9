/** How many credits a badge is worth in a unit: thousandths, or `undefined` if the unit is not known. */

import { isJsonObject, type Json } from '../../encoding/json.js'
import { orderSigned } from '../../schema/results/result-scale.js'
import { MOST_CREDITS, toThousandths } from '../pathway/thousandths.js'
import type { CreditsRule, Plan } from '../plan/plan.js'
import { type Facts, type Lack, lackOf, textOf } from './facts.js'

/**
 * The unit is `creditUnit` of the subject or the achievement, or else the unit in the pathway's `units` for the issuer. Credits
 * in another unit count only if the pathway has a rate for it. If they are not known, they are as many as they could be.
 */
export function creditsOf(
  facts: Facts,
  { unit: wanted, from }: CreditsRule,
  { units, rates }: Plan,
): number | undefined {
  const { subject, achievement, issuer } = facts
  const lack = lackOfUnit(facts)
  const unit = textOf(subject['creditUnit']) ?? textOf(achievement['creditUnit']) ?? units.get(issuer)
  const rate =
    lack !== undefined
      ? Math.max(1000, ...[...rates.values()].map((row) => row.get(wanted) ?? 0))
      : unit === wanted
        ? 1000
        : rates.get(unit ?? '')?.get(wanted)
  if (rate === undefined) return undefined
  const earned = subject['creditsEarned']
  const value = earned === undefined && from === 'creditsAvailable' ? achievement['creditsAvailable'] : earned
  if (lackOfAmount(facts) !== undefined) return MOST_CREDITS * rate
  if (typeof value !== 'number' || !(value > 0) || value > MOST_CREDITS) return 0
  return Math.floor((toThousandths(value) * rate) / 1000)
}

/** Why it is not known how many credits a badge gives, or in which unit. */
export const lackOfCredits = (facts: Facts): Lack | undefined => lackOfAmount(facts) ?? lackOfUnit(facts)

const lackOfAmount = (facts: Facts): Lack | undefined =>
  lackOf(facts, 'subject', 'creditsEarned') ??
  (facts.unread.has('creditsAvailable') ? 'unreadable' : undefined)

/**
 * No context of the standards defines `creditUnit`. A signature of the graph does not cover the names of the issuer's own
 * terms, so the holder can exchange two of them, or write the unit under another name.
 */
function lackOfUnit(facts: Facts): Lack | undefined {
  facts.unitLack ??= readLackOfUnit(facts) ?? 'none'
  return facts.unitLack === 'none' ? undefined : facts.unitLack
}

function readLackOfUnit(facts: Facts): Lack | undefined {
  const { subject, achievement, credential, selected, unread } = facts
  if (unread.has('creditUnit')) return 'unreadable'
  const isText = orderSigned(credential).levels
  const owned = ownTexts(subject) + ownTexts(achievement)
  const named = [subject, achievement].filter(({ creditUnit }) => creditUnit !== undefined).length
  if (selected && (named === 0 || !isText)) return 'parts_withheld'
  return isText || (owned === 0 && named < 2) ? undefined : 'unreadable'
}

/** The members of subject and achievement in the standards that can be a text or an id. Their names are signed. */
const STANDARD: ReadonlySet<string> = new Set(
  (
    'id type name description image creator criteria achievementType endorsementJwt fieldOfStudy humanCode inLanguage ' +
    'specialization tag version activityEndDate activityStartDate licenseNumber narrative role source term ' +
    'identifier achievement result alignment endorsement related resultDescription otherIdentifier creditUnit'
  ).split(' '),
)

/** How many members of the issuer's own contexts could be the unit. */
const ownTexts = (object: Facts['subject']): number =>
  Object.keys(object).filter((name) => !STANDARD.has(name) && isTextual(object[name]!)).length

/** Whether it is a text or an id, alone or in a list. */
function isTextual(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(isTextual)
  if (!isJsonObject(value)) return typeof value === 'string'
  return Object.keys(value).length === 1 || value['@value'] !== undefined
}
