/** What stands in a journal, record by record. */
import type { OutputForm } from '../files/output.js'

/** The first record: what makes this batch this batch. */
export interface BatchRecord {
  readonly type: 'batch'
  readonly version: 1
  readonly issuer: string
  readonly achievement: string
  readonly batch: string
  readonly form: OutputForm
  /** RFC 3339, to the second; start of validity where the mapping gives none. */
  readonly created: string
  /** 32 bytes in base64: salts and status indices come from it. Keep it as you keep the list of recipients. */
  readonly seed: string
  readonly status?: BatchStatus
}

export interface BatchStatus {
  /** URL of a list, with `{list}` and, for several purposes, `{purpose}`. */
  readonly url: string
  readonly purposes: readonly string[]
  /** Entries of one list. */
  readonly length: number
}

/** A run over the rows, planned and about to sign. */
export interface RunRecord {
  readonly type: 'run'
  readonly run: number
  /** Time of the proofs that this run makes. */
  readonly created: string
  /** SHA-256 of the source, where it has one. */
  readonly source?: string
  /** New rows take status numbers from `base` on: by their position, or one after the other (`reserved`). */
  readonly base: number
  /** Positions in the source, bad rows included. */
  readonly positions: number
  /** How many status numbers the run reserved, where rows that have one already reserve none. */
  readonly reserved?: number
  /** Badges of runs before this one are signed anew. */
  readonly resign?: number
  /** Ids of the achievements in the source, where they are few. */
  readonly achievements?: readonly string[]
}

/** Rows whose output is on the disk; `rows` is packed, see `known-rows.ts`. */
export interface ChunkRecord {
  readonly type: 'chunk'
  readonly run: number
  readonly rows: string
  /** 8 bytes a row that change when its recipient does, in base64; absent where the recipient is the key. */
  readonly recipients?: string
}

/** Every output of the run is in its place. */
export interface DoneRecord {
  readonly type: 'done'
  readonly run: number
  readonly rows: number
  readonly bytes: number
}

/** A change of status: the audit log. */
export interface StatusRecord {
  readonly type: 'status'
  readonly at: string
  readonly purpose: string
  readonly value: 0 | 1
  /** Packed status numbers (32 bits each, little-endian, base64), or `all`. */
  readonly numbers: string
  /** `all` means the badges that were issued before this record; without it, as earlier versions wrote, later ones too. */
  readonly scope?: 'issued'
  readonly reason?: string
}

/** Where the outputs lie, where that is not the journal's own name without `.journal`. */
export interface FolderRecord {
  readonly type: 'folder'
  /** As seen from the journal's folder. */
  readonly path: string
}

export type JournalRecord = BatchRecord | RunRecord | ChunkRecord | DoneRecord | StatusRecord | FolderRecord

/** URL under which a list is published; lists count from 0. */
export function listUrl({ url }: BatchStatus, list: number, purpose: string): string {
  return url.replaceAll('{list}', String(list + 1)).replaceAll('{purpose}', purpose)
}
