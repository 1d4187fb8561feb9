/** A worker's part of an audit or a service. */
import {
  type AuditConfig,
  type Audited,
  auditBadge,
  auditLine,
  credentialJudge,
  UNREAD,
} from '../../bulk/distributed.js'
import type { Load } from '../../ports.js'
import { verify, verifyCache } from '../../verify/index.js'
import { queueFailed } from '../store/queue-failed.js'
import type { Packet } from '../wire/packet.js'
import type { Handler, OpenHandler, Reply } from '../worker/handler.js'
import { type RemoteVerifyOptions, readDocument } from './verify-document.js'

/** @param load for services only; an audit never fetches */
export function verifyingSession(load: Load | undefined): OpenHandler {
  return async (packet) => {
    const document = readDocument(packet)
    if (document === undefined) {
      throw queueFailed(
        'foreign_plan',
        'the session is not for this worker: it was opened by another version of laurel',
      )
    }
    return document.kind === 'audit' ? auditing(document.config) : verifying(document.options, load)
  }
}

async function auditing(config: AuditConfig): Promise<Handler> {
  const judge = config.verify ? await credentialJudge(config) : undefined
  const audit = async ({ header, parts }: Packet): Promise<Reply> => {
    const ids = header['ids'] as readonly string[] | undefined
    const absent = new Set(header['absent'] as readonly number[])
    const audited: (Audited | null)[] = []
    let next = 0
    for (let i = 0; next < parts.length || absent.has(i); i++) {
      if (absent.has(i)) audited.push(ids === undefined ? UNREAD : null)
      else if (ids === undefined) audited.push(await auditLine(parts[next++]!, judge))
      else audited.push(await auditBadge(parts[next++]!, ids[i]!, judge))
    }
    return { header: { audited }, parts: [] }
  }
  return { work: audit, close: async () => undefined }
}

function verifying(options: RemoteVerifyOptions, load: Load | undefined): Handler {
  const settings = { ...options, cache: verifyCache(), ...(load === undefined ? {} : { load }) }
  return {
    work: async ({ header, parts: [bytes] }, signal) => {
      const input = header['text'] === true ? Buffer.from(bytes!).toString() : bytes!
      return { header: { report: await verify(input, { ...settings, signal }) }, parts: [] }
    },
    close: async () => undefined,
  }
}
