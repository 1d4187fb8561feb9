/** Compares the files of a batch with the manifest. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { badgePath, OUTPUT_FORMS } from '../files/output.js'
import { formatUuid, uuidBytes } from '../ids/credential-id.js'
import type { ManifestEntry } from '../journal/manifest.js'
import type { Auditor } from './auditor.js'
import { compare, placeOf, type Told, Uniqueness } from './findings.js'
import type { FilesTask } from './tasks.js'

/** The number of badges of one task. */
const CHUNK = 64

/** Returns the number of entries. */
export async function auditFiles(
  out: string,
  entries: AsyncIterable<ManifestEntry>,
  auditor: Auditor,
  told: Told,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { find } = told
  const seen = new Uniqueness(find)
  const expected = new Set<string>()
  /** Entries of the running tasks. */
  const open: ManifestEntry[][] = []
  let badges = 0
  for await (const chunk of auditor.audit(tasks(out, entries, open))) {
    for (const [i, entry] of open.shift()!.entries()) {
      signal?.throwIfAborted()
      badges++
      seen.add(entry)
      const isPlaced = isInPlace(entry)
      if (isPlaced) expected.add(entry.file!)
      const audited = isPlaced ? chunk[i] : undefined
      if (audited === undefined) find({ kind: 'missing', ...placeOf(entry) })
      else compare(entry, audited, told)
    }
  }
  for (const name of await readdir(join(out, 'badges'), { recursive: true }).catch(() => [])) {
    const file = `badges/${name.replaceAll('\\', '/')}`
    if (/\.(?:json|png|svg|part)$/.test(file) && !expected.has(file)) find({ kind: 'foreign', file })
  }
  return badges
}

async function* tasks(
  out: string,
  entries: AsyncIterable<ManifestEntry>,
  open: ManifestEntry[][],
): AsyncGenerator<FilesTask> {
  const task = (chunk: readonly ManifestEntry[]): FilesTask => ({
    kind: 'files',
    files: chunk.map(({ file = '', id }) => ({ path: join(out, file), id })),
  })
  let chunk: ManifestEntry[] = []
  for await (const entry of entries) {
    chunk.push(entry)
    if (chunk.length < CHUNK) continue
    open.push(chunk)
    yield task(chunk)
    chunk = []
  }
  if (chunk.length === 0) return
  open.push(chunk)
  yield task(chunk)
}

/** The path at which a batch writes the badge with this id. A file at another path is not its output, even if the manifest has it. */
function isInPlace({ id, file }: ManifestEntry): boolean {
  const uuid = uuidBytes(id)
  if (uuid === undefined) return false
  return OUTPUT_FORMS.some((form) => form !== 'ndjson' && file === badgePath(formatUuid(uuid), form))
}
