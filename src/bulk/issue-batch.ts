/** Issues a batch: plan, status lists, signatures, outputs, journal. It is safe to run again: existing badges are not issued twice. */
import { OpenBadgeError } from '../errors.js'
import {
  type BatchOptions,
  keyOf,
  type Makes,
  newBatch,
  type Prepared,
  readBatch,
  toSeconds,
  withLists,
} from './batch-options.js'
import { type BatchResult, resultOf } from './batch-result.js'
import { dryRun } from './dry-run.js'
import { removeParts, removeTemporary, stagingName } from './folder/leftovers.js'
import { batchesWithSameIds, refuseOwnedLists } from './folder/list-owner.js'
import { type OutputFolder, openFolder } from './folder/output-folder.js'
import { refuseOwnOutputs } from './folder/refuse-own-outputs.js'
import { BatchState, type NextRun } from './journal/batch-state.js'
import { EarlierOutputs, placesOf } from './journal/earlier-outputs.js'
import { type Journal, journalInvalid, openJournal, readJournal, refuseMissing } from './journal/journal.js'
import type { JournalRecord, RunRecord } from './journal/journal-records.js'
import { judgeOptions, listOptions, poolOptions, sessionConfig } from './open-run.js'
import { PlannedChunks } from './plan/planned-chunks.js'
import { type Plan, planRows } from './plan-rows.js'
import { plannedBatch } from './planned-batch.js'
import { absentBadges } from './sign/absent-badges.js'
import { outputsExist } from './sign/outputs-exist.js'
import { signPlan } from './sign-plan.js'
import { statusPlan } from './status/status-plan.js'
import { refusePublished, statusListWriter } from './status/write-status-lists.js'
import { counted } from './table/phrases.js'
import { untilAborted } from './tasks/until-aborted.js'
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
  const { journalPath } = read
  const { path } = options.source
  await refuseOwnOutputs(path === undefined ? [] : [path], options.out, journalPath)
  if (options.resume === true) await refuseMissing(journalPath, 'Leave resume out to begin a batch.')
  const state = new BatchState()
  const journal = read.dryRun ? undefined : await openJournal(journalPath, state.take)
  if (read.dryRun) await readJournal(journalPath, state.take)
  try {
    if (options.resume === true && state.batch === undefined) {
      throw journalInvalid(
        journalPath,
        'missing',
        'there is no batch to continue; leave resume out to begin one',
      )
    }
    const prepared = withLists(read, state.batch)
    state.refuseOther(journalPath, prepared.record)
    state.refuseOtherKey(journalPath, keyOf(prepared))
    const folder = await openFolder(options.out, journalPath, state)
    try {
      return await runInFolder({ options, prepared, state, journal, folder, open })
    } finally {
      await removeTemporary(options.out, false)
      await folder.release()
    }
  } finally {
    await journal?.close()
  }
}

interface Run {
  readonly options: BatchOptions
  readonly prepared: Prepared
  readonly state: BatchState
  /** Absent in a dry run. */
  readonly journal: Journal | undefined
  readonly folder: OutputFolder
  readonly open: OpenPool
}

