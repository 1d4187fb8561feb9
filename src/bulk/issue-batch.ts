/** Issues a batch: plan, status lists, signatures, outputs, journal. Begin it as often as you like; it never doubles. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { prepareImage } from '../bake/prepare-image.js'
import { isJsonObject, type JsonObject, snapshot } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import { isLocalSigner } from '../keys/signer.js'
import type { Signer } from '../ports.js'
import { BatchState, removeParts } from './batch-state.js'
import { Committer } from './commit-rows.js'
import { type DryRun, dryRun } from './dry-run.js'
import { fileFailed } from './file-failed.js'
import {
  type BatchRecord,
  type BatchStatus,
  type Journal,
  journalInvalid,
  openJournal,
  readJournal,
} from './journal.js'
import { type KeyMaterial, signerOf } from './key-material.js'
import { type Mapping, parseMapping } from './mapping.js'
import { OUTPUT_FORMS, type OutputForm } from './output.js'
import { type Plan, planRows } from './plan-rows.js'
import { inOrder, openPool, type Pool } from './pool.js'
import { type OnProgress, ProgressMeter } from './progress.js'
import type { RowIssue, RowSource } from './row.js'
import { DROPPED, type PlanResult, type SessionConfig, SIGN, type SignResult, UNCHANGED } from './session.js'
import { type PublishedList, writeStatusLists } from './status-lists.js'
import { type StatusPlan, statusPlan } from './status-plan.js'

export interface BatchOptions {
  readonly source: RowSource
  readonly mapping: Mapping
  /** The issuer's profile; its id is the controller of the key. */
  readonly issuer: object
  readonly achievement: object
  /** Names the batch; the same person may earn the badge again in another. Default: `default`. */
  readonly batch?: string
  /** A secret key that workers may hold; or else `signer`. */
  readonly key?: KeyMaterial
  /** A KMS or another signer; it is asked from this thread, `concurrency` times at once. */
  readonly signer?: Signer
  /** Default 50. */
  readonly concurrency?: number
  /** Output folder. */
  readonly out: string
  /** `ndjson` (default): one file of lines; `json`, `png`, `svg`: one file a badge. */
  readonly form?: OutputForm
  /** The base image of `png` and `svg`. */
  readonly image?: Uint8Array
  /** Default: the output folder's name with `.journal`. */
  readonly journal?: string
  readonly status?: {
    /** URL under which list n will be published, with `{list}`, and `{purpose}` where there are several. */
    readonly url: string
    /** Default: revocation. */
    readonly purposes?: readonly string[]
    /** Default and minimum 131,072. */
    readonly length?: number
  }
  /** Called with each list, signed, before any badge is signed. */
  readonly publish?: (list: PublishedList) => Promise<void> | void
  /** Contexts beyond the bundled ones, by URL. */
  readonly contexts?: Readonly<Record<string, JsonObject>>
  /** Threads; 0 works in this one. Default: one a processor, at most 8. */
  readonly workers?: number
  /** Goes on without the rows that failed; by default nothing is signed when any row fails. */
  readonly skipInvalid?: boolean
  /** Plans only. Nothing is written but the report of findings. */
  readonly dryRun?: boolean
  /** The journal must exist: guards against a misspelt path. */
  readonly resume?: boolean
  /** Time of a new batch; default now. */
  readonly created?: Date
  /** 32 bytes from which a new batch derives salts and status indices; default random, kept in the journal. */
  readonly seed?: Uint8Array
  readonly onProgress?: OnProgress
  /** On abort what is in flight is finished and recorded; then the reason is thrown. */
  readonly signal?: AbortSignal
}

export interface BatchResult {
  /** Rows of the source. */
  readonly rows: number
  /** Signatures made. */
  readonly signed: number
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
  readonly dryRun?: DryRun
}

const OPTIONS = [
  'source',
  'mapping',
  'issuer',
  'achievement',
  'batch',
  'key',
  'signer',
  'concurrency',
  'out',
  'form',
  'image',
  'journal',
  'status',
  'publish',
  'contexts',
  'workers',
  'skipInvalid',
  'dryRun',
  'resume',
  'created',
  'seed',
  'onProgress',
  'signal',
] satisfies (keyof BatchOptions)[]

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

