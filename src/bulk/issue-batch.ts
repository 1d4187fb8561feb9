/** Issues a batch: plan, status lists, signatures, outputs, journal. Begin it as often as you like; it never doubles. */
import { mkdir } from 'node:fs/promises'
import { prepareImage } from '../bake/prepare-image.js'
import { OpenBadgeError } from '../errors.js'
import {
  type BatchOptions,
  type IdleOption,
  idleOptions,
  newBatch,
  type Prepared,
  readBatch,
  toSeconds,
} from './batch-options.js'
import { type DryRun, dryRun } from './dry-run.js'
import { fileFailed } from './files/file-error.js'
import type { OutputForm } from './files/output.js'
import { BatchState, type NextRun, removeParts } from './journal/batch-state.js'
import {
  type BatchRecord,
  type Journal,
  journalInvalid,
  openJournal,
  type RunRecord,
  readJournal,
} from './journal/journal.js'
import { type Plan, planRows } from './plan.js'
import { limited, signPlan } from './sign.js'
import { statusPlan } from './status/allocate-status.js'
import { type PublishedList, writeStatusLists } from './status/write-status-lists.js'
import type { RowIssue } from './table/row.js'
import { UNCHANGED } from './tasks/tasks.js'
import { openPool } from './workers/pool.js'
import type { SessionConfig } from './workers/session.js'

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
  /** Badges of the journal that the source no longer has; revoke them if that is meant. */
  readonly absent: number
  /** Status lists in use. */
  readonly lists: number
  /** Lists written in this run. */
  readonly published: readonly PublishedList[]
  readonly journal: string
  /** Options that meant nothing to this run. */
  readonly withoutEffect: readonly IdleOption[]
  readonly dryRun?: DryRun
}

/**
 * @throws OpenBadgeError `plan_refused` (rows failed; see errors.csv), `mapping_invalid`, `table_invalid`,
 * `journal_invalid`, `file_failed`, `signer_failed`, `key_invalid`; the signal's reason
 */
export async function issueBatch(options: BatchOptions): Promise<BatchResult> {
  const batch = await readBatch(options)
  const { journalPath } = batch
  const state = new BatchState()
  const journal = batch.dryRun ? undefined : await openJournal(journalPath, state.take)
  if (batch.dryRun) await readJournal(journalPath, state.take)
  try {
    if (options.resume === true && state.batch === undefined) {
      throw journalInvalid(
        journalPath,
        'missing',
        'there is none to go on with; leave resume out to begin a batch',
      )
    }
    state.refuseOther(journalPath, batch.record)
    return await runBatch(options, batch, state, journal)
  } finally {
    await journal?.close()
  }
}

