/** The options of a batch, their checks, and what is made of them before a row is read. */

import { randomBytes } from 'node:crypto'
import { IMAGE_FORMATS, isImageFormat } from '../bake/image/image-format.js'
import { isJsonObject, type JsonObject, snapshot } from '../encoding/json.js'
import type { OptionTest } from '../encoding/options.js'
import { OpenBadgeError } from '../errors.js'
import { refuseFutureProof } from '../issue/proof-time.js'
import { isLocalSigner } from '../keys/signers/make-signer.js'
import { abortSignal, boolean, callable, date, object, oneOf, text } from '../option-tests.js'
import type { Load, Signer } from '../ports.js'
import { OUTPUT_FORMS, type OutputForm } from './files/output.js'
import type { BatchRecord } from './journal/journal-records.js'
import { type Mapping, parseMapping } from './mapping/mapping.js'
import { checkWithRequired } from './options/check-required.js'
import { bytes, keyMaterial, positive, rowSource, signer, threads } from './options/option-tests.js'
import type { PlannedBatch } from './planned-batch.js'
import { batchSigner, checkKeyOrSigner } from './signer/batch-signer.js'
import type { KeyMaterial } from './signer/key-material.js'
import {
  checkStatusOptions,
  listsOf,
  readStatusOptions,
  type StatusOptions,
} from './status/status-options.js'
import type { PublishedList } from './status/write-status-lists.js'
import type { RowSource } from './table/row-source.js'
import type { OnProgress } from './tasks/progress.js'

export interface BatchOptions {
  /** The rows; see `csvSource`, `ndjsonSource` and `rowsFrom`. */
  readonly source: RowSource
  /** Which column of the table fills which member of the credential. */
  readonly mapping: Mapping
  /** The issuer's profile; its id is the controller of the key. */
  readonly issuer: object
  /** The achievement of each row. */
  readonly achievement: object
  /** The name of the batch. The same person can get the badge again in another batch. Default: `default`. */
  readonly batch?: string
  /** A secret key, which worker threads get. Give either `key` or `signer`. */
  readonly key?: KeyMaterial
  /** A KMS or another signer. It is called in this thread, with up to `concurrency` calls at once. */
  readonly signer?: Signer
  /** The maximum number of calls of `signer` at once; default 50. */
  readonly concurrency?: number
  /** The maximum time for one signature of `signer`, with its own retries; default 120,000. */
  readonly signerTimeoutMilliseconds?: number
  /** The output folder. */
  readonly out: string
  /** `ndjson` (default): one file of lines; `json`, `png`, `svg`: one file a badge. */
  readonly form?: OutputForm
  /** The base image of `png` and `svg`. */
  readonly image?: Uint8Array
  /** Default: the output folder's name with `.journal`. */
  readonly journal?: string
  /** Status lists, in which each badge gets a place; default: none. */
  readonly status?: StatusOptions
  /** Reads the published status lists (`remote()`), so that a run never overwrites the list of another batch, or a status that its journal lacks. */
  readonly load?: Load
  /** Called with each signed status list, before any badge is signed. */
  readonly publish?: (list: PublishedList) => Promise<void> | void
  /** Contexts beyond the bundled ones, by URL. */
  readonly contexts?: Readonly<Record<string, JsonObject>>
  /** The number of worker threads; with 0 the work is done in this thread. Default: one for each processor, at most 8. */
  readonly workers?: number
  /** Signs the good rows if others fail. By default nothing is signed if a row fails. */
  readonly skipInvalid?: boolean
  /** Accepts another recipient for a known key, as a corrected address, and a new key beside a revoked badge. By default such rows are refused. */
  readonly replace?: boolean
  /** Re-signs (`--re-sign`): signs each badge again with the present key and with its id and status, after a change of keys. */
  readonly resign?: boolean
  /** Only plans. Nothing is written except the report of findings. */
  readonly dryRun?: boolean
  /** Requires that the journal exists, so that a misspelt path is an error. */
  readonly resume?: boolean
  /** The time of a new batch, and of its proofs; default: now, and not later. */
  readonly created?: Date
  /** 32 bytes from which a new batch derives salts and status indices. Default: random. The journal keeps them. */
  readonly seed?: Uint8Array
  /**
   * Called once all rows are checked, before anything is signed, also where the plan will be refused. If it throws, nothing is
   * signed. For `issueRecords`, of the badges.
   */
  readonly onPlan?: (plan: PlannedBatch) => Promise<void> | void
  /** Called with the progress, at most once a second. */
  readonly onProgress?: OnProgress
  /** After an abort, the running chunks are finished and recorded. Then the signal's reason is thrown. */
  readonly signal?: AbortSignal
}

