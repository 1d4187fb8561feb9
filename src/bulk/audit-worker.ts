/** What runs in a worker thread of an audit: one session, opened with the first task. */
import { Tinypool } from 'tinypool'
import { type AuditConfig, type AuditSession, openAuditSession } from './audit-session.js'
import type { AuditedChunk, AuditTask } from './audit-tasks.js'
import { asFailed, type Failed } from './failed.js'

let session: Promise<AuditSession> | undefined

/** The pool's entry: audits one chunk. */
export async function work(task: AuditTask): Promise<AuditedChunk | Failed> {
  try {
    session ??= openAuditSession(Tinypool.workerData as AuditConfig)
    return await (await session).audit(task)
  } catch (error) {
    return asFailed(error)
  }
}
