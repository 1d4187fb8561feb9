/** What a caller may ask of a batch, checked; and what follows from it before any row is read. */

import { randomBytes } from 'node:crypto'
import { isJsonObject, type JsonObject, snapshot } from '../encoding/json.js'
import { checkOptionNames } from '../encoding/options.js'
import { OpenBadgeError } from '../errors.js'
import { isLocalSigner } from '../keys/signers/signer.js'
import type { Signer } from '../ports.js'
import { OUTPUT_FORMS, type OutputForm } from './files/output.js'
import type { BatchRecord, BatchStatus } from './journal/records.js'
import { type Mapping, parseMapping } from './mapping/mapping.js'
import { type KeyMaterial, signerOf } from './signer/key-material.js'
import { limitedSigner, signerLimits } from './signer/limited-signer.js'
import type { PublishedList } from './status/write-status-lists.js'
import type { RowSource } from './table/row-source.js'
import type { OnProgress } from './tasks/progress.js'

export interface BatchOptions {
  /** The rows; see `csvSource`, `ndjsonSource` and `rowsFrom`. */
  readonly source: RowSource
  /** Which column fills which field. */
  readonly mapping: Mapping
  /** The issuer's profile; its id is the controller of the key. */
  readonly issuer: object
  /** The achievement that every row earns. */
  readonly achievement: object
  /** Names the batch; the same person may earn the badge again in another. Default: `default`. */
  readonly batch?: string
  /** A secret key that workers may hold; or else `signer`. */
  readonly key?: KeyMaterial
  /** A KMS or another signer; it is asked from this thread, `concurrency` times at once. */
  readonly signer?: Signer
  /** Default 50. */
  readonly concurrency?: number
  /** How long `signer` may take for one signature, its own retries included; default 120,000. */
  readonly signerTimeoutMilliseconds?: number
  /** Output folder. */
  readonly out: string
  /** `ndjson` (default): one file of lines; `json`, `png`, `svg`: one file a badge. */
  readonly form?: OutputForm
  /** The base image of `png` and `svg`. */
  readonly image?: Uint8Array
  /** Default: the output folder's name with `.journal`. */
  readonly journal?: string
  /** Gives each badge a place in a status list; default: none. */
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
  /** Signs a badge anew under its id though its recipient changed: for a corrected address. By default such a row is refused. */
  readonly replace?: boolean
  /** Signs every badge anew with the present key, under its id and status: after a change of keys. */
  readonly resign?: boolean
  /** Plans only. Nothing is written but the report of findings. */
  readonly dryRun?: boolean
  /** The journal must exist: guards against a misspelt path. */
  readonly resume?: boolean
  /** Time of a new batch; default now. */
  readonly created?: Date
  /** 32 bytes from which a new batch derives salts and status indices; default random, kept in the journal. */
  readonly seed?: Uint8Array
  /** Called now and then with the progress. */
  readonly onProgress?: OnProgress
  /** On abort what is in flight is finished and recorded; then the reason is thrown. */
  readonly signal?: AbortSignal
}

const OPTIONS: ReadonlySet<string> = new Set([
  'source',
  'mapping',
  'issuer',
  'achievement',
  'batch',
  'key',
  'signer',
  'concurrency',
  'signerTimeoutMilliseconds',
  'out',
  'form',
  'image',
  'journal',
  'status',
  'publish',
  'contexts',
  'workers',
  'skipInvalid',
  'replace',
  'resign',
  'dryRun',
  'resume',
  'created',
  'seed',
  'onProgress',
  'signal',
] satisfies (keyof BatchOptions)[])

/** Options read, before the journal is. */
export interface Prepared {
  readonly record: Omit<BatchRecord, 'type' | 'version' | 'created' | 'seed'>
  readonly mapping: Mapping
  readonly issuer: JsonObject
  readonly achievement: JsonObject
  readonly signer: Signer
  readonly journalPath: string
  readonly dryRun: boolean
  /** What becomes of a row. */
  readonly makes: Makes
}

/** A record holds badges that are signed already. */
export type Makes = 'badge' | 'record'

