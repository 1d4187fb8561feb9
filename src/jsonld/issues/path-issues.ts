/** The issues of one walk, each with its place. */
import { pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { type UnsafeCode, unsafeIssue } from './issues.js'

/** Enough to mend a document by; a hostile one may have thousands. */
export const MAXIMUM_ISSUES = 100

export class PathIssues {
  readonly issues: Issue[] = []
  /** Where the walk is. */
  readonly path: (string | number)[] = []

  /** Whether further issues would be left out. */
  get isFull(): boolean {
    return this.issues.length >= MAXIMUM_ISSUES
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
