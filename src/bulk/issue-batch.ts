/** Issues a batch: plan, status lists, signatures, outputs, journal. It is safe to run again: existing badges are not issued twice. */
import { isOpenBadgeError, OpenBadgeError } from '../errors.js'
import { type BatchOptions, type Makes, readBatch } from './batch-options.js'
import { type BatchResult, resultOf } from './batch-result.js'
import { dryRun } from './dry-run.js'
import { removeParts } from './folder/leftovers.js'
import { batchesWithSameIds } from './folder/same-ids.js'
import { journalInvalid } from './journal/journal.js'
import type { JournalRecord, RunRecord } from './journal/journal-records.js'
import type { Journal } from './journal/open-journal.js'
import { keyOf } from './mapping/recipient.js'
import { type OpenBatch, withOpenBatch } from './open-batch.js'
import {
  judgeOptions,
  listOptions,
  type OpenRun,
  openRun,
  planOptions,
  signOptions,
  statusesOf,
} from './open-run.js'
import { reportPath } from './plan/error-report.js'
import { type Plan, planRows } from './plan-rows.js'
import { plannedBatch } from './planned-batch.js'
import { absentBadges } from './sign/absent-badges.js'
import { outputsExist } from './sign/outputs-exist.js'
import { signPlan } from './sign-plan.js'
import { type PublishedList, refusePublished, statusListWriter } from './status/write-status-lists.js'
import { counted } from './table/phrases.js'
import { type OpenPool, openPool } from './workers/pool.js'

/**
 * Issues one badge for each row of a table: plan, status lists, signatures, outputs, journal. It is safe to run again: badges
 * that exist are not signed again. It signs nothing when a row fails, unless `skipInvalid` is set.
 *
 * @param options - `source`, `mapping`, `issuer`, `achievement`, `key` or `signer`, and `out` are required. See `BatchOptions`.
 * @returns Counts of rows and signatures, the issues of rows, and the status lists.
 * @throws OpenBadgeError `plan_refused` (rows failed), `model_invalid` (what all rows share is wrong), `mapping_invalid`, `table_invalid`, `journal_invalid`, `file_failed`,
 *   `signer_failed`, `key_invalid`; the signal's reason on abort.
 * @example
 * const { signed, issues } = await issueBatch({
 *   source: csvSource(table),
 *   mapping: { recipient: { email: '{email}' } },
 *   issuer,
 *   achievement: rust,
 *   signer,
 *   out,
 *   workers: 0,
 * })
 */
export async function issueBatch(options: BatchOptions): Promise<BatchResult> {
  return issueBatchWith(options, openPool)
}

/** Does the same with another pool for planning and signing. Errors about options name the `caller`. */
export async function issueBatchWith(
  options: BatchOptions,
  open: OpenPool,
  caller = 'issueBatch',
  makes: Makes = 'badge',
): Promise<BatchResult> {
  const read = await readBatch(options, caller, makes)
  return withOpenBatch(options, read, (batch) => runBatch(batch, open))
}

async function runBatch(batch: OpenBatch, open: OpenPool): Promise<BatchResult> {
  const { options, state, journal, isNew, record } = batch
  const { journalPath } = batch.prepared
  const lists = listOptions(batch)
  const writeLists = journal && statusListWriter(lists)
  const mended = isNew ? [] : ((await writeLists?.(state.known.nextNumber, state.statuses)) ?? [])
  const run = await openRun(batch, open)
  try {
    const plan = await planRows(planOptions(batch, run))
    const absent = await absentBadges(plan.chunks, state.known, run.earlier, judgeOptions(batch), journalPath)
    const numbers = Math.max(plan.highestNumber + 1, state.known.nextNumber)
    await refusePublished(lists, numbers, state.statuses)
    const ids = { achievements: plan.achievements, key: keyOf(batch.prepared.mapping), chunks: plan.chunks }
    const sameIds = isNew ? await batchesWithSameIds(record, ids, journalPath, options.out) : []
    const result = resultOf(options, batch.prepared, state, plan, absent, { isNew, sameIds })
    await options.onPlan?.(plannedBatch(result, plan, absent, state.known))
    if (journal === undefined) {
      const isRemote = options.signer !== undefined
      return { ...result, signed: 0, dryRun: await dryRun(plan, run.pool.width - 2, isRemote) }
    }
    refusePlan(batch, plan)
    if (
      await outputsExist({
        plan,
        absent: absent.kept,
        state,
        folder: options.out,
        statuses: statusesOf(batch),
      })
    ) {
      return await finish(batch, run, { ...result, signed: 0, published: mended })
    }
    const published = await begin(batch, journal, recordsOf(batch, run, plan), () =>
      writeLists?.(numbers, state.statuses),
    )
    await signPlan(signOptions(batch, run, plan, absent, journal))
    const added = plan.toSign - plan.replaced - plan.renewed
    return await finish(
      batch,
      run,
      { ...result, signed: plan.toSign, published: [...mended, ...published] },
      added,
    )
  } finally {
    await run.close()
  }
}

