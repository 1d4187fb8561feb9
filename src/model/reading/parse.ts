/** Reads any credential into one typed view. */

import { freezeJson, isJsonObject, type PlainObject, parseJson, snapshot } from '../../encoding/json.js'
import { isReport } from '../../encoding/json-value.js'
import { checkOptionNames } from '../../encoding/options.js'
import type { Issue } from '../../errors.js'
import { isBreach } from '../../issue-codes.js'
import { checkCredential } from '../../schema/validate.js'
import { modelInvalid } from '../assembly/finish.js'
import { isCredential } from './credential-kind.js'
import type { CredentialView, ReadingIssue } from './view.js'
import { viewOf } from './view-of.js'

export interface ParseOptions {
  /** The language to show if a text has several. Default `en`. */
  readonly language?: string
}

const LIMITS = { length: 16_777_216, depth: 64, nodes: 50_000 }

const OPTIONS: ReadonlySet<string> = new Set(['language'] satisfies (keyof ParseOptions)[])

/**
 * Reads a credential of any kind (VCDM 1.1 or 2.0) into one typed view for display. It verifies nothing. For views of verified
 * credentials use `report.badges` of `verify`. Values that break the data model are left out of the view and listed in
 * `issues`. Instants are ISO texts in UTC.
 *
 * @param input - An object or JSON text.
 * @param options - `language`: the language to show if a text has several, default `en`.
 * @returns The view, frozen; `kind` says which view it is.
 * @throws OpenBadgeError `model_invalid` if the input is not a credential, `json_invalid`, `limit_exceeded`; TypeError for bad
 *   options.
 * @example
 * const view = parse(signed)
 * if (view.kind === 'open-badge') console.log(view.achievement.name)
 */
export function parse(input: PlainObject | string, options: ParseOptions = {}): CredentialView {
  checkOptionNames('parse', options, OPTIONS)
  const { language = 'en' } = options
  const json = typeof input === 'string' ? parseJson(input, LIMITS) : snapshot(input, LIMITS)
  if (!isJsonObject(json)) throw modelInvalid('the document', [wrong('', 'the document is not an object')])
  if (isReport(json))
    throw modelInvalid('the document', [
      {
        ...wrong('/type', 'this is a report, not a credential'),
        hint: 'use report.badges, which has a view of each badge',
      },
    ])
  if (!isCredential(json))
    throw modelInvalid('the document', [wrong('/type', 'the document is not a credential')])
  const original = freezeJson(json)
  return viewOf(original, {
    language,
    issues: checkCredential(original, 'compact')
      .filter(({ code, severity }) => severity !== 'warning' || isBreach(code))
      .map(withoutFound),
  })
}

/**
 * The former name of `parse`.
 *
 * @param credential - The credential as plain JSON.
 * @returns What `parse` returns.
 * @throws As `parse`.
 * @deprecated Use `parse`; `docs/reading-credentials.md` lists the new names of the members.
 * @example
 * const { name, issuer } = credentialFacts(signed)
 */
export function credentialFacts(credential: PlainObject): CredentialView {
  return parse(credential)
}

/** The issue without the value that was found, because views are shown to people. */
function withoutFound({ pointer, code, message, expected, hint }: Issue): ReadingIssue {
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
