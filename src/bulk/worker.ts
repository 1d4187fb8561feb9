/** What runs in a worker thread: one session, opened with the first task. */
import { threadId } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import { isOpenBadgeError } from '../errors.js'
import {
  openSession,
  type PlanResult,
  type PlanTask,
  type Session,
  type SessionConfig,
  type SignResult,
  type SignTask,
} from './session.js'

let session: Promise<Session> | undefined

/** An error as data: its class and members do not survive the way between threads. */
export interface Failed {
  readonly failed: { readonly code: string; readonly message: string; readonly details: unknown }
}

/** The pool's entry: plans or signs one chunk. */
export async function work(task: PlanTask | SignTask): Promise<PlanResult | SignResult | Failed> {
  try {
    // A worker that replaces a dead one has a number of its own, so their spools never mix.
    session ??= openSession(Tinypool.workerData as SessionConfig, `${process.pid}-${threadId}`)
    const { plan, sign } = await session
    return await (task.kind === 'plan' ? plan(task) : sign(task))
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    const { code, message, details } = error
    return { failed: { code, message, details } }
  }
}
