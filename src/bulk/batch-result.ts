/** What a run of a batch says of itself. */
import { type BatchOptions, type IdleOption, idleOptions, type Prepared } from './batch-options.js'
import type { DryRun } from './dry-run.js'
import type { BatchState } from './journal/batch-state.js'
import type { Plan } from './plan.js'
import type { AbsentBadges } from './sign/absent-badges.js'
import type { PublishedList } from './status/write-status-lists.js'
import type { RowIssue } from './table/row.js'
import { SIGN, UNCHANGED } from './tasks/tasks.js'

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
  /** Rows whose badge exists and is revoked. It stays so, also where it is signed anew. */
  readonly revoked: number
  /** Rows whose badge exists and is suspended. */
  readonly suspended: number
  readonly rejected: number
  readonly issues: readonly RowIssue[]
  /** Columns of the table that the mapping checks or writes somewhere. */
  readonly usedColumns: readonly string[]
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
  /**
   * Of a new batch: journals and folders beside it of batches with the same name, issuer and achievement. A person who is in
   * both gets one id twice. Another name (`batch`) makes the ids differ.
   */
  readonly sameIds: readonly string[]
  /** Options that meant nothing to this run. */
  readonly withoutEffect: readonly IdleOption[]
  readonly dryRun?: DryRun
}

/** Before anything is signed. */
export function resultOf(
  options: BatchOptions,
  { record, journalPath }: Prepared,
  state: BatchState,
  plan: Plan,
  { kept, lost }: AbsentBadges,
  sameIds: readonly string[],
): Omit<BatchResult, 'signed'> {
  return {
    rows: plan.positions,
    replaced: plan.replaced,
    renewed: plan.renewed,
    unchanged: plan.unchanged,
    revoked: rowsWith('revocation', plan, state),
    suspended: rowsWith('suspension', plan, state),
    rejected: plan.rejected,
    issues: plan.firstIssues,
    usedColumns: plan.usedColumns,
    unusedColumns: plan.unusedColumns,
    absent: kept.length + lost,
    lost,
    lists: record.status === undefined ? 0 : Math.ceil((plan.highestNumber + 1) / record.status.length),
    published: [],
    journal: journalPath,
    sameIds,
    withoutEffect: idleOptions(options, state.batch!),
  }
}

/** A row that is new has a status number that no change of status can mean. */
function rowsWith(purpose: string, { chunks }: Plan, state: BatchState): number {
  if (state.statuses.length === 0) return 0
  const isSet = state.statusOf(purpose)
  let count = 0
  for (const { flags, numbers } of chunks) {
    for (const [i, flag] of flags.entries()) {
      if ((flag === UNCHANGED || flag === SIGN) && isSet(numbers[i]!)) count++
    }
  }
  return count
}
