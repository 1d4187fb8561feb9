/** What a run hands to its sessions and gets back, chunk by chunk: plain data, which can travel between threads. */

import type { Slice } from '../files/staging-file.js'
import type { RowIssue } from '../table/row.js'
import type { RowBlock } from '../table/row-source.js'

export interface PlanTask {
  readonly kind: 'plan'
  /** Position of the first row in the source, from 0. */
  readonly position: number
  /** The status number of the first new row; by default the run's base plus the position. */
  readonly firstNumber?: number
  readonly rows: RowBlock
}

/** Asks how many status numbers the rows of a chunk reserve. */
export interface CountTask<T> {
  readonly kind: 'count'
  readonly of: T
}

/** What a row turned out to be. */
export const BAD = 0
export const SIGN = 1
export const UNCHANGED = 2
/** Planned, then found to be the double of an earlier row. */
export const DROPPED = 3

/** Why a row is to be signed. */
export const NEW = 0
/** Its content changed. */
export const REPLACED = 1
/** Its output is lost, or a new signature is asked for. */
export const RENEWED = 2
/** Its content changed, and so did the recipient. */
export const REASSIGNED = 3

export interface PlanResult {
  readonly flags: Uint8Array
  /** 16 bytes a row each; zeros for bad rows. */
  readonly uuids: Uint8Array
  readonly numbers: Uint32Array
  readonly rows: Uint32Array
  /** Of the rows to be signed: `NEW`, `REPLACED`, `RENEWED`, `REASSIGNED`. */
  readonly reasons: Uint8Array
  /** 8 bytes a row, which change when the recipient does; empty where the recipient is the key. */
  readonly recipients: Uint8Array
  /** 32 bytes a row: SHA-256 of the outputs of unchanged rows; empty where there are none. */
  readonly sums: Uint8Array
  /** Ids of achievements in the chunk. */
  readonly achievements: readonly string[]
  readonly issues: readonly RowIssue[]
  /** Planned rows that need a signature, in order. */
  readonly slice: Slice
  /** A status number of a new row that another row already has: the source is not the one it was. */
  readonly conflict: boolean
}

export interface SignTask {
  readonly kind: 'sign'
  readonly slice: Slice
  /** For each row in the slice 1, or 0 where it is not wanted after all. */
  readonly wanted: Uint8Array
  /** 16 bytes for each wanted row. */
  readonly uuids: Uint8Array
  /** Memory for the lines, if they fit. */
  readonly room?: Uint8Array
}

export interface Failure {
  readonly reason: unknown
}

/** Of the wanted rows that were signed. */
export interface SignResult {
  /** Why some were not, and for each wanted row 1 where it was not. */
  readonly failure?: Failure
  readonly unsigned?: Uint8Array
  /** Lines of NDJSON; absent when the rows were written as files. */
  readonly bytes?: Uint8Array
  readonly lengths: Uint32Array
  /** SHA-256 of each output, 32 bytes each. */
  readonly sums: Uint8Array
  /** What tells whether a row changed, 16 bytes each. */
  readonly digests: Uint8Array
}