interface Prepared {
  readonly record: Omit<BatchRecord, 'type' | 'version' | 'created' | 'seed'>
  readonly mapping: Mapping
  readonly issuer: JsonObject
  readonly achievement: JsonObject
  readonly signer: Signer
  readonly journalPath: string
  readonly dryRun: boolean
}

async function readBatch(options: BatchOptions): Promise<Prepared> {
  for (const name of Object.keys(options)) {
    if (!(OPTIONS as readonly string[]).includes(name))
      throw new TypeError(`issueBatch: unknown option "${name}"`)
  }
  const { key, form = 'ndjson', batch = 'default', status } = options
  if ((key === undefined) === (options.signer === undefined))
    throw new TypeError('issueBatch needs a key or a signer')
  if (!OUTPUT_FORMS.includes(form))
    throw new TypeError(`issueBatch: form is one of ${OUTPUT_FORMS.join(', ')}`)
  const signer = options.signer ?? (await signerOf(key!))
  if (signer.algorithm !== 'Ed25519') throw new TypeError('batches are signed with Ed25519 keys')
  const [issuer, achievement] = [snapshot(options.issuer), snapshot(options.achievement)]
  if (!isJsonObject(issuer) || !isJsonObject(achievement))
    throw new TypeError('issuer and achievement are objects')
  const controller = signer.controller ?? signer.verificationMethod.split('#', 1)[0]!
  if (issuer['id'] !== controller) {
    throw new OpenBadgeError('model_invalid', `the key belongs to ${controller}, not to the issuer`, {
      issues: [
        {
          pointer: '/issuer/id',
          code: 'issuer_mismatch',
          message: 'the issuer is not the controller of the signing key',
          expected: controller,
          found: String(issuer['id']),
          hint: 'Use the profile that belongs to this key.',
        },
      ],
    })
  }
  return {
    record: {
      issuer: controller,
      achievement: String(achievement['id']),
      batch,
      form,
      ...(status === undefined ? {} : { status: readStatus(status) }),
    },
    mapping: parseMapping(options.mapping),
    issuer,
    achievement,
    signer,
    journalPath: options.journal ?? `${options.out.replace(/\/+$/, '')}.journal`,
    dryRun: options.dryRun === true,
  }
}

