/** Collects the badges that may count from the candidates, each with the leaves that it could support. */
import type { JsonObject } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import type { BadgeName, Candidate, UnusedBadge, UnusedReason } from '../evaluate/types.js'
import type { Plan } from '../plan/plan.js'
import { keysOfAlignments } from '../plan/skill-key.js'
import { type Award, compareAwards } from './award.js'
import { type Facts, objectsOf, readFacts, textOf } from './facts.js'
import { OPEN_REASONS, testLeaf } from './leaf-test.js'
import { newestVersions } from './newest-versions.js'
import { matchPerson } from './person.js'
import { eachReportedBadge, type ReportedBadge } from './reported-badge.js'
import { completedResults } from './result-rule.js'
import type { Settings, Spend } from './settings.js'
import { lacksMembers } from './withheld.js'

export interface Gathered {
  /** Sorted. */
  readonly awards: readonly Award[]
  /** Node → the badge that waives it. */
  readonly waivers: ReadonlyMap<number, Award>
  readonly unused: readonly UnusedBadge[]
  /** An open badge cannot be read, so it could support any node. */
  readonly hasUnreadable: boolean
}

interface PartialResult {
  readonly plan: Plan
  readonly settings: Settings
  readonly spend: Spend
  readonly awards: Award[]
  readonly waivers: Map<number, Award>
  readonly unused: UnusedBadge[]
  readonly withdrawn: Set<string>
  hasUnreadable: boolean
}

/** @throws OpenBadgeError `limit_exceeded` if there are more badges than `limits.badges` */
export function gather(
  plan: Plan,
  candidates: Iterable<Candidate>,
  settings: Settings,
  spend: Spend,
): Gathered {
  const partial: PartialResult = {
    plan,
    settings,
    spend,
    awards: [],
    waivers: new Map(),
    unused: [],
    withdrawn: new Set(),
    hasUnreadable: false,
  }
  const { badges: maximum } = settings.limits
  let count = 0
  eachReportedBadge(candidates, settings, (reported) => {
    if (++count > maximum)
      throw new OpenBadgeError('limit_exceeded', `there are more badges than limits.badges (${maximum})`, {
        limit: 'badges',
        maximum,
      })
    const because = addBadge(reported, partial)
    if (because !== undefined) partial.unused.push({ badge: nameOf(reported.credential), because })
  })
  const { kept, dropped } = newestVersions(partial.awards, partial.withdrawn)
  for (const [node, award] of partial.waivers)
    if (partial.withdrawn.has(award.credential)) partial.waivers.delete(node)
  for (const { award, because } of dropped) partial.unused.push({ badge: award.name, because })
  return {
    awards: kept.sort(compareAwards),
    waivers: partial.waivers,
    unused: partial.unused,
    hasUnreadable: partial.hasUnreadable,
  }
}

