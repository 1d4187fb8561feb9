/**
 * The journal of a batch: an append-only file that says what was signed, where it lies, and which status it has.
 * A record counts once it is whole and its checksum fits; a torn tail, as a crash leaves it, is cut off.
 */
import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { fileFailed } from '../files/file-error.js'
import type { OutputForm } from '../files/output.js'
import { bytesOf } from '../table/byte-source.js'
import { lines } from '../table/read-ndjson.js'
import { type Lock, lock } from './lock.js'

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

export type JournalRecord = BatchRecord | RunRecord | ChunkRecord | DoneRecord | StatusRecord

export interface Journal {
  readonly path: string
  readonly append: (records: readonly JournalRecord[]) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Locks the journal, hands every whole record to `each`, cuts a torn tail off, and opens it for appending.
 * @throws OpenBadgeError `journal_invalid` (`locked`, `damaged`), `file_failed`
 */
export async function openJournal(path: string, each: (record: JournalRecord) => void): Promise<Journal> {
  try {
    await mkdir(dirname(path), { recursive: true })
  } catch (error) {
    throw fileFailed('create the folder of', path, error)
  }
  const held = await lock(path)
  try {
    const whole = await readJournal(path, each)
    const file = await openForAppend(path, whole)
    return appender(path, file, held)
  } catch (error) {
    await held.release()
    throw error
  }
}

/** Reads a journal without locking it; answers with the length of its whole part. */
export async function readJournal(path: string, each: (record: JournalRecord) => void): Promise<number> {
  let whole = 0
  let line = 0
  let torn: number | undefined
  try {
    for await (const bytes of lines(bytesOf(path))) {
      line++
      if (torn !== undefined) throw journalInvalid(path, 'damaged', `line ${torn} is damaged`, torn)
      const record = readRecord(bytes)
      if (record === undefined) torn = line
      else {
        each(record)
        whole += bytes.length + 1
      }
    }
  } catch (error) {
    if ((error as OpenBadgeError).code === 'file_failed' && isMissing(error)) return 0
    if (isOpenBadgeError(error, 'limit_exceeded')) {
      throw journalInvalid(path, 'damaged', `line ${line + 1} is longer than any record`, line + 1)
    }
    throw error
  }
  return whole
}

export function journalInvalid(path: string, reason: string, what: string, line?: number): OpenBadgeError {
  return new OpenBadgeError('journal_invalid', `the journal ${path} cannot be used: ${what}`, {
    path,
    reason,
    ...(line === undefined ? {} : { line }),
  })
}

function isMissing(error: unknown): boolean {
  return (error as { details?: { reason?: string } }).details?.reason === 'ENOENT'
}

/** `8 hexadecimal digits of CRC-32, a space, JSON`. */
function writeRecord(record: JournalRecord): string {
  const text = JSON.stringify(record)
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`
}

function readRecord(bytes: Uint8Array): JournalRecord | undefined {
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (line.length < 11 || line[8] !== 0x20) return undefined
  const sum = Number.parseInt(line.toString('latin1', 0, 8), 16)
  if (crc32(line.subarray(9)) !== sum) return undefined
  return JSON.parse(line.toString('utf8', 9)) as JournalRecord
}

async function openForAppend(path: string, whole: number): Promise<FileHandle> {
  try {
    const file = await open(path, 'a', 0o600)
    const { size } = await file.stat()
    // The last record may be whole and lack its line feed; the line is then written anew.
    if (size > whole) await file.truncate(whole)
    else if (size < whole) await file.write('\n')
    return file
  } catch (error) {
    throw fileFailed('write', path, error)
  }
}

function appender(path: string, file: FileHandle, held: Lock): Journal {
  return {
    path,
    append: async (records) => {
      try {
        await file.write(records.map(writeRecord).join(''))
        await file.datasync()
      } catch (error) {
        throw fileFailed('write', path, error)
      }
    },
    close: async () => {
      await file.close()
      await held.release()
    },
  }
}
