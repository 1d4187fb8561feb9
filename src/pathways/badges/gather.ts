/** Collects the badges that may count from the candidates, each with the leaves that it could support. */
import type { JsonObject } from '../../encoding/json.js'
import { OpenBadgeError } from '../../errors.js'
import type { BadgeName, Candidate, UnusedBadge, UnusedReason } from '../evaluate/types.js'
import type { Plan } from '../plan/plan.js'
import { type Award, compareAwards, type Version } from './award.js'
import { type Facts, lackOf, readFacts, textOf, type Unreadable } from './facts.js'
import { OPEN_REASONS, testLeaf } from './leaf-test.js'
import { isWaiver, matchLeaves } from './match-leaves.js'
import { newestVersions } from './newest-versions.js'
import { matchPerson } from './person.js'
import { eachReportedBadge, type ReportedBadge, signedBy } from './reported-badge.js'
import { lacksCompletion } from './result-rule.js'
import type { Settings, Spend } from './settings.js'

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
  readonly versions: Version[]
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
    versions: [],
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
    const { report, credential } = reported
    const facts = credential && readFacts(credential, 'selection' in report)
    const because = addBadge(reported, facts, partial)
    if (because !== undefined) partial.unused.push({ badge: nameOf(credential, facts), because })
  })
  const { kept, dropped } = newestVersions(partial.versions, partial.withdrawn)
  for (const { award, because } of dropped) partial.unused.push({ badge: award.name, because })
  const waivers = new Map<number, Award>()
  for (const award of kept.sort(compareAwards)) {
    const first = award.waives === undefined ? undefined : waivers.get(award.waives)
    if (award.waives !== undefined && (first === undefined || (first.open && !award.open)))
      waivers.set(award.waives, award)
  }
  return {
    awards: kept.filter(({ waives }) => waives === undefined),
    waivers,
    unused: partial.unused,
    hasUnreadable: partial.hasUnreadable,
  }
}

/** Adds the badge to the versions of its credential. Returns why it does not count, if it does not. */
function addBadge(
  reported: ReportedBadge,
  facts: Facts | Unreadable | undefined,
  partial: PartialResult,
): UnusedReason | undefined {
  const { report, state, because, genuine } = reported
  if (facts === undefined) {
    if (state === 'open') partial.hasUnreadable = true
    return because ?? 'not_a_badge'
  }
  if (report.kind !== 'open-badge') return 'not_a_badge'
  if (typeof facts === 'string') return facts
  const credential = credentialKey(facts)
  if (because === 'withdrawn') partial.withdrawn.add(credential)
  const found = state === 'excluded' ? because : awardOf(reported, facts, partial)
  const award = typeof found === 'object' ? found : undefined
  if (award !== undefined || (genuine && facts.from <= partial.settings.at))
    partial.versions.push({ facts, credential, signed: signedBy(report, facts), genuine, award })
  return award === undefined ? (found as UnusedReason | undefined) : undefined
}

/** What the badge could support, or why it does not count. */
function awardOf(
  { report, state, because, candidate }: ReportedBadge,
  facts: Facts,
  { plan, settings, spend }: PartialResult,
): Award | UnusedReason | undefined {
  const waives = waivedNode(facts, plan)
  const found = plan.achievements.classOf(facts.achievementId, facts.issuer, facts.achievement)
  const { name, via } = found
  const { leaves, lacks } = matchLeaves(facts, found, plan)
  if (leaves.length === 0 && waives === undefined) return 'not_needed'
  if (facts.from > settings.at) return 'not_yet_valid'
  if (facts.until < settings.at) return 'expired'
  const person = matchPerson(facts, settings.holder)
  if (person === 'mismatch') return 'other_person'
  const unfinished = lacksCompletion(facts)
  if (unfinished === 'not_completed') return unfinished
  const { inLanguage } = facts.achievement
  const lackOfLanguage = plan.comparesLanguages ? lackOf(facts, 'achievement', 'inLanguage') : undefined
  const kept = waives === undefined ? undefined : lackOf(facts, 'achievement', 'achievementType')
  const lack: UnusedReason | undefined =
    person === 'unknown' ? 'person_unknown' : (unfinished ?? lackOfLanguage ?? kept)
  const award: { -readonly [K in keyof Award]: Award[K] } = {
    facts,
    candidate,
    name: badgeName(facts),
    badgeClass: name,
    credential: credentialKey(facts),
    signed: signedBy(report, facts),
    via,
    open: state === 'open' || lack !== undefined,
    because: because ?? lack,
    report,
    inLanguage: lackOfLanguage === undefined ? textOf(inLanguage)?.toLowerCase() : null,
    waives,
    leaves: [],
    openLeaves: [],
    results: undefined,
  }
  if (waives !== undefined) return award
  let reason: UnusedReason | undefined
  const passed: number[] = []
  const undecided: number[] = []
  for (const leaf of leaves) {
    const fault = testLeaf(award, name, plan, leaf, settings.at, spend) ?? lacks.get(leaf)
    if (fault === undefined) passed.push(leaf)
    else if (!OPEN_REASONS.has(fault)) reason ??= fault
    else {
      undecided.push(leaf)
      award.because ??= fault
    }
  }
  if (passed.length + undecided.length === 0) return reason
  award.leaves = passed
  award.openLeaves = undecided
  award.open ||= passed.length === 0
  return award
}

const credentialKey = ({ issuer, id }: Facts): string => `${issuer}\n${id}`

function waivedNode(facts: Facts, { waivers, waivedBy }: Plan): number | undefined {
  return waivedBy.has(facts.issuer) && isWaiver(facts) !== false
    ? waivers.get(facts.achievementId)
    : undefined
}

function badgeName({ id, issuer, achievementId, achievement, awardedText }: Facts): BadgeName {
  const name: { -readonly [K in keyof BadgeName]: BadgeName[K] } = { id, issuer, achievement: achievementId }
  const text = textOf(achievement['name'])
  if (text !== undefined) name.name = text
  if (awardedText !== undefined) name.awarded = awardedText
  return name
}

/** The members of the name that the credential has. */
function nameOf(
  credential: JsonObject | undefined,
  facts: Facts | Unreadable | undefined,
): Partial<BadgeName> {
  if (typeof facts === 'object') return badgeName(facts)
  const id = textOf(credential?.['id'])
  return id === undefined ? {} : { id }
}
