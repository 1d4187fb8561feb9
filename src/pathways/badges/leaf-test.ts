/** Whether a badge of the right achievement passes the other tests of a leaf. The table has one row for each test. */

import type { UnusedReason } from '../evaluate/types.js'
import { addDuration } from '../pathway/duration.js'
import type { LeafRule, PlanNode } from '../plan/plan.js'
import type { Award } from './award.js'
import { outcomeOf } from './reported-badge.js'
import { reachesResult } from './result-rule.js'

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
  [
    'result_too_low',
    ({ facts }, { result }) =>
      result === undefined || reachesResult(facts.subject, facts.achievement, result),
  ],
]

/** The reason of the first test that fails, or `undefined`. */
export function testLeaf(
  award: Award,
  badgeClass: string,
  { leaf }: PlanNode,
  at: number,
): UnusedReason | undefined {
  if (leaf!.exclude.has(badgeClass)) return 'not_needed'
  for (const [reason, test] of TESTS) if (!test(award, leaf!, at)) return reason
  return undefined
}
