/** Compares what lies on the disk with the manifest, and verifies every badge again. */
import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { verify } from '../verify/verify.js'
import { MANIFEST_NAME } from './commit-rows.js'
import { fileFailed } from './file-failed.js'
import { NDJSON_NAME } from './output.js'
import { bytesOf } from './read-bytes.js'
import { lines } from './read-ndjson.js'
import { SeenRows } from './seen-rows.js'
import { uuidBytes } from './uuid-v5.js'

export interface AuditOptions {
  /** The batch's output folder. */
  readonly out: string
  /** The issuer whose badges they must be; by default whoever signed. */
  readonly issuer?: string
  /** Verifies every signature; true by default. Without it only digests are compared. */
  readonly verify?: boolean
  readonly onFinding?: (finding: AuditFinding) => void
  readonly signal?: AbortSignal
}

/**
 * `missing`: in the manifest, not on the disk. `doubled`: an id, a status index or an output that occurs twice.
 * `altered`: the bytes are not those of the manifest. `foreign`: on the disk, not in the manifest.
 * `unverified`: its proof does not verify.
 */
export type AuditKind = 'missing' | 'doubled' | 'altered' | 'foreign' | 'unverified'

export interface AuditFinding {
  readonly kind: AuditKind
  readonly id?: string
  readonly row?: number
  /** File inside the folder, or line of the NDJSON. */
  readonly file?: string
  readonly line?: number
}

export type AuditResult = { readonly badges: number; readonly clean: boolean } & Readonly<
  Record<AuditKind, number>
>

interface Entry {
  readonly row: number
  readonly id: string
  readonly sha256: string
  readonly line?: number
  readonly file?: string
  readonly statusList?: number
  readonly statusIndex?: number
}

/** @throws OpenBadgeError `file_failed` when there is no manifest */
export async function auditBatch(options: AuditOptions): Promise<AuditResult> {
  const counts: Record<AuditKind, number> = { missing: 0, doubled: 0, altered: 0, foreign: 0, unverified: 0 }
  const find = (finding: AuditFinding): void => {
    counts[finding.kind]++
    options.onFinding?.(finding)
  }
  const check = checker(options, find)
  const isNdjson = exists(join(options.out, NDJSON_NAME))
  const badges = isNdjson ? await auditLines(options, check, find) : await auditFiles(options, check, find)
  return { badges, clean: Object.values(counts).every((count) => count === 0), ...counts }
}

type Find = (finding: AuditFinding) => void
type Check = (entry: Entry, bytes: Uint8Array) => Promise<void>

function checker({ issuer, verify: verifies = true }: AuditOptions, find: Find): Check {
  const now = new Date()
  const decoder = new TextDecoder()
  return async (entry, bytes) => {
    const { id, row, line, file } = entry
    const place = {
      id,
      row,
      ...(line === undefined ? {} : { line }),
      ...(file === undefined ? {} : { file }),
    }
    if (createHash('sha256').update(bytes).digest('hex') !== entry.sha256) {
      find({ kind: 'altered', ...place })
      return
    }
    if (!verifies) return
    const report = await verify(file === undefined ? decoder.decode(bytes) : bytes, {
      now,
      ...(issuer === undefined ? {} : { issuers: [issuer] }),
    })
    // Status, and whether it holds today, are no questions of an audit: the proof and what it says are.
    const good = report.checks.every(({ id: name, outcome }) => !WANTED.has(name) || outcome === 'pass')
    if (!good) find({ kind: 'unverified', ...place })
  }
}

const WANTED: ReadonlySet<string> = new Set(['structure', 'proof', 'issuer'])

/**
 * The lines of the NDJSON against the manifest, walked side by side. A line that is not the next one of the manifest
 * is looked for in what was passed over and what is to come, so that one lost line does not make all later ones altered.
 */
