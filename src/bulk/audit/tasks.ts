/** The messages between an audit and its worker threads: plain data. */

/** The lines that begin in a range of an NDJSON file. */
export interface LinesTask {
  readonly kind: 'lines'
  readonly path: string
  readonly offset: number
  readonly length: number
}

/** Badges in files, each with its expected id. */
export interface FilesTask {
  readonly kind: 'files'
  readonly files: readonly { readonly path: string; readonly id: string }[]
}

export type AuditTask = LinesTask | FilesTask

/** The result for one output, without its bytes. */
export interface Audited {
  /** The member `id` of a line, if it is JSON and has one. */
  readonly id?: string
  /** SHA-256 of the line with its line feed, or of the file, in hexadecimal. */
  readonly sha256: string
  /** Whether it is well formed, signed by the expected issuer, and has this id; true if proofs are not verified. */
  readonly isGenuine: boolean
  /** If it is not genuine: the code of the report's row, `other_issuer` or `other_id`. */
  readonly reason?: string
  /** If it is genuine and not in force: the code of the report's row. */
  readonly lapse?: string
}

/** `undefined` if there is no file, or it cannot be read. */
export type AuditedChunk = readonly (Audited | undefined)[]
