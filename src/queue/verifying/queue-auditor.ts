/** An auditor with workers on other machines, which verify the badges. It reads the badges here: workers have no folder. */
import { readFileSync, statSync } from 'node:fs'
import { type Audited, type AuditTask, inOrder, type OpenAuditor, readLines } from '../../bulk/distributed.js'
import { LINE_MAXIMUM } from '../../bulk/table/read-ndjson.js'
import { Dispatcher, type DispatcherOptions } from '../coordinator/dispatcher.js'
import { packDocument } from './verify-document.js'

export interface QueueAuditorOptions extends Omit<DispatcherOptions, 'document'> {
  readonly inFlight: number
  readonly signal?: AbortSignal | undefined
}

export function queueAuditor({ inFlight, signal, ...options }: QueueAuditorOptions): OpenAuditor {
  return async (config) => {
    const document = packDocument({ kind: 'audit', config })
    const dispatcher = await Dispatcher.open({ ...options, document })
    options.onEvent?.({ kind: 'opened', session: dispatcher.session })
    const ended = (): void => dispatcher.fail(signal!.reason)
    signal?.addEventListener('abort', ended, { once: true })
    let count = 0
    const audit = async (task: AuditTask): Promise<readonly (Audited | undefined)[]> => {
      const items = await read(task)
      const absent = items.flatMap((item, i) => (item === undefined ? [i] : []))
      const ids = task.kind === 'files' ? { ids: task.files.map(({ id }) => id) } : {}
      const position = count++
      const { header } = await dispatcher.ask({
        id: `audit-${position}`,
        position,
        header: { kind: 'audit', absent, ...ids },
        parts: items.filter((item) => item !== undefined),
      })
      const audited = header['audited'] as unknown as readonly (Audited | null)[]
      if (audited.length !== items.length) throw new Error('the answer is about other badges')
      return audited.map((each) => each ?? undefined)
    }
    return {
      audit: (tasks) => inOrder(tasks, inFlight, audit),
      close: async () => {
        signal?.removeEventListener('abort', ended)
        await dispatcher.close()
      },
    }
  }
}

/** `undefined` for a line or a file that is too large for a badge, and for a missing file. */
async function read(task: AuditTask): Promise<readonly (Uint8Array | undefined)[]> {
  if (task.kind === 'lines') return readLines(task.path, task.offset, task.length)
  return task.files.map(({ path }) => {
    try {
      return statSync(path).size > LINE_MAXIMUM ? undefined : readFileSync(path)
    } catch {
      return undefined
    }
  })
}
