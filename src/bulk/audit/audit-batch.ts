/** Compares the files of a batch with its manifest and journal, and verifies each badge and status list again. */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '../../encoding/json.js'
import type { OptionTest } from '../../encoding/options.js'
import { abortSignal, boolean, callable, object, text } from '../../option-tests.js'
import { fileFailed, statOf } from '../files/file-error.js'
import { MANIFEST_NAME, NDJSON_NAME } from '../files/output.js'
import { refuseMissing } from '../journal/journal.js'
import { readManifest } from '../journal/manifest.js'
import { credentialJudge } from '../judge/credential-judge.js'
import { checkWithRequired } from '../options/check-required.js'
import { threads } from '../options/option-tests.js'
import { auditFiles } from './audit-files.js'
import { auditEntries, auditLists, stateOf, statusCounts } from './audit-journal.js'
import { auditLines } from './audit-ndjson.js'
import { type OpenAuditor, openAuditor } from './auditor.js'
import type { AuditFinding, AuditKind, Told } from './findings.js'
import { refuseNoManifest } from './refuse-no-manifest.js'

export interface AuditOptions {
  /** The batch's output folder. */
  readonly out: string
  /** The batch's journal, if there is one. Default: the folder's name with `.journal`. */
  readonly journal?: string
  /** The issuer who must have signed; default: any. */
  readonly issuer?: string
  /** Contexts that are not bundled, and the DID document of an issuer whose id is not a did:key, by URL. */
  readonly documents?: Readonly<Record<string, JsonObject>>
  /** Verifies each signature; default true. With false, only digests are compared. */
  readonly verify?: boolean
  /** The number of worker threads; with 0 the work is done in this thread. Default: one for each processor, at most 8, and none for a few hundred badges. */
  readonly workers?: number
  /** Called with each finding. */
  readonly onFinding?: (finding: AuditFinding) => void
  /** Ends the audit. */
  readonly signal?: AbortSignal
}

export type AuditResult = {
  readonly badges: number
  /** The records, if the folder has badges and records, as `issueRecords` makes it. */
  readonly records?: number
  readonly clean: boolean
  /** How many of the `unverified` badges and lists there are for each `reason`. */
  readonly reasons: Readonly<Record<string, number>>
  /** How many badges are as they were issued, but not in force: `revoked`, `suspended` (by the journal), `expired`, `not_yet_valid`. */
  readonly notInForce: Readonly<Record<string, number>>
} & Readonly<Record<AuditKind, number>>

type Counts = Readonly<Record<string, number>>

/** One more thread is started for this number of bytes of the manifest, which has 150 to 200 bytes for each badge. */
const SHARE = 131_072

const OPTIONS: Readonly<Record<keyof AuditOptions, OptionTest>> = {
  out: text,
  journal: text,
  issuer: text,
  documents: object,
  verify: boolean,
  workers: threads,
  onFinding: callable,
  signal: abortSignal,
}

/**
 * Compares the output folder of a batch with its manifest, and verifies every badge again. In a folder of `issueRecords` it does
 * so for badges and records.
 *
 * @param options - `out`: the folder; `issuer`: who must have signed; `documents`: contexts and DID documents by URL;
 *   `verify`: default true; `workers`: threads, default one a processor, at most 8. See `AuditOptions`.
 * @returns Counts of badges, of each kind of finding, and of badges that are not in force; `clean` when there is no finding.
 * @throws OpenBadgeError `journal_invalid` for a `journal` that is not there, and one that is damaged or empty, `file_failed` for no manifest, or lines that cannot be read; the signal's reason on abort.
 * @example
 * await issueBatch({ ...batch, out })
 * const { clean, badges } = await auditBatch({ out, workers: 0 })
 */
export async function auditBatch(options: AuditOptions): Promise<AuditResult> {
  return auditBatchWith(options, openAuditor)
}

