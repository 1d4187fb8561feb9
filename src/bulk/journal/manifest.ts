/** The manifest of a batch: one line for each badge, in the order of the table. */
import { join } from 'node:path'
import { bytesOf } from '../files/byte-source.js'
import { fileFailed } from '../files/file-error.js'
import { MANIFEST_NAME } from '../files/output.js'
import { lines } from '../table/read-ndjson.js'

export interface ManifestEntry {
  readonly row: number
  /** `urn:uuid:…`, the credential's own id. */
  readonly id: string
  /** SHA-256 of the line with its line feed, or of the file, in hexadecimal. */
  readonly sha256: string
  /** The line in the NDJSON, from 1; absent if there is a `file`. */
  readonly line?: number
  /** The path in the output folder. */
  readonly file?: string
  readonly statusList?: number
  readonly statusIndex?: number
  /** The row is no longer in the table of the last run; `row` is its earlier number. */
  readonly absent?: true
}

/** @throws OpenBadgeError `file_failed` if there is no manifest, or a line is not an entry */
export async function* readManifest(out: string): AsyncGenerator<ManifestEntry> {
  const path = join(out, MANIFEST_NAME)
  const decoder = new TextDecoder()
  let line = 0
  for await (const bytes of lines(bytesOf(path))) {
    line++
    let entry: unknown
    try {
      entry = JSON.parse(decoder.decode(bytes))
    } catch (error) {
      throw fileFailed('read', path, error)
    }
    if (!isEntry(entry))
      throw fileFailed('read', path, new Error(`line ${line} is not an entry of a manifest`))
    yield entry
  }
}

function isEntry(value: unknown): value is ManifestEntry {
  if (typeof value !== 'object' || value === null) return false
  const { id, row, sha256, file } = value as Partial<ManifestEntry>
  return (
    typeof id === 'string' &&
    typeof row === 'number' &&
    typeof sha256 === 'string' &&
    (file === undefined || typeof file === 'string')
  )
}