async function runBatch(
  options: BatchOptions,
  batch: Prepared,
  state: BatchState,
  journal: Journal | undefined,
): Promise<BatchResult> {
  // Recorded with the first run, so that a plan that is refused leaves nothing to be bound to.
  const isNew = state.batch === undefined
  state.batch ??= newBatch(options, batch)
  const source = await options.source.digest?.()
  const { record: run, consecutive } = state.nextRun(source, toSeconds(new Date()), options.resign === true)
  state.forgetSigned(run)
  state.forgetLostOutputs(options.out)
  try {
    await mkdir(options.out, { recursive: true })
  } catch (error) {
    throw fileFailed('create', options.out, error)
  }
  const config = sessionConfig(options, batch, state.batch, state, { ...run, consecutive })
  const pool = await openPool(config, {
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.signer === undefined ? {} : { signer: limited(options.signer, options.concurrency ?? 50) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  })
  try {
    const plan = await planRows({
      source: options.source,
      pool,
      mapping: batch.mapping,
      folder: options.out,
      ...(consecutive && batch.record.status !== undefined ? { firstNumber: run.base } : {}),
      replace: options.replace === true,
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    const result = {
      rows: plan.positions,
      replaced: plan.replaced,
      renewed: plan.renewed,
      unchanged: plan.unchanged,
      rejected: plan.rejected,
      issues: plan.firstIssues,
      absent: Math.max(0, state.known.count - plan.unchanged - plan.replaced - plan.renewed),
      lists:
        batch.record.status === undefined
          ? 0
          : Math.ceil((plan.highestNumber + 1) / batch.record.status.length),
      published: [],
      journal: batch.journalPath,
      withoutEffect: idleOptions(options, state.batch),
    }
    if (batch.dryRun) {
      return {
        ...result,
        signed: 0,
        dryRun: await dryRun(plan, pool.width - 2, options.signer !== undefined),
      }
    }
    refusePlan(options, batch, plan, state)
    if (isSame(plan, state, batch.record.form)) return { ...result, signed: 0 }
    await journal!.append([...(isNew ? [state.batch] : []), runRecord(run, plan)])
    const statuses = batch.record.status && statusPlan(batch.record.status, config.definition.seed)
    const published =
      statuses === undefined
        ? []
        : await writeStatusLists({
            status: batch.record.status!,
            plan: statuses,
            records: state.statuses,
            numbers: Math.max(plan.highestNumber + 1, state.known.nextNumber),
            issuer: batch.issuer,
            signer: batch.signer,
            created: state.batch.created,
            folder: options.out,
            ...(options.publish === undefined ? {} : { publish: options.publish }),
          })
    await signPlan(options, plan, pool, state, journal!, run.run, statuses)
    await removeParts(options.out, run.run)
    return { ...result, signed: plan.toSign, published }
  } finally {
    await pool.close()
  }
}

/** Every row lies where the last run put it, in this order: there is nothing to write. */
function isSame(plan: Plan, state: BatchState, form: OutputForm): boolean {
  if (plan.toSign > 0 || state.lastDone === undefined || state.isUnfinished) return false
  if (plan.unchanged !== state.lastDone.rows) return false
  let offset = 0
  for (const { flags, uuids, rows } of plan.chunks) {
    for (let i = 0; i < flags.length; i++) {
      if (flags[i] !== UNCHANGED) continue
      const known = state.known.at(state.known.find(uuids, i * 16))
      if (known.row !== rows[i] || known.run !== state.lastDone.run) return false
      if (form === 'ndjson' && known.offset !== offset) return false
      offset += known.length
    }
  }
  return true
}

/** More achievements than these are not worth their room in the journal. */
const ACHIEVEMENTS = 1000

function runRecord(run: NextRun['record'], { positions, reserved, achievements }: Plan): RunRecord {
  return {
    type: 'run',
    ...run,
    positions,
    ...(reserved === undefined ? {} : { reserved }),
    ...(achievements.size > ACHIEVEMENTS ? {} : { achievements: [...achievements] }),
  }
}

function refusePlan(options: BatchOptions, batch: Prepared, plan: Plan, state: BatchState): void {
  const [purpose] = state.burdened
  if (purpose !== undefined && plan.toSign > plan.replaced + plan.renewed) {
    const what = `an earlier version set the ${purpose} of the whole batch, later rows included; issue new rows in another batch`
    throw journalInvalid(batch.journalPath, 'whole_batch', what)
  }
  if (plan.conflict) {
    const what =
      'the last run was cut short, and the rows are not those that it had; finish it with the old rows first'
    throw journalInvalid(batch.journalPath, 'other_rows', what)
  }
  if (plan.rejected > 0 && options.skipInvalid !== true) {
    throw new OpenBadgeError(
      'plan_refused',
      `${plan.rejected} of ${plan.positions} rows cannot become badges, so nothing was signed; see ${options.out}/errors.csv`,
      { rows: plan.rejected, issues: plan.issues },
    )
  }
}

function sessionConfig(
  options: BatchOptions,
  { mapping, issuer, achievement, signer, record, journalPath }: Prepared,
  batch: BatchRecord,
  state: BatchState,
  run: NextRun['record'] & Pick<NextRun, 'consecutive'>,
): SessionConfig {
  const image = options.image === undefined ? undefined : prepareImage(options.image)
  return {
    definition: {
      issuer,
      achievement,
      mapping,
      batch: record.batch,
      seed: new Uint8Array(Buffer.from(batch.seed, 'base64')),
      created: batch.created,
    },
    contexts: options.contexts ?? {},
    known: state.known.share(),
    base: run.base,
    consecutive: run.consecutive && record.status !== undefined,
    ...(record.status === undefined ? {} : { status: record.status }),
    verificationMethod: signer.verificationMethod,
    created: run.created,
    ...(options.key === undefined ? {} : { key: options.key }),
    form: record.form,
    ...(image === undefined ? {} : { image }),
    folder: options.out,
    spool: journalPath,
  }
}
