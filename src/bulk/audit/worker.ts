/** The code of a worker thread of an audit. Its session opens with the first task. */
import { Tinypool } from 'tinypool'
import { type SerializedError, serializeError } from '../workers/serialize-error.js'
import type { AuditedChunk, AuditTask } from './tasks.js'
import { type AuditConfig, type AuditSession, openAuditSession } from './verify-outputs.js'

let session: Promise<AuditSession> | undefined

/** The pool calls it to audit one chunk. */
export async function work(task: AuditTask): Promise<AuditedChunk | SerializedError> {
  try {
    session ??= openAuditSession(Tinypool.workerData as AuditConfig)
    return await (await session).audit(task)
  } catch (error) {
    return serializeError(error)
  }
}
