/** From candidates to the badges that may count, each with the leaves that it could support. */
import type { JsonObject } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import type { BadgeName, Candidate, UnusedBadge, UnusedReason } from '../evaluate/types.js'
import type { Plan } from '../plan/plan.js'
import { keysOfAlignments } from '../plan/skill-key.js'
import { type Award, compareAwards } from './award.js'
import { type Facts, objectsOf, readFacts, textOf } from './facts.js'
import { testLeaf } from './leaf-test.js'
import { newestVersions } from './newest-versions.js'
import { matchPerson } from './person.js'
import type { Settings } from './settings.js'
import { eachStanding, type Standing } from './standing.js'

export interface Gathered {
  /** Sorted. */
  readonly awards: readonly Award[]
  /** Node → the badge that waives it. */
  readonly waivers: ReadonlyMap<number, Award>
  readonly unused: readonly UnusedBadge[]
  /** Some open badge cannot be read, so nobody knows what it would support. */
  readonly blind: boolean
}

interface Draft {
  readonly plan: Plan
  readonly settings: Settings
  readonly awards: Award[]
  readonly waivers: Map<number, Award>
  readonly unused: UnusedBadge[]
  readonly withdrawn: Set<string>
  blind: boolean
}

/** @throws OpenBadgeError `limit_exceeded` for more badges than `limits.badges` */
export function gather(plan: Plan, candidates: Iterable<Candidate>, settings: Settings): Gathered {
  const draft: Draft = {
    plan,
    settings,
    awards: [],
    waivers: new Map(),
    unused: [],
    withdrawn: new Set(),
    blind: false,
  }
  const { badges: maximum } = settings.limits
  let count = 0
  eachStanding(candidates, settings, (standing) => {
    if (++count > maximum)
      throw new OpenBadgeError('limit_exceeded', `there are more badges than limits.badges (${maximum})`, {
        limit: 'badges',
        maximum,
      })
    const because = take(standing, draft)
    if (because !== undefined) draft.unused.push({ badge: nameOf(standing.credential), because })
  })
  const { kept, dropped } = newestVersions(draft.awards, draft.withdrawn)
  for (const [node, award] of draft.waivers)
    if (draft.withdrawn.has(award.credential)) draft.waivers.delete(node)
  for (const { award, because } of dropped) draft.unused.push({ badge: award.name, because })
  return {
    awards: kept.sort(compareAwards),
    waivers: draft.waivers,
    unused: draft.unused,
    blind: draft.blind,
  }
}

/** Adds it to what may count, or says why not. */
function take(
  { report, credential, state, because, candidate }: Standing,
  draft: Draft,
): UnusedReason | undefined {
  const { plan, settings } = draft
  if (credential === undefined) {
    if (state === 'open') draft.blind = true
    return because ?? 'not_a_badge'
  }
  if (report.kind !== 'open-badge') return 'not_a_badge'
  const facts = readFacts(credential)
  if (typeof facts === 'string') return facts
  if (state === 'out') {
    if (because === 'withdrawn') draft.withdrawn.add(credentialKey(facts))
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
  const trusted = report.check.trust.outcome === 'pass'
  const { inLanguage } = facts.achievement
  const award: Award & { leaves: readonly number[] } = {
    facts,
    candidate,
    name: badgeName(facts),
    badgeClass: name,
    credential: credentialKey(facts),
    via,
    open: state === 'open' || person === 'unknown',
    because: because ?? (person === 'unknown' ? 'person_unknown' : undefined),
    trusted,
    inLanguage: textOf(inLanguage)?.toLowerCase(),
    leaves: [],
  }
  if (waives !== undefined) {
    const first = draft.waivers.get(waives)
    if (
      first === undefined ||
      Number(award.open) - Number(first.open) < 0 ||
      (award.open === first.open && compareAwards(award, first) < 0)
    )
      draft.waivers.set(waives, award)
    return undefined
  }
  let reason: UnusedReason | undefined
  const passed = leaves.filter((leaf) => {
    const found = testLeaf(award, name, plan.nodes[leaf]!, settings.at)
    reason ??= found
    return found === undefined
  })
  if (passed.length === 0) return reason
  award.leaves = passed
  draft.awards.push(award)
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
  const keys = [
    ...keysOfAlignments(achievement['alignment']),
    ...objectsOf(subject['result']).flatMap((result) => keysOfAlignments(result['alignment'])),
    ...reachedLevels(achievement, subject).flatMap((level) => keysOfAlignments(level['alignment'])),
  ]
  return [...new Set([...named, ...anyBadge, ...keys.flatMap((key) => skills.get(key) ?? [])])]
}

/** The rubric levels that were reached, not all that there are. */
function reachedLevels(achievement: JsonObject, subject: JsonObject): readonly JsonObject[] {
  const reached = new Set(
    objectsOf(subject['result']).flatMap((result) => textOf(result['achievedLevel']) ?? []),
  )
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

/** As much as there is. */
function nameOf(credential: JsonObject | undefined): Partial<BadgeName> {
  if (credential === undefined) return {}
  const facts = readFacts(credential)
  if (typeof facts !== 'string') return badgeName(facts)
  const id = textOf(credential['id'])
  return id === undefined ? {} : { id }
}
