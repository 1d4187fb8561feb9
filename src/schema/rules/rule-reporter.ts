/** What the rules report to. Rules contain no messages, because a caller that only asks whether a rule is broken needs none. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { RuleName } from './rule-messages.js'

export interface RuleReporter {
  /** Reports a broken rule; `values` fill the placeholders of its message. */
  report(rule: RuleName, pointer: string, ...values: readonly string[]): void
  /** Whether there is an issue at this place, or inside it. */
  hasIssueAt(pointer: string): boolean
  /** Checks the rules of results (`result-rules.ts`), which few badges have. `subject` is a pointer. */
  results(
    results: Json | undefined,
    descriptions: Json | undefined,
    subject: string,
    credential: JsonObject,
  ): void
  /** Checks a member that VCDM 2.0 defines and very few badges have: one object or several. */
  objects(name: string, value: Json, pointer: string): void
}
