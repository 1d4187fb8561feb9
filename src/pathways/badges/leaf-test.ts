/** Whether a badge of the right achievement passes the other tests of a leaf. The table has one row for each test. */

import { addDuration } from '../../encoding/forms/duration.js'
import type { UnusedReason } from '../evaluate/types.js'
import type { LeafRule, PlanNode } from '../plan/plan.js'
import type { Award } from './award.js'
import { outcomeOf } from './reported-badge.js'
import { lacksResult, readResults } from './result-rule.js'
import type { Spend } from './settings.js'

type Test = (award: Award, leaf: LeafRule, at: number) => boolean

const TESTS: readonly (readonly [UnusedReason, Test])[] = [
  [
    'foreign_issuer',
    ({ facts, report }, { issuers }) =>
      issuers === 'any' ||
      (issuers === 'trusted' ? outcomeOf(report, 'trust') === 'pass' : issuers.has(facts.issuer)),
  ],
  [
    'other_version',
    ({ facts }, { version }) => version === undefined || facts.achievement['version'] === version,
  ],
  [
    'too_old',
    ({ facts }, { within }, at) => within === undefined || addDuration(facts.awarded, within) >= at,
  ],
]

/** With these reasons it is not known whether the badge passes. */
export const OPEN_REASONS: ReadonlySet<UnusedReason> = new Set(['order_unsigned', 'limit_exceeded'])

/** The reason of the first test that fails, or `undefined`. */
export function testLeaf(
  award: Award,
  badgeClass: string,
  { leaf }: PlanNode,
  at: number,
  spend: Spend,
): UnusedReason | undefined {
  if (leaf!.exclude.has(badgeClass)) return 'not_needed'
  for (const [reason, test] of TESTS) if (!test(award, leaf!, at)) return reason
  const { result } = leaf!
  if (result === undefined) return undefined
  const { credential, subject, achievement } = award.facts
  award.results ??= readResults(credential, subject, achievement)
  return lacksResult(award.results, result, spend)
}
