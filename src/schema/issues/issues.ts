/** Collects issues with their weight, up to a bound. */
import type { Json } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { CODES, type DocumentIssueCode, type Form } from '../../issue-codes.js'

/** Past this many, a document is beyond teaching. */
const MOST = 200
/** Of all pointers: names may be as long as a document. */
const MOST_CHARACTERS = 50_000

export interface Words {
  readonly expected?: string | undefined
  readonly found?: string | undefined
  readonly hint?: string | undefined
}

export class Findings {
  readonly issues: Issue[] = []
  private length = 0
  readonly form: Form

  constructor(form: Form) {
    this.form = form
  }

  /** Nothing more is taken: whoever walks may stop. */
  get full(): boolean {
    return this.issues.length >= MOST || this.length > MOST_CHARACTERS
  }

  /** What was found in a part that is weighed in another form. */
  take({ issues }: Findings): void {
    for (const issue of issues) {
      if (this.full) return
      this.length += issue.pointer.length
      this.issues.push(issue)
    }
  }

  add(code: DocumentIssueCode, pointer: string, message: string, words: Words = {}): void {
    if (this.full) return
    const { expected, found, hint } = words
    this.length += pointer.length
    this.issues.push({
      pointer,
      code,
      severity: CODES[code][this.form],
      message,
      ...(expected === undefined ? {} : { expected }),
      ...(found === undefined ? {} : { found }),
      ...(hint === undefined ? {} : { hint }),
    })
  }
}

/** What a value is, in words; never the value itself, which may be somebody's name. */
export function describe(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array'
  if (typeof value === 'object') return 'an object'
  if (value === '') return 'an empty string'
  return `a ${typeof value}`
}

/** A word of a vocabulary, shortened. */
export function quote(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`
}
