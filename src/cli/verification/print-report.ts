/** Prints reports: in full for a file with one badge, in short for each line of NDJSON. */
import { counted } from '../../bulk/table/phrases.js'
import type { CheckResult, Report } from '../../index.js'
import type { Shell } from '../io/shell.js'
import { safe } from '../io/terminal-text.js'
import { hintFor, offlineHint } from './offline-hint.js'

const MARKS = { pass: '✓', fail: '✗', unknown: '?', skipped: '·' } as const

export function printReport(shell: Shell, name: string, report: Report): void {
  printRows(shell, name, report, report.checks)
  printHint(shell, offlineHint(report))
}

/** One line for a verified badge. For another, also the checks that prevent it. */
export function printShort(shell: Shell, name: string, report: Report): void {
  const isAgainst = ({ outcome }: CheckResult): boolean => outcome === 'fail' || outcome === 'unknown'
  printRows(shell, name, report, report.verified ? [] : report.checks.filter(isAgainst))
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

function printRows(shell: Shell, name: string, report: Report, rows: readonly CheckResult[]): void {
  shell.out(safe`${name}: ${report.verified ? 'verified' : 'NOT verified'}\n`)
  for (const { id, outcome, message } of rows) {
    shell.out(safe`  ${MARKS[outcome]} ${id.padEnd(12)} ${message}\n`)
  }
  for (const { pointer, role, report: inner } of report.embedded ?? []) {
    const against =
      inner.checks.find(({ outcome }) => outcome === 'fail') ??
      inner.checks.find(({ outcome }) => outcome === 'unknown')
    const mark = inner.verified ? MARKS.pass : MARKS[against?.outcome ?? 'fail']
    const why = inner.verified || against === undefined ? '' : `. ${against.message}`
    shell.out(safe`  ${mark} ${role} ${pointer}: ${inner.kind}${why}\n`)
  }
  for (const { message } of report.warnings) shell.out(safe`  ! ${message}\n`)
}
