/** A worker's part of a run. It plans chunks, and signs only chunks that it planned itself. */
import { hash } from 'node:crypto'
import { join } from 'node:path'
import {
  batchProofs,
  type ChunkPlanner,
  chunkPlanner,
  chunkSigner,
  contentDigest,
  HeldFiles,
  IssuedRows,
  type Output,
  outputOf,
  type PlanResult,
  SliceReader,
  StagingFile,
  statusPlan,
} from '../../bulk/distributed.js'
import type { Signer } from '../../ports.js'
import { type Allowed, foreignPart } from '../session/allow.js'
import { type RunDocument, readRun } from '../session/run-document.js'
import { queueFailed } from '../store/queue-failed.js'
import { asBytes, type Packet } from '../wire/packet.js'
import { type KnownRows, type PlanOrder, readOrder, resultParts } from '../wire/plan-packet.js'
import { Rooms } from '../wire/rooms.js'
import { bytesDigest, signedParts } from '../wire/sign-packet.js'
import type { Handler, OpenHandler, Reply } from './handler.js'

export interface SigningOptions {
  readonly signer: Signer
  readonly allow: Allowed
  /** A folder of this worker only, for planned badges until they are signed. */
  readonly folder: string
}

/** The chunks that this worker planned and still has. */
interface Planned {
  readonly slice: PlanResult['slice']
  readonly digest: string
}

export function signingSession({ signer, allow, folder }: SigningOptions): OpenHandler {
  return async (document, session) => {
    const run = readRun(document)
    const foreign =
      run === undefined ? 'it was opened by another version of laurel' : foreignPart(run, signer, allow)
    if (foreign !== undefined || run === undefined) {
      throw queueFailed('foreign_plan', `the run is not for this worker: ${foreign}`)
    }
    return openRun(run, signer, join(folder, `${session}.spool`))
  }
}

function openRun(run: RunDocument, signer: Signer, spool: string): Handler {
  const { definition, contexts, verificationMethod } = run
  const proofs = batchProofs({ verificationMethod, created: run.created, contexts })
  const digestOf = contentDigest(run.image)
  const staging = StagingFile.open(spool)
  const reader = new SliceReader()
  const files = new HeldFiles()
  files.hold(spool)
  const planned = new Map<number, Planned>()
  const rooms = new Rooms()
  let usual = 0
  const plannerOf = (known: IssuedRows, sums: Uint8Array): ChunkPlanner =>
    chunkPlanner({
      definition,
      known,
      base: run.base,
      consecutive: run.consecutive,
      statuses: run.status === undefined ? undefined : statusPlan(run.status, definition.seed),
      proofs,
      created: run.created,
      digestOf,
      earlier: { intactSum: (place) => sumAt(sums, place) },
      stagingFile: staging,
    })
  const fresh = plannerOf(new IssuedRows(), new Uint8Array(0))

  const planRows = async ({
    position,
    firstNumber,
    block,
    known,
  }: PlanOrder): Promise<[PlanResult, Planned]> => {
    const planner = known === undefined ? fresh : plannerOf(rowsOf(known), known.sums)
    const numbered = firstNumber === undefined ? {} : { firstNumber }
    const result = await planner.plan({ kind: 'plan', position, ...numbered, rows: block })
    const slice = files.held(result.slice)
    const found = { slice, digest: digestOfPlan({ ...result, slice }, reader) }
    planned.set(position, found)
    return [result, found]
  }

  /** The chunk as this worker plans it, so that no other process decides what is signed. */
  const asPlanned = async ({ header, parts }: Packet): Promise<[number, Planned]> => {
    const { position, plan: wanted } = header as { readonly position: number; readonly plan: string }
    const own = planned.get(position)
    if (own !== undefined && own.digest === wanted) return [position, own]
    // The coordinator sends the rows too when it hands out the chunk again.
    if (parts.length === 0)
      throw new Error(`the worker does not have the chunk that begins at position ${position}`)
    const [, again] = await planRows(readOrder({ header, parts }))
    if (again.digest === wanted) return [position, again]
    const what = `the chunk that begins at position ${position} differs from its plan`
    throw queueFailed('chunk_differs', what, { position })
  }

  const sign = async (packet: Packet, signal: AbortSignal): Promise<Reply> => {
    const [wanted, ...parts] = packet.parts
    const [position, { slice }] = await asPlanned({ header: packet.header, parts })
    const output = collecting(run)
    const room = run.form === 'ndjson' && usual > 0 ? { room: rooms.take(usual) } : {}
    const result = await chunkSigner({ signer, proofs, digestOf, output })(
      { kind: 'sign', slice, wanted: wanted!, uuids: new Uint8Array(0), ...room },
      signal,
    )
    planned.delete(position)
    const { bytes } = result
    const outputs = bytes ?? Buffer.concat(output.outputs)
    usual = Math.max(usual, bytes?.length ?? 0)
    const [header, answer] = signedParts({ outputs, result })
    // Do not compare a part of a chunk with the whole.
    return {
      header: result.failure === undefined ? { ...header, digest: bytesDigest(result) } : header,
      parts: answer,
      ...(bytes === undefined ? {} : { release: () => rooms.give(bytes) }),
    }
  }

  return {
    work: async (packet, signal) => {
      if (packet.header['kind'] === 'sign') return sign(packet, signal)
      const [result, { digest }] = await planRows(readOrder(packet))
      const [header, parts] = resultParts(result)
      return { header: { ...header, digest }, parts }
    },
    close: async () => {
      staging.close()
      files.close()
    },
  }
}

/** The coordinator writes outputs that are files. */
function collecting({ form, image }: RunDocument): Output & { readonly outputs: readonly Uint8Array[] } {
  const { encode } = outputOf({ form, folder: '', partMark: '', ...(image === undefined ? {} : { image }) })
  const outputs: Uint8Array[] = []
  if (form === 'ndjson') return { encode, outputs }
  return { encode, outputs, write: async (made) => void outputs.push(...made) }
}

function rowsOf({ rows, recipients }: KnownRows): IssuedRows {
  const known = new IssuedRows()
  known.addPacked(rows, recipients)
  return known
}

function sumAt(sums: Uint8Array, place: number): Buffer | undefined {
  const sum = Buffer.from(sums.subarray(place * 32, place * 32 + 32))
  return sum.length === 32 && sum.some((byte) => byte !== 0) ? sum : undefined
}

/** Ids, status numbers, and everything that is signed. */
function digestOfPlan({ flags, uuids, numbers, slice }: PlanResult, reader: SliceReader): string {
  const signed = slice.length === 0 ? [] : reader.read(slice).map(({ data }) => data)
  return hash('sha256', Buffer.concat([flags, uuids, asBytes(numbers), ...signed]))
}
