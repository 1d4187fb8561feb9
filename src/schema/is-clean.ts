/** The quick answer for nearly every credential: that there is nothing to say. For the others, `validate.ts` finds the words. */
import type { JsonObject } from '../encoding/json.js'
import { clean } from './clean.generated.js'
import type { Form } from './codes.js'
import { credentialKind } from './credential-kind.js'
import { Findings } from './findings.js'
import { standalone } from './frame.js'
import { credentialRules } from './rules.js'

/** True exactly where `checkCredential` has no issue for a badge or an endorsement; never for other credentials. */
export function isClean(document: JsonObject, form: Form): boolean {
  const kind = credentialKind(document)
  if (kind === undefined) return false
  const frame = standalone(form === 'strict')
  if (!clean[kind]!(document, frame)) return false
  const findings = new Findings(form)
  credentialRules(document, frame, '', findings)
  return findings.issues.length === 0
}
