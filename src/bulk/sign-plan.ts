/** Signs the planned chunks in order, and writes them to the disk. */

import type { BatchOptions } from './batch-options.js'
import type { BatchState } from './journal/batch-state.js'
import type { EarlierOutputs } from './journal/earlier-outputs.js'
import type { Journal } from './journal/open-journal.js'
import type { Plan } from './plan-rows.js'
import type { AbsentBadge } from './sign/absent-badges.js'
import { Committer } from './sign/committer.js'
import type { StatusPlan } from './status/status-plan.js'
import { ProgressMeter } from './tasks/progress.js'
import { DROPPED, type Failure, type PlanResult, SIGN, type SignResult } from './tasks/tasks.js'
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

/** @throws the error that stopped the run, after all signed badges are recorded */
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
  const stop: Stop = {}
  const work = async (chunk: PlanResult): Promise<Signed> => {
    const { uuids, wanted, count } = wantedOf(chunk)
    if (count === 0) return { chunk }
    try {
      const result = await pool.sign({ kind: 'sign', slice: chunk.slice, wanted, uuids })
      if (result.failure !== undefined) stop.failure ??= result.failure
      return { chunk, result }
    } catch (error) {
      stop.failure ??= { reason: error }
      return { chunk, isLost: true }
    }
  }
  try {
    // After a failure no more chunks are handed out. The running ones are recorded, because their signatures may cost money.
    for await (const { chunk, result, isLost } of inOrder(
      untilStopped(plan.chunks, signal, stop),
      pool.width,
      work,
    )) {
      if (isLost !== true) await committer.add(chunk, result)
      meter.at(committer.rows, plan.rejected)
    }
    signal?.throwIfAborted()
    if (stop.failure !== undefined) throw stop.failure.reason
    await committer.keepAbsent(options.absent)
  } catch (error) {
    // Signed badges are recorded after each kind of failure. A second failure must not hide the first.
    await committer.pause().catch(() => undefined)
    throw error
  }
  await committer.finish()
  meter.at(committer.rows, plan.rejected, true)
}

interface Stop {
  failure?: Failure
}

interface Signed {
  readonly chunk: PlanResult
  readonly result?: SignResult
  /** No row of the chunk was signed. */
  readonly isLost?: true
}

function* untilStopped<T>(items: Iterable<T>, signal: AbortSignal | undefined, stop: Stop): Generator<T> {
  for (const item of items) {
    if (signal?.aborted || stop.failure !== undefined) return
    yield item
  }
}

/** The rows of the chunk that must be signed. */
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
