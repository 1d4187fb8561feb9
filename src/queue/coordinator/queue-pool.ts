/** The pool of a run with workers on other machines, which plan and sign its chunks. */
import {
  HeldFiles,
  type OpenPool,
  openSession,
  outputOf,
  type PlanResult,
  type PlanTask,
  parseCsv,
  readerOf,
  type SessionConfig,
  type SignResult,
  type SignTask,
  SliceReader,
  StagingFile,
} from '../../bulk/distributed.js'
import { signerOf } from '../../bulk/signer/key-material.js'
import { BAD, UNCHANGED } from '../../bulk/tasks/tasks.js'
import type { Signer } from '../../ports.js'
import { issueTopic } from '../session/names.js'
import { packRun, planDigest, readRun } from '../session/run-document.js'
import { secretOfSigner } from '../session/secret.js'
import type { ObjectStore } from '../store/object-store.js'
import type { WorkQueue } from '../store/work-queue.js'
import { pack, unpack } from '../wire/packet.js'
import { knownRows, orderParts, type PlanOrder, readResult } from '../wire/plan-packet.js'
import { readSigned } from '../wire/sign-packet.js'
import { Dispatcher } from './dispatcher.js'
import type { OnQueueEvent } from './events.js'

export interface QueuePoolOptions {
  readonly queue: WorkQueue
  readonly store?: ObjectStore | undefined
  readonly inlineMaximum?: number | undefined
  /** The maximum number of chunks that all workers plan or sign at once. */
  readonly inFlight: number
  readonly onEvent?: OnQueueEvent | undefined
}

/** A chunk that waits for its signatures. */
interface Waiting {
  readonly position: number
  /** The worker that planned it, and the digest of its plan. */
  readonly worker: string
  readonly plan: string
}

/** Opens the session of one run. */
export function queuePool(options: QueuePoolOptions): OpenPool {
  return async (config, { signer, signal }, runs) => {
    const { queue, store, inlineMaximum, inFlight, onEvent } = options
    const own: Signer = signer ?? (await signerOf(config.key!))
    const document = packRun(config)
    const dispatcher = await Dispatcher.open({
      queue,
      topic: issueTopic(config.verificationMethod),
      secretOf: secretOfSigner(own),
      document,
      store,
      inlineMaximum,
      onEvent,
    })
    onEvent?.({
      kind: 'opened',
      session: dispatcher.session,
      plan: planDigest(readRun(unpack(document))!),
    })
    const ended = (): void => dispatcher.fail(signal!.reason)
    signal?.addEventListener('abort', ended, { once: true })
    const path = `${config.stagingFile}-queue.spool`
    const spool = StagingFile.open(path)
    const counting = config.consecutive ? await openSession(config, 'counting', own) : undefined
    const reader = new SliceReader()
    const files = new HeldFiles()
    files.hold(path)
    const output = outputOf(config)
    const find = knownPositions(config, runs.known)
    /** By the offset in the staging file. */
    const waiting = new Map<number, Waiting>()

    const plan = async (task: PlanTask): Promise<PlanResult> => {
      const { position, firstNumber, rows: block } = task
      const places = runs.known.count === 0 ? [] : find(block)
      const sumOf = (place: number): Uint8Array | undefined => runs.earlier.intactSum(place)
      const order: PlanOrder = {
        position,
        ...(firstNumber === undefined ? {} : { firstNumber }),
        block,
        ...(places.length === 0 ? {} : { known: knownRows(runs.known, places, sumOf) }),
      }
      const [header, parts] = orderParts(order)
      const answer = await dispatcher.ask({
        id: `plan-${position}`,
        position,
        header: { ...header, kind: 'plan' },
        parts,
      })
      const result = readResult(answer, order)
      const conflict = result.conflict || takesNumber(result, runs.known)
      if (!result.flags.some((flag) => flag !== BAD && flag !== UNCHANGED)) {
        return { ...result, conflict, slice: NO_SLICE }
      }
      const chunk = spool.chunk()
      chunk.add(NO_DIGEST, pack(header, parts))
      const slice = files.held(spool.write(chunk))
      waiting.set(slice.offset, { position, worker: answer.worker, plan: String(answer.header['digest']) })
      return { ...result, conflict, slice }
    }

    const sign = async ({ slice, wanted, uuids }: SignTask): Promise<SignResult> => {
      const { position, worker, plan } = waiting.get(slice.offset)!
      const answer = await dispatcher.ask({
        id: `sign-${position}`,
        position,
        worker,
        header: { kind: 'sign', plan },
        parts: [wanted],
        rest: () => unpack(reader.read(slice)[0]!.json),
      })
      // The memory of a coordinator must not grow with the rows that are done.
      waiting.delete(slice.offset)
      const { outputs, result } = readSigned(answer, uuids.length / 16)
      if (output.write === undefined) return { ...result, bytes: outputs }
      await output.write(cut(outputs, result.lengths), signedIds(uuids, result.unsigned))
      return result
    }

    return {
      width: inFlight,
      count: async (task) => counting!.count(task),
      plan,
      sign,
      release: () => undefined,
      close: async () => {
        signal?.removeEventListener('abort', ended)
        spool.close()
        files.close()
        counting?.close()
        await dispatcher.close()
      },
    }
  }
}

/** The staging file of planned badges has a digest before each text. */
const NO_DIGEST = new Uint8Array(64)
const NO_SLICE = { path: '', offset: 0, length: 0 }

/** The rows of a block that already have a badge, as positions in the journal. */
function knownPositions(
  { definition }: SessionConfig,
  known: { readonly find: (bytes: Uint8Array, at?: number) => number },
): (block: PlanTask['rows']) => readonly number[] {
  const reader = readerOf(definition)
  const id = Buffer.alloc(16)
  const placeOf = (hex: string): number => {
    id.write(hex, 'hex')
    return known.find(id)
  }
  return (block) => {
    const places = new Set<number>()
    for (const row of 'bytes' in block ? parseCsv(block) : block) {
      const { cells, issues } = reader.cells(row)
      if (issues.length > 0) continue
      const identity = reader.identity(row, cells, (hex) => placeOf(hex) >= 0)
      const place = 'code' in identity ? -1 : placeOf(identity.hex)
      if (place >= 0) places.add(place)
    }
    return [...places]
  }
}

/** Whether a new row would get the status number of an existing badge. This needs the whole journal. */
function takesNumber(
  { flags, uuids, numbers }: Omit<PlanResult, 'slice'>,
  known: {
    readonly find: (bytes: Uint8Array, at?: number) => number
    readonly hasNumber: (n: number) => boolean
  },
): boolean {
  return flags.some(
    (flag, i) => flag !== BAD && known.find(uuids, i * 16) < 0 && known.hasNumber(numbers[i]!),
  )
}

function cut(bytes: Uint8Array, lengths: Uint32Array): readonly Uint8Array[] {
  let at = 0
  return Array.from(lengths, (length) => bytes.subarray(at, (at += length)))
}

function signedIds(uuids: Uint8Array, unsigned: Uint8Array | undefined): Uint8Array {
  if (unsigned === undefined) return uuids
  const places = Array.from(unsigned.keys()).filter((i) => unsigned[i] === 0)
  return Buffer.concat(places.map((i) => uuids.subarray(i * 16, i * 16 + 16)))
}
