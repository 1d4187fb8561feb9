/** Members that the holder of a derived proof may have left out, and without which a badge would count more. */
import type { Plan } from '../plan/plan.js'
import { type Facts, objectsOf } from './facts.js'

/** Whether a member that the pathway reads is absent. With it, the badge could count less. */
export function lacksMembers(
  { credential, subject, achievement }: Facts,
  leaves: readonly number[],
  { nodes, countsCredits, achievements, anyBadge }: Plan,
): boolean {
  const rules = leaves.map((leaf) => nodes[leaf]!.leaf!)
  return (
    // The scale of a result may be incomplete, and its status hidden.
    rules.some(({ result }) => result !== undefined) ||
    (leaves.some((leaf) => nodes[leaf]!.kind === 'skill') && hasResultWithoutStatus(subject)) ||
    (credential['awardedDate'] === undefined && rules.some(({ within }) => within !== undefined)) ||
    (countsCredits && (subject['creditsEarned'] === undefined || !hasUnit(subject, achievement))) ||
    (anyBadge.length > 0 && achievement['achievementType'] === undefined) ||
    achievements.membersRead.some((name) => achievement[name] === undefined)
  )
}

/** A result may give a skill, and its status may be hidden. */
const hasResultWithoutStatus = ({ result }: Facts['subject']): boolean =>
  objectsOf(result).some(({ status }) => status === undefined)

const hasUnit = (...objects: readonly Facts['subject'][]): boolean =>
  objects.some((object) => object['creditUnit'] !== undefined)
