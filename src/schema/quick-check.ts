/** The quick answer for nearly every credential: that there is nothing to say. For the others, `validate.ts` finds the words. */
import { isJsonObject, type JsonObject } from '../encoding/json.js'
import type { Form } from '../issue-codes.js'
import { credentialKind } from './classes/credential-kind.js'
import { standalone } from './contexts/context-scope.js'
import { clean } from './generated/clean.generated.js'
import { credentialRules } from './rules/credential-rules.js'
import type { Told } from './rules/told.js'

/**
 * True only where `checkCredential` has no issue for a badge or an endorsement. Badges with results, and credentials that
 * are neither, are left to it, whatever it would say.
 */
export function isClean(document: JsonObject, form: Form): boolean {
  const kind = credentialKind(document)
  if (kind === undefined) return false
  if (hasResults(document)) return false
  const frame = standalone(form === 'strict')
  if (!clean[kind]!(document, frame)) return false
  const heard = new Heard()
  credentialRules(document, frame, '', heard)
  return !heard.anything
}

/** Hears whether there is anything to say, and leaves it to others to say it. */
class Heard implements Told {
  anything = false

  tell(): void {
    this.anything = true
  }

  speaksOf(): boolean {
    return false
  }

  results(): void {
    this.anything = true
  }

  related(): void {
    this.anything = true
  }
}

/** Looked at first, so that no badge is checked twice for its results. */
function hasResults({ credentialSubject: subject }: JsonObject): boolean {
  if (subject === undefined || !isJsonObject(subject)) return false
  const { achievement } = subject
  return (
    subject['result'] !== undefined ||
    (achievement !== undefined && isJsonObject(achievement) && achievement['resultDescription'] !== undefined)
  )
}
