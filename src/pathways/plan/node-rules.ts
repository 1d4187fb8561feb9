/** Reads the requirement of a node from its members. */

import { parseDuration } from '../../encoding/forms/duration.js'
import { toThousandths } from '../pathway/thousandths.js'
import type {
  BadgeNode,
  BadgeReference,
  Cap,
  IssuerRule,
  PathwayNode,
  ReferenceNode,
  SkillNode,
  SkillReference,
} from '../pathway/types.js'
import type { AchievementIndex } from './achievement-index.js'
import type { LeafRule, PlanNode } from './plan.js'

export type WrittenNode = Exclude<PathwayNode, ReferenceNode>

type Amounts = Pick<PlanNode, 'need' | 'scale' | 'groups' | 'caps' | 'credits'>

export function amountsOf(node: WrittenNode): Amounts {
  return {
    need: needOf(node),
    scale: 'credits' in node || 'points' in node ? 1000 : 1,
    groups: 'groups' in node ? (node.groups ?? 0) : 0,
    caps: 'caps' in node ? capsOf(node.caps ?? []) : [],
    credits: 'credits' in node ? { unit: node.unit, from: node.creditsFrom ?? 'creditsEarned' } : undefined,
  }
}

function needOf(node: WrittenNode): number {
  if ('all' in node) return node.all.length
  if ('atLeast' in node) return node.atLeast
  if ('credits' in node) return toThousandths(node.credits)
  return 'points' in node ? toThousandths(node.points) : 1
}

/** Inner caps first. */
function capsOf(caps: readonly Cap[]): PlanNode['caps'] {
  return caps
    .map(({ of, badges, credits }) => ({ of: new Set(of), most: badges ?? toThousandths(credits!) }))
    .sort((one, other) => one.of.size - other.of.size)
}

export function leafRule(
  node: BadgeNode | SkillNode,
  issuers: IssuerRule,
  achievements: AchievementIndex,
): LeafRule {
  const references = 'badge' in node && node.badge !== 'any' ? [node.badge].flat() : undefined
  const exclude = 'exclude' in node ? (node.exclude ?? []) : []
  return {
    issuers: typeof issuers === 'string' ? issuers : new Set(issuers),
    within: node.within === undefined ? undefined : parseDuration(node.within),
    version: node.version,
    result: node.result,
    exclude: new Set(exclude.map((reference) => achievements.classOfReference(reference))),
    group: node.group,
    ids: new Set(references?.filter((reference) => typeof reference === 'string')),
    classes: references && [
      ...new Set(references.map((reference) => achievements.classOfReference(reference))),
    ],
  }
}

/** The achievements or skills that a leaf names, as they are written; `undefined` if any badge suffices. */
export function namesOf(node: BadgeNode | SkillNode): readonly string[] | undefined {
  if ('badge' in node && node.badge === 'any') return undefined
  const names = 'skill' in node ? [node.skill].flat().map(skillName) : [node.badge].flat().map(badgeName)
  return Object.freeze([...new Set(names)])
}

const skillName = (reference: SkillReference): string =>
  typeof reference === 'string' ? reference : reference.url

const badgeName = (reference: BadgeReference): string =>
  typeof reference === 'string'
    ? reference
    : (reference.name ?? reference.humanCode ?? reference.otherIdentifier ?? reference.issuer)
