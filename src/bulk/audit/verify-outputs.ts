/** The heavy work of an audit: reads outputs, hashes them and verifies them. The same code here and in workers. */
import { isUtf8 } from 'node:buffer'
import { hash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { bundled } from '../../documents/bundled.js'
import { documents, firstOf } from '../../documents/loaders.js'
import type { JsonObject } from '../../encoding/json.js'
import { verifyCache } from '../../verify/cache/verify-cache.js'
import { isFound, sniff } from '../../verify/input/detect-input.js'
import { catalogueOf } from '../../verify/messages/catalogue.js'
import { readOptions } from '../../verify/options/options.js'
import { establish } from '../../verify/resolve-credential.js'
import { idOf } from '../../verify/verification/secured-document.js'
import { openScope } from '../../verify/verification/verification.js'
import { LINE_MAXIMUM } from '../table/read-ndjson.js'
import { linesInRange } from './read-lines.js'
import type { Audited, AuditedChunk, AuditTask } from './tasks.js'

/** Everything a worker must know; plain data. */
export interface AuditConfig {
  /** Without it only digests are compared. */
  readonly verify: boolean
  /** Whose badges they must be; by default whoever signed. */
  readonly issuer?: string
  /** Contexts and the issuer's DID document, by URL, where the badges need others than the bundled ones. */
  readonly documents?: Readonly<Record<string, JsonObject>>
  /** The instant of the audit, RFC 3339. */
  readonly now: string
}

export interface AuditSession {
  /** @throws OpenBadgeError `file_failed` where the lines cannot be read */
  readonly audit: (task: AuditTask) => Promise<AuditedChunk>
}

export async function openAuditSession(config: AuditConfig): Promise<AuditSession> {
  const judge = config.verify ? await judgement(config) : undefined
  return {
    audit: async (task) => {
      const found: (Audited | undefined)[] = []
      if (task.kind === 'files') {
        for (const { path, id } of task.files) found.push(await auditFile(path, id, judge))
        return found
      }
      for (const line of await linesInRange(task.path, task.offset, task.length)) {
        found.push(line === undefined ? UNREAD : await auditLine(line, judge))
      }
      return found
    },
  }
}

/** Too large to be a badge: its digest is nobody's. */
const UNREAD: Audited = { sha256: '', isGenuine: false }
const LINE_FEED = 0x0a
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

async function auditLine(line: Uint8Array, judge: Judge | undefined): Promise<Audited> {
  const isEnded = line.at(-1) === LINE_FEED
  // The last line may lack its line feed; the digest is of the line with it.
  const sha256 = hash('sha256', isEnded ? line : Buffer.concat([line, Uint8Array.of(LINE_FEED)]))
  const text = decoder.decode(isEnded ? line.subarray(0, -1) : line)
  const verdict = await judge?.(text)
  const id = verdict?.id ?? idOfText(text)
  const isGenuine =
    verdict === undefined || (verdict.proven !== undefined && verdict.proven === id && isUtf8(line))
  return id === undefined ? { sha256, isGenuine } : { id, sha256, isGenuine }
}

async function auditFile(path: string, id: string, judge: Judge | undefined): Promise<Audited | undefined> {
  let bytes: Uint8Array
  try {
    if (statSync(path).size > LINE_MAXIMUM) return UNREAD
    bytes = readFileSync(path)
  } catch {
    return undefined
  }
  const verdict = await judge?.(bytes)
  return { sha256: hash('sha256', bytes), isGenuine: verdict === undefined || verdict.proven === id }
}

interface Verdict {
  /** The document's own id, where it is plain JSON. */
  readonly id?: string
  /** Id of the credential that is well formed and signed by its issuer, who is the one that was asked for. */
  readonly proven?: string
}
type Judge = (input: string | Uint8Array) => Promise<Verdict>

const ROWS = ['structure', 'proof', 'issuer'] as const

/** Status, and whether it holds today, are no questions of an audit: the proof and what it says are. */
async function judgement({ issuer, now, documents: held }: AuditConfig): Promise<Judge> {
  const settings = readOptions({
    now: new Date(now),
    cache: verifyCache(),
    ...(held === undefined ? {} : { load: firstOf(bundled, documents(held)) }),
  })
  const catalogue = await catalogueOf(settings.language)
  return async (input) => {
    const sniffed = await sniff(input, settings.limits)
    if (!isFound(sniffed)) return {}
    const { entity, findings } = await establish(sniffed, 'document', openScope(settings, catalogue))
    const isProven =
      ROWS.every((row) => findings[row].outcome === 'pass') &&
      (issuer === undefined || idOf(entity.document['issuer']) === issuer)
    const isPlain = sniffed.jws === undefined && sniffed.warnings.length === 0
    const id = isPlain ? textOf(sniffed.document['id']) : undefined
    const proven = isProven ? textOf(entity.document['id']) : undefined
    return { ...(id === undefined ? {} : { id }), ...(proven === undefined ? {} : { proven }) }
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Of JSON that may break any other rule. */
function idOfText(text: string): string | undefined {
  try {
    const { id } = JSON.parse(text.replace(/^\uFEFF/, '')) as { readonly id?: unknown }
    return textOf(id)
  } catch {
    return undefined
  }
}
