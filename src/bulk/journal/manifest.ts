/** The manifest of a batch: one line for each badge, in the order of the table. */
import { join } from 'node:path'
import { fileFailed } from '../files/file-error.js'
import { MANIFEST_NAME } from '../files/output.js'
import { bytesOf } from '../table/byte-source.js'
import { lines } from '../table/read-ndjson.js'

export interface ManifestEntry {
  readonly row: number
  /** `urn:uuid:…`, the credential's own id. */
  readonly id: string
  /** Of the line with its line feed, or of the file; hexadecimal. */
  readonly sha256: string
  /** Line of the NDJSON, from 1; or else: */
  readonly line?: number
  /** Path inside the output folder. */
  readonly file?: string
  readonly statusList?: number
  readonly statusIndex?: number
  /** The table of the last run has this row no more; `row` is where it was. */
  readonly absent?: true
}

/** @throws OpenBadgeError `file_failed` where there is none, or a line of it is no entry */
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
    if (!isEntry(entry)) throw fileFailed('read', path, new Error(`line ${line} is no entry of a manifest`))
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
