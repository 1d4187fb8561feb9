/** Evaluates badges against a pathway: from candidates to an answer. */

import { type Award, compareText } from '../badges/award.js'
import { creditsOf } from '../badges/credits.js'
import { type Gathered, gather } from '../badges/gather.js'
import { settingsOf } from '../badges/settings.js'
import { type Matches, Scenario } from '../count/scenario.js'
import { Work } from '../count/work.js'
import type {
  Candidate,
  CountedPart,
  EvaluateOptions,
  Evaluation,
  UnusedBadge,
  UnusedReason,
} from '../evaluate/types.js'
import type { Pathway } from '../pathway/types.js'
import { compile } from '../plan/compile.js'
import type { Plan } from '../plan/plan.js'
import { nodeOf } from './answer.js'
import { completionOf } from './missing.js'
import { shortageOf } from './shortage.js'
import { stateOf } from './state.js'

/**
 * Decides whether the badges of one person meet a pathway, why, and what is missing. `met`: the verified badges suffice.
 * `unmet`: they would not suffice even if every open badge were verified. Otherwise `unknown`. The order of the badges does not
 * matter. Within the limits, more verified badges never change `met`, except by a newer version or a revocation of a badge:
 * only the newest version that its issuer signed can count, even if that one has expired or is for another person.
 *
 * @param p - The pathway, from `pathway` or as plain JSON.
 * @param candidates - Verified reports of `verify`, or `{ report, input }`; presentations and records are opened.
 * @param options - `holder`: whose badges count, proven by you; `at`: the instant; `maxAge`: seconds that a verification may
 *   be old; `limits`: `steps` of search, default 200,000, and `badges`, default 2,000.
 * @returns The outcome, with the reason of each node and the smallest completion.
 * @throws OpenBadgeError `model_invalid` for a bad pathway, `limit_exceeded` for too many badges, `report_unverified` for a
 *   candidate that is not a report, such as a credential; TypeError for bad options.
 * @example
 * const done = evaluate(path, [{ report }], { holder: { email: 'ada@example.org' }, at: new Date() })
 * if (done.outcome === 'unmet') console.log(done.missing?.requirements)
 */
export function evaluate(p: Pathway, candidates: Iterable<Candidate>, options: EvaluateOptions): Evaluation {
  const settings = settingsOf(options)
  const plan = compile(p)
  const work = new Work(settings.limits.steps)
  const gathered = gather(plan, candidates, settings, (steps) => work.spend(steps))
  const { lower, upper } = scenariosOf(plan, gathered, work)
  const { met, by } = stateOf(plan.root.index, lower, work)
  const root = nodeOf(plan.root.index, lower, upper, {
    all: lower,
    work,
    hasUnreadable: gathered.hasUnreadable,
  })
  const used = new Set<Award>()
  for (const { award } of by) used.add(award)
  const completion = met ? undefined : completionOf(lower, work)
  const shortage = met ? undefined : shortageOf(lower, work)
  return {
    pathway: plan.pathway.id,
    outcome: root.outcome,
    at: new Date(settings.at).toISOString(),
    root,
    unused: unusedOf(gathered, used, plan),
    open: gathered.awards.filter((award) => isOpen(award) && !used.has(award)).map(({ name }) => name),
    ...(completion === undefined ? {} : { missing: completion }),
    ...(shortage === undefined ? {} : { shortage }),
    steps: work.spent,
    parts: met ? partsOf(gathered, used) : [],
  }
}

/** A scenario with the verified badges, and one with the open badges too. If both are equal, they are one object. */
function scenariosOf(
  plan: Plan,
  { awards, waivers }: Gathered,
  work: Work,
): { readonly lower: Scenario; readonly upper: Scenario } {
  const certain = awards.filter(({ open }) => !open)
  const hasOpen = awards.some(isOpen) || [...waivers.values()].some(({ open }) => open)
  const lower = new Scenario({ plan, waivers, optimistic: false }, matchesOf(certain))
  const { undecided } = stateOf(plan.root.index, lower, work)
  const isSame = !plan.hasUnsupported && !hasOpen && !undecided && !work.isOut
  return {
    lower,
    upper: isSame ? lower : new Scenario({ plan, waivers, optimistic: true }, matchesOf(awards, true)),
  }
}

/** Whether the badge is open, or whether it counts for one of the leaves. */
const isOpen = ({ open, openLeaves }: Award): boolean => open || openLeaves.length > 0

function matchesOf(awards: readonly Award[], withOpen = false): Matches {
  const matches: Award[][] = []
  for (const award of awards) {
    for (const leaf of award.leaves) (matches[leaf] ??= []).push(award)
    if (withOpen) for (const leaf of award.openLeaves) (matches[leaf] ??= []).push(award)
  }
  return matches
}

function partsOf({ awards, waivers }: Gathered, used: ReadonlySet<Award>): readonly CountedPart[] {
  const counted = [...awards, ...waivers.values()].filter((award) => used.has(award))
  return counted.map(({ name, candidate }) => ({ badge: name, candidate }))
}

function unusedOf(
  { awards, waivers, unused }: Gathered,
  used: ReadonlySet<Award>,
  plan: Plan,
): readonly UnusedBadge[] {
  const all = [...unused]
  const add = (award: Award): void => {
    if (!used.has(award)) all.push({ badge: award.name, because: reasonOf(award, plan) })
  }
  for (const award of awards) add(award)
  for (const award of waivers.values()) add(award)
  return all.sort(compareUnused)
}

/** By the badge's id, then by the whole entry. */
function compareUnused(one: UnusedBadge, other: UnusedBadge): number {
  const [a, b] = [one.badge.id ?? '', other.badge.id ?? '']
  return a === b ? compareText(JSON.stringify(one), JSON.stringify(other)) : compareText(a, b)
}

function reasonOf(award: Award, plan: Plan): UnusedReason {
  if (award.because !== undefined) return award.because
  if (!plan.countsCredits) return 'not_needed'
  const leaves = new Set(award.leaves)
  const parents = plan.nodes.filter(({ children }) => children.some((child) => leaves.has(child)))
  const hasNoUnit = parents.every(
    ({ credits }) => credits !== undefined && creditsOf(award.facts, credits, plan) === undefined,
  )
  return parents.length > 0 && hasNoUnit ? 'unit_unknown' : 'not_needed'
}
