/** A fault of what all rows share: told once, and not once for each row. */
import { OpenBadgeError } from '../../errors.js'
import type { IssueCode } from '../../issue-codes.js'
import type { RowIssue } from '../table/row.js'
import type { PlanResult } from '../tasks/tasks.js'

/** Rows that must have a fault before it counts as shared: a single one may lack something of its own. */
const FEWEST = 2

/** Where what rows share comes from, by the place of a fault in the credential. The first that fits counts. */
const SOURCES: readonly (readonly [place: string, source: string])[] = [
  ['/issuer', "the issuer's profile"],
  ['/credentialSubject/achievement', 'the achievement, or what the mapping lays over it'],
  ['', 'the mapping'],
]

/**
 * Asks of the first chunk whether each of its rows has one and the same fault, in a place that no column fills.
 * @throws OpenBadgeError `model_invalid`
 */
export function refuseShared({ flags, issues }: Pick<PlanResult, 'flags' | 'issues'>): void {
  if (flags.length < FEWEST) return
  const counts = new Map<string, { rows: number; last: number; readonly issue: RowIssue }>()
  for (const issue of issues) {
    if (issue.column !== undefined || issue.pointer === undefined) continue
    const name = `${issue.code} ${issue.pointer}`
    const found = counts.get(name) ?? { rows: 0, last: -1, issue }
    if (found.last !== issue.row) found.rows++
    found.last = issue.row
    counts.set(name, found)
  }
  const shared = [...counts.values()].filter(({ rows }) => rows === flags.length).map(({ issue }) => issue)
  const [first] = shared
  if (first === undefined) return
  const [, source] = SOURCES.find(([place]) => first.pointer!.startsWith(place))!
  const what = `all rows fail for one reason, which lies in ${source}: ${first.message}`
  throw new OpenBadgeError('model_invalid', what, {
    issues: shared.map(({ pointer, code, message, hint }) => ({
      pointer: pointer!,
      // A finding with a pointer was an issue of the credential.
      code: code as IssueCode,
      message,
      ...(hint === undefined ? {} : { hint }),
    })),
  })
}