const OPTIONS: Readonly<Record<keyof BatchOptions, OptionTest>> = {
  source: rowSource,
  mapping: object,
  issuer: object,
  achievement: object,
  batch: text,
  key: keyMaterial,
  signer,
  concurrency: positive,
  signerTimeoutMilliseconds: positive,
  out: text,
  form: oneOf(...OUTPUT_FORMS),
  image: bytes,
  journal: text,
  status: object,
  load: callable,
  publish: callable,
  contexts: object,
  workers: threads,
  skipInvalid: boolean,
  replace: boolean,
  resign: boolean,
  dryRun: boolean,
  resume: boolean,
  created: date,
  seed: (value) => value instanceof Uint8Array && value.length === 32,
  onPlan: callable,
  onProgress: callable,
  signal: abortSignal,
}

/** @throws TypeError */
export function checkBatchOptions(caller: string, options: BatchOptions): void {
  checkWithRequired(caller, options, OPTIONS, ['source', 'mapping', 'issuer', 'achievement', 'out'])
  if (options.status !== undefined) checkStatusOptions(caller, options.status)
  checkKeyOrSigner(caller, options)
}

/** The checked options, before the journal is read. */
export interface Prepared {
  readonly record: Omit<BatchRecord, 'type' | 'version' | 'created' | 'seed'>
  readonly mapping: Mapping
  readonly issuer: JsonObject
  readonly achievement: JsonObject
  readonly signer: Signer
  /** That of a new batch, in base64. */
  readonly seed: string
  readonly journalPath: string
  readonly dryRun: boolean
  /** What is made of a row. */
  readonly makes: Makes
}

/** A record contains badges that were signed before. */
export type Makes = 'badge' | 'record'

/** @throws TypeError for a wrong option; OpenBadgeError `mapping_invalid`, `key_invalid`, `model_invalid` */
export async function readBatch(options: BatchOptions, caller: string, makes: Makes): Promise<Prepared> {
  checkBatchOptions(caller, options)
  const { form = 'ndjson', batch = 'default', status } = options
  if (options.image !== undefined && !isImageFormat(form))
    throw new TypeError(
      `${caller}: image has no effect with the form ${form}; write form: '${Object.keys(IMAGE_FORMATS).join("' or '")}'`,
    )
  for (const name of ['publish', 'load'] as const) {
    if (options[name] !== undefined && status === undefined)
      throw new TypeError(`${caller}: ${name} has no effect without status`)
  }
  const signer = await batchSigner(caller, options)
  const mapping = parseMapping(options.mapping)
  if (mapping.record !== undefined)
    throw new TypeError(`${caller}: the mapping has "record"; call issueRecords, which makes records`)
  const [issuer, achievement] = [snapshot(options.issuer), snapshot(options.achievement)]
  if (!isJsonObject(issuer) || !isJsonObject(achievement))
    throw new TypeError(`${caller}: issuer and achievement must be plain objects`)
  const controller = signer.controller ?? signer.verificationMethod.split('#', 1)[0]!
  if (issuer['id'] !== controller) {
    throw new OpenBadgeError('model_invalid', `the key belongs to ${controller}, and not to the issuer`, {
      issues: [
        {
          pointer: '/issuer/id',
          code: 'issuer_mismatch',
          message: 'the issuer is not the controller of the signing key',
          expected: controller,
          found: String(issuer['id']),
          hint: 'Use the profile whose id is the controller of this key.',
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
      ...(status === undefined ? {} : { status: readStatusOptions(status) }),
    },
    mapping,
    issuer,
    achievement,
    signer,
    seed: Buffer.from(options.seed ?? randomBytes(32)).toString('base64'),
    journalPath: options.journal ?? `${options.out.replace(/\/+$/, '')}.journal`,
    dryRun: options.dryRun === true,
    makes,
  }
}

/** The first record of the journal of a new batch. @throws OpenBadgeError `proof_invalid` for a time in the future */
export function newBatch({ created }: BatchOptions, { record, seed }: Prepared): BatchRecord {
  if (created !== undefined) refuseFutureProof('created', created, new Date())
  return {
    type: 'batch',
    version: 1,
    ...record,
    created: toSeconds(created ?? new Date()),
    seed,
  }
}

/** With the lists of the batch of the journal, if there is one. */
export function withLists(prepared: Prepared, batch: BatchRecord | undefined): Prepared {
  const { record, seed } = prepared
  if (record.status === undefined) return prepared
  return {
    ...prepared,
    record: { ...record, status: listsOf(record.status, record, batch?.seed ?? seed) },
  }
}

export function toSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

export interface IdleOption {
  readonly option: string
  readonly reason: string
}

/** The given options that have no effect on this run. */
export function idleOptions(options: BatchOptions, batch: BatchRecord): readonly IdleOption[] {
  const { created, seed, signer } = options
  const idle: IdleOption[] = []
  if (created !== undefined && toSeconds(created) !== batch.created)
    idle.push({ option: 'created', reason: `the batch keeps the time of its first run, ${batch.created}` })
  if (seed !== undefined && Buffer.from(seed).toString('base64') !== batch.seed)
    idle.push({ option: 'seed', reason: 'the batch keeps the seed of its first run' })
  for (const option of ['concurrency', 'signerTimeoutMilliseconds'] as const) {
    if (options[option] !== undefined && (signer === undefined || isLocalSigner(signer)))
      idle.push({ option, reason: 'the key is local, so no service is called' })
  }
  return idle
}
