/** Collects the issues of an input, each with its place. */
import { pointerToken } from '../../encoding/json.js'
import { type Issue, issuesInWords, OpenBadgeError } from '../../errors.js'
import type { PathwayIssueCode } from '../../issue-codes.js'

interface Words {
  readonly expected: string
  readonly found?: unknown
  readonly hint: string
}

/** The maximum number of reported issues. */
const MOST_ISSUES = 100

export class Issues {
  readonly list: Issue[] = []

  add(code: PathwayIssueCode, pointer: string, message: string, { expected, found, hint }: Words): undefined {
    if (this.list.length < MOST_ISSUES)
      this.list.push({ pointer, code, severity: 'error', message, expected, found: kindOf(found), hint })
  }

  /** @throws OpenBadgeError `model_invalid` if there is an issue */
  raise(what: string): void {
    if (this.list.length === 0) return
    throw new OpenBadgeError('model_invalid', `${what} is invalid: ${issuesInWords(this.list)}`, {
      issues: this.list,
    })
  }
}

export const at = (pointer: string, name: string | number): string => pointer + pointerToken(String(name))

/** A short description of a value, never the whole value. */
function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (typeof value === 'string') return `"${value.slice(0, 40)}"`
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
