/** The types of the records of a journal. */
import type { OutputForm } from '../files/output.js'

/** The first record, which identifies the batch. */
export interface BatchRecord {
  readonly type: 'batch'
  readonly version: 1
  readonly issuer: string
  readonly achievement: string
  readonly batch: string
  readonly form: OutputForm
  /** RFC 3339, to the second; the start of validity if the mapping gives none. */
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

/** A run that was planned and is about to sign. */
export interface RunRecord {
  readonly type: 'run'
  readonly run: number
  /** The time of the proofs of this run. */
  readonly created: string
  /** SHA-256 of the source, if it is known. */
  readonly source?: string
  /** The first status number of new rows. They get numbers by their position, or one after the other (`reserved`). */
  readonly base: number
  /** The number of positions in the source, with rejected rows. */
  readonly positions: number
  /** How many status numbers the run reserved, if rows that have one reserve none. */
  readonly reserved?: number
  /** Badges of earlier runs are signed again. */
  readonly resign?: number
  /** The template of the rows' keys, from which the ids of the badges follow. Journals of older versions lack it. */
  readonly key?: string
  /** Ids of the achievements in the source, if they are few. */
  readonly achievements?: readonly string[]
}

/** Rows whose output is on the disk; `rows` is packed, see `ids/issued-rows.ts`. */
export interface ChunkRecord {
  readonly type: 'chunk'
  readonly run: number
  readonly rows: string
  /** 8 bytes for each row, which change with its recipient and achievement, in base64; absent if the recipient is the key. */
  readonly recipients?: string
  /**
   * Ids and addresses of recipients that no earlier record has for their badges: 10 bytes each, in base64. 2 bytes are the row in
   * the chunk, and 8 bytes change with identity and achievement; the last 4 bits are 1 for an id, 2 for an address. A badge keeps
   * all of them.
   */
  readonly identities?: string
}

/** All outputs of the run are in their places. */
export interface DoneRecord {
  readonly type: 'done'
  readonly run: number
  readonly rows: number
  readonly bytes: number
}

/** A change of status. These records are the audit log. */
export interface StatusRecord {
  readonly type: 'status'
  readonly at: string
  readonly purpose: string
  readonly value: 0 | 1
  /** Packed status numbers (32 bits each, little-endian, base64), or `all`. */
  readonly numbers: string
  /** `all` means the badges that were issued before this record. Without this member, as earlier versions wrote, also later ones. */
  readonly scope?: 'issued'
  readonly reason?: string
}

/** The output folder, if it is not the journal's name without `.journal`. */
export interface FolderRecord {
  readonly type: 'folder'
  /** The path relative to the folder of the journal. */
  readonly path: string
}

export type JournalRecord = BatchRecord | RunRecord | ChunkRecord | DoneRecord | StatusRecord | FolderRecord

/** The URL of a published status list. Lists are counted from 0. */
export function listUrl({ url }: BatchStatus, list: number, purpose: string): string {
  return url.replaceAll('{list}', String(list + 1)).replaceAll('{purpose}', purpose)
}