async function runInFolder(context: Run): Promise<BatchResult> {
  const { options, prepared, state, journal } = context
  const { out, signal } = options
  // The batch is recorded with its first run, so that a refused plan leaves no record.
  const isNew = state.batch === undefined
  const batch = state.batch ?? newBatch(options, prepared)
  state.batch = batch
  if (isNew) await refuseOwnedLists(batch, prepared.journalPath, out)
  await removeTemporary(out, state.isUnfinished)
  const lists = listOptions(options, prepared, batch, context.folder)
  const writeLists = journal && statusListWriter(lists)
  const mended = isNew ? [] : ((await writeLists?.(state.known.nextNumber, state.statuses)) ?? [])
  const source = await untilAborted(Promise.resolve(options.source.digest?.()), signal)
  const next = state.nextRun(source, toSeconds(new Date()), options.resign === true)
  const run = next.record
  state.forgetSigned(run)
  const places = placesOf(batch, state.known, out)
  const earlier = new EarlierOutputs(state.known, places)
  const staging = stagingName(out)
  const pool = await context.open(
    sessionConfig(options, prepared, batch, state, next, places, staging),
    poolOptions(options, prepared),
    { known: state.known, earlier },
  )
  let chunks: PlannedChunks | undefined
  try {
    chunks = new PlannedChunks(`${staging}-plan.spool`)
    const plan = await planRows({
      source: options.source,
      pool,
      chunks,
      mapping: prepared.mapping,
      folder: out,
      ...(next.consecutive && batch.status !== undefined ? { firstNumber: run.base } : {}),
      replace: options.replace === true,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(signal === undefined ? {} : { signal }),
    })
    const absent = await absentBadges(
      plan.chunks,
      state.known,
      earlier,
      judgeOptions(options, prepared, batch),
      prepared.journalPath,
    )
    const numbers = Math.max(plan.highestNumber + 1, state.known.nextNumber)
    await refusePublished(lists, numbers, state.statuses)
    const { achievements } = plan
    const sameIds = isNew ? await batchesWithSameIds(batch, achievements, prepared.journalPath, out) : []
    const result = resultOf(options, prepared, state, plan, absent, { isNew, sameIds })
    await options.onPlan?.(plannedBatch(result, plan, absent, state.known))
    if (journal === undefined) {
      const isRemote = options.signer !== undefined
      return { ...result, signed: 0, dryRun: await dryRun(plan, pool.width - 2, isRemote) }
    }
    refusePlan(options, prepared, plan, state)
    const statuses = batch.status && statusPlan(batch.status, Buffer.from(batch.seed, 'base64'))
    if (await outputsExist({ plan, absent: absent.kept, state, folder: out, statuses })) {
      await context.folder.name(mended)
      await removeParts(out, run.run)
      return { ...result, signed: 0, published: mended }
    }
    await journal.append(recordsOf(context, isNew, runRecord(run, keyOf(prepared), plan)))
    await context.folder.mark()
    const published = (await writeLists?.(numbers, state.statuses)) ?? []
    await signPlan({
      plan,
      pool,
      state,
      journal,
      run: run.run,
      folder: out,
      statuses,
      earlier,
      absent: absent.kept,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(signal === undefined ? {} : { signal }),
    })
    const named = [...mended, ...published]
    await context.folder.name(named, plan.toSign - plan.replaced - plan.renewed)
    await removeParts(out, run.run)
    return { ...result, signed: plan.toSign, published: named }
  } finally {
    earlier.close()
    chunks?.close()
    await pool.close()
  }
}

function refusePlan(options: BatchOptions, batch: Prepared, plan: Plan, state: BatchState): void {
  const [purpose] = state.burdened
  if (purpose !== undefined && plan.toSign > plan.replaced + plan.renewed) {
    const what = `an earlier version set the ${purpose} of the whole batch, later rows included; issue new rows in another batch`
    throw journalInvalid(batch.journalPath, 'whole_batch', what)
  }
  if (plan.conflict) {
    const what = 'the last run did not finish, and it had other rows; finish it with those rows first'
    throw journalInvalid(batch.journalPath, 'other_rows', what)
  }
  if (plan.rejected > 0 && options.skipInvalid !== true) {
    throw new OpenBadgeError(
      'plan_refused',
      `${plan.rejected} of ${counted(plan.positions, 'row')} cannot become ${plan.rejected === 1 ? 'a badge' : 'badges'}, so nothing was signed; see ${options.out}/errors.csv`,
      { rows: plan.rejected, issues: plan.issues, first: plan.firstIssues },
    )
  }
}

/** The first records of a run. */
function recordsOf({ state, folder }: Run, isNew: boolean, run: RunRecord): readonly JournalRecord[] {
  const { unusual } = folder
  return [
    ...(isNew ? [state.batch!] : []),
    ...(unusual === undefined || unusual === state.folder
      ? []
      : [{ type: 'folder' as const, path: unusual }]),
    run,
  ]
}

/** The journal does not record more achievements than these. */
const ACHIEVEMENTS = 1000

function runRecord(
  run: NextRun['record'],
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
