/** Collects issues with their severity, up to a limit. */
import { visible } from '../../encoding/forms/characters.js'
import type { Json } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { CODES, type DocumentIssueCode, type Form, type PresentationIssueCode } from '../../issue-codes.js'

/** The maximum number of reported issues. */
const MOST = 200
/** The maximum number of characters of all pointers, because a member name can be as long as a document. */
const MOST_CHARACTERS = 50_000

/** One guess compares a name with those of a class, which takes as long as so many steps of a validation. */
const STEPS_OF_GUESS = 700

/** The account of a call that must not take long. */
export interface Account {
  take(limit: 'schemaSteps', amount: number): boolean
}

export interface Words {
  readonly expected?: string | undefined
  readonly found?: string | undefined
  readonly hint?: string | undefined
}

export class IssueList {
  readonly issues: Issue[] = []
  private length = 0
  private guesses = MOST
  readonly form: Form
  readonly account: Account | undefined

  constructor(form: Form, account?: Account) {
    this.form = form
    this.account = account
  }

  /** True if no more issues are added; the caller may stop. */
  get full(): boolean {
    return this.issues.length >= MOST || this.length > MOST_CHARACTERS
  }

  /** Pays for a guess of what is meant. @returns whether it may be made: at most as many as issues, and if the account pays */
  mayGuess(): boolean {
    return this.guesses-- > 0 && this.account?.take('schemaSteps', STEPS_OF_GUESS) !== false
  }

  /** Whether there is an issue at this place, or inside it. */
  hasIssueAt(pointer: string): boolean {
    return this.issues.some((issue) => issue.pointer === pointer || issue.pointer.startsWith(`${pointer}/`))
  }

  /** Adds the issues of a part that was checked in another form. */
  take({ issues }: IssueList): void {
    for (const issue of issues) {
      if (this.full) return
      this.length += issue.pointer.length
      this.issues.push(issue)
    }
  }

  add(
    code: DocumentIssueCode | PresentationIssueCode | 'secret_key',
    pointer: string,
    message: string,
    words: Words = {},
  ): void {
    if (this.full) return
    const { expected, found, hint } = words
    this.length += pointer.length
    this.issues.push({
      pointer,
      code,
      severity: Object.hasOwn(CODES, code) ? CODES[code as DocumentIssueCode][this.form] : 'error',
      message: visible(message),
      ...(expected === undefined ? {} : { expected }),
      ...(found === undefined ? {} : { found: visible(found) }),
      ...(hint === undefined ? {} : { hint: visible(hint) }),
    })
  }
}

/** Names the type of a value. It never shows the value itself, which may be personal data. */
export function describe(value: Json | undefined): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array'
  if (typeof value === 'object') return 'an object'
  if (value === '') return 'an empty string'
  return `a ${typeof value}`
}

/** Quotes a name, shortened. */
export function quote(text: string): string {
  return `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`
}
