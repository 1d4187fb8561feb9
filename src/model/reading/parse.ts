/** Reading: any credential as one typed view. */
import { freezeJson, isJsonObject, type PlainObject, parseJson, snapshot } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import type { Issue } from '../../errors.js'
import { CODES, type DocumentIssueCode } from '../../issue-codes.js'
import { checkCredential } from '../../schema/validate.js'
import { modelInvalid } from '../assembly/finish.js'
import { isCredential } from './credential-kind.js'
import type { CredentialView, ReadingIssue } from './view.js'
import { viewOf } from './view-of.js'

export interface ParseOptions {
  /** Which language of a text to show where there are several; `en` unless said otherwise. */
  readonly language?: string
}

const LIMITS = { length: 16_777_216, depth: 64, nodes: 50_000 }

const OPTIONS: ReadonlySet<string> = new Set(['language'] satisfies (keyof ParseOptions)[])

/**
 * Reads a credential of any kind (VCDM 1.1 or 2.0) into one typed view for display. It verifies nothing, and a view stands for
 * no verdict: `report.badges` of `verify` holds the same views with one. What is not as the model wants it is left out of the
 * view and told in `issues`. Instants are ISO texts in UTC.
 *
 * @param input - An object or JSON text.
 * @param options - `language`: which language to show where a text has several, default `en`.
 * @returns The view, frozen; `kind` says of what.
 * @throws OpenBadgeError `model_invalid` for what is no credential at all, `json_invalid`, `limit_exceeded`; TypeError for bad
 *   options.
 * @example
 * const view = parse(signed)
 * if (view.kind === 'open-badge') console.log(view.achievement.name)
 */
export function parse(input: PlainObject | string, options: ParseOptions = {}): CredentialView {
  checkOptionNames('parse', options, OPTIONS)
  const { language = 'en' } = options
  const json = typeof input === 'string' ? parseJson(input, LIMITS) : snapshot(input, LIMITS)
  if (!isJsonObject(json)) throw modelInvalid('the document', [wrong('', 'the document is no object')])
  if (!isCredential(json))
    throw modelInvalid('the document', [wrong('/type', 'the document is no credential')])
  const original = freezeJson(json)
  return viewOf(original, {
    language,
    issues: checkCredential(original, 'compact').filter(isBreach).map(plain),
  })
}

/**
 * The former name of `parse`, kept for those who have it in their programs.
 *
 * @param credential - The credential as plain JSON.
 * @returns What `parse` returns.
 * @throws As `parse`.
 * @deprecated Use `parse`; `docs/reading-credentials.md` says what each member is called there.
 * @example
 * const { name, issuer } = credentialFacts(signed)
 */
export function credentialFacts(credential: PlainObject): CredentialView {
  return parse(credential)
}

/** What an issuer must not write, whatever a reader bears with. */
function isBreach({ code, severity }: Issue): boolean {
  return (
    severity !== 'warning' ||
    (Object.hasOwn(CODES, code) && CODES[code as DocumentIssueCode].strict === 'error')
  )
}

/** Without the value found: views are shown to people. */
function plain({ pointer, code, message, expected, hint }: Issue): ReadingIssue {
  return Object.freeze({
    pointer,
    code,
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
  })
}

function wrong(pointer: string, message: string): Issue {
  return { pointer, code: pointer === '' ? 'wrong_type' : 'not_open_badge', severity: 'error', message }
}
