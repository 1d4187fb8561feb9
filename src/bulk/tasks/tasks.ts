/** The messages between a run and its sessions: plain data, which can be sent to threads. */

import type { Slice } from '../files/staging-file.js'
import type { RowIssue } from '../table/row.js'
import type { RowBlock } from '../table/row-source.js'

export interface PlanTask {
  readonly kind: 'plan'
  /** The position of the first row in the source, from 0. */
  readonly position: number
  /** The status number of the first new row. Default: the run's base plus the position. */
  readonly firstNumber?: number
  readonly rows: RowBlock
}

/** A request for the number of status numbers that the rows of a chunk reserve. */
export interface CountTask<T> {
  readonly kind: 'count'
  readonly of: T
}

/** The result of planning a row. */
export const BAD = 0
export const SIGN = 1
export const UNCHANGED = 2
/** A planned row that has the id of an earlier row. */
export const DROPPED = 3

/** Why a row must be signed. */
export const NEW = 0
/** Its content changed. */
export const REPLACED = 1
/** Its output is lost, or a new signature was requested. */
export const RENEWED = 2
/** Its content and its recipient changed. */
export const REASSIGNED = 3
/** It was issued to the address of its row, which has an id of the recipient now. */
export const GAINED = 4

export interface PlanResult {
  readonly flags: Uint8Array
  /** 16 bytes for each row; zeros for rejected rows. */
  readonly uuids: Uint8Array
  readonly numbers: Uint32Array
  readonly rows: Uint32Array
  /** For each row that must be signed: `NEW`, `REPLACED`, `RENEWED`, `REASSIGNED` or `GAINED`. */
  readonly reasons: Uint8Array
  /** 8 bytes for each row, which change with its recipient; empty if the recipient is the key. */
  readonly recipients: Uint8Array
  /**
   * `ROW_MARKS` bytes for each row: marks of its id and its address; empty if the recipient is the key, zeros if the journal has
   * exactly those of the row.
   */
  readonly identities: Uint8Array
  /** 32 bytes for each row: SHA-256 of the outputs of unchanged rows; empty if there are none. */
  readonly sums: Uint8Array
  /** Ids of the achievements in the chunk. */
  readonly achievements: readonly string[]
  /** With the warnings of rows that become badges. */
  readonly issues: readonly RowIssue[]
  /** Planned rows that need a signature, in order. */
  readonly slice: Slice
  /** Whether a new row has the status number of an issued badge. Then the source has changed. */
  readonly conflict: boolean
}

export interface SignTask {
  readonly kind: 'sign'
  readonly slice: Slice
  /** For each row in the slice: 1 if it must be signed, else 0. */
  readonly wanted: Uint8Array
  /** 16 bytes for each wanted row. */
  readonly uuids: Uint8Array
  /** Memory for the lines, if they fit. */
  readonly room?: Uint8Array
}

export interface Failure {
  readonly reason: unknown
}

/** The result for the wanted rows that were signed. */
export interface SignResult {
  /** Why some were not signed, and 1 for each wanted row that was not. */
  readonly failure?: Failure
  readonly unsigned?: Uint8Array
  /** Lines of NDJSON; absent if the rows were written as files. */
  readonly bytes?: Uint8Array
  readonly lengths: Uint32Array
  /** SHA-256 of each output, 32 bytes each. */
  readonly sums: Uint8Array
  /** The digests of the rows' content, 16 bytes each. */
  readonly digests: Uint8Array
}
