/** Checks any credential that is not a record, with messages. `verify` loads this file if `isClean` finds a fault. */
import type { JsonObject } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import type { Form } from '../issue-codes.js'
import { checkBadge } from './check-badge.js'
import { credentialClass, vcdmClass } from './classes/credential-class.js'
import { standalone } from './contexts/context-scope.js'
import { explainObject } from './explain/explain.js'
import { cleanVcdm } from './generated/clean-vcdm.generated.js'
import { CLASSES } from './generated/model.generated.js'
import { type Account, IssueList } from './issues/issue-list.js'
import { vcdmRules } from './rules/vcdm-rules.js'

/**
 * Checks a snapshot of a credential that is not a record: a badge or an endorsement against the Open Badges data model, any
 * other credential (a status list, for example) against VCDM.
 */
export function checkNonRecord(document: JsonObject, form: Form, account?: Account): readonly Issue[] {
  const kind = credentialClass(document)
  return kind === undefined ? checkVcdm(document, form, account) : checkBadge(kind, document, form, account)
}

/** Checks a snapshot of a credential against VCDM 2.0 or 1.1. */
export function checkVcdm(document: JsonObject, form: Form, account?: Account): readonly Issue[] {
  const name = vcdmClass(document)
  const frame = standalone(form === 'strict')
  const findings = new IssueList(form, account)
  if (!cleanVcdm[name]!(document, frame)) explainObject(CLASSES[name]!, document, frame, '', findings)
  vcdmRules(document, frame, findings)
  return findings.issues
}
