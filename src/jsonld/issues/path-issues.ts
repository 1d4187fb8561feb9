/** The issues of one walk, each with its place. */
import { pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import type { UnsafeCode } from '../../issue-codes.js'
import { unsafeIssue } from './issues.js'

/** Enough to mend a document by; a hostile one may have thousands. */
export const MAXIMUM_ISSUES = 100
/** Characters of all their pointers: names may be as long as a document. */
const MAXIMUM_LENGTH = 50_000

/** Whether further issues are left out. */
export function isFull(issues: readonly Issue[]): boolean {
  return (
    issues.length >= MAXIMUM_ISSUES ||
    issues.reduce((length, { pointer }) => length + pointer.length, 0) > MAXIMUM_LENGTH
  )
}

export class PathIssues {
  readonly issues: Issue[] = []
  /** Where the walk is. */
  readonly path: (string | number)[] = []

  /** Whether further issues would be left out. */
  get isFull(): boolean {
    return isFull(this.issues)
  }

  /**
   * @param name the term, type, id or language at fault
   * @param member the member of the present object that is at fault, if one is
   */
  add(code: UnsafeCode, name?: string, member?: string, hint?: string): void {
    if (this.isFull) return
    const path = member === undefined ? this.path : [...this.path, member]
    this.issues.push(unsafeIssue(code, path.map(pointerToken).join(''), name, hint))
  }
}
