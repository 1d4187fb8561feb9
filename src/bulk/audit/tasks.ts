/** What an audit hands to its workers and gets back, chunk by chunk: plain data. */

/** The lines that begin in a range of an NDJSON file. */
export interface LinesTask {
  readonly kind: 'lines'
  readonly path: string
  readonly offset: number
  readonly length: number
}

/** Badges as files, each with the id that it must have. */
export interface FilesTask {
  readonly kind: 'files'
  readonly files: readonly { readonly path: string; readonly id: string }[]
}

export type AuditTask = LinesTask | FilesTask

/** What lies there, without its bytes. */
export interface Audited {
  /** Member `id` of a line, where it is JSON and has one. */
  readonly id?: string
  /** Of the line with its line feed, or of the file; hexadecimal. */
  readonly sha256: string
  /** Well formed, signed by its own issuer, by the one that was asked for, under this id; true where nobody asks. */
  readonly isGenuine: boolean
}

/** `undefined` where there is no file, or none that can be read. */
export type AuditedChunk = readonly (Audited | undefined)[]
