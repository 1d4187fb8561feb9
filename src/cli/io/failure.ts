/** Turns an error into a message: what is wrong, where, and what to do. No stack. */
import { type ErrorCode, type Issue, isOpenBadgeError, type OpenBadgeError } from '../../errors.js'
import { BAD, CallError, type Shell, WRONG } from './shell.js'
import { jsonLine, safe } from './terminal-text.js'

export interface Failure {
  readonly code: string
  readonly message: string
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
  json_invalid: 'Check the file with a JSON editor; "laurel validate FILE" shows where the fault is.',
  document_unknown: 'Add --online to let laurel fetch documents that are not bundled.',
}

export function failureOf(error: unknown): Failure {
  if (isOpenBadgeError(error)) return typed(error)
  if (error instanceof CallError) {
    return { code: 'call_invalid', message: error.message, ...hint(error.hint), status: WRONG }
  }
  const message = error instanceof Error ? error.message : 'something failed without a reason'
  return { code: error instanceof TypeError ? 'call_invalid' : 'unexpected', message, status: WRONG }
}

export function printFailure(shell: Shell, failure: Failure, json: boolean): void {
  if (json) {
    const { status: _, ...error } = failure
    shell.err(jsonLine({ error }))
    return
  }
  shell.err(safe`laurel: ${failure.message}\n`)
  for (const issue of failure.issues ?? []) shell.err(safe`  ${issueLine(issue)}\n`)
  if (failure.hint !== undefined) shell.err(safe`  ${failure.hint}\n`)
}

/** One line for each finding. */
export function issueLine({ pointer, message, expected, found, hint }: Issue): string {
  const gap =
    expected === undefined ? '' : ` Expected ${expected}${found === undefined ? '' : `, found ${found}`}.`
  return `${pointer || '/'}: ${sentence(message)}${gap}${hint === undefined ? '' : ` ${sentence(hint)}`}`
}

/** What the library says of an option of a function, as the command has it: reason → message and hint. */
const OF_THE_COMMAND: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  'already baked': [
    'the image already has a credential',
    'Use the picture without a badge. "laurel bake --replace" puts another credential in its place.',
  ],
}

function typed(error: OpenBadgeError): Failure {
  const reason = isOpenBadgeError(error, 'image_invalid') ? error.details.reason : ''
  const [message, remedy] = Object.hasOwn(OF_THE_COMMAND, reason) ? OF_THE_COMMAND[reason]! : []
  const details = error.details as { readonly issues?: unknown; readonly hint?: string }
  const issues = Array.isArray(details.issues) ? (details.issues as readonly Issue[]) : undefined
  return {
    code: error.code,
    message: message ?? error.message,
    ...(issues === undefined ? {} : { issues }),
    ...hint(remedy ?? details.hint ?? hintFor(error) ?? saidBySigner(error)),
    status: CREDENTIAL_FAULTS.has(error.code) ? BAD : WRONG,
  }
}

function hintFor(error: OpenBadgeError): string | undefined {
  if (!isOpenBadgeError(error, 'image_invalid')) return HINTS[error.code]
  return error.details.reason === 'format' ? 'Use a PNG or an SVG image.' : undefined
}

/** The signer is the operator's own, so the operator may read what it says. */
function saidBySigner(error: OpenBadgeError): string | undefined {
  if (error.code !== 'signer_failed' || !(error.cause instanceof Error)) return undefined
  const { name, message } = error.cause
  return `The signer says: ${name === 'Error' ? '' : `${name}: `}${message.split('\n', 1)[0]}`
}

function hint(text: string | undefined): { readonly hint?: string } {
  return text === undefined ? {} : { hint: text }
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}
