/** Opens a run of a batch: its number, the outputs of earlier runs, its workers; and makes the options of its steps. */
import { prepareImage } from '../bake/prepare-image.js'
import { type BatchOptions, type Prepared, toSeconds } from './batch-options.js'
import { partMark } from './files/part-name.js'
import { stagingName } from './folder/leftovers.js'
import { issuedAddresses } from './ids/address-rows.js'
import type { NextRun } from './journal/batch-state.js'
import { EarlierOutputs, type EarlierPlaces, placesOf } from './journal/earlier-outputs.js'
import type { Journal } from './journal/open-journal.js'
import type { JudgeOptions } from './judge/credential-judge.js'
import { signerDocuments } from './judge/signer-documents.js'
import { columnsOfKey } from './mapping/mapping.js'
import { hasTwoKeys } from './mapping/recipient.js'
import type { OpenBatch } from './open-batch.js'
import { PlannedChunks } from './plan/planned-chunks.js'
import type { Plan, PlanOptions } from './plan-rows.js'
import type { AbsentBadges } from './sign/absent-badges.js'
import type { SignOptions } from './sign-plan.js'
import { publishedLists } from './status/published-lists.js'
import { type StatusPlan, statusPlan } from './status/status-plan.js'
import type { StatusListsOptions } from './status/write-status-lists.js'
import { untilAborted } from './tasks/until-aborted.js'
import type { OpenPool, Pool, PoolOptions } from './workers/pool.js'
import type { SessionConfig } from './workers/session.js'

export interface OpenRun {
  readonly next: NextRun
  readonly earlier: EarlierOutputs
  readonly pool: Pool
  readonly chunks: PlannedChunks
  readonly close: () => Promise<void>
}

export async function openRun(batch: OpenBatch, open: OpenPool): Promise<OpenRun> {
  const { options, prepared, state, record } = batch
  const source = await untilAborted(Promise.resolve(options.source.digest?.()), options.signal)
  const next = state.nextRun(source, toSeconds(new Date()), options.resign === true)
  state.forgetSigned(next.record)
  const places = placesOf(record, state.known, options.out)
  const earlier = new EarlierOutputs(state.known, places)
  const staging = stagingName(options.out)
  const pool = await open(sessionConfig(batch, next, places, staging), poolOptions(options, prepared), {
    known: state.known,
    earlier,
  })
  let chunks: PlannedChunks | undefined
  const close = async (): Promise<void> => {
    earlier.close()
    chunks?.close()
    await pool.close()
  }
  try {
    chunks = new PlannedChunks(`${staging}-plan.spool`)
  } catch (error) {
    await close()
    throw error
  }
  return { next, earlier, pool, chunks, close }
}

function poolOptions({ workers, key, signal }: BatchOptions, { signer }: Prepared): PoolOptions {
  return {
    ...(workers === undefined ? {} : { workers }),
    ...(key === undefined ? { signer } : {}),
    ...(signal === undefined ? {} : { signal }),
  }
}

/** The status numbers of the batch, if it has status lists. */
export function statusesOf({ record: { status, seed } }: OpenBatch): StatusPlan | undefined {
  return status && statusPlan(status, Buffer.from(seed, 'base64'))
}

export function listOptions({ options, prepared, owner, journal, folder }: OpenBatch): StatusListsOptions {
  const { out, publish, load, signal } = options
  const { signer } = prepared
  return {
    owner,
    ...(journal === undefined ? {} : { confirm: journal.confirm }),
    signer,
    folder: out,
    isNamed: folder.isNamed,
    ...(publish === undefined ? {} : { publish }),
    ...(load === undefined ? {} : { published: publishedLists(load, signal) }),
  }
}

export function planOptions(
  { options, prepared, record, state }: OpenBatch,
  { pool, chunks, next }: OpenRun,
): PlanOptions {
  const { source, out, replace, onProgress, signal } = options
  const { mapping, makes } = prepared
  const isRevoked = state.statusOf('revocation')
  const [column] = columnsOfKey(mapping)
  return {
    source,
    pool,
    chunks,
    mapping,
    folder: out,
    ...(next.consecutive && record.status !== undefined ? { firstNumber: next.record.base } : {}),
    ...(hasTwoKeys(mapping) ? { issued: issuedAddresses(state.known, isRevoked) } : {}),
    // A learner's second record is refused before the badges are signed, unless it is asked for.
    ...((makes === 'record' && replace !== true) || state.known.count === 0
      ? {}
      : {
          otherKeys: {
            known: state.known,
            isRevoked,
            of: makes,
            isOnlyKey: hasTwoKeys(mapping),
            isRevocable: record.status?.purposes.includes('revocation') === true,
            ...(column === undefined ? {} : { column }),
          },
        }),
    replace: replace === true,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  }
}

export function judgeOptions({ options, prepared, record: { issuer } }: OpenBatch): JudgeOptions {
  const documents = { ...options.contexts, ...signerDocuments(issuer, prepared.signer) }
  return { issuer, now: new Date().toISOString(), documents }
}

export function signOptions(
  batch: OpenBatch,
  { pool, next, earlier }: OpenRun,
  plan: Plan,
  { kept }: AbsentBadges,
  journal: Journal,
): SignOptions {
  const { options, state } = batch
  const { out, onProgress, signal } = options
  return {
    plan,
    pool,
    state,
    journal,
    run: next.record.run,
    folder: out,
    statuses: statusesOf(batch),
    earlier,
    absent: kept,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...(signal === undefined ? {} : { signal }),
  }
}

/** `staging` is the path of the staging files without its ending. */
function sessionConfig(
  { options, prepared, record: batch, state }: OpenBatch,
  { record: run, consecutive }: NextRun,
  earlier: EarlierPlaces,
  staging: string,
): SessionConfig {
  const { mapping, issuer, achievement, signer, record, makes } = prepared
  const image = options.image === undefined ? undefined : prepareImage(options.image)
  return {
    definition: {
      issuer,
      achievement,
      mapping,
      batch: record.batch,
      seed: new Uint8Array(Buffer.from(batch.seed, 'base64')),
      created: batch.created,
      ...(makes === 'record' ? { record: true } : {}),
    },
    contexts: options.contexts ?? {},
    known: state.known.share(),
    base: run.base,
    consecutive: consecutive && record.status !== undefined,
    ...(record.status === undefined ? {} : { status: record.status }),
    verificationMethod: signer.verificationMethod,
    created: run.created,
    ...(options.key === undefined ? {} : { key: options.key }),
    form: record.form,
    ...(image === undefined ? {} : { image }),
    folder: options.out,
    partMark: partMark(batch.seed, run.run),
    earlier,
    stagingFile: staging,
  }
}
