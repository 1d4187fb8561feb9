/** The issues of one walk, each with its place. */
import { pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { type CompiledCode, unsafeIssue } from './issues.js'

/** Most issues of a document. A hostile one may have thousands. */
export const MAXIMUM_ISSUES = 100
/** Most characters of all pointers, because names may be as long as a document. */
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
  /** The current path of the walk. */
  readonly path: (string | number)[] = []
  /** Whether further issues are left out. It is kept, because a hostile document asks for each of its members. */
  isFull = false

  /**
   * @param name the faulty term, type, id or language
   * @param member the faulty member of the current object, if there is one
   */
  add(code: CompiledCode, name?: string, member?: string, hint?: string): void {
    if (this.isFull) return
    const path = member === undefined ? this.path : [...this.path, member]
    this.issues.push(unsafeIssue(code, path.map(pointerToken).join(''), name, hint))
    this.isFull = isFull(this.issues)
  }
}
