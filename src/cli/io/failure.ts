/** Turns an error into a message: what is wrong, where, and what to do. No stack. */
import { type ErrorCode, type Issue, isOpenBadgeError, type OpenBadgeError } from '../../errors.js'
import { BAD, CallError, type Shell, WRONG } from './shell.js'
import { jsonLine, safe } from './terminal-text.js'

export interface Failure {
  readonly code: string
  /** With each issue and its hint, at most ten. */
  readonly message: string
  /** The message without issues, if there are some. */
  readonly head?: string
  readonly hint?: string
  readonly issues?: readonly Issue[]
  /** The first findings about rows of a table. */
  readonly first?: readonly object[]
  readonly status: number
}

/** Codes that mean a fault of the credential. Every other code is a fault of the call or a file. */
const CREDENTIAL_FAULTS: ReadonlySet<ErrorCode> = new Set([
  'model_invalid',
  'jsonld_unsafe',
  'jsonld_invalid',
  'proof_invalid',
  'jwt_invalid',
  'status_invalid',
  'plan_refused',
  'stack_refused',
] satisfies ErrorCode[])

const HINTS: Partial<Record<ErrorCode, string>> = {
  key_invalid: 'Use the key file that "laurel init" wrote, a private JWK, a PEM file or a Multikey secret.',
  document_unknown: 'Add --online to let laurel fetch documents that are not bundled.',
}

export function failureOf(error: unknown): Failure {
  if (isOpenBadgeError(error)) return typed(error)
  if (error instanceof CallError) {
    return { code: 'call_invalid', message: error.message, ...hint(error.hint), status: WRONG }
  }
  const message = error instanceof Error ? error.message : 'an unknown error occurred'
  return { code: error instanceof TypeError ? 'call_invalid' : 'unexpected', message, status: WRONG }
}

/** The members of a failure in JSON. */
export function errorOf({ status: _, head: __, ...error }: Failure): object {
  return error
}

export function printFailure(shell: Shell, failure: Failure, json: boolean): void {
  if (json) {
    shell.err(jsonLine({ error: errorOf(failure) }))
    return
  }
  const { message, head = message, issues = [] } = failure
  shell.err(safe`laurel: ${head}\n`)
  for (const issue of issues.slice(0, ISSUES_MAXIMUM)) shell.err(safe`  ${issueLine(issue)}\n`)
  if (issues.length > ISSUES_MAXIMUM) shell.err(safe`  ${moreThan(issues)}\n`)
  if (failure.hint !== undefined) shell.err(safe`  ${failure.hint}\n`)
}

/** One line for each finding. */
export function issueLine({ pointer, message, expected, found, hint }: Issue): string {
  const gap =
    expected === undefined ? '' : ` Expected ${expected}${found === undefined ? '' : `, found ${found}`}.`
  return `${pointer || '/'}: ${sentence(message)}${gap}${hint === undefined ? '' : ` ${inCommand(sentence(hint))}`}`
}

/** Messages of the library that name its own options, in the words of the command: reason → message and hint. */
const OF_THE_COMMAND: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  'already baked': [
    'the image already has a credential',
    'Use the image without a badge, or replace the credential with "laurel bake --replace".',
  ],
  'trailing data': ['bytes follow the end of the PNG', 'Save the image again with an image program.'],
  proof_not_yet_valid: [
    '--created is in the future, and verifiers refuse such a proof',
    'Leave --created out. For a badge that begins later, write "validFrom" into it.',
  ],
}

/** The library gives an option both names, `(out, --out)`. The command gives its own. */
export function inCommand(text: string): string {
  return text.replace(/\(\w+, (--[\w-]+(?: \w+)?)\)/g, '($1)')
}

function typed(error: OpenBadgeError): Failure {
  const { reason = '' } = error.details as { readonly reason?: string }
  const [message, remedy] = Object.hasOwn(OF_THE_COMMAND, reason) ? OF_THE_COMMAND[reason]! : []
  const details = error.details as { readonly issues?: unknown; readonly hint?: string }
  const issues = Array.isArray(details.issues) ? (details.issues as readonly Issue[]) : []
  return {
    code: error.code,
    message: inCommand(message ?? error.message),
    ...(issues.length === 0 ? {} : withIssues(error.message, issues)),
    ...hint(remedy ?? details.hint ?? hintFor(error) ?? saidBySigner(error)),
    status: CREDENTIAL_FAULTS.has(error.code) && reason !== 'proof_not_yet_valid' ? BAD : WRONG,
  }
}

/** The maximum number of issues in a message. JSON has all of them in `issues`. */
const ISSUES_MAXIMUM = 10

/** The message of the library names one issue only. */
function withIssues(message: string, issues: readonly Issue[]): Pick<Failure, 'message' | 'head' | 'issues'> {
  const at = Math.max(...issues.map(({ pointer }) => message.indexOf(`: ${pointer || 'the top'}: `)))
  const head = at < 0 ? message : message.slice(0, at)
  const told = issues.slice(0, ISSUES_MAXIMUM).map(issueLine)
  const more = issues.length > ISSUES_MAXIMUM ? [moreThan(issues)] : []
  return { message: `${head}: ${[...told, ...more].join(' ')}`, head, issues }
}

function moreThan(issues: readonly Issue[]): string {
  return `… and ${issues.length - ISSUES_MAXIMUM} more; --json prints all of them.`
}

function hintFor(error: OpenBadgeError): string | undefined {
  if (!isOpenBadgeError(error, 'image_invalid')) return HINTS[error.code]
  return error.details.reason === 'format' ? 'Use a PNG or an SVG image.' : undefined
}

/** The operator chose the signer, so the operator may read its message. */
function saidBySigner(error: OpenBadgeError): string | undefined {
  if (error.code !== 'signer_failed' || !(error.cause instanceof Error)) return undefined
  const { name, message } = error.cause
  return `Message of the signer: ${name === 'Error' ? '' : `${name}: `}${message.split('\n', 1)[0]}`
}

function hint(text: string | undefined): { readonly hint?: string } {
  return text === undefined ? {} : { hint: inCommand(text) }
}

/** A sentence with a capital, unless it begins with something other than a word, and with a full stop. */
function sentence(text: string): string {
  const begun = text.replace(/^\p{Ll}+(?=\s)/u, (word) => word[0]!.toUpperCase() + word.slice(1))
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
