/** The result of a run of a batch. */
import { type BatchOptions, type IdleOption, idleOptions, type Prepared } from './batch-options.js'
import type { DryRun } from './dry-run.js'
import type { BatchState } from './journal/batch-state.js'
import { reportPath } from './plan/error-report.js'
import type { RowWarning } from './plan/row-warnings.js'
import type { Plan } from './plan-rows.js'
import type { AbsentBadges } from './sign/absent-badges.js'
import { isOfOneBatch } from './status/status-options.js'
import type { PublishedList } from './status/write-status-lists.js'
import type { RowIssue } from './table/row.js'
import { SIGN, UNCHANGED } from './tasks/tasks.js'

export interface BatchResult {
  /** The number of rows of the source. */
  readonly rows: number
  /** The number of signatures. */
  readonly signed: number
  /** How many of them are for existing badges whose content changed. */
  readonly replaced: number
  /** How many of them are for badges with the same content: their output was lost, or `resign` was set. */
  readonly renewed: number
  /** Rows whose badge exists and is not changed. */
  readonly unchanged: number
  /** Rows whose badge is revoked. It stays revoked, also if it is signed again. */
  readonly revoked: number
  /** Rows whose badge is suspended. */
  readonly suspended: number
  readonly rejected: number
  /** The first findings of rejected rows, at most 20. */
  readonly issues: readonly RowIssue[]
  /** The number of all their findings. */
  readonly issueCount: number
  /** The path of the file that lists all of them, also after a dry run; absent if there are none. Beside it is `errors.ndjson`. */
  readonly errors?: string
  /** Possible mistakes in rows that become badges, such as results below the pass mark: the number of rows, and the first ones. */
  readonly warnings: readonly RowWarning[]
  /** Columns of the table that the mapping checks or uses. */
  readonly usedColumns: readonly string[]
  /** Those of them that the mapping only checks, because they fill nothing. */
  readonly checkedColumns: readonly string[]
  /** Columns of the table that the mapping does not use. */
  readonly unusedColumns: readonly string[]
  /** Badges of the journal whose rows are no longer in the source. Revoke them if they should not be valid. */
  readonly absent: number
  /** Those of them whose outputs are lost too. If you add their rows again, they are signed again. */
  readonly lost: number
  /** Status lists in use. */
  readonly lists: number
  /** The URL of the status lists, with `{list}` and `{purpose}` in it. */
  readonly statusUrl?: string
  /**
   * Of a new batch: whether a batch elsewhere may have lists at the same URL. Then the lists of one batch would overwrite those of the other, and revoked badges would count as valid again.
   * `{batch}` in the URL gives each batch its own; with `load` the published lists are read.
   */
  readonly mayShareLists: boolean
  /** Status lists that this run wrote. */
  readonly published: readonly PublishedList[]
  readonly journal: string
  /**
   * Of a new batch: journals and folders beside it of batches with the same name and issuer, an achievement of these rows, and keys
   * from the same columns or a badge with an id of this table. A person who gets it in both gets one id twice. Another name (`batch`) makes the ids differ.
   */
  readonly sameIds: readonly string[]
  /** Given options that had no effect on this run. */
  readonly withoutEffect: readonly IdleOption[]
  readonly dryRun?: DryRun
}

/** The result before anything is signed. */
export function resultOf(
  options: BatchOptions,
  { record, journalPath }: Prepared,
  state: BatchState,
  plan: Plan,
  { kept, lost }: AbsentBadges,
  { isNew, sameIds }: { readonly isNew: boolean; readonly sameIds: readonly string[] },
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
    issueCount: plan.issues,
    ...(plan.issues === 0 ? {} : { errors: reportPath(options.out) }),
    warnings: plan.warnings,
    usedColumns: plan.usedColumns,
    checkedColumns: plan.checkedColumns,
    unusedColumns: plan.unusedColumns,
    absent: kept.length + lost,
    lost,
    lists: record.status === undefined ? 0 : Math.ceil((plan.highestNumber + 1) / record.status.length),
    ...(record.status === undefined ? {} : { statusUrl: record.status.url }),
    mayShareLists:
      isNew && options.status !== undefined && options.load === undefined && !isOfOneBatch(options.status),
    published: [],
    journal: journalPath,
    sameIds,
    withoutEffect: idleOptions(options, state.batch!),
  }
}

/** A new row has a status number that no earlier change of status affects. */
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
