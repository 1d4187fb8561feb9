/** The whole check of a badge or an endorsement, with words for whatever is wrong. Who does not know that there is one asks `check-non-record.ts`. */
import type { JsonObject } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import type { Form } from '../issue-codes.js'
import { standalone } from './contexts/context-scope.js'
import { explainObject } from './explain/explain.js'
import { clean } from './generated/clean.generated.js'
import { CLASSES } from './generated/model.generated.js'
import { type Account, IssueList } from './issues/issue-list.js'
import { credentialRules } from './rules/credential-rules.js'
import { IssueReporter } from './rules/issue-reporter.js'
import { objectRules } from './rules/object-rules.js'

/**
 * Checks a snapshot of a badge or an endorsement against the Open Badges data model. No issues: nothing to say.
 * @param kind of `credentialClass`
 */
export function checkBadge(
  kind: string,
  document: JsonObject,
  form: Form,
  account?: Account,
): readonly Issue[] {
  const frame = standalone(form === 'strict')
  const findings = new IssueList(form, account)
  if (!clean[kind]!(document, frame)) explainObject(CLASSES[kind]!, document, frame, '', findings)
  credentialRules(document, frame, '', new IssueReporter(findings))
  return findings.issues
}

/** Checks an object of a class that stands alone; `open` when extension contexts may define further members. */
export function checkClass(name: string, value: JsonObject, form: Form, open = false): readonly Issue[] {
  const frame = standalone(form === 'strict', open)
  const findings = new IssueList(form)
  if (!clean[name]!(value, frame)) explainObject(CLASSES[name]!, value, frame, '', findings)
  objectRules(name, value, frame, findings)
  return findings.issues
}
