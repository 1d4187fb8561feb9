/** Signs what was planned, chunk by chunk and in order, and brings it to the disk. */

import { isLocalSigner } from '../keys/signers/signer.js'
import type { Signer } from '../ports.js'
import type { BatchOptions } from './batch-options.js'
import type { BatchState } from './journal/batch-state.js'
import type { EarlierOutputs } from './journal/earlier-outputs.js'
import type { Journal } from './journal/journal.js'
import type { Plan } from './plan.js'
import type { AbsentBadge } from './sign/absent-badges.js'
import { Committer } from './sign/committer.js'
import type { StatusPlan } from './status/allocate-status.js'
import { ProgressMeter } from './tasks/progress.js'
import { DROPPED, type PlanResult, SIGN, type SignResult } from './tasks/tasks.js'
import { inOrder, type Pool } from './workers/pool.js'

export interface SignOptions {
  readonly plan: Plan
  readonly pool: Pool
  readonly state: BatchState
  readonly journal: Journal
  readonly run: number
  readonly folder: string
  readonly statuses: StatusPlan | undefined
  readonly earlier: EarlierOutputs
  readonly absent: readonly AbsentBadge[]
  readonly onProgress?: BatchOptions['onProgress']
  readonly signal?: BatchOptions['signal']
}

/** @throws whatever stopped it, once what is signed is recorded */
export async function signPlan(options: SignOptions): Promise<void> {
  const { plan, pool, state, signal } = options
  const committer = await Committer.open({
    journal: options.journal,
    batch: state.batch!,
    known: state.known,
    run: options.run,
    folder: options.folder,
    statuses: options.statuses,
    earlier: options.earlier,
    release: pool.release,
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
    await committer.keepAbsent(options.absent)
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
  const wanted = new Uint8Array(flags.length)
  const ids = new Uint8Array(uuids.length)
  let [planned, count] = [0, 0]
  for (let i = 0; i < flags.length; i++) {
    if (flags[i] === SIGN) {
      wanted[planned] = 1
      ids.set(uuids.subarray(i * 16, i * 16 + 16), count * 16)
      count++
    }
    if (flags[i] === SIGN || flags[i] === DROPPED) planned++
  }
  return { wanted: wanted.slice(0, planned), uuids: ids.slice(0, count * 16), count }
}

/** At most `concurrency` calls of a signer that answers later are under way; a local one needs no limit. */
export function limited(signer: Signer, concurrency: number): Signer {
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
