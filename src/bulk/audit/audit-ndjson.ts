/** Compares the lines of the NDJSON with the manifest. */
import { statOf } from '../files/file-error.js'
import { uuidBytes } from '../ids/credential-id.js'
import { SeenRows } from '../ids/seen-rows.js'
import type { ManifestEntry } from '../journal/manifest.js'
import type { Auditor } from './auditor.js'
import { compare, placeOf, type Told, Uniqueness } from './findings.js'
import type { Audited, LinesTask } from './tasks.js'

/** The bytes of one task: a few hundred badges. */
const RANGE = 262_144

interface Line {
  readonly number: number
  readonly audited: Audited
}

/**
 * Reads both in parallel, and returns the number of entries. A line that does not match the next entry is compared with earlier and
 * later entries, so that one lost line does not make all later ones "altered".
 */
export async function auditLines(
  path: string,
  entries: AsyncIterable<ManifestEntry>,
  auditor: Auditor,
  told: Told,
  signal: AbortSignal | undefined,
): Promise<number> {
  const { find } = told
  const seen = new Uniqueness(find)
  const lines = linesOf(path, auditor)
  const met = new SeenRows()
  /** Entries of the manifest without their line so far, by id. */
  const open = new Map<string, ManifestEntry>()
  /** Lines without their entry so far, by id. */
  const waiting = new Map<string, Line>()
  let badges = 0
  const place = (line: Line): void => {
    const { id } = line.audited
    const { number } = line
    const uuid = id === undefined ? undefined : uuidBytes(id)
    const earlier = uuid === undefined ? 0 : met.add(uuid, 0, number)
    if (id === undefined) find({ kind: 'foreign', line: number })
    else if (earlier > 0) find({ kind: 'doubled', id, line: number })
    else {
      const entry = open.get(id)
      if (entry === undefined) waiting.set(id, line)
      else {
        open.delete(id)
        compare(entry, line.audited, told)
      }
    }
  }
  try {
    for await (const entry of entries) {
      signal?.throwIfAborted()
      badges++
      seen.add(entry)
      const early = waiting.get(entry.id)
      if (early === undefined) open.set(entry.id, entry)
      else {
        waiting.delete(entry.id)
        compare(entry, early.audited, told)
      }
      // Lines and entries are read in equal numbers. Those without a match wait in one of the two maps.
      if (waiting.size <= open.size) {
        const next = await lines.next()
        if (!next.done) place(next.value)
      }
    }
    for await (const line of lines) {
      signal?.throwIfAborted()
      place(line)
    }
  } finally {
    await lines.return(undefined)
  }
  for (const entry of open.values()) find({ kind: 'missing', ...placeOf(entry) })
  for (const [id, { number }] of waiting) find({ kind: 'foreign', id, line: number })
  return badges
}

async function* linesOf(path: string, auditor: Auditor): AsyncGenerator<Line> {
  let number = 0
  for await (const chunk of auditor.audit(ranges(path))) {
    for (const audited of chunk) yield { number: ++number, audited: audited! }
  }
}

/** Yields no lines if there is no file. */
function* ranges(path: string): Generator<LinesTask> {
  const size = statOf(path)?.size ?? 0
  for (let offset = 0; offset < size; offset += RANGE) {
    yield { kind: 'lines', path, offset, length: Math.min(RANGE, size - offset) }
  }
}
