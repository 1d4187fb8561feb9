/** Finds a fault that all rows share, so that it is reported once and not for each row. */
import { type JsonObject, pointerToken } from '../../encoding/json.js'
import { type Issue, OpenBadgeError } from '../../errors.js'
import type { IssueCode } from '../../issue-codes.js'
import { type Mapping, placeholdersOf } from '../mapping/mapping.js'
import type { RowIssue } from '../table/row.js'
import { BAD, type PlanResult } from '../tasks/tasks.js'

/** Another fault than one of issuer or achievement is shared only if this number of rows have it, because a row may have its own. */
const FEWEST = 2

/** The source of shared content, by the place of the fault in the credential. The first match counts. */
const SOURCES: readonly (readonly [place: string, source: string])[] = [
  ['/issuer', "the issuer's profile"],
  ['/credentialSubject/achievement', 'the achievement, or "achievement" in the mapping'],
  ['', 'the mapping'],
]

/**
 * Throws if each row of the first chunk that becomes a credential has the same fault at a place that no column fills.
 * @throws OpenBadgeError `model_invalid`
 */
export function refuseShared({ flags, issues }: Pick<PlanResult, 'flags' | 'issues'>): void {
  if (flags.some((flag) => flag !== BAD)) return
  // Rows with their own faults may have no credential, and then no finding with a pointer.
  const checked = new Set<number>()
  const counts = new Map<string, { rows: number; last: number; readonly issue: RowIssue }>()
  for (const issue of issues) {
    if (issue.pointer === undefined || issue.severity === 'warning') continue
    checked.add(issue.row)
    if (issue.column !== undefined) continue
    const name = `${issue.code} ${issue.pointer}`
    const found = counts.get(name) ?? { rows: 0, last: -1, issue }
    if (found.last !== issue.row) found.rows++
    found.last = issue.row
    counts.set(name, found)
  }
  const sourceOf = ({ pointer }: RowIssue) => SOURCES.find(([place]) => pointer!.startsWith(place))!
  const shared = [...counts.values()]
    .filter(({ rows, issue }) => rows === checked.size && (rows >= FEWEST || sourceOf(issue)[0] !== ''))
    .map(({ issue }) => issue)
  const [first] = shared
  if (first === undefined) return
  const reason = flags.length === 1 ? 'the row has a fault' : 'all rows have the same fault'
  const what = `${reason}, in ${sourceOf(first)[1]}: ${first.message}`
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

/** The code of a column whose type is not that of its place, so that no cell can be right. */
const MISTYPED = 'type'

type Found = Pick<Issue, 'expected' | 'found' | 'message'> & { readonly code: string }

/** A number with a comma in a cell: the remedy is in the mapping. */
export function withComma(issue: Found): Pick<RowIssue, 'message' | 'hint' | 'code'> | undefined {
  if (issue.code !== 'result_not_number' || !/^"\s*[+-]?\d+,\d+\s*(?:%\s*)?"$/.test(issue.found ?? ''))
    return undefined
  const hint =
    'If the comma is before the decimals, give the column "type": "number" and "decimal": "," in the mapping, and write {COLUMN|text} as the value.'
  return { ...issue, hint }
}

/** The finding about the column, in place of that about the cell, if the types of column and place differ. */
export function mistyped(
  { columns = {} }: Mapping,
  column: string,
  { code, expected = '', found }: Omit<Found, 'message'>,
): Pick<RowIssue, 'message' | 'hint' | 'code'> | undefined {
  if (code !== 'wrong_type' || found === undefined) return undefined
  const type = (Object.hasOwn(columns, column) ? columns[column]!.type : undefined) ?? 'text'
  const isText = type === 'text'
  const fits = isText
    ? found === 'a string' && ['a number', 'a boolean'].includes(expected)
    : ['number', 'integer', 'boolean'].includes(type) && expected === 'a string'
  if (!fits) return undefined
  const message = `The column "${column}" gives ${found}, but its place in the badge needs ${expected}.`
  const hint = isText
    ? `Give the column "type": "${expected.slice(2)}" in the mapping.`
    : `Write {${column}|text} in the mapping.`
  return { code: MISTYPED, message, hint }
}

/**
 * Throws if a column has another type than its place: that is a fault of the mapping, and not of each row.
 * @throws OpenBadgeError `mapping_invalid`
 */
export function refuseMistyped(issues: readonly RowIssue[], mapping: Mapping): void {
  const issue = issues.find(({ code, pointer }) => code === MISTYPED && pointer !== undefined)
  if (issue === undefined) return
  const { column, message, hint = '' } = issue
  const member = issue.pointer!.replace(/(\/\d+)+$/, '').replace(/.*\//, '/')
  const place = placeholdersOf(mapping as unknown as JsonObject).find(
    (found) => found.column === column && found.pointer.replace(/(\/\*)+$/, '').endsWith(member),
  )
  const pointer = place?.pointer ?? `/columns${pointerToken(column!)}`
  throw new OpenBadgeError('mapping_invalid', `the mapping is wrong at ${pointer}: ${message}`, {
    issues: [{ pointer, code: MISTYPED, message, hint }],
  })
}
