/** Prints reports: in full for a file with one badge, in short for each line of NDJSON. */
import { counted } from '../../bulk/table/phrases.js'
import { CHECK_IDS, type CheckResult, type Language, type Report } from '../../index.js'
import { WORDS, type Words } from '../../share/words/words.js'
import type { Shell } from '../io/shell.js'
import { safe } from '../io/terminal-text.js'
import { hintFor, offlineHint } from './offline-hint.js'

const MARKS = { pass: '✓', fail: '✗', unknown: '?', skipped: '·' } as const

export function printReport(shell: Shell, name: string, report: Report, language?: Language): void {
  printRows(shell, name, report, report.checks, language)
  printHint(shell, offlineHint(report))
}

/** One line for a verified badge. For another, also the checks that prevent it. */
export function printShort(shell: Shell, name: string, report: Report, language?: Language): void {
  const isAgainst = ({ outcome }: CheckResult): boolean => outcome === 'fail' || outcome === 'unknown'
  printRows(shell, name, report, report.verified ? [] : report.checks.filter(isAgainst), language)
}

/** How many badges of a file with several are verified, and the documents that checks lacked. */
export function printSummary(
  shell: Shell,
  file: string,
  { badges, verified }: { readonly badges: number; readonly verified: number },
  lacking: Iterable<string>,
): void {
  shell.out(safe`${file}: ${verified} of ${counted(badges, 'badge')} verified\n`)
  printHint(shell, hintFor(lacking))
}

function printHint(shell: Shell, hint: string | undefined): void {
  if (hint !== undefined) shell.out(safe`  ${hint}\n`)
}

/** Without a language, the words that scripts read: `verified`, `NOT verified`, and the ids of the rows. */
function wordsIn(language: Language | undefined): Pick<Words, 'verified' | 'notVerified' | 'rows'> {
  if (language !== undefined && language !== 'en') return WORDS[language]
  const rows = Object.fromEntries(CHECK_IDS.map((id) => [id, id])) as Words['rows']
  return { verified: 'verified', notVerified: 'NOT verified', rows }
}

function printRows(
  shell: Shell,
  name: string,
  report: Report,
  rows: readonly CheckResult[],
  language: Language | undefined,
): void {
  const words = wordsIn(language)
  shell.out(safe`${name}: ${report.verified ? words.verified : words.notVerified}\n`)
  const width = Math.max(...CHECK_IDS.map((id) => words.rows[id].length))
  for (const { id, outcome, message } of rows) {
    shell.out(safe`  ${MARKS[outcome]} ${words.rows[id].padEnd(width)} ${message}\n`)
  }
  for (const { pointer, role, report: inner } of report.embedded ?? []) {
    const against =
      inner.checks.find(({ outcome }) => outcome === 'fail') ??
      inner.checks.find(({ outcome }) => outcome === 'unknown')
    const mark = inner.verified ? MARKS.pass : MARKS[against?.outcome ?? 'fail']
    const why = inner.verified || against === undefined ? '' : `. ${against.message}`
    shell.out(safe`  ${mark} ${role} ${pointer}: ${inner.kind}${why}\n`)
  }
  for (const { message, pointer = '' } of report.warnings) {
    const place = pointer === '' || message.includes(pointer) ? '' : ` (${pointer})`
    shell.out(safe`  ! ${message}${place}\n`)
  }
}
