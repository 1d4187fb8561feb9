/** Whether a badge of the right achievement passes the other tests of a leaf. The table has one row for each test. */

import { addDuration } from '../../encoding/forms/duration.js'
import type { CheckOutcome } from '../../verify/index.js'
import type { UnusedReason } from '../evaluate/types.js'
import type { LeafRule, Plan } from '../plan/plan.js'
import type { Award } from './award.js'
import { lackOfCredits } from './credits.js'
import { lackOf } from './facts.js'
import { outcomeOf } from './reported-badge.js'
import { lacksResult, readResults } from './result-rule.js'
import type { Spend } from './settings.js'

type Test = (award: Award, leaf: LeafRule, at: number) => boolean

type Obstacle = (award: Award, leaf: LeafRule) => UnusedReason | undefined

/** A reason, its test, and why the test cannot be made. */
const TESTS: readonly (readonly [UnusedReason, Test, Obstacle])[] = [
  [
    'foreign_issuer',
    ({ facts, report }, { issuers }) =>
      issuers === 'any' ||
      (issuers === 'trusted' ? outcomeOf(report, 'trust') === 'pass' : issuers.has(facts.issuer)),
    ({ report }, { issuers }) =>
      issuers === 'trusted' && !JUDGED.has(outcomeOf(report, 'trust')) ? 'trust_unknown' : undefined,
  ],
  [
    'other_version',
    ({ facts }, { version }) => version === undefined || facts.achievement['version'] === version,
    ({ facts }, { version }) => (version === undefined ? undefined : lackOf(facts, 'achievement', 'version')),
  ],
  [
    'too_old',
    ({ facts }, { within }, at) => within === undefined || addDuration(facts.awarded, within) >= at,
    ({ facts }, { within }) =>
      within === undefined ? undefined : lackOf(facts, 'credential', 'awardedDate'),
  ],
]

/** Outcomes of the check `trust` that say whether the issuer is trusted. */
const JUDGED: ReadonlySet<CheckOutcome | undefined> = new Set(['pass', 'fail'])

/** With these reasons it is not known whether the badge passes. */
export const OPEN_REASONS: ReadonlySet<UnusedReason> = new Set([
  'order_unsigned',
  'trust_unknown',
  'limit_exceeded',
  'parts_withheld',
  'unreadable',
])

/** The reason of the first test that fails, or else of the first that cannot be made; `undefined` if the badge passes all. */
export function testLeaf(
  award: Award,
  badgeClass: string,
  { nodes, creditLeaves }: Plan,
  index: number,
  at: number,
  spend: Spend,
): UnusedReason | undefined {
  const { facts } = award
  const leaf = nodes[index]!.leaf!
  if (leaf.exclude.has(badgeClass)) return 'not_needed'
  let open: UnusedReason | undefined
  for (const [reason, test, lack] of TESTS) {
    const unknown = lack(award, leaf)
    if (unknown !== undefined) open ??= unknown
    else if (!test(award, leaf, at)) return reason
  }
  const { result } = leaf
  if (result !== undefined) {
    const { credential, subject, achievement } = facts
    const unknown = lackOf(facts, 'subject', 'result') ?? lackOf(facts, 'achievement', 'resultDescription')
    const found =
      unknown ?? lacksResult((award.results ??= readResults(credential, subject, achievement)), result, spend)
    if (found !== undefined && !OPEN_REASONS.has(found)) return found
    open ??= found
  }
  return open ?? (creditLeaves.has(index) ? lackOfCredits(facts) : undefined)
}
