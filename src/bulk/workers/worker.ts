/** The code of a worker thread of a run. Its session opens with the first task. */
import { threadId } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import { type PackedPlanTask, unpackPlan } from '../tasks/pack-rows.js'
import type { CountTask, PlanTask, SignResult, SignTask } from '../tasks/tasks.js'
import { serializeError } from './serialize-error.js'
import { openSession, type Session, type SessionConfig } from './session.js'

let session: Promise<Session> | undefined

type Packed = PackedPlanTask | PlanTask

/** The pool calls it to count, plan or sign one chunk. */
export async function work(task: Packed | CountTask<Packed> | SignTask): Promise<unknown> {
  try {
    // A worker that replaces a dead one has another number, so it has other staging files.
    session ??= openSession(Tinypool.workerData as SessionConfig, `${process.pid}-${threadId}`)
    const { count, plan, sign } = await session
    if (task.kind === 'count') return count(unpackPlan(task.of))
    if (task.kind === 'sign') {
      const result = await sign(task)
      // A local key signs all rows or none.
      if (result.failure !== undefined) throw result.failure.reason
      return moved(result)
    }
    return await plan(unpackPlan(task))
  } catch (error) {
    return serializeError(error)
  }
}

/** Transfers the bytes and does not copy them. */
function moved(result: SignResult): unknown {
  if (result.bytes === undefined) return result
  return Tinypool.move({
    get [Tinypool.transferableSymbol]() {
      return [result.bytes!.buffer] as unknown as object
    },
    get [Tinypool.valueSymbol]() {
      return result
    },
  } as unknown as ArrayBuffer)
}