/** Does the same with another auditor, which decides where badges are verified. */
export async function auditBatchWith(options: AuditOptions, open: OpenAuditor): Promise<AuditResult> {
  checkWithRequired('auditBatch', options, OPTIONS, ['out'], {
    issuer: 'the id of the issuer',
  })
  const { out, journal, onFinding } = options
  if (statOf(out)?.isFile() === true)
    throw fileFailed(
      'read',
      out,
      new Error('it is a file; give the folder of the batch, which is beside the journal'),
    )
  const parts = partsOf(out)
  if (parts.length === 0) return auditFolder(options, open)
  if (journal !== undefined)
    throw new TypeError(
      'auditBatch: leave journal out, because the folder contains the journals of badges and records',
    )
  const results: AuditResult[] = []
  for (const part of parts) {
    const tell = ({ file = NDJSON_NAME, ...found }: AuditFinding): void =>
      onFinding?.({ ...found, file: `${part}/${file}` })
    results.push(await auditFolder({ ...options, out: join(out, part), onFinding: tell }, open))
  }
  return sumOf(parts, results)
}

const RECORD_PARTS = ['badges', 'records'] as const

/** The two batches of a folder of `issueRecords`; an empty list for the folder of one batch. */
function partsOf(out: string): readonly (typeof RECORD_PARTS)[number][] {
  if (existsSync(join(out, MANIFEST_NAME))) return []
  return RECORD_PARTS.filter(
    (part) => existsSync(join(out, `${part}.journal`)) || existsSync(join(out, part, MANIFEST_NAME)),
  )
}

function sumOf(parts: readonly string[], results: readonly AuditResult[]): AuditResult {
  const sum = (name: AuditKind): number => results.reduce((total, result) => total + result[name], 0)
  const countOf = (part: string): number => results[parts.indexOf(part)]?.badges ?? 0
  return {
    badges: countOf('badges'),
    records: countOf('records'),
    clean: results.every(({ clean }) => clean),
    missing: sum('missing'),
    doubled: sum('doubled'),
    altered: sum('altered'),
    foreign: sum('foreign'),
    unverified: sum('unverified'),
    reasons: results.map(({ reasons }) => reasons).reduce(added, {}),
    notInForce: results.map(({ notInForce }) => notInForce).reduce(added, {}),
  }
}

function count(counts: Record<string, number>, name: string, more = 1): void {
  counts[name] = (counts[name] ?? 0) + more
}

function added(some: Counts, others: Counts): Counts {
  const sum: Record<string, number> = { ...some }
  for (const [name, more] of Object.entries(others)) count(sum, name, more)
  return sum
}

async function auditFolder(options: AuditOptions, open: OpenAuditor): Promise<AuditResult> {
  const { out, issuer, documents, verify = true, workers, signal } = options
  const counts: Record<AuditKind, number> = { missing: 0, doubled: 0, altered: 0, foreign: 0, unverified: 0 }
  const reasons: Record<string, number> = {}
  const lapses: Record<string, number> = {}
  const told: Told = {
    find: (finding) => {
      counts[finding.kind]++
      if (finding.reason !== undefined) count(reasons, finding.reason)
      options.onFinding?.(finding)
    },
    lapsed: (code) => count(lapses, code),
  }
  const journal = options.journal ?? `${out.replace(/\/+$/, '')}.journal`
  if (options.journal !== undefined) await refuseMissing(journal)
  await refuseNoManifest(out, journal)
  const ndjson = join(out, NDJSON_NAME)
  const isInLines = await areLines(out, ndjson)
  const config = {
    verify,
    now: new Date().toISOString(),
    ...(issuer === undefined ? {} : { issuer }),
    ...(documents === undefined ? {} : { documents }),
  }
  const auditor = await open(config, workers, Math.ceil(sizeOf(join(out, MANIFEST_NAME)) / SHARE))
  try {
    const state = await stateOf(journal)
    const entries = auditEntries(readManifest(out), state, told.find)
    const badges = isInLines
      ? await auditLines(ndjson, entries, auditor, told, signal)
      : await auditFiles(out, entries, auditor, told, signal)
    if (state !== undefined) {
      await auditLists(out, state, verify ? await credentialJudge(config) : undefined, told.find)
    }
    const clean = Object.values(counts).every((found) => found === 0)
    const statuses = state === undefined ? {} : statusCounts(state)
    return { badges, clean, ...counts, reasons, notInForce: added(statuses, lapses) }
  } finally {
    await auditor.close()
  }
}

/** Whether the outputs are lines: there is an NDJSON file, or the manifest has no files. */
async function areLines(out: string, ndjson: string): Promise<boolean> {
  if (statOf(ndjson) !== undefined) return true
  for await (const { file } of readManifest(out)) return file === undefined
  return false
}

function sizeOf(path: string): number {
  return statOf(path)?.size ?? 0
}
