/** Opens a journal for appending. Two names of one file have two locks, so each record is also checked against the file itself. */
import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { OpenBadgeError } from '../../errors.js'
import { fileFailed } from '../files/file-error.js'
import { realPath } from '../files/real-path.js'
import { isRegularFile, type ReadJournal, readJournal, writeRecord } from './journal.js'
import type { JournalRecord } from './journal-records.js'
import { type Lock, lock } from './lock.js'

export interface Journal {
  readonly path: string
  readonly append: (records: readonly JournalRecord[]) => Promise<void>
  /**
   * Called once all locks are held, and before a status list is written.
   * @throws OpenBadgeError `journal_invalid` (`lock_lost`) if another process wrote into the journal or moved it
   */
  readonly confirm: () => Promise<void>
  /** Removes what was appended. */
  readonly takeBack: () => Promise<void>
  readonly close: () => Promise<void>
}

/**
 * Locks the journal, passes each record to `each`, and opens the file for appending. An incomplete record at the end is cut off
 * before the first record is appended, and not earlier: another process may be writing it. Symbolic links are followed first, so
 * that two names of one journal share one lock. If there is no journal, it is made. It is removed again if it is closed without a
 * record.
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
    const read = await readJournal(place, each)
    const isNew = !(await isRegularFile(place))
    const file = await open(place, 'a', 0o600).catch((error) => {
      throw fileFailed('write', place, error)
    })
    return appender({ path: place, file, isNew, held, read })
  } catch (error) {
    await held.release()
    throw error
  }
}

interface Opened {
  readonly path: string
  readonly file: FileHandle
  readonly isNew: boolean
  readonly held: Lock
  readonly read: ReadJournal
}

function appender({ path, file, isNew, held, read }: Opened): Journal {
  let hasFailed = false
  let isEmpty = isNew
  let { whole, size, last } = read
  const isInPlace = async (): Promise<boolean> => {
    const there = await stat(path, { bigint: true }).catch(() => undefined)
    return there?.ino === (await file.stat({ bigint: true })).ino
  }
  const confirm = async (): Promise<void> => {
    await held.confirm()
    if (!(await isInPlace())) throw lost(path, 'was moved or replaced')
    if ((await file.stat()).size !== size) throw lost(path, 'was changed by another process')
  }
  const write = async (records: readonly JournalRecord[]): Promise<void> => {
    if (size > whole) await file.truncate(whole)
    // The last record may be complete without its line feed.
    let text = size < whole ? '\n' : ''
    for (const record of records) {
      const { line, sum } = writeRecord(record, last)
      text += line
      last = sum
    }
    await file.appendFile(text)
    await file.datasync()
    size = Math.min(size, whole) + Buffer.byteLength(text)
    whole = size
  }
  return {
    path,
    confirm,
    append: async (records) => {
      // After a partly written record, a complete one would look like damage.
      if (hasFailed) throw fileFailed('write', path, new Error('an earlier record could not be written'))
      await confirm()
      isEmpty = false
      await write(records).catch((error) => {
        hasFailed = true
        throw fileFailed('write', path, error)
      })
    },
    takeBack: async () => {
      await confirm()
      size = Math.min(read.whole, read.size)
      await file.truncate(size)
      whole = read.whole
      last = read.last
      isEmpty = isNew
    },
    close: async () => {
      try {
        if (isEmpty && (await isInPlace())) await rm(path, { force: true })
        await file.close()
      } finally {
        await held.release()
      }
    },
  }
}

function lost(path: string, what: string): OpenBadgeError {
  return new OpenBadgeError('journal_invalid', `the journal ${path} ${what} while this run used it`, {
    path,
    reason: 'lock_lost',
    hint: 'Run it again when no other run uses the journal, and with the path that the journal has now. Recorded badges are kept.',
  })
}
