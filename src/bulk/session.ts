/** The heavy work of a run, chunk by chunk: plan rows, sign what was planned. The same code here and in workers. */
import { createHash, hash } from 'node:crypto'
import { sha256 } from '#platform'
import type { PreparedImage } from '../bake/baking.js'
import { bundled } from '../documents/bundled.js'
import { documents, firstOf } from '../documents/loaders.js'
import type { JsonObject } from '../encoding/json.js'
import { type Issue, isOpenBadgeError } from '../errors.js'
import { batchToCanonical } from '../jsonld/batch.js'
import { toCanonical } from '../jsonld/canonize.js'
import type { Load, Signer } from '../ports.js'
import { hashData as proofData, serializeSignature } from '../proof/hash-data.js'
import { signBytes } from '../proof/sign-bytes.js'
import { requireMembersCovered } from '../proof/uncovered-members.js'
import { checkCredential } from '../schema/validate.js'
import { type ProofWriter, proofWriter, stringifier } from './credential-json.js'
import type { BatchStatus } from './journal.js'
import { type KeyMaterial, signerOf } from './key-material.js'
import { KnownRows, type SharedRows } from './known-rows.js'
import { type Output, outputOf } from './output.js'
import type { Row, RowIssue } from './row.js'
import { type BadgeDefinition, recipientIssue, rowReader } from './row-credential.js'
import { type Planned, readSlice, type Slice, Spool } from './spool.js'
import { statusPlan } from './status-plan.js'

/** Everything a worker must know; plain data. */
export interface SessionConfig {
  readonly definition: BadgeDefinition
  /** Contexts beyond the bundled ones, by URL. */
  readonly contexts: Readonly<Record<string, JsonObject>>
  readonly known: SharedRows
  /** The first new row's status number. */
  readonly base: number
  readonly status?: BatchStatus
  readonly verificationMethod: string
  /** Time of the proofs, RFC 3339 to the second. */
  readonly created: string
  /** Absent when the caller's own signer signs. */
  readonly key?: KeyMaterial
  readonly form: 'ndjson' | 'json' | 'png' | 'svg'
  readonly image?: PreparedImage
  readonly folder: string
  /** Path without ending of the spool files. */
  readonly spool: string
}

export interface PlanTask {
  readonly kind: 'plan'
  /** Position of the first row in the source, from 0. */
  readonly position: number
  readonly rows: readonly Row[]
}

/** A plan task on its way to a worker: the names of the columns once, not once a row. */
export interface PackedPlanTask {
  readonly kind: 'packed-plan'
  readonly position: number
  readonly columns: readonly string[]
  readonly numbers: readonly number[]
  /** The cells of all rows, row after row. */
  readonly cells: readonly unknown[]
}

/** What a row turned out to be. */
export const BAD = 0
export const SIGN = 1
export const UNCHANGED = 2
/** Planned, then found to be the double of an earlier row. */
export const DROPPED = 3

export interface PlanResult {
  readonly flags: Uint8Array
  /** 16 bytes a row each; zeros for bad rows. */
  readonly uuids: Uint8Array
  readonly digests: Uint8Array
  readonly numbers: Uint32Array
  readonly rows: Uint32Array
  readonly issues: readonly RowIssue[]
  /** Planned rows that need a signature, in order. */
  readonly slice: Slice
  /** A status number of a new row that another row already has: the source is not the one it was. */
  readonly conflict: boolean
}

export interface SignTask {
  readonly kind: 'sign'
  readonly slice: Slice
  /** For each row in the slice 1, or 0 where it is not wanted after all. */
  readonly wanted: Uint8Array
  /** 16 bytes for each wanted row. */
  readonly uuids: Uint8Array
}

export interface SignResult {
  /** Lines of NDJSON; absent when the rows were written as files. */
  readonly bytes?: Uint8Array
  readonly lengths: Uint32Array
  /** SHA-256 of each output, 32 bytes each. */
  readonly sums: Uint8Array
}

export interface Session {
  readonly plan: (task: PlanTask) => Promise<PlanResult>
  readonly sign: (task: SignTask, signal?: AbortSignal) => Promise<SignResult>
  readonly close: () => Promise<void>
}

