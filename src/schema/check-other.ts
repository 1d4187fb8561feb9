/** The whole check of what is no record, with words for whatever is wrong. `verify` loads it only where `isClean` says no. */
import type { JsonObject } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import type { Form } from '../issue-codes.js'
import { credentialKind, vcdmKind } from './classes/credential-kind.js'
import { standalone } from './contexts/context-scope.js'
import { explainObject } from './explain/explain.js'
import { clean } from './generated/clean.generated.js'
import { CLASSES } from './generated/model.generated.js'
import { Findings } from './issues/issues.js'
import { credentialRules } from './rules/credential-rules.js'
import { objectRules } from './rules/object-rules.js'
import { resultRules } from './rules/result-rules.js'
import { vcdmRules } from './rules/vcdm-rules.js'

/**
 * Checks a snapshot of a credential that is no record: a badge or an endorsement against the Open Badges data model, any
 * other credential (a status list, for example) against VCDM. No issues: nothing to say.
 */
export function checkOther(document: JsonObject, form: Form): readonly Issue[] {
  const kind = credentialKind(document)
  const name = kind ?? vcdmKind(document)
  const frame = standalone(form === 'strict')
  const findings = new Findings(form)
  if (!clean[name]!(document, frame)) explainObject(CLASSES[name]!, document, frame, '', findings)
  if (kind === undefined) vcdmRules(document, frame, findings)
  else credentialRules(document, frame, '', findings, resultRules)
  return findings.issues
}

/** Checks an object of a class that stands alone; `open` when extension contexts may define further members. */
export function checkClass(name: string, value: JsonObject, form: Form, open = false): readonly Issue[] {
  const frame = standalone(form === 'strict', open)
  const findings = new Findings(form)
  if (!clean[name]!(value, frame)) explainObject(CLASSES[name]!, value, frame, '', findings)
  objectRules(name, value, frame, findings)
  return findings.issues
}
