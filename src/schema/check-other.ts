/** The whole check of what is no record, with words for whatever is wrong. `verify` loads it only where `isClean` says no. */
import type { JsonObject } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import type { Form } from '../issue-codes.js'
import { checkBadge } from './check-badge.js'
import { credentialKind, vcdmKind } from './classes/credential-kind.js'
import { standalone } from './contexts/context-scope.js'
import { explainObject } from './explain/explain.js'
import { cleanVcdm } from './generated/clean-vcdm.generated.js'
import { CLASSES } from './generated/model.generated.js'
import { Findings } from './issues/issues.js'
import { vcdmRules } from './rules/vcdm-rules.js'

/**
 * Checks a snapshot of a credential that is no record: a badge or an endorsement against the Open Badges data model, any
 * other credential (a status list, for example) against VCDM. No issues: nothing to say.
 */
export function checkOther(document: JsonObject, form: Form): readonly Issue[] {
  const kind = credentialKind(document)
  if (kind !== undefined) return checkBadge(kind, document, form)
  const name = vcdmKind(document)
  const frame = standalone(form === 'strict')
  const findings = new Findings(form)
  if (!cleanVcdm[name]!(document, frame)) explainObject(CLASSES[name]!, document, frame, '', findings)
  vcdmRules(document, frame, findings)
  return findings.issues
}
