/** The leaves that a badge could support by its achievement and its skills, with what is not known about that. */

import type { JsonObject } from '../../encoding/json.js'
import type { BadgeClass } from '../plan/achievement-index.js'
import type { Plan } from '../plan/plan.js'
import { keysOfAlignments } from '../plan/skill-key.js'
import { type Facts, type Lack, lackOf, objectsOf, textOf } from './facts.js'
import { completedResults } from './result-rule.js'

export interface MatchedLeaves {
  readonly leaves: readonly number[]
  /** Leaf → why it is not known whether the badge is one of its badges. */
  readonly lacks: ReadonlyMap<number, Lack>
}

/** Leaves that name the class, one of its skills, or any badge. */
export function matchLeaves(facts: Facts, found: BadgeClass, plan: Plan): MatchedLeaves {
  const { achievements, anyBadge, skills, nodes } = plan
  const waives = isWaiver(facts)
  if (waives === true) return { leaves: [], lacks: NONE }
  const named = achievements.leavesOf(found.name)
  const known = skills.size === 0 ? NO_LEAVES : skillLeaves(facts, plan)
  const leaves =
    known.length + anyBadge.length === 0 ? named : [...new Set([...named, ...anyBadge, ...known])]
  if (!facts.selected && facts.unread.size === 0) return { leaves, lacks: NONE }
  const lacks = new Map<number, Lack>()
  const add = (lack: Lack | undefined, those: readonly number[]): void => {
    if (lack !== undefined) for (const leaf of those) lacks.set(leaf, lack)
  }
  const lackOfSkill =
    lackOf(facts, 'achievement', 'alignment', 'resultDescription') ?? lackOf(facts, 'subject', 'result')
  const certain = new Set(known)
  add(
    lackOfSkill,
    [...skills.values()].flat().filter((leaf) => !certain.has(leaf)),
  )
  let lackOfClass: Lack | undefined
  const others = achievements.otherClasses(facts.issuer, found, (way) => {
    const lack = lackOf(facts, 'achievement', way)
    lackOfClass ??= lack
    return lack !== undefined
  })
  if (others.length > 0) {
    add(lackOfClass, [...named, ...others.flatMap((name) => achievements.leavesOf(name))])
    // The other class may be one that does not count here.
    add(
      lackOfClass,
      leaves.filter((leaf) => others.some((name) => nodes[leaf]!.leaf!.exclude.has(name))),
    )
  }
  if (typeof waives === 'string')
    add(waives, [...anyBadge, ...known, ...(plan.waivedBy.has(facts.issuer) ? named : NO_LEAVES)])
  return { leaves: [...new Set([...leaves, ...lacks.keys()])], lacks }
}

const NONE: ReadonlyMap<number, Lack> = new Map()
const NO_LEAVES: readonly number[] = []

/** The leaves with a skill that the badge certainly shows. */
function skillLeaves({ achievement, subject, selected }: Facts, { skills }: Plan): readonly number[] {
  const results = completedResults(subject, !selected)
  const keys = new Set(
    [achievement, ...results, ...reachedLevels(achievement, results)].flatMap(({ alignment }) =>
      keysOfAlignments(alignment, !selected),
    ),
  )
  return [...keys].flatMap((key) => skills.get(key) ?? [])
}

/** Only the rubric levels that were reached. */
function reachedLevels(achievement: JsonObject, results: readonly JsonObject[]): readonly JsonObject[] {
  const reached = new Set(results.flatMap((result) => textOf(result['achievedLevel']) ?? []))
  if (reached.size === 0) return []
  return objectsOf(achievement['resultDescription']).flatMap((description) =>
    objectsOf(description['rubricCriterionLevel']).filter(({ id }) => reached.has(id as string)),
  )
}

/** Whether the badge is a waiver, or why this is not known. */
export function isWaiver(facts: Facts): boolean | Lack {
  const { achievementType: type } = facts.achievement
  if (type === 'ext:Waiver' || (Array.isArray(type) && type.includes('ext:Waiver'))) return true
  return lackOf(facts, 'achievement', 'achievementType') ?? false
}
