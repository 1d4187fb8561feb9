/** Checks a document against the data model of Open Badges 3.0 or of W3C credentials, and suggests corrections. */
import { isOlderOpenBadges } from '../documents/context-urls.js'
import {
  isJsonObject,
  itemsOf,
  type Json,
  type JsonLimits,
  type JsonObject,
  snapshot,
} from '../encoding/json.js'
import { checkOptionNames } from '../encoding/options.js'
import { type Issue, isOpenBadgeError } from '../errors.js'
import type { Form } from '../issue-codes.js'
import { checkClass } from './check-badge.js'
import { checkCredential } from './check-credential.js'
import { describe, IssueList } from './issues/issue-list.js'

export { checkClass } from './check-badge.js'
export { checkCredential } from './check-credential.js'
export { credentialClass } from './classes/credential-class.js'

export interface Validation {
  /** True when no issue is an error. */
  readonly valid: boolean
  readonly issues: readonly Issue[]
}

export interface ValidateOptions {
  /**
   * `compact` (default) accepts what JSON-LD allows, such as one value in place of a list, and reports faults as a reader
   * of credentials needs. `strict` requires what an issuer should write.
   */
  readonly form?: Form
}

/** Large enough for images as data URLs. */
const LIMITS: JsonLimits = { length: 16_777_216, depth: 64, nodes: 50_000 }

const OPTIONS: ReadonlySet<string> = new Set(['form'] satisfies (keyof ValidateOptions)[])

/**
 * Checks a badge, an endorsement or a profile against the Open Badges 3.0 data model (§B), a record against that of CLR 2.0, and
 * any other credential against VCDM 2.0 or 1.1. It verifies no signature. It does not throw for a document.
 *
 * @param document - Any value; a credential of VCDM 2.0 or 1.1 as plain JSON.
 * @param options - `form`: `compact` (default) accepts what JSON-LD allows; `strict` asks for what an issuer should write.
 * @returns `valid`, and every issue with its JSON Pointer and a hint.
 * @throws TypeError for bad options.
 * @example
 * const { valid, issues } = validate(signed)
 * for (const { pointer, message, hint } of issues) console.log(pointer, message, hint)
 */
export function validate(document: unknown, options: ValidateOptions = {}): Validation {
  checkOptionNames('validate', options, OPTIONS)
  const { form = 'compact' } = options
  if (form !== 'compact' && form !== 'strict')
    throw new TypeError('validate: form must be "compact" or "strict"')
  const issues = check(document, form)
  return { valid: issues.every(({ severity }) => severity === 'warning'), issues }
}

function check(document: unknown, form: Form): readonly Issue[] {
  const findings = new IssueList(form)
  let json: Json
  try {
    json = snapshot(document, LIMITS)
  } catch (error) {
    return notJson(error, findings)
  }
  if (!isJsonObject(json)) {
    findings.add('wrong_type', '', `the document is ${describe(json)}; an object belongs here`, {
      expected: 'an object',
      found: describe(json),
      hint:
        typeof json === 'string'
          ? 'parse JSON text first; verify() takes text and images'
          : 'pass the credential itself',
    })
    return findings.issues
  }
  if (isOlderBadge(json)) {
    findings.add(
      'wrong_type',
      '',
      'this is an older Open Badge (version 1 or 2), and only version 3.0 is checked',
      {
        expected: 'a credential of Open Badges 3.0',
        found: 'an older Open Badge',
        hint: 'make a new badge with openBadge()',
      },
    )
    return findings.issues
  }
  if (isProfile(json)) return checkClass('Profile', json, form)
  return checkCredential(json, form)
}

function isOlderBadge({ '@context': contexts }: JsonObject): boolean {
  return itemsOf(contexts, '').some(
    ([url]) => typeof url === 'string' && (isOlderOpenBadges(url, 1) || isOlderOpenBadges(url, 2)),
  )
}

function isProfile(document: JsonObject): boolean {
  const type = document['type']
  const named = Array.isArray(type) ? type.includes('Profile') : type === 'Profile'
  return named && document['credentialSubject'] === undefined && document['issuer'] === undefined
}

function notJson(error: unknown, findings: IssueList): readonly Issue[] {
  if (isOpenBadgeError(error, 'limit_exceeded')) {
    findings.add('limit', '', `the document exceeds the limit on ${error.details.limit}`, {
      expected: `at most ${error.details.maximum}`,
      found: 'more',
      hint: 'link to large data instead of embedding it',
    })
  } else {
    const place = isOpenBadgeError(error, 'json_invalid') ? error.details : undefined
    findings.add('not_json', place?.pointer ?? '', 'the document is not plain JSON', {
      expected: 'objects, arrays, strings, numbers, booleans',
      found: place?.reason ?? 'something else',
      hint: 'pass what JSON.parse would return',
    })
  }
  return findings.issues
}
