/** Does the heavy work of an audit in worker threads, or in this thread if there is little of it. */
import { setImmediate } from 'node:timers/promises'
import { inOrder } from '../workers/pool.js'
import { defaultWorkers, openThreads } from '../workers/threads.js'
import type { AuditedChunk, AuditTask } from './tasks.js'
import { type AuditConfig, openAuditSession } from './verify-outputs.js'

export interface Auditor {
  /** Yields the answers in the order of the tasks. Few tasks run at once, and a slow consumer slows them down. */
  readonly audit: (tasks: Iterable<AuditTask> | AsyncIterable<AuditTask>) => AsyncGenerator<AuditedChunk>
  readonly close: () => Promise<void>
}

export type OpenAuditor = (config: AuditConfig, workers?: number, shares?: number) => Promise<Auditor>

/** `workers` is the maximum of threads, `shares` the number of threads for which there is enough work. */
export async function openAuditor(
  config: AuditConfig,
  workers: number = defaultWorkers(),
  shares: number = workers,
): Promise<Auditor> {
  const count = shares <= 1 ? 0 : Math.min(workers, shares)
  if (count === 0) {
    const { audit } = await openAuditSession(config)
    return {
      audit: (tasks) =>
        inOrder(tasks, 1, async (task) => {
          // Lets other code run, for example an abort.
          await setImmediate()
          return audit(task)
        }),
      close: async () => undefined,
    }
  }
  const threads = openThreads('audit-worker', config, count)
  return {
    audit: (tasks) => inOrder(tasks, count + 2, (task) => threads.run<AuditedChunk>(() => ({ task }))),
    close: threads.close,
  }
}
