/** Turns broken rules into issues with messages. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { IssueList } from '../issues/issue-list.js'
import { resultRules } from '../results/result-rules.js'
import { orderSigned } from '../results/result-scale.js'
import { relatedResourceRules } from './related-resources.js'
import { RULE_MESSAGES, type RuleName } from './rule-messages.js'
import type { RuleReporter } from './rule-reporter.js'
import { typedObjectRules } from './typed-objects.js'

export class IssueReporter implements RuleReporter {
  private readonly findings: IssueList

  constructor(findings: IssueList) {
    this.findings = findings
  }

  report(rule: RuleName, pointer: string, ...values: readonly string[]): void {
    const code = rule === 'empty_name' || rule === 'empty_description' ? 'empty_text' : rule
    // A hostile document breaks a rule many thousand times, and each message takes time to write.
    if (!this.findings.takes(code)) return
    const [message, expected, found, hint] = RULE_MESSAGES[rule].map((text) =>
      text.replace(/%(\d)/g, (_, place) => values[Number(place) - 1]!),
    ) as [string, string, string, string]
    this.findings.add(code, pointer, message, { expected, found, hint })
  }

  hasIssueAt(pointer: string): boolean {
    return this.findings.hasIssueAt(pointer)
  }

  results(
    results: Json | undefined,
    descriptions: Json | undefined,
    subject: string,
    credential: JsonObject,
  ): void {
    resultRules(results, descriptions, subject, orderSigned(credential), this.findings)
  }

  objects(name: string, value: Json, pointer: string): void {
    typedObjectRules(value, pointer, name !== 'relatedResource', this.findings)
    if (name === 'relatedResource') relatedResourceRules(value, pointer, this.findings)
  }
}
