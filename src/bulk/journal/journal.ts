/**
 * The journal of a batch: an append-only file that records signed badges, the places of their outputs, and changes of status.
 * A record counts only if it is complete and its checksum is right. An incomplete record at the end, as after a crash, is cut off.
 */
import { stat } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { OpenBadgeError } from '../../errors.js'
import { bytesOf } from '../files/byte-source.js'
import { fileFailed } from '../files/file-error.js'
import type { JournalRecord } from './journal-records.js'
import { type ReadRecord, RecordOrder } from './record-order.js'

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

/** What was read of a journal. */
export interface ReadJournal {
  /** The length of its complete part. */
  readonly whole: number
  readonly size: number
  /** The checksum of its last record, for the next one; empty if it has none. */
  readonly last: string
}

/**
 * Reads a journal without a lock. Only a line without its line feed can be incomplete. A complete line with a wrong checksum was
 * changed after it was written. A line that does not follow the line before it was copied there.
 */
export async function readJournal(path: string, each: (record: JournalRecord) => void): Promise<ReadJournal> {
  let [whole, size, number] = [0, 0, 0]
  const order = new RecordOrder()
  for await (const { line, isEnded } of recordLines(path)) {
    number++
    size += line.length + (isEnded ? 1 : 0)
    const read = readRecord(line)
    if (read === undefined && !isEnded) break
    const fault = read === undefined ? 'was changed after it was written' : order.add(read)
    if (read === undefined || fault !== undefined) {
      throw journalInvalid(path, 'damaged', `line ${number} ${fault}`, {
        line: number,
        hint: `Restore the journal from a copy. Without a copy, delete line ${number} and all later lines: their badges are signed again with the same ids. If a change of status is then missing, laurel refuses the journal.`,
      })
    }
    each(read.record)
    whole += line.length + 1
  }
  return { whole, size, last: order.last }
}

/** The first record of a journal; `undefined` if the file is not a journal. */
export async function firstRecord(path: string): Promise<JournalRecord | undefined> {
  try {
    for await (const { line } of recordLines(path)) return readRecord(line)?.record
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
export async function isRegularFile(path: string): Promise<boolean> {
  let isFolder: boolean
  try {
    const found = await stat(path)
    if (found.isFile()) return true
    isFolder = found.isDirectory()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw fileFailed('read', path, error)
  }
  if (!isFolder) throw notJournal(path)
  throw journalInvalid(path, 'no_journal', 'it is a folder', {
    hint: `Give its journal (journal, --journal): ${path.replace(/[\\/]+$/, '')}.journal, beside it.`,
  })
}

function notJournal(path: string): OpenBadgeError {
  return journalInvalid(path, 'no_journal', 'it is not a journal of laurel', {
    hint: 'The file was not changed. Give another (journal, --journal): a new name, or the journal of an earlier run.',
  })
}

const LINE_FEED = 0x0a
const RECORD_START = ' {"type":"'

/** Whether the bytes are the beginning of a record. */
function beginsRecord(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 8 + RECORD_START.length)).toString('latin1')
  return /^[0-9a-f]*$/.test(start.slice(0, 8)) && RECORD_START.startsWith(start.slice(8))
}

/** The form of a line: 8 hexadecimal digits of CRC-32, a space, JSON. `after` is the checksum of the line before it. */
export function writeRecord(
  record: JournalRecord,
  after: string,
): { readonly line: string; readonly sum: string } {
  const text = JSON.stringify(after === '' ? record : { ...record, after })
  const sum = crc32(text).toString(16).padStart(8, '0')
  return { line: `${sum} ${text}\n`, sum }
}

function readRecord(line: Buffer): ReadRecord | undefined {
  if (line.length < 11 || line[8] !== 0x20) return undefined
  const sum = line.toString('latin1', 0, 8)
  if (!/^[0-9a-f]{8}$/.test(sum) || crc32(line.subarray(9)) !== Number.parseInt(sum, 16)) return undefined
  const { after, ...record } = JSON.parse(line.toString('utf8', 9)) as JournalRecord & { after?: string }
  return { record: record as JournalRecord, sum, after }
}