/** Adds the badge to those that may count, or returns why it does not count. */
function addBadge(
  { report, credential, state, because, candidate }: ReportedBadge,
  partial: PartialResult,
): UnusedReason | undefined {
  const { plan, settings, spend } = partial
  if (credential === undefined) {
    if (state === 'open') partial.hasUnreadable = true
    return because ?? 'not_a_badge'
  }
  if (report.kind !== 'open-badge') return 'not_a_badge'
  const facts = readFacts(credential)
  if (typeof facts === 'string') return facts
  if (state === 'excluded') {
    if (because === 'withdrawn') partial.withdrawn.add(credentialKey(facts))
    return because
  }
  const waives = waivedNode(facts, plan)
  const { name, via } = plan.achievements.classOf(facts.achievementId, facts.issuer, facts.achievement)
  const leaves = isWaiver(facts) ? [] : leavesOf(facts, name, plan)
  if (leaves.length === 0 && waives === undefined) return 'not_needed'
  if (facts.from > settings.at) return 'not_yet_valid'
  if (facts.until < settings.at) return 'expired'
  const person = matchPerson(facts.subject, settings.holder)
  if (person === 'mismatch') return 'other_person'
  const { inLanguage } = facts.achievement
  const withheld = 'selection' in report && lacksMembers(facts, leaves, plan)
  const award: { -readonly [K in keyof Award]: Award[K] } = {
    facts,
    candidate,
    name: badgeName(facts),
    badgeClass: name,
    credential: credentialKey(facts),
    via,
    open: state === 'open' || person === 'unknown' || withheld,
    because: because ?? (person === 'unknown' ? 'person_unknown' : withheld ? 'parts_withheld' : undefined),
    report,
    inLanguage: textOf(inLanguage)?.toLowerCase(),
    leaves: [],
    openLeaves: [],
    results: undefined,
    text: undefined,
  }
  if (waives !== undefined) {
    const first = partial.waivers.get(waives)
    if (
      first === undefined ||
      Number(award.open) - Number(first.open) < 0 ||
      (award.open === first.open && compareAwards(award, first) < 0)
    )
      partial.waivers.set(waives, award)
    return undefined
  }
  let reason: UnusedReason | undefined
  const passed: number[] = []
  const undecided: number[] = []
  for (const leaf of leaves) {
    const found = testLeaf(award, name, plan.nodes[leaf]!, settings.at, spend)
    if (found === undefined) passed.push(leaf)
    else if (!OPEN_REASONS.has(found)) reason ??= found
    else {
      undecided.push(leaf)
      award.because ??= found
    }
  }
  if (passed.length + undecided.length === 0) return reason
  award.leaves = passed
  award.openLeaves = undecided
  award.open ||= passed.length === 0
  partial.awards.push(award)
  return undefined
}

const credentialKey = ({ issuer, id }: Facts): string => `${issuer}\n${id}`

/** Leaves that name the class, one of its skills, or any badge. */
function leavesOf(
  { achievement, subject }: Facts,
  name: string,
  { achievements, anyBadge, skills }: Plan,
): readonly number[] {
  const named = achievements.leavesOf(name)
  if (skills.size === 0) return anyBadge.length === 0 ? named : [...named, ...anyBadge]
  const results = completedResults(subject)
  const keys = new Set([
    ...keysOfAlignments(achievement['alignment']),
    ...results.flatMap((result) => keysOfAlignments(result['alignment'])),
    ...reachedLevels(achievement, results).flatMap((level) => keysOfAlignments(level['alignment'])),
  ])
  return [...new Set([...named, ...anyBadge, ...[...keys].flatMap((key) => skills.get(key) ?? [])])]
}

/** Only the rubric levels that were reached. */
function reachedLevels(achievement: JsonObject, results: readonly JsonObject[]): readonly JsonObject[] {
  const reached = new Set(results.flatMap((result) => textOf(result['achievedLevel']) ?? []))
  if (reached.size === 0) return []
  return objectsOf(achievement['resultDescription']).flatMap((description) =>
    objectsOf(description['rubricCriterionLevel']).filter(({ id }) => reached.has(id as string)),
  )
}

function isWaiver({ achievement }: Facts): boolean {
  const { achievementType: type } = achievement
  return type === 'ext:Waiver' || (Array.isArray(type) && type.includes('ext:Waiver'))
}

function waivedNode(facts: Facts, { waivers, waivedBy }: Plan): number | undefined {
  return waivedBy.has(facts.issuer) && isWaiver(facts) ? waivers.get(facts.achievementId) : undefined
}

function badgeName({ id, issuer, achievementId, achievement, awardedText }: Facts): BadgeName {
  const name: { -readonly [K in keyof BadgeName]: BadgeName[K] } = { id, issuer, achievement: achievementId }
  const text = textOf(achievement['name'])
  if (text !== undefined) name.name = text
  if (awardedText !== undefined) name.awarded = awardedText
  return name
}

/** The members of the name that the credential has. */
function nameOf(credential: JsonObject | undefined): Partial<BadgeName> {
  if (credential === undefined) return {}
  const facts = readFacts(credential)
  if (typeof facts !== 'string') return badgeName(facts)
  const id = textOf(credential['id'])
  return id === undefined ? {} : { id }
}
