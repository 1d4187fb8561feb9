/** Takes what the rules tell, and gives it words. */
import type { Json } from '../../encoding/json.js'
import type { Findings } from '../issues/issues.js'
import { relatedResourceRules } from './related-resources.js'
import { resultRules } from './result-rules.js'
import { RULE_WORDS, type RuleWord } from './rule-words.js'
import type { Told } from './told.js'

export class Worded implements Told {
  private readonly findings: Findings

  constructor(findings: Findings) {
    this.findings = findings
  }

  tell(word: RuleWord, pointer: string, ...values: readonly string[]): void {
    // Putting words together is dear, and a hostile document breaks a rule many thousand times.
    if (this.findings.full) return
    const [message, expected, found, hint] = RULE_WORDS[word].map((text) =>
      text.replace(/%(\d)/g, (_, place) => values[Number(place) - 1]!),
    ) as [string, string, string, string]
    const code = word === 'empty_name' || word === 'empty_description' ? 'empty_text' : word
    this.findings.add(code, pointer, message, { expected, found, hint })
  }

  speaksOf(pointer: string): boolean {
    return speaksOf(this.findings, pointer)
  }

  results(results: Json | undefined, descriptions: Json | undefined, subject: string): void {
    resultRules(results, descriptions, subject, this.findings)
  }

  related(resources: Json, pointer: string): void {
    relatedResourceRules(resources, pointer, this.findings)
  }
}

export function speaksOf(findings: Findings, pointer: string): boolean {
  return findings.issues.some((issue) => issue.pointer === pointer || issue.pointer.startsWith(`${pointer}/`))
}
