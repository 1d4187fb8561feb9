/**
 * The journal of a batch: an append-only file that records signed badges, the places of their outputs, and changes of status.
 * A record counts only if it is complete and its checksum is right. An incomplete record at the end, as after a crash, is cut off.
 */
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { OpenBadgeError } from '../../errors.js'
import { bytesOf } from '../files/byte-source.js'
import { fileFailed } from '../files/file-error.js'
import { realPath } from '../files/real-path.js'
import type { JournalRecord } from './journal-records.js'
import { type Lock, lock } from './lock.js'

export interface Journal {
  readonly path: string
  readonly append: (records: readonly JournalRecord[]) => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Refuses a missing journal, for commands that do not begin a batch. Nothing is written to the disk before.
 * @throws OpenBadgeError `journal_invalid` (`missing`)
 */
export async function refuseMissing(path: string, hint = NEAR): Promise<void> {
  if (await isRegularFile(path)) return
  throw journalInvalid(path, 'missing', 'there is no such file', { hint })
}

const NEAR =
  'The journal is beside the folder of the batch, and its name is that of the folder with ".journal". A folder of records has two inside: "badges.journal" and "records.journal".'

/**
 * Locks the journal, passes each record to `each`, cuts off an incomplete record at the end, and opens the file for appending.
 * Symbolic links are followed first, so that two names of one journal share one lock. If there is no journal, it is made. It is
 * removed again if it is closed without a record.
 * @throws OpenBadgeError `journal_invalid` (`locked`, `damaged`, `no_journal`), `file_failed`
 */
export async function openJournal(path: string, each: (record: JournalRecord) => void): Promise<Journal> {
  try {
    await mkdir(dirname(path), { recursive: true })
  } catch (error) {
    throw fileFailed('create the folder of', path, error)
  }
  const place = await realPath(path)
  const held = await lock(place)
  try {
    const whole = await readJournal(place, each)
    const { file, isNew } = await openForAppend(place, whole)
    return appender(place, file, isNew, held)
  } catch (error) {
    await held.release()
    throw error
  }
}

/**
 * Reads a journal without a lock, and returns the length of its complete part. Only a line without its line feed can be incomplete.
 * A complete line with a wrong checksum was changed after it was written.
 */
export async function readJournal(path: string, each: (record: JournalRecord) => void): Promise<number> {
  let whole = 0
  let number = 0
  for await (const { line, isEnded } of recordLines(path)) {
    number++
    const record = readRecord(line)
    if (record === undefined && isEnded) {
      throw journalInvalid(path, 'damaged', `line ${number} was changed after it was written`, {
        line: number,
        hint: `Restore the journal from a copy. Without a copy, delete line ${number} and all later lines: their badges are signed again with the same ids. If a change of status is then missing, laurel refuses the journal.`,
      })
    }
    if (record === undefined) return whole
    each(record)
    whole += line.length + 1
  }
  return whole
}

/** The first record of a journal; `undefined` if the file is not a journal. */
export async function firstRecord(path: string): Promise<JournalRecord | undefined> {
  try {
    for await (const { line } of recordLines(path)) return readRecord(line)
  } catch {
    // No journal.
  }
  return undefined
}

export function journalInvalid(
  path: string,
  reason: string,
  what: string,
  more: { readonly line?: number; readonly hint?: string } = {},
): OpenBadgeError {
  return new OpenBadgeError('journal_invalid', `cannot use the journal ${path}: ${what}`, {
    path,
    reason,
    ...more,
  })
}

/** The maximum length of a record. A longer line is not a record, and must not fill the memory. */
const RECORD_MAXIMUM = 67_108_864

async function* recordLines(path: string): AsyncGenerator<{ line: Buffer; isEnded: boolean }> {
  if (!(await isRegularFile(path))) return
  let isFirst = true
  let rest: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytesOf(path)) {
    if (isFirst && !beginsRecord(chunk)) throw notJournal(path)
    isFirst = false
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      yield { line: Buffer.concat([...rest, chunk.subarray(start, end)]), isEnded: true }
      rest = []
      length = 0
      start = end + 1
    }
    rest.push(chunk.subarray(start))
    length += chunk.length - start
    if (length > RECORD_MAXIMUM) throw notJournal(path)
  }
  if (length > 0) yield { line: Buffer.concat(rest), isEnded: false }
}

/** False if there is no file. @throws OpenBadgeError `journal_invalid` for a folder, a pipe or a device */
async function isRegularFile(path: string): Promise<boolean> {
  try {
    if ((await stat(path)).isFile()) return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw fileFailed('read', path, error)
  }
  throw notJournal(path)
}

function notJournal(path: string): OpenBadgeError {
  return journalInvalid(path, 'no_journal', 'it is not a journal of laurel', {
    hint: 'The file was not changed. Give another --journal: a new name, or the journal of an earlier run.',
  })
}

const LINE_FEED = 0x0a
const RECORD_START = ' {"type":"'

/** Whether the bytes are the beginning of a record. */
function beginsRecord(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8 + RECORD_START.length)).toString('latin1')
  return /^[0-9a-f]*$/.test(start.slice(0, 8)) && RECORD_START.startsWith(start.slice(8))
}

/** The form of a line: 8 hexadecimal digits of CRC-32, a space, JSON. */
function writeRecord(record: JournalRecord): string {
  const text = JSON.stringify(record)
  return `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`
}

function readRecord(line: Buffer): JournalRecord | undefined {
  if (line.length < 11 || line[8] !== 0x20) return undefined
  const sum = line.toString('latin1', 0, 8)
  if (!/^[0-9a-f]{8}$/.test(sum) || crc32(line.subarray(9)) !== Number.parseInt(sum, 16)) return undefined
  return JSON.parse(line.toString('utf8', 9)) as JournalRecord
}

async function openForAppend(
  path: string,
  whole: number,
): Promise<{ readonly file: FileHandle; readonly isNew: boolean }> {
  let file: FileHandle | undefined
  try {
    const isNew = !(await isRegularFile(path))
    file = await open(path, 'a', 0o600)
    const { size } = await file.stat()
    // The last record may be complete without its line feed. Then the line is written again.
    if (size > whole) await file.truncate(whole)
    else if (size < whole) await file.appendFile('\n')
    return { file, isNew }
  } catch (error) {
    await file?.close()
    throw fileFailed('write', path, error)
  }
}

function appender(path: string, file: FileHandle, isNew: boolean, held: Lock): Journal {
  let hasFailed = false
  let isEmpty = isNew
  return {
    path,
    append: async (records) => {
      await held.confirm()
      // After a partly written record, a complete one would look like damage.
      if (hasFailed) throw fileFailed('write', path, new Error('an earlier record could not be written'))
      isEmpty = false
      try {
        await file.appendFile(records.map(writeRecord).join(''))
        await file.datasync()
      } catch (error) {
        hasFailed = true
        throw fileFailed('write', path, error)
      }
    },
    close: async () => {
      try {
        await file.close()
        if (isEmpty) await rm(path, { force: true })
      } finally {
        await held.release()
      }
    },
  }
}
