/** Finds a fault that all rows share, so that it is reported once and not for each row. */
import { OpenBadgeError } from '../../errors.js'
import type { IssueCode } from '../../issue-codes.js'
import type { RowIssue } from '../table/row.js'
import type { PlanResult } from '../tasks/tasks.js'

/** A fault counts as shared if at least this number of rows have it. A single row may have a fault of its own. */
const FEWEST = 2

/** The source of shared content, by the place of the fault in the credential. The first match counts. */
const SOURCES: readonly (readonly [place: string, source: string])[] = [
  ['/issuer', "the issuer's profile"],
  ['/credentialSubject/achievement', 'the achievement, or what the mapping lays over it'],
  ['', 'the mapping'],
]

/**
 * Throws if each row of the first chunk has the same fault at a place that no column fills.
 * @throws OpenBadgeError `model_invalid`
 */
export function refuseShared({ flags, issues }: Pick<PlanResult, 'flags' | 'issues'>): void {
  if (flags.length < FEWEST) return
  const counts = new Map<string, { rows: number; last: number; readonly issue: RowIssue }>()
  for (const issue of issues) {
    if (issue.column !== undefined || issue.pointer === undefined || issue.severity === 'warning') continue
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