/** `name` tells the spools of several sessions apart; `signer` stands in for the configured key. */
export async function openSession(config: SessionConfig, name: string, signer?: Signer): Promise<Session> {
  const reader = rowReader(config.definition)
  const known = new KnownRows(config.known)
  const statuses = config.status === undefined ? undefined : statusPlan(config.status, config.definition.seed)
  const world = worldOf(config)
  const proofs = proofWriter(config, world)
  const spool = await Spool.open(`${config.spool}-${name}.spool`)
  const output = outputOf(config)
  const digestOf = contentDigest(config.image)
  const stringify = stringifier(config.definition)
  const own = signer ?? (config.key === undefined ? undefined : await signerOf(config.key))

  const plan = async ({ position, rows }: PlanTask): Promise<PlanResult> => {
    const result = emptyPlan(rows)
    const { flags, uuids, digests, numbers } = result
    const issues: RowIssue[] = []
    const planned: Planned[] = []
    // One for each chunk: chunks may be under way at once, and one chunk is enough to share.
    const canonical = batchToCanonical(world)
    let conflict = false
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      const read = reader.cells(row)
      if (read.issues.length > 0) {
        issues.push(...read.issues)
        continue
      }
      const identity = reader.identity(row, read.cells)
      if ('code' in identity) {
        issues.push(identity)
        continue
      }
      const place = known.find(identity.uuid)
      const number = place < 0 ? config.base + position + i : known.numberOf(place)
      if (place < 0 && known.hasNumber(number)) conflict = true
      let credential = reader.credential(read.cells, identity)
      if (statuses !== undefined) credential = { ...credential, credentialStatus: statuses.entries(number) }
      const faults = [
        ...present(recipientIssue(row, credential, config.definition.mapping)),
        ...schemaFaults(row, checkCredential(credential, 'strict'), reader.columnAt),
      ]
      const data =
        faults.length > 0
          ? faults
          : await hashData(row, credential, proofs, canonical, world, reader.columnAt)
      if (!(data instanceof Uint8Array)) {
        issues.push(...data)
        continue
      }
      const digest = digestOf(data)
      const unchanged =
        place >= 0 && known.digestIs(place, digest) && output.isPresent(identity.uuid, known.lengthOf(place))
      if (!unchanged) planned.push({ data, json: Buffer.from(stringify(credential)) })
      flags[i] = unchanged ? UNCHANGED : SIGN
      uuids.set(identity.uuid, i * 16)
      digests.set(digest.subarray(0, 16), i * 16)
      numbers[i] = number
    }
    return { ...result, issues, conflict, slice: await spool.write(planned) }
  }

  const sign = async ({ slice, wanted, uuids }: SignTask, signal?: AbortSignal): Promise<SignResult> => {
    if (own === undefined) throw new TypeError('this session has no signer')
    const entries = (await readSlice(slice)).filter((_, i) => wanted[i] === 1)
    const signed = entries.map(({ data, json }) => {
      const signature = signBytes(own, data, 64, signal)
      const write = (bytes: Uint8Array): Uint8Array =>
        output.encode(proofs.seal(json, serializeSignature(bytes)))
      return signature instanceof Uint8Array ? write(signature) : signature.then(write)
    })
    // All are waited for, even when one fails: what a KMS has been asked for is not forgotten in the air.
    await Promise.allSettled(signed)
    return finish(output, await Promise.all(signed), uuids)
  }

  return { plan, sign, close: () => spool.close() }
}

async function finish(
  output: Output,
  outputs: readonly Uint8Array[],
  uuids: Uint8Array,
): Promise<SignResult> {
  const lengths = Uint32Array.from(outputs, (bytes) => bytes.length)
  const sums = new Uint8Array(outputs.length * 32)
  for (const [i, bytes] of outputs.entries()) sums.set(hash('sha256', bytes, 'buffer'), i * 32)
  if (output.write === undefined) return { bytes: Buffer.concat(outputs), lengths, sums }
  await output.write(outputs, uuids)
  return { lengths, sums }
}

/**
 * What tells whether a row changed: the hash of the canonical document (the second half of what is signed), and the
 * picture where there is one.
 */
function contentDigest(image: PreparedImage | undefined): (data: Uint8Array) => Uint8Array {
  if (image === undefined) return (data) => data.subarray(32)
  const picture = createHash('sha256').update(image.head).update(image.tail).digest()
  return (data) => hash('sha256', Buffer.concat([picture, data.subarray(32)]), 'buffer')
}

/** Contexts that are not bundled come from the configuration; without any, nothing is ever waited for. */
function worldOf({ contexts }: SessionConfig): World {
  return Object.keys(contexts).length === 0 ? {} : { load: firstOf(bundled, documents(contexts)) }
}

interface World {
  readonly load?: Load
}

async function hashData(
  row: Row,
  credential: JsonObject,
  proofs: ProofWriter,
  batch: ReturnType<typeof batchToCanonical>,
  world: World,
  columnAt: (pointer: string) => string | undefined,
): Promise<Uint8Array | readonly RowIssue[]> {
  try {
    const canonical = batch(credential)
    const text = typeof canonical === 'string' ? canonical : await canonical
    const covered = requireMembersCovered(credential, text, (other) => toCanonical(other, world))
    const document = sha256(typeof covered === 'string' ? covered : await covered)
    const proof = proofs.hashFor(credential)
    return proofData(proof instanceof Uint8Array ? proof : await proof, document)
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    const { issues } = error.details as { readonly issues?: readonly Issue[] }
    const found = issues ?? [{ pointer: '', code: error.code, message: error.message }]
    return found.map((issue) => toRowIssue(row, issue, columnAt))
  }
}

function schemaFaults(
  row: Row,
  issues: ReturnType<typeof checkCredential>,
  columnAt: (pointer: string) => string | undefined,
): readonly RowIssue[] {
  if (issues.length === 0) return []
  return issues
    .filter(({ severity }) => severity === 'error')
    .map((issue) => toRowIssue(row, issue, columnAt))
}

function toRowIssue(row: Row, issue: Issue, columnAt: (pointer: string) => string | undefined): RowIssue {
  const column = columnAt(issue.pointer)
  return {
    row: row.row,
    ...(column === undefined ? {} : { column }),
    code: issue.code,
    message: issue.message,
    ...(issue.hint === undefined ? {} : { remedy: issue.hint }),
    pointer: issue.pointer,
  }
}

function emptyPlan(rows: readonly Row[]): Omit<PlanResult, 'issues' | 'slice' | 'conflict'> {
  return {
    flags: new Uint8Array(rows.length),
    uuids: new Uint8Array(rows.length * 16),
    digests: new Uint8Array(rows.length * 16),
    numbers: new Uint32Array(rows.length),
    rows: Uint32Array.from(rows, ({ row }) => row),
  }
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value]
}