/**
 * Records the run, and writes the status lists, before which their owner is asked for again: another batch may have begun
 * meanwhile. Then a new batch is taken back, because it has written no list and signed nothing.
 */
async function begin(
  { isNew, folder }: OpenBatch,
  journal: Journal,
  records: readonly JournalRecord[],
  write: () => Promise<readonly PublishedList[]> | undefined,
): Promise<readonly PublishedList[]> {
  await journal.append(records)
  await folder.mark()
  try {
    return (await write()) ?? []
  } catch (error) {
    if (isNew && isOpenBadgeError(error, 'journal_invalid') && error.details.reason === 'list_owned') {
      await folder.unmark()
      await journal.takeBack()
    }
    throw error
  }
}

/** Records which lists were named for publication, and removes what killed runs left. */
async function finish(
  { options, folder }: OpenBatch,
  { next }: OpenRun,
  result: BatchResult,
  added = 0,
): Promise<BatchResult> {
  await folder.name(result.published, added)
  await removeParts(options.out, next.record.run)
  return result
}

function refusePlan({ options, prepared: batch, state }: OpenBatch, plan: Plan): void {
  const [purpose] = state.burdened
  if (purpose !== undefined && plan.toSign > plan.replaced + plan.renewed) {
    const what = `an earlier version of laurel set the ${purpose} of the whole batch, and of later rows too; issue new rows in another batch`
    throw journalInvalid(batch.journalPath, 'whole_batch', what)
  }
  if (plan.conflict) {
    const what =
      'the last run did not finish, and its table had other rows; run it again with that table first'
    throw journalInvalid(batch.journalPath, 'other_rows', what)
  }
  if (plan.rejected > 0 && options.skipInvalid !== true) {
    throw new OpenBadgeError(
      'plan_refused',
      `${plan.rejected} of ${counted(plan.positions, 'row')} cannot become ${plan.rejected === 1 ? 'a badge' : 'badges'}, so nothing was signed; see ${reportPath(options.out)}`,
      { rows: plan.rejected, issues: plan.issues, first: plan.firstIssues },
    )
  }
}

/** The first records of a run. */
function recordsOf(batch: OpenBatch, { next }: OpenRun, plan: Plan): readonly JournalRecord[] {
  const { state, record, isNew, folder, prepared } = batch
  const { unusual } = folder
  return [
    ...(isNew ? [record] : []),
    ...(unusual === undefined || unusual === state.folder
      ? []
      : [{ type: 'folder' as const, path: unusual }]),
    runRecord(next.record, keyOf(prepared.mapping), plan),
  ]
}

/** The journal does not record more achievements than these. */
const ACHIEVEMENTS = 1000

function runRecord(
  run: OpenRun['next']['record'],
  key: string,
  { positions, reserved, achievements }: Plan,
): RunRecord {
  return {
    type: 'run',
    ...run,
    key,
    positions,
    ...(reserved === undefined ? {} : { reserved }),
    ...(achievements.size > ACHIEVEMENTS ? {} : { achievements: [...achievements] }),
  }
}
