/** The heavy work of an audit: reads outputs, hashes and verifies them. It runs in worker threads or in this thread. */
import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { credentialJudge, type Judge, type JudgeOptions, type Verdict } from '../judge/credential-judge.js'
import { LINE_MAXIMUM } from '../table/read-ndjson.js'
import { readLines } from './read-lines.js'
import type { Audited, AuditedChunk, AuditTask } from './tasks.js'

/** The settings of a worker; plain data. */
export interface AuditConfig extends JudgeOptions {
  /** If it is absent, only digests are compared. */
  readonly verify: boolean
}

export interface AuditSession {
  /** @throws OpenBadgeError `file_failed` if the lines cannot be read */
  readonly audit: (task: AuditTask) => Promise<AuditedChunk>
}

export async function openAuditSession(config: AuditConfig): Promise<AuditSession> {
  const judge = config.verify ? await credentialJudge(config) : undefined
  return {
    audit: async (task) => {
      const found: (Audited | undefined)[] = []
      if (task.kind === 'files') {
        for (const { path, id } of task.files) found.push(await auditFile(path, id, judge))
        return found
      }
      for (const line of await readLines(task.path, task.offset, task.length)) {
        found.push(line === undefined ? UNREAD : await auditLine(line, judge))
      }
      return found
    },
  }
}

/** The result for a file that is too large to be a badge. No digest matches it. */
export const UNREAD: Audited = { sha256: '', isGenuine: false }
const LINE_FEED = 0x0a
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A line with its line feed, if it has one. */
export async function auditLine(line: Uint8Array, judge: Judge | undefined): Promise<Audited> {
  const isEnded = line.at(-1) === LINE_FEED
  // The last line may lack its line feed, but the digest is of the line with it.
  const sha256 = hash('sha256', isEnded ? line : Buffer.concat([line, Uint8Array.of(LINE_FEED)]))
  const text = decoder.decode(isEnded ? line.subarray(0, -1) : line)
  const verdict = await judge?.(text)
  const id = verdict?.id ?? idOfText(text)
  const isGenuine =
    verdict === undefined || (verdict.proven !== undefined && verdict.proven === id && isUtf8(line))
  return { ...(id === undefined ? {} : { id }), sha256, isGenuine, ...why(isGenuine, verdict) }
}

async function auditFile(path: string, id: string, judge: Judge | undefined): Promise<Audited | undefined> {
  let bytes: Uint8Array
  try {
    if (statSync(path).size > LINE_MAXIMUM) return UNREAD
    bytes = readFileSync(path)
  } catch {
    return undefined
  }
  return auditBadge(bytes, id, judge)
}

/** Reads a file, which must be the badge with this id. */
export async function auditBadge(bytes: Uint8Array, id: string, judge: Judge | undefined): Promise<Audited> {
  const verdict = await judge?.(bytes)
  const isGenuine = verdict === undefined || verdict.proven === id
  return { sha256: hash('sha256', bytes), isGenuine, ...why(isGenuine, verdict) }
}

function why(isGenuine: boolean, verdict: Verdict | undefined): Pick<Audited, 'reason' | 'lapse'> {
  if (!isGenuine) return { reason: verdict?.reason ?? 'other_id' }
  return verdict?.lapse === undefined ? {} : { lapse: verdict.lapse }
}

/** The id of a document that is JSON and may break any other rule. */
function idOfText(text: string): string | undefined {
  try {
    const { id } = JSON.parse(text.replace(/^\uFEFF/, '')) as { readonly id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
