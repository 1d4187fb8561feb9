/** The last step of each builder: throws all issues at once, or returns a frozen object. */

import { freezeJson, type JsonObject, keepFrozen } from '../../encoding/json.js'
import { SECRET_KEY, secretKeyAt } from '../../encoding/secret-key.js'
import { type Issue, issuesInWords, OpenBadgeError } from '../../errors.js'
import { checkClass } from '../../schema/check-badge.js'
import { isStandardTerm } from '../../schema/contexts/context-versions.js'
import { CLASSES } from '../../schema/generated/model.generated.js'
import { withBuilderHint } from '../hints/builder-hints.js'
import { remember } from './built.js'
import { construct, type Pair } from './construct.js'
import { Draft } from './draft.js'
import type { Extension } from './extension.js'

/** Builds an object of the class from a literal. */
export function build(className: string, input: unknown, extensions: readonly Extension[] = []): JsonObject {
  const draft = new Draft(extensions)
  const pair = construct(className, input, '', draft)
  return finish(className, pair, draft, check(className, pair))
}

export function check(className: string, pair: Pair | undefined): readonly Issue[] {
  if (pair === undefined) return []
  const { core } = pair
  if (typeof core === 'object' && core !== null && !Array.isArray(core)) {
    return checkClass(className, core as JsonObject, 'strict')
  }
  return [objectIssue(className, core)]
}

/** The error for an input that is not an object. */
export function notAnObject(className: string, found: unknown): OpenBadgeError<'model_invalid'> {
  return modelInvalid(className, [objectIssue(className, found)])
}

function objectIssue(className: string, found: unknown): Issue {
  return {
    pointer: '',
    code: 'wrong_type',
    severity: 'error',
    message: `the value for ${className} is not an object`,
    expected: 'an object',
    found: found === null ? 'null' : Array.isArray(found) ? 'an array' : `a ${typeof found}`,
    hint: 'pass { … }',
  }
}

/** Throws all issues except warnings. If there are none, freezes and remembers the object. */
export function finish(
  className: string,
  pair: Pair | undefined,
  draft: Draft,
  checked: readonly Issue[],
): JsonObject {
  const secret = pair && secretKeyAt(pair.full)
  if (secret !== undefined) throw modelInvalid(className, [{ pointer: secret, ...SECRET_KEY }])
  const told = draft.findings.issues.filter(({ code }) => code === 'secret_key')
  if (told.length > 0) throw modelInvalid(className, told)
  // The builder's own issues are always errors.
  const own = draft.findings.issues.map((issue) => ({ ...issue, severity: 'error' as const }))
  const reported = new Set(own.map(({ pointer }) => pointer))
  // A value that could not be read is missing in the checked object. It already has an issue.
  const issues = [
    ...own,
    ...checked.filter((issue) => issue.code !== 'missing' || !isReported(reported, issue.pointer)),
  ]
    .map((issue) =>
      issue.code === 'foreign_term' ? refuseForeign(issue) : withBuilderHint(className, issue),
    )
    .filter((issue) => issue.severity !== 'warning')
  if (issues.length > 0 || pair === undefined) throw modelInvalid(className, issues)
  const full = keepFrozen(pair.full as JsonObject)
  const core = freezeJson(pair.core as JsonObject)
  remember(full, {
    className,
    core,
    extensions: [...draft.extensions],
    standardTerms: [...draft.standardTerms],
  })
  return full
}

/** The data model does not have this member. Without a declaration in `defineExtension` it is an error. */
function refuseForeign(issue: Issue): Issue {
  const name = issue.pointer.slice(issue.pointer.lastIndexOf('/') + 1)
  const more = isStandardTerm(name) ? '; to keep it, declare it with defineExtension' : ''
  return { ...issue, severity: 'error', hint: `${issue.hint ?? 'leave it out'}${more}` }
}

function isReported(pointers: ReadonlySet<string>, pointer: string): boolean {
  for (const reported of pointers) if (reported === pointer || reported.startsWith(`${pointer}/`)) return true
  return false
}

export function modelInvalid(what: string, issues: readonly Issue[]): OpenBadgeError<'model_invalid'> {
  const where = issues.length === 0 ? '' : `: ${issuesInWords(issues)}`
  const model = CLASSES[what]?.vcdm ? 'the W3C data model' : 'the Open Badges model'
  return new OpenBadgeError('model_invalid', `${what} breaks ${model}${where}`, {
    issues,
  })
}