async function auditLines({ out, signal }: AuditOptions, check: Check, find: Find): Promise<number> {
  const seen = new Uniqueness(find)
  const outputs = lines(createReadStream(join(out, NDJSON_NAME)) as AsyncIterable<Uint8Array>)
  const met = new SeenRows()
  /** Entries of the manifest whose line has not come yet, by id. */
  const open = new Map<string, Entry>()
  /** Lines whose entry has not come yet, by id. */
  const waiting = new Map<string, { readonly bytes: Uint8Array; readonly line: number }>()
  let badges = 0
  let number = 0
  const place = async (bytes: Uint8Array): Promise<void> => {
    number++
    const id = idOf(bytes)
    const uuid = id === undefined ? undefined : uuidBytes(id)
    const earlier = uuid === undefined ? 0 : met.add(uuid, 0, number)
    if (earlier > 0) find({ kind: 'doubled', id: id!, line: number })
    else if (id === undefined) find({ kind: 'foreign', line: number })
    else {
      const entry = open.get(id)
      if (entry === undefined) {
        waiting.set(id, { bytes: Uint8Array.from(bytes), line: number })
        return
      }
      open.delete(id)
      await check(entry, withLineFeed(bytes))
    }
  }
  for await (const entry of manifestOf(out)) {
    signal?.throwIfAborted()
    badges++
    seen.add(entry)
    const early = waiting.get(entry.id)
    if (early !== undefined) {
      waiting.delete(entry.id)
      await check(entry, withLineFeed(early.bytes))
    } else open.set(entry.id, entry)
    // As many lines as entries are read; what is out of step waits in one of the two maps.
    if (waiting.size <= open.size) {
      const next = await outputs.next()
      if (!next.done) await place(next.value)
    }
  }
  for await (const bytes of outputs) await place(bytes)
  for (const { id, row, line } of open.values()) {
    find({ kind: 'missing', id, row, ...(line === undefined ? {} : { line }) })
  }
  for (const [id, { line }] of waiting) find({ kind: 'foreign', id, line })
  return badges
}

async function auditFiles({ out, signal }: AuditOptions, check: Check, find: Find): Promise<number> {
  const seen = new Uniqueness(find)
  const expected = new Set<string>()
  let badges = 0
  for await (const entry of manifestOf(out)) {
    signal?.throwIfAborted()
    badges++
    seen.add(entry)
    expected.add(entry.file!)
    const bytes = await readFile(join(out, entry.file!)).catch(() => undefined)
    if (bytes === undefined) find({ kind: 'missing', id: entry.id, row: entry.row, file: entry.file! })
    else await check(entry, bytes)
  }
  for (const name of await readdir(join(out, 'badges'), { recursive: true }).catch(() => [])) {
    const file = `badges/${name.replaceAll('\\', '/')}`
    if (/\.(?:json|png|svg|part)$/.test(file) && !expected.has(file)) find({ kind: 'foreign', file })
  }
  return badges
}

async function* manifestOf(out: string): AsyncGenerator<Entry> {
  const path = join(out, MANIFEST_NAME)
  for await (const bytes of lines(bytesOf(path))) {
    try {
      yield JSON.parse(new TextDecoder().decode(bytes)) as Entry
    } catch (error) {
      throw fileFailed('read', path, error)
    }
  }
}

/** No id and no status index may occur twice. */
class Uniqueness {
  private readonly ids = new SeenRows()
  private readonly indices = new Set<number>()
  private readonly find: Find

  constructor(find: Find) {
    this.find = find
  }

  add({ id, row, statusList, statusIndex }: Entry): void {
    const uuid = uuidBytes(id)
    if (uuid === undefined || this.ids.add(uuid, 0, row) > 0) this.find({ kind: 'doubled', id, row })
    if (statusIndex === undefined) return
    const index = (statusList ?? 0) * 2 ** 32 + statusIndex
    if (this.indices.has(index)) this.find({ kind: 'doubled', id, row })
    this.indices.add(index)
  }
}

function idOf(bytes: Uint8Array): string | undefined {
  try {
    const { id } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}

function withLineFeed(bytes: Uint8Array): Uint8Array {
  const line = new Uint8Array(bytes.length + 1)
  line.set(bytes)
  line[bytes.length] = 0x0a
  return line
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}
