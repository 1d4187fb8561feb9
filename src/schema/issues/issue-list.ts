/** Collects issues with their severity, up to a limit for errors and one for warnings. No number of warnings hides an error. */
import { visible } from '../../encoding/forms/characters.js'
import type { Json } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import {
  CODES,
  type DocumentIssueCode,
  type Form,
  type PresentationIssueCode,
  type Severity,
} from '../../issue-codes.js'

/** The maximum number of errors, and of warnings. */
const MOST = 200
/** The maximum number of characters of their pointers, because a member name can be as long as a document. */
const MOST_CHARACTERS = 50_000

type Code = DocumentIssueCode | PresentationIssueCode | 'secret_key'

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
  /** Where the issues are, and all that is around them. */
  private readonly places = new Set<string>()
  private readonly room = { error: [MOST, MOST_CHARACTERS], warning: [MOST, MOST_CHARACTERS] }
  private guesses = MOST
  readonly form: Form
  readonly account: Account | undefined

  constructor(form: Form, account?: Account) {
    this.form = form
    this.account = account
  }

  /** True if there is an error and no more are added; the caller may stop. */
  get full(): boolean {
    return this.isFull('error')
  }

  /** Whether an issue with this code would be added. */
  takes(code: Code): boolean {
    return !this.isFull(this.severityOf(code))
  }

  /** Pays for a guess of what is meant. @returns whether it may be made: at most as many as issues, and if the account pays */
  mayGuess(): boolean {
    return this.guesses-- > 0 && this.account?.take('schemaSteps', STEPS_OF_GUESS) !== false
  }

  /** Whether there is an issue at this place, or inside it. */
  hasIssueAt(pointer: string): boolean {
    return this.places.has(pointer)
  }

  /** Adds the issues of a part that was checked in another form. */
  take({ issues }: IssueList): void {
    for (const issue of issues) this.push(issue)
  }

  add(code: Code, pointer: string, message: string, words: Words = {}): void {
    const severity = this.severityOf(code)
    if (this.isFull(severity)) return
    const { expected, found, hint } = words
    this.push({
      pointer,
      code,
      severity,
      message: visible(message),
      ...(expected === undefined ? {} : { expected }),
      ...(found === undefined ? {} : { found: visible(found) }),
      ...(hint === undefined ? {} : { hint: visible(hint) }),
    })
  }

  private push(issue: Issue): void {
    if (this.isFull(issue.severity!)) return
    const room = this.room[issue.severity!]
    room[0]!--
    room[1]! -= issue.pointer.length
    this.issues.push(issue)
    for (let at = issue.pointer; !this.places.has(at); at = at.slice(0, at.lastIndexOf('/')))
      this.places.add(at)
  }

  private isFull(severity: Severity): boolean {
    return this.room[severity].some((left) => left <= 0)
  }

  private severityOf(code: Code): Severity {
    return Object.hasOwn(CODES, code) ? CODES[code as DocumentIssueCode][this.form] : 'error'
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