function readStatus({
  url,
  purposes = ['revocation'],
  length = 131_072,
}: NonNullable<BatchOptions['status']>): BatchStatus {
  if (!url.includes('{list}')) throw new TypeError('the URL of status lists needs {list} in it')
  if (purposes.length > 1 && !url.includes('{purpose}')) {
    throw new TypeError('with several purposes the URL of status lists needs {purpose} in it')
  }
  if (!Number.isSafeInteger(length) || length < 131_072 || length % 8 !== 0) {
    throw new TypeError('a status list has 131,072 entries or more, by eights')
  }
  return { url, purposes, length }
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
  const run = state.nextRun(source, toSeconds(new Date()))
  state.forgetLostOutputs(options.out)
  try {
    await mkdir(options.out, { recursive: true })
  } catch (error) {
    throw fileFailed('create', options.out, error)
  }
  const config = sessionConfig(options, batch, state.batch, state, run)
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
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    const result = {
      rows: plan.positions,
      unchanged: plan.unchanged,
      rejected: plan.rejected,
      issues: plan.firstIssues,
      absent: Math.max(0, state.known.count - plan.unchanged - changedRows(plan, state)),
      lists:
        batch.record.status === undefined
          ? 0
          : Math.ceil((plan.highestNumber + 1) / batch.record.status.length),
      published: [],
      journal: batch.journalPath,
    }
    if (batch.dryRun) {
      return {
        ...result,
        signed: 0,
        dryRun: await dryRun(plan, pool.width - 2, options.signer !== undefined),
      }
    }
    refusePlan(options, batch, plan)
    if (isSame(plan, state, batch.record.form)) return { ...result, signed: 0 }
    await journal!.append([
      ...(isNew ? [state.batch] : []),
      { type: 'run', ...run, positions: plan.positions },
    ])
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

async function signPlan(
  options: BatchOptions,
  plan: Plan,
  pool: Pool,
  state: BatchState,
  journal: Journal,
  run: number,
  statuses: StatusPlan | undefined,
): Promise<void> {
  const { signal } = options
  const committer = await Committer.open({
    journal,
    known: state.known,
    run,
    form: state.batch!.form,
    folder: options.out,
    statuses,
    earlier: (earlier) => state.ndjsonOf(options.out, earlier),
  })
  const meter = new ProgressMeter(options.onProgress, 'sign', plan.toSign + plan.unchanged)
  const work = async (chunk: PlanResult): Promise<readonly [PlanResult, SignResult | undefined]> => {
    const { uuids, wanted, count } = wantedOf(chunk)
    return [
      chunk,
      count === 0 ? undefined : await pool.sign({ kind: 'sign', slice: chunk.slice, wanted, uuids }),
    ]
  }
  try {
    for await (const [chunk, signed] of inOrder(untilAborted(plan.chunks, signal), pool.width, work)) {
      await committer.add(chunk, signed)
      meter.at(committer.rows, plan.rejected)
    }
    signal?.throwIfAborted()
  } catch (error) {
    // What is signed is recorded, whatever stopped the run; a second failure must not hide the first.
    await committer.pause().catch(() => undefined)
    throw error
  }
  await committer.finish()
  meter.at(committer.rows, plan.rejected, true)
}

function* untilAborted<T>(items: readonly T[], signal: AbortSignal | undefined): Generator<T> {
  for (const item of items) {
    if (signal?.aborted) return
    yield item
  }
}

/** Of the rows that lie in the chunk's slice, those that shall be signed. */
function wantedOf({ flags, uuids }: PlanResult): { wanted: Uint8Array; uuids: Uint8Array; count: number } {
  const wanted: number[] = []
  const ids: Uint8Array[] = []
  for (let i = 0; i < flags.length; i++) {
    if (flags[i] !== SIGN && flags[i] !== DROPPED) continue
    wanted.push(flags[i] === SIGN ? 1 : 0)
    if (flags[i] === SIGN) ids.push(uuids.subarray(i * 16, i * 16 + 16))
  }
  return { wanted: Uint8Array.from(wanted), uuids: Buffer.concat(ids), count: ids.length }
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

function changedRows(plan: Plan, state: BatchState): number {
  let count = 0
  for (const { flags, uuids } of plan.chunks) {
    for (let i = 0; i < flags.length; i++)
      if (flags[i] === SIGN && state.known.find(uuids, i * 16) >= 0) count++
  }
  return count
}

function refusePlan(options: BatchOptions, batch: Prepared, plan: Plan): void {
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

function newBatch({ created, seed }: BatchOptions, { record }: Prepared): BatchRecord {
  if (seed !== undefined && seed.length !== 32) throw new TypeError('issueBatch: seed has 32 bytes')
  return {
    type: 'batch',
    version: 1,
    ...record,
    created: toSeconds(created ?? new Date()),
    seed: Buffer.from(seed ?? randomBytes(32)).toString('base64'),
  }
}

function sessionConfig(
  options: BatchOptions,
  { mapping, issuer, achievement, signer, record, journalPath }: Prepared,
  batch: BatchRecord,
  state: BatchState,
  run: ReturnType<BatchState['nextRun']>,
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

/** At most `concurrency` calls of a signer that answers later are under way; a local one needs no limit. */
function limited(signer: Signer, concurrency: number): Signer {
  if (isLocalSigner(signer)) return signer
  let free = concurrency
  const waiting: (() => void)[] = []
  return {
    ...signer,
    sign: async (bytes, signal) => {
      if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve))
      else free--
      try {
        return await signer.sign(bytes, signal)
      } finally {
        const next = waiting.shift()
        if (next === undefined) free++
        else next()
      }
    },
  }
}

function toSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}
