/** Summarises a report: one word, one sentence, and whether the credential is at least genuine. */

import { checkOptions, type OptionTest, requireResult } from '../../encoding/options.js'
import { requireLanguage } from '../../verify/messages/require-language.js'
import { type Language, sentence } from '../../verify/messages/sentence.js'
import type { CheckId, CheckResult, Report } from '../../verify/report/report.js'
import { skippedRows } from '../../verify/report/skipped-rows.js'
import { contradictionOf, requireRows } from '../facts/judged.js'
import { VISITOR } from '../words/visitor-words.js'
import { type Mark, WORDS } from '../words/words.js'

export type Verdict = 'verified' | 'failed' | 'unsure' | 'unchecked'

export interface Summary {
  readonly verdict: Verdict
  readonly title: string
  /** The sentence of the first row that prevents `verified`. */
  readonly reason: string | undefined
  /** Set if the credential is genuine, but expired, not yet valid, revoked, suspended, or contradicted by its parts. */
  readonly mark: Mark | undefined
}

export interface SummaryOptions {
  /** Who reads the reason. Default `operator`. */
  readonly reader?: 'operator' | 'visitor'
}

const OPTIONS: Readonly<Record<keyof SummaryOptions, OptionTest>> = {
  reader: (value) => value === 'operator' || value === 'visitor' || "write 'operator' or 'visitor'",
}

/** The most serious first. */
const MARKS: readonly { readonly mark: Mark; readonly check: CheckId }[] = [
  { mark: 'revoked', check: 'status' },
  { mark: 'suspended', check: 'status' },
  { mark: 'expired', check: 'validity' },
  { mark: 'not_yet_valid', check: 'validity' },
]

/**
 * Says what a report means in one title and one reason.
 *
 * @param report - The report of `verify`, or `undefined` when nothing was verified.
 * @param language - `en`, `de` or `fr`.
 * @param options - `reader`: who reads the reason. `operator` (default) is the person who called `verify` and can change its
 *   options; `visitor` is anybody else, as on the page of `credentialPage`.
 * @returns The verdict, its title, and the first reason against the credential.
 * @throws OpenBadgeError `report_mismatch` if the report says verified and its rows do not; TypeError for bad options.
 * @example
 * const { verdict, title, reason } = summarise(report, 'en', { reader: 'visitor' })
 */
export function summarise(
  report: Report | undefined,
  language: Language,
  options: SummaryOptions = {},
): Summary {
  checkOptions('summarise', options, OPTIONS)
  return summaryFor(report, language, options.reader === 'visitor' ? visitorSentence : reportSentence)
}

/** Writes the sentence of a row or a warning. */
type Say = (row: Pick<CheckResult, 'code' | 'details'>, language: Language) => string

/** As `summarise`, with sentences for a given reader. */
export function summaryFor(report: Report | undefined, language: Language, say: Say): Summary {
  requireLanguage('summarise', language, Object.keys(WORDS))
  const words = WORDS[language]
  if (report === undefined) {
    return { verdict: 'unchecked', title: words.notChecked, reason: undefined, mark: undefined }
  }
  requireResult('summarise', report, 'verify', 'checks')
  requireRows('summarise', report)
  const against = contradictionOf(report)
  if (against !== undefined) {
    const reason = say(against, language)
    return { verdict: 'failed', title: words.marks.contradicted, reason, mark: 'contradicted' }
  }
  if (report.verified) {
    return { verdict: 'verified', title: words.verified, reason: undefined, mark: undefined }
  }
  const { checks } = report
  const marked = markOf(checks)
  const failed = marked ?? checks.find(({ outcome }) => outcome === 'fail')
  const decisive = failed ?? checks.find(({ outcome }) => outcome === 'unknown') ?? skippedRows(report)[0]
  const mark = marked?.code as Mark | undefined
  const title = failed === undefined ? words.notSure : words.notVerified
  return {
    verdict: failed === undefined ? 'unsure' : 'failed',
    title: mark === undefined ? title : words.marks[mark],
    reason: decisive === undefined ? undefined : say(decisive, language),
    mark,
  }
}

/** The sentence for a visitor of a page. */
export function visitorSentence(row: Pick<CheckResult, 'code' | 'details'>, language: Language): string {
  return VISITOR[language][row.code] ?? reportSentence(row, language)
}

/** The sentence for the person who asked for the report. */
function reportSentence(
  { code, details }: Pick<CheckResult, 'code' | 'details'>,
  language: Language,
): string {
  return sentence(code, language, details)
}

/** The most serious row that gives a mark, if signature and issuer passed and no other row failed or is unknown. */
function markOf(checks: readonly CheckResult[]): CheckResult | undefined {
  const passed = (id: CheckId): boolean => checks.some((row) => row.id === id && row.outcome === 'pass')
  const marking = MARKS.flatMap(({ mark, check }) =>
    checks.filter(({ id, outcome, code }) => id === check && outcome === 'fail' && code === mark),
  )
  const others = checks.filter(
    (row) => (row.outcome === 'fail' || row.outcome === 'unknown') && !marking.includes(row),
  )
  return passed('proof') && passed('issuer') && others.length === 0 ? marking[0] : undefined
}
