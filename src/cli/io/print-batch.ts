/** Prints the result of a batch run. */
import type { BatchOptions, BatchResult, PlannedBatch, RowIssue } from '../../bulk/index.js'
import { counted, listed, shortened } from '../../bulk/table/phrases.js'
import { itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import { withHint } from '../../errors.js'
import type { Shell } from './shell.js'
import { jsonLine, safe, type TerminalText } from './terminal-text.js'

/** The input and output of a batch. `laurel issue` with "record" in the mapping has two batches. */
const NOUNS = { badge: ['row', 'badge'], record: ['learner', 'record'] } as const

export function printResult(
  shell: Shell,
  out: string,
  result: BatchResult,
  json: boolean,
  makes: keyof typeof NOUNS = 'badge',
): void {
  const { replaced, renewed, unchanged, rejected, absent, lost, lists, published, dryRun } = result
  if (json) {
    shell.out(jsonLine({ ...result, published: published.map(({ url, file }) => ({ url, file })), out }))
    return
  }
  const [row, badge] = NOUNS[makes]
  const rows = counted(result.rows, row)
  if (dryRun !== undefined) {
    shell.out(
      safe`${rows}: ${dryRun.wouldSign} would be signed${kindsOf(dryRun.wouldSign, replaced, renewed)}, ${unchanged} exist already, ${rejected} rejected.\n`,
    )
    shell.out(statusesOf(result, badge))
    if (dryRun.secondsToSign !== undefined) shell.out(safe`Signing takes about ${dryRun.secondsToSign} s.\n`)
    if (lists > 0) shell.out(safe`${counted(lists, 'status list is', 'status lists are')} needed.\n`)
    for (const [i, sample] of dryRun.samples.entries())
      shell.out(safe`  ${row} ${dryRun.sampleRows[i]!} would be: ${summaryOf(sample)}\n`)
    if (dryRun.samples.length > 0)
      shell.out(safe`  these are the first ones; --json prints them in full ("samples")\n`)
  } else {
    shell.out(
      safe`${rows}: ${counted(result.signed, badge)} signed${kindsOf(result.signed, replaced, renewed)}, ${unchanged} unchanged, ${rejected} skipped. All in ${out}.\n`,
    )
    shell.out(statusesOf(result, badge))
    if (absent > 0)
      shell.out(
        safe`  ${counted(absent, `${badge} of this batch is`, `${badge}s of this batch are`)} no longer in the table; to revoke, use "laurel status revoke"\n`,
      )
    if (lost > 0)
      shell.out(
        safe`  the files of ${lost} of them are missing too; to make them again, add the rows and run again\n`,
      )
    shell.out(safe`  ${result.journal}: keep this file; with it, no badge is signed twice\n`)
  }
  for (const { option, reason } of result.withoutEffect)
    shell.err(safe`  --${option} had no effect: ${reason}\n`)
  printWarnings(shell, result.warnings)
  printFindings(shell, result.issues, result.issueCount)
  if (result.errors !== undefined) shell.err(safe`  all findings are in ${result.errors}\n`)
}

/** Prints possible mistakes in rows that become badges. */
function printWarnings(shell: Shell, warnings: BatchResult['warnings']): void {
  for (const { message, hint, column, rows, first } of warnings) {
    const shown = first.slice(0, SHOWN).join(', ')
    const more = rows > SHOWN ? ` and ${rows - SHOWN} more` : ''
    const place = column === undefined ? '' : `, column "${column}"`
    shell.err(
      safe`  warning for ${counted(rows, 'row')} (${shown}${more}${place}): ${withHint(message, hint)}\n`,
    )
  }
}

/** Prints before anything is signed how the table is used, and effects of the run that its caller may not expect. */
export function printPlan(shell: Shell, plan: PlannedBatch, isDryRun: boolean): void {
  const { usedColumns, checkedColumns, unusedColumns, sameIds } = plan
  if (usedColumns.length > 0) {
    const filling = usedColumns.filter((name) => !checkedColumns.includes(name))
    const checked = checkedColumns.length === 0 ? '' : `; only checked: ${listed(checkedColumns)}`
    const unused =
      unusedColumns.length > 0
        ? `; not used: ${listed(unusedColumns)} (to use them, add them to the mapping of --map)`
        : checked === ''
          ? '; every column is used'
          : ''
    shell.err(safe`  columns used: ${listed(filling)}${checked}${unused}\n`)
  }
  printStatusWarnings(shell, plan, isDryRun)
  for (const other of sameIds)
    shell.err(
      safe`  ${other} is of a batch with the same name, issuer and achievement: a person with the same key in both gets two badges with one id. To make the ids differ, ${isDryRun ? '' : 'stop now, and '}give this batch another name (--batch)\n`,
    )
}

/** Names each list as soon as it is written, so that a run which is killed later has named it too. */
export function listPrinter(shell: Shell, json: boolean): NonNullable<BatchOptions['publish']> {
  return ({ file, url }) => {
    if (!json) shell.out(safe`  publish ${file} at ${url} before you send the badges\n`)
  }
}

/** Warns that badges can never be revoked, or that another batch could undo their statuses. */
export function printStatusWarnings(
  shell: Shell,
  { statusUrl, mayShareLists, lists, toSign }: PlannedBatch,
  isDryRun: boolean,
): void {
  if (lists === 0 && toSign > 0)
    shell.err(
      safe`  without --status, nothing of this batch can ever be revoked. If that may be needed, ${isDryRun ? '' : 'stop now, and '}add --status\n`,
    )
  if (mayShareLists)
    shell.err(
      safe`  no other batch may have status lists at ${statusUrl!}: their lists would overwrite yours, and revoked badges would count as valid again. laurel finds only batches beside this one; with {batch} in the URL, each has its own lists\n`,
    )
}

type Finding = Pick<RowIssue, 'row' | 'column' | 'value' | 'message' | 'hint'>

/** The maximum number of findings that are printed. The report has all of them. */
const SHOWN = 10

/** Prints the first findings about rows: the place, the text of the cell, the fault, the hint. */
export function printFindings(shell: Shell, findings: readonly Finding[], total: number): void {
  for (const { row, column, value, message, hint } of findings.slice(0, SHOWN)) {
    const place = column === undefined ? '' : `, column "${column}"`
    const cell = value === undefined ? '' : value === '' ? ', which is empty' : `, which holds "${value}"`
    shell.err(safe`  row ${row}${place}${cell}: ${withHint(message, hint)}\n`)
  }
  const more = total - Math.min(SHOWN, findings.length)
  if (more > 0) shell.err(safe`  and ${counted(more, 'more finding')}\n`)
}

/** A credential in one line: name, recipient, validity and results. */
function summaryOf(sample: Json): string {
  const { name, validFrom, validUntil, credentialSubject: subject } = sample as JsonObject
  const { id, identifier, result, verifiableCredential: parts } = subject as JsonObject
  const names = itemsOf(identifier, '').map(([item]) => item as JsonObject)
  const person =
    names.find(({ identityType }) => identityType === 'name')?.['identityHash'] ??
    id ??
    'a hashed e-mail address'
  const values = itemsOf(result, '').map(([item]) => {
    const { value, achievedLevel, status } = item as JsonObject
    return String(value ?? achievedLevel ?? status)
  })
  const facts = [
    `"${shortened(String(name))}" for ${shortened(String(person))}`,
    `valid from ${String(validFrom)}${validUntil === undefined ? '' : ` until ${String(validUntil)}`}`,
    ...(values.length === 0 ? [] : [`with the result ${listed(values)}`]),
    ...(parts === undefined ? [] : [`with ${counted(itemsOf(parts, '').length, 'badge')}`]),
  ]
  return facts.join(', ')
}

/** The numbers of revoked and suspended badges, because a run does not change statuses. */
function statusesOf({ revoked, suspended }: BatchResult, badge: string): TerminalText {
  const told = [
    [revoked, 'revoked'],
    [suspended, 'suspended'],
  ] as const
  const parts = told
    .filter(([count]) => count > 0)
    .map(([count, status]) => counted(count, `${badge} is ${status}`, `${badge}s are ${status}`))
  return parts.length === 0 ? safe`` : safe`  ${parts.join(', and ')} since an earlier run, and still\n`
}

/** Counts replaced badges separately from new ones, because many of them show that somebody renumbered the table. */
function kindsOf(signed: number, replaced: number, renewed: number): string {
  if (replaced + renewed === 0) return ''
  const kinds = [
    [signed - replaced - renewed, 'new'],
    [replaced, 'replaced'],
    [renewed, 'signed again'],
  ] as const
  const told = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`)
  return ` (${told.join(', ')})`
}
