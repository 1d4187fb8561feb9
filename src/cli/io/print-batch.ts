/** Prints the result of a batch run. */
import type { BatchResult } from '../../bulk/index.js'
import type { Shell } from './shell.js'
import { jsonLine, safe } from './terminal-text.js'

export function printResult(shell: Shell, out: string, result: BatchResult, json: boolean): void {
  const {
    rows,
    signed,
    replaced,
    renewed,
    unchanged,
    rejected,
    withoutEffect,
    absent,
    lost,
    lists,
    published,
    journal,
    dryRun,
    issues,
    unusedColumns,
  } = result
  if (json) {
    shell.out(jsonLine({ ...result, published: published.map(({ url, file }) => ({ url, file })), out }))
    return
  }
  if (dryRun !== undefined) {
    shell.out(
      safe`${rows} rows: ${dryRun.wouldSign} would be signed${kindsOf(dryRun.wouldSign, replaced, renewed)}, ${unchanged} exist already, ${rejected} are bad.\n`,
    )
    if (dryRun.secondsToSign !== undefined)
      shell.out(safe`Signing them takes about ${dryRun.secondsToSign} s.\n`)
    if (lists > 0) shell.out(safe`${lists} status ${lists === 1 ? 'list is' : 'lists are'} needed.\n`)
    for (const sample of dryRun.samples) shell.out(safe`  would be: ${JSON.stringify(sample)}\n`)
  } else {
    shell.out(
      safe`${rows} rows: ${signed} signed${kindsOf(signed, replaced, renewed)}, ${unchanged} unchanged, ${rejected} skipped. All in ${out}.\n`,
    )
    for (const { file, url } of published)
      shell.out(safe`  publish ${file} at ${url} before the badges go out\n`)
    if (absent > 0)
      shell.out(
        safe`  ${absent} badges of this batch are no longer in the table; revoke them if that is meant\n`,
      )
    if (lost > 0)
      shell.out(
        safe`  ${lost} of them are no longer in ${out} either; put their rows back and run again to have them\n`,
      )
    shell.out(safe`  ${journal}: keep it; with it the same table never signs twice\n`)
  }
  if (unusedColumns.length > 0)
    shell.err(safe`  not used: ${unusedColumns.join(', ')}; --map says where a column goes\n`)
  for (const { option, reason } of withoutEffect) shell.err(safe`  --${option} had no effect: ${reason}\n`)
  for (const { row, column, message, hint } of issues) {
    shell.err(
      safe`  row ${row}${column === undefined ? '' : `, column "${column}"`}: ${message}${hint === undefined ? '' : ` ${hint}`}\n`,
    )
  }
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
