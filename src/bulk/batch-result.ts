/** What a run of a batch says of itself. */
import { type BatchOptions, type IdleOption, idleOptions, type Prepared } from './batch-options.js'
import type { DryRun } from './dry-run.js'
import type { BatchRecord } from './journal/records.js'
import type { Plan } from './plan.js'
import type { AbsentBadges } from './sign/absent-badges.js'
import type { PublishedList } from './status/write-status-lists.js'
import type { RowIssue } from './table/row.js'

export interface BatchResult {
  /** Rows of the source. */
  readonly rows: number
  /** Signatures made. */
  readonly signed: number
  /** Of these, badges that exist and whose content changed. */
  readonly replaced: number
  /** Of these, badges whose content is the same: their output was lost, or `resign` asked for it. */
  readonly renewed: number
  /** Rows whose badge exists already and stays as it is. */
  readonly unchanged: number
  readonly rejected: number
  readonly issues: readonly RowIssue[]
  /** Columns of the table that the mapping neither checks nor writes anywhere. */
  readonly unusedColumns: readonly string[]
  /** Badges of the journal that the source no longer has; revoke them if that is meant. */
  readonly absent: number
  /** Those of them whose outputs are gone too: put their rows back, and they are made again. */
  readonly lost: number
  /** Status lists in use. */
  readonly lists: number
  /** Lists written in this run. */
  readonly published: readonly PublishedList[]
  readonly journal: string
  /** Options that meant nothing to this run. */
  readonly withoutEffect: readonly IdleOption[]
  readonly dryRun?: DryRun
}

/** Before anything is signed. */
export function resultOf(
  options: BatchOptions,
  { record, journalPath }: Prepared,
  batch: BatchRecord,
  plan: Plan,
  { kept, lost }: AbsentBadges,
): Omit<BatchResult, 'signed'> {
  return {
    rows: plan.positions,
    replaced: plan.replaced,
    renewed: plan.renewed,
    unchanged: plan.unchanged,
    rejected: plan.rejected,
    issues: plan.firstIssues,
    unusedColumns: plan.unusedColumns,
    absent: kept.length + lost,
    lost,
    lists: record.status === undefined ? 0 : Math.ceil((plan.highestNumber + 1) / record.status.length),
    published: [],
    journal: journalPath,
    withoutEffect: idleOptions(options, batch),
  }
}
