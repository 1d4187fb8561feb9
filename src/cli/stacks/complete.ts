/** Evaluates whether a learner has completed a pathway, since when, and with which badges. */
import { type Candidate, type Evaluation, evaluate, type Pathway } from '../../pathways/index.js'
import { type CollectedBadge, credentialKey, startOf } from './collect-badges.js'
import type { Person } from './read-learners.js'

/**
 * If the pathway is met: the evaluation with the first badges that were enough, for the time when the last of them became
 * valid. So later badges do not change an issued credential, and the same badges give the same bytes in each run. Otherwise:
 * the evaluation for `at`.
 */
export function completion(
  p: Pathway,
  badges: readonly CollectedBadge[],
  person: Person,
  at: Date,
): Evaluation {
  const holder = holderOf(person)
  const by = (time: number): Evaluation =>
    evaluate(p, candidatesOf(withVersions(badges, time)), { holder, at })
  const today = evaluate(p, candidatesOf(badges), { holder, at })
  if (today.outcome !== 'met') return today
  const days = [...new Set(badges.map(({ from }) => from))].sort((one, two) => one - two)
  let [first, last] = [0, days.length - 1]
  // More badges never change `met`, because the versions that replace them are there from the start.
  while (first < last) {
    const middle = (first + last) >> 1
    if (by(days[middle]!).outcome === 'met') last = middle
    else first = middle + 1
  }
  const enough = by(days[first]!)
  const parts = enough.parts.map(({ candidate }) => candidate)
  const since = Math.max(...parts.map(startOfPart))
  if (!Number.isFinite(since)) return today
  const then = evaluate(p, parts, { holder, at: new Date(since) })
  return then.outcome === 'met' ? then : today
}

/** The badges that are valid by then, and all later versions of their credentials, because replaced versions never count. */
function withVersions(badges: readonly CollectedBadge[], time: number): readonly CollectedBadge[] {
  const keys = new Set<string>()
  const isTaken = ({ from, credentials }: CollectedBadge): boolean =>
    from <= time || credentials.some((credential) => keys.has(credentialKey(credential)))
  for (let size = -1; size < keys.size; ) {
    size = keys.size
    for (const badge of badges.filter(isTaken))
      for (const credential of badge.credentials) keys.add(credentialKey(credential))
  }
  return badges.filter(isTaken)
}

export const holderOf = ({ id, email }: Person): { readonly id?: string; readonly email?: string } => ({
  ...(id === undefined ? {} : { id }),
  ...(email === undefined ? {} : { email }),
})

const candidatesOf = (badges: readonly CollectedBadge[]): readonly Candidate[] =>
  badges.map(({ candidate }) => candidate)

function startOfPart(candidate: Candidate): number {
  const report = 'report' in candidate ? candidate.report : candidate
  return startOf(report.credential ?? {})
}
