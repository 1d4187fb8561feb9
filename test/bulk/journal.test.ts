import {
  appendFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readJournal } from '../../src/bulk/journal/journal.js'
import type { JournalRecord } from '../../src/bulk/journal/journal-records.js'
import { openJournal } from '../../src/bulk/journal/open-journal.js'

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

  it('says that a folder is one, and which file is its journal', async () => {
    mkdirSync(path)
    const details = { reason: 'no_journal', hint: expect.stringContaining('journal.journal') }
    await expect(readAll()).rejects.toMatchObject({ code: 'journal_invalid', details })
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

  describe('whose lines were copied', () => {
    const batch = { type: 'batch', version: 1, issuer: 'i', achievement: 'a', batch: 'b' } as JournalRecord
    const run = (number: number) =>
      ({ type: 'run', run: number, created: '', base: 0, positions: 1 }) as JournalRecord
    const status = (value: 0 | 1): JournalRecord => ({
      type: 'status',
      at: '2026-06-30T12:00:00Z',
      purpose: 'suspension',
      value,
      numbers: 'AAAAAA==',
    })
    const lines = (): string[] => readFileSync(path, 'utf8').trimEnd().split('\n')
    const damaged = (line: number) => ({
      code: 'journal_invalid',
      details: { reason: 'damaged', line, hint: expect.any(String) },
    })
    /** As versions before the chain of checksums wrote them. */
    const older = (...records: JournalRecord[]): string =>
      records
        .map((each) => JSON.stringify(each))
        .map((text) => `${crc32(text).toString(16).padStart(8, '0')} ${text}\n`)
        .join('')

    it('is refused: two copies that were joined, and each single line', async () => {
      await append(batch, run(1), record(1), status(1), status(0))
      await append(status(1))
      const whole = lines()
      writeFileSync(path, `${[...whole, ...whole].join('\n')}\n`)
      await expect(readAll()).rejects.toMatchObject(damaged(7))
      for (const line of whole.slice(0, -1)) {
        writeFileSync(path, `${[...whole, line].join('\n')}\n`)
        await expect(readAll()).rejects.toMatchObject(damaged(7))
      }
      for (let without = 1; without < whole.length - 1; without++) {
        writeFileSync(path, `${whole.filter((_, i) => i !== without).join('\n')}\n`)
        await expect(readAll()).rejects.toMatchObject(damaged(without + 1))
      }
    })

    it('is refused where an older version wrote it: joined copies, and runs that go back', async () => {
      const first = older(batch, run(1), record(1), status(1), status(0))
      writeFileSync(path, first + older(status(1)) + first)
      await expect(readAll()).rejects.toMatchObject(damaged(7))
      for (const back of [run(1), record(1)]) {
        writeFileSync(path, first + older(run(2), record(2), back))
        await expect(readAll()).rejects.toMatchObject(damaged(8))
      }
    })

    it('is read where older versions wrote it, or went on with it', async () => {
      writeFileSync(path, older(batch, run(1), record(1), status(1)))
      await append(status(0))
      appendFileSync(path, older(status(1)))
      await append(run(2), record(2))
      expect(await readAll()).toEqual([
        batch,
        run(1),
        record(1),
        status(1),
        status(0),
        status(1),
        run(2),
        record(2),
      ])
    })
  })

  describe('that has two names', () => {
    const lost = { code: 'journal_invalid', details: { reason: 'lock_lost', hint: expect.any(String) } }

    it('is appended to by one run only, and nothing is cut off that another is writing', async () => {
      await append(record(1))
      const other = join(folder, 'other')
      linkSync(path, other)
      appendFileSync(path, '0123')
      const second = await openJournal(other, () => undefined)
      expect(readFileSync(path, 'latin1').endsWith('0123')).toBe(true)
      const first = await openJournal(path, () => undefined)
      await first.append([record(2)])
      await expect(second.confirm()).rejects.toMatchObject(lost)
      await expect(second.append([record(3)])).rejects.toMatchObject(lost)
      await second.close()
      await first.append([record(4)])
      await first.close()
      expect(await readAll()).toEqual([record(1), record(2), record(4)])
    })

    it('is not written on where it was moved, removed or replaced', async () => {
      await append(record(1))
      const moved = join(folder, 'moved')
      const held = await openJournal(path, () => undefined)
      renameSync(path, moved)
      await expect(held.append([record(2)])).rejects.toMatchObject(lost)
      cpSync(moved, path)
      await expect(held.append([record(2)])).rejects.toMatchObject(lost)
      await held.close()
      expect(await readAll()).toEqual([record(1)])
    })

    it('keeps its first length where a run takes its records back', async () => {
      await append(record(1))
      const held = await openJournal(path, () => undefined)
      await held.append([record(2)])
      await held.takeBack()
      await held.append([record(3)])
      await held.close()
      expect(await readAll()).toEqual([record(1), record(3)])
    })
  })
})
