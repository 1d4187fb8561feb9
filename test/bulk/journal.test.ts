import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openJournal, readJournal } from '../../src/bulk/journal/journal.js'
import type { JournalRecord } from '../../src/bulk/journal/journal-records.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-journal-'))
  path = join(folder, 'journal')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const record = (run: number): JournalRecord => ({ type: 'chunk', run, rows: 'Zoë' })

async function readAll(): Promise<readonly JournalRecord[]> {
  const found: JournalRecord[] = []
  await readJournal(path, (read) => found.push(read))
  return found
}

async function append(...records: JournalRecord[]): Promise<void> {
  const journal = await openJournal(path, () => undefined)
  await journal.append(records)
  await journal.close()
}

describe('the journal', () => {
  it('gives back what was appended', async () => {
    await append(record(1), record(2))
    await append(record(3))
    expect(await readAll()).toEqual([record(1), record(2), record(3)])
  })

  it('is nothing where no file is', async () => {
    expect(await readAll()).toEqual([])
  })

  it('cuts a torn tail off, wherever it is torn, and goes on', async () => {
    await append(record(1), record(2))
    const whole = readFileSync(path)
    const firstEnd = whole.indexOf(0x0a) + 1
    for (let length = firstEnd; length <= whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length))
      const kept = length >= whole.length - 1 ? [record(1), record(2)] : [record(1)]
      expect(await readAll()).toEqual(kept)
      await append(record(3))
      expect(await readAll()).toEqual([...kept, record(3)])
    }
  })

  it('cuts a tail of zeros off, as a power cut leaves it', async () => {
    await append(record(1))
    appendFileSync(path, Buffer.alloc(100))
    await append(record(2))
    expect(await readAll()).toEqual([record(1), record(2)])
  })

  it('refuses a whole last line that was changed, and leaves it as it is', async () => {
    await append(record(1), record(2))
    const whole = readFileSync(path)
    for (let at = whole.indexOf(0x0a) + 1; at < whole.length - 1; at++) {
      const bytes = Buffer.from(whole)
      bytes[at]! ^= 0x01
      if (bytes[at] === 0x0a) continue
      writeFileSync(path, bytes)
      await expect(openJournal(path, () => undefined)).rejects.toMatchObject({
        code: 'journal_invalid',
        details: { reason: 'damaged', line: 2, hint: expect.any(String) },
      })
      expect(readFileSync(path)).toEqual(bytes)
    }
  })

  it('takes the beginning of a first record for a torn one, and nothing else', async () => {
    await append(record(1))
    const whole = readFileSync(path)
    for (let length = 0; length < whole.length - 1; length++) {
      writeFileSync(path, whole.subarray(0, length))
      await append(record(2))
      expect(await readAll()).toEqual([record(2)])
    }
    for (const other of ['{"kty":"OKP"}', 'secret', '0123456', '01234567 {"kind":"x"}', '\n']) {
      writeFileSync(path, other)
      if ('01234567 {"type":"'.startsWith(other)) continue
      await expect(openJournal(path, () => undefined)).rejects.toMatchObject({ code: 'journal_invalid' })
      expect(readFileSync(path, 'utf8')).toBe(other)
    }
  })

  it('does not read a line without end', async () => {
    writeFileSync(path, `01234567 {"type":"${'x'.repeat(70_000_000)}`)
    await expect(openJournal(path, () => undefined)).rejects.toMatchObject({
      details: { reason: 'no_journal' },
    })
  })

  it('refuses a folder in its place', async () => {
    mkdirSync(path)
    await expect(readAll()).rejects.toMatchObject({ details: { reason: 'no_journal' } })
  })

  it('refuses a journal that is damaged in the middle', async () => {
    await append(record(1), record(2), record(3))
    const bytes = readFileSync(path)
    bytes[bytes.indexOf(0x0a) + 20]! ^= 1
    writeFileSync(path, bytes)
    await expect(openJournal(path, () => undefined)).rejects.toMatchObject({
      code: 'journal_invalid',
      details: { reason: 'damaged', line: 2 },
    })
    expect(existsSync(`${path}.lock`)).toBe(false)
  })
})
