/** A fast test whether a credential has no issue, as nearly all have none. For the others, `validate.ts` lists the issues. */
import { isJsonObject, type JsonObject } from '../encoding/json.js'
import type { Form } from '../issue-codes.js'
import { credentialClass } from './classes/credential-class.js'
import { standalone } from './contexts/context-scope.js'
import { clean } from './generated/clean.generated.js'
import { credentialRules } from './rules/credential-rules.js'
import type { RuleReporter } from './rules/rule-reporter.js'

/**
 * True only where `checkCredential` has no issue for a badge or an endorsement. Badges with results, and credentials that
 * are neither, always need `checkCredential`.
 */
export function isClean(document: JsonObject, form: Form): boolean {
  const kind = credentialClass(document)
  if (kind === undefined) return false
  if (hasResults(document)) return false
  const frame = standalone(form === 'strict')
  if (!clean[kind]!(document, frame)) return false
  const found = new AnyIssue()
  credentialRules(document, frame, '', found)
  return !found.any
}

/** Records whether any rule is broken. */
class AnyIssue implements RuleReporter {
  any = false

  report(): void {
    this.any = true
  }

  hasIssueAt(): boolean {
    return false
  }

  results(): void {
    this.any = true
  }

  objects(): void {
    this.any = true
  }
}

/** Tested first, so that the results of a badge are not checked twice. */
function hasResults({ credentialSubject: subject }: JsonObject): boolean {
  if (subject === undefined || !isJsonObject(subject)) return false
  const { achievement } = subject
  return (
    subject['result'] !== undefined ||
    (achievement !== undefined && isJsonObject(achievement) && achievement['resultDescription'] !== undefined)
  )
}
