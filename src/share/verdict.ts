/** A report boiled down to one word, one sentence, and whether its credential's claims may be shown. */
import type { JsonObject } from '../encoding/json.js'
import type { CheckResult, Report } from '../verify/report.js'
import { type Language, sentence } from '../verify/sentences/sentence.js'
import { WORDS } from './words.js'

export type Verdict = 'verified' | 'failed' | 'unsure' | 'unchecked'

export interface Summary {
  readonly verdict: Verdict
  readonly title: string
  /** The first row that stands in the way, in words. */
  readonly reason: string | undefined
  /** The claims: the checked snapshot, or what was given where at least the signature holds or nothing was checked. */
  readonly shown: JsonObject | undefined
}

export function summarise(credential: JsonObject, report: Report | undefined, language: Language): Summary {
  const words = WORDS[language]
  if (report === undefined) {
    return { verdict: 'unchecked', title: words.notChecked, reason: undefined, shown: credential }
  }
  if (report.verified) {
    return { verdict: 'verified', title: words.verified, reason: undefined, shown: report.credential }
  }
  const failed = report.checks.find(({ outcome }) => outcome === 'fail')
  const decisive = failed ?? report.checks.find(({ outcome }) => outcome === 'unknown')
  const signed = report.checks.some(({ id, outcome }) => id === 'proof' && outcome === 'pass')
  return {
    verdict: failed === undefined ? 'unsure' : 'failed',
    title: failed === undefined ? words.notSure : words.notVerified,
    reason: decisive === undefined ? undefined : rowSentence(decisive, language),
    shown: signed ? credential : undefined,
  }
}

export function rowSentence({ code, details }: CheckResult, language: Language): string {
  return sentence(code, language, details)
}