/** @throws TypeError for a wrong option; OpenBadgeError `mapping_invalid`, `key_invalid`, `model_invalid` */
export async function readBatch(options: BatchOptions, makes: Makes): Promise<Prepared> {
  checkOptionNames('issueBatch', options, OPTIONS)
  const { key, form = 'ndjson', batch = 'default', status } = options
  if ((key === undefined) === (options.signer === undefined))
    throw new TypeError('issueBatch needs a key or a signer')
  if (options.image !== undefined && form !== 'png' && form !== 'svg')
    throw new TypeError(`issueBatch: an image has no effect on ${form}; the form is png or svg`)
  if (options.publish !== undefined && status === undefined)
    throw new TypeError('issueBatch: publish has no effect without status')
  const limits = signerLimits('issueBatch', options)
  if (!OUTPUT_FORMS.includes(form))
    throw new TypeError(`issueBatch: form is one of ${OUTPUT_FORMS.join(', ')}`)
  const signer = options.signer === undefined ? await signerOf(key!) : limitedSigner(options.signer, limits)
  if (signer.algorithm !== 'Ed25519') throw new TypeError('batches are signed with Ed25519 keys')
  const mapping = parseMapping(options.mapping)
  if (mapping.record !== undefined)
    throw new TypeError('issueBatch: the mapping has "record"; issueRecords makes records')
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
    mapping,
    issuer,
    achievement,
    signer,
    journalPath: options.journal ?? `${options.out.replace(/\/+$/, '')}.journal`,
    dryRun: options.dryRun === true,
    makes,
  }
}

function readStatus({
  url,
  purposes = ['revocation'],
  length = 131_072,
}: NonNullable<BatchOptions['status']>): BatchStatus {
  if (!isHttps(url.replaceAll('{list}', '1').replaceAll('{purpose}', 'revocation'))) {
    throw new TypeError('the URL of status lists begins with https://: verifiers fetch nothing else')
  }
  if (purposes.length === 0 || new Set(purposes).size !== purposes.length) {
    throw new TypeError('the purposes of status lists are one or more, each named once')
  }
  if (!url.includes('{list}')) throw new TypeError('the URL of status lists needs {list} in it')
  if (purposes.length > 1 && !url.includes('{purpose}')) {
    throw new TypeError('with several purposes the URL of status lists needs {purpose} in it')
  }
  if (!Number.isSafeInteger(length) || length < 131_072 || length % 8 !== 0) {
    throw new TypeError('a status list has 131,072 entries or more, by eights')
  }
  return { url, purposes, length }
}

/** An address of a public web server: no user, no fragment, nothing that a URI may not hold. */
function isHttps(url: string): boolean {
  if (!/^https:\/\/[^\s"<>\\^`{|}]+$/.test(url) || !URL.canParse(url)) return false
  const { username, password, hash } = new URL(url)
  return username === '' && password === '' && hash === '' && !url.endsWith('#')
}

/** The record that a new batch begins with. */
export function newBatch({ created, seed }: BatchOptions, { record }: Prepared): BatchRecord {
  if (seed !== undefined && seed.length !== 32) throw new TypeError('issueBatch: seed has 32 bytes')
  return {
    type: 'batch',
    version: 1,
    ...record,
    created: toSeconds(created ?? new Date()),
    seed: Buffer.from(seed ?? randomBytes(32)).toString('base64'),
  }
}

export function toSeconds(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

export interface IdleOption {
  readonly option: string
  readonly reason: string
}

/** Options that mean nothing to this run, and do no harm. */
export function idleOptions(options: BatchOptions, batch: BatchRecord): readonly IdleOption[] {
  const { created, seed, signer } = options
  const idle: IdleOption[] = []
  if (created !== undefined && toSeconds(created) !== batch.created)
    idle.push({ option: 'created', reason: `the batch has its time, ${batch.created}, since its first run` })
  if (seed !== undefined && Buffer.from(seed).toString('base64') !== batch.seed)
    idle.push({ option: 'seed', reason: 'the batch has its seed since its first run' })
  for (const option of ['concurrency', 'signerTimeoutMilliseconds'] as const) {
    if (options[option] !== undefined && (signer === undefined || isLocalSigner(signer)))
      idle.push({ option, reason: 'the key is at hand, and no service is asked' })
  }
  return idle
}
