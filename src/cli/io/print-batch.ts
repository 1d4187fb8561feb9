/** Prints the result of a batch run. */
import type { BatchOptions, BatchResult, PlannedBatch, RowIssue } from '../../bulk/index.js'
import { counted, listed, shortened } from '../../bulk/table/phrases.js'
import { itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import { withHint } from '../../errors.js'
import type { Shell } from './shell.js'
import { jsonLine, safe, type TerminalText } from './terminal-text.js'

/** What a batch makes of what; `laurel issue` with a "record" in the mapping has two batches. */
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
      safe`${rows}: ${dryRun.wouldSign} would be signed${kindsOf(dryRun.wouldSign, replaced, renewed)}, ${unchanged} exist already, ${rejected} bad.\n`,
    )
    shell.out(statusesOf(result, badge))
    if (dryRun.secondsToSign !== undefined) shell.out(safe`Signing takes about ${dryRun.secondsToSign} s.\n`)
    if (lists > 0) shell.out(safe`${counted(lists, 'status list is', 'status lists are')} needed.\n`)
    for (const sample of dryRun.samples) shell.out(safe`  would be: ${summaryOf(sample)}\n`)
    if (dryRun.samples.length > 0)
      shell.out(safe`  these are the first; with --json you see them whole ("samples")\n`)
  } else {
    shell.out(
      safe`${rows}: ${counted(result.signed, badge)} signed${kindsOf(result.signed, replaced, renewed)}, ${unchanged} unchanged, ${rejected} skipped. All in ${out}.\n`,
    )
    shell.out(statusesOf(result, badge))
    if (absent > 0)
      shell.out(
        safe`  ${counted(absent, `${badge} of this batch is`, `${badge}s of this batch are`)} no longer in the table; to withdraw, use "laurel status revoke"\n`,
      )
    if (lost > 0)
      shell.out(
        safe`  the files of ${lost} of them are gone too; put the rows back and run again to make them anew\n`,
      )
    shell.out(safe`  ${result.journal}: keep it; with it the same table never signs twice\n`)
  }
  if (lists === 0 && (dryRun?.wouldSign ?? result.signed) > 0)
    shell.err(safe`  without --status, no ${badge} of this batch can ever be revoked\n`)
  for (const { option, reason } of result.withoutEffect)
    shell.err(safe`  --${option} had no effect: ${reason}\n`)
  printWarnings(shell, result.warnings)
  printFindings(shell, result.issues, result.issues.length)
}

/** Says what may be a mistake in rows that become badges. */
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

/** Says before anything is signed what is made of the table, and what the run may do that its caller does not expect. */
export function printPlan(shell: Shell, plan: PlannedBatch, isDryRun: boolean): void {
  const { usedColumns, unusedColumns, sameIds } = plan
  if (usedColumns.length > 0) {
    const unused =
      unusedColumns.length === 0
        ? 'every column is used'
        : `not used: ${listed(unusedColumns)} (--map says where a column goes)`
    shell.err(safe`  used: ${listed(usedColumns)}; ${unused}\n`)
  }
  printSharing(shell, plan)
  for (const other of sameIds)
    shell.err(
      safe`  ${other} is of a batch with the same name, issuer and achievement: who is in both gets two badges with one id. To make the ids differ, ${isDryRun ? '' : 'stop now, and '}give this batch a name (--batch)\n`,
    )
}

/** Names each list as soon as it is written, so that a run which is killed later has named it too. */
export function listPrinter(shell: Shell, json: boolean): NonNullable<BatchOptions['publish']> {
  return ({ file, url }) => {
    if (!json) shell.out(safe`  publish ${file} at ${url} before anything goes out\n`)
  }
}

/** Says of a new batch that another one could undo its statuses. */
export function printSharing(shell: Shell, { statusUrl, mayShareLists }: PlannedBatch): void {
  if (mayShareLists)
    shell.err(
      safe`  no other batch may ever have status lists at ${statusUrl!}: publishing them would undo the statuses of this one. laurel sees only batches beside this one; with {batch} in the URL each has its own lists\n`,
    )
}

type Finding = Pick<RowIssue, 'row' | 'column' | 'value' | 'message' | 'hint'>

/** Findings that a screen shows; the rest is in the report. */
const SHOWN = 10

/** Shows the first findings about rows: where, what the cell holds, what is wrong, what to do. */
export function printFindings(shell: Shell, findings: readonly Finding[], total: number): void {
  for (const { row, column, value, message, hint } of findings.slice(0, SHOWN)) {
    const place = column === undefined ? '' : `, column "${column}"`
    const cell = value === undefined ? '' : value === '' ? ', which is empty' : `, which holds "${value}"`
    shell.err(safe`  row ${row}${place}${cell}: ${withHint(message, hint)}\n`)
  }
  const more = total - Math.min(SHOWN, findings.length)
  if (more > 0) shell.err(safe`  and ${counted(more, 'more finding')}\n`)
}

/** A credential in one line: what it is for, for whom, for how long, and with which results. */
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

/** Says how many badges are revoked or suspended, because they stay so when they are unchanged or signed anew. */
function statusesOf({ revoked, suspended }: BatchResult, badge: string): TerminalText {
  const told = [
    [revoked, 'revoked'],
    [suspended, 'suspended'],
  ] as const
  const parts = told
    .filter(([count]) => count > 0)
    .map(([count, status]) => counted(count, `${badge} is ${status}`, `${badge}s are ${status}`))
  return parts.length === 0 ? safe`` : safe`  ${parts.join(', and ')} since an earlier run; that stays so\n`
}

/** Counts replaced badges apart from new ones, because many of them show that somebody renumbered the table. */
function kindsOf(signed: number, replaced: number, renewed: number): string {
  if (replaced + renewed === 0) return ''
  const kinds = [
    [signed - replaced - renewed, 'new'],
    [replaced, 'replace earlier ones'],
    [renewed, 'as they were'],
  ] as const
  const told = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`)
  return ` (${told.join(', ')})`
}
