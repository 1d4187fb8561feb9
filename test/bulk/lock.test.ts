/** The lock of a journal: one run at a time, and nothing left behind by those that were killed. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { lock } from '../../src/bulk/journal/lock.js'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'laurel-lock-'))
  path = join(folder, 'journal')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Larger than any that Linux gives. */
const DEAD = 2 ** 22 + 1
const LOCKED = { code: 'journal_invalid', details: { reason: 'locked' } }

describe('the lock', () => {
  it('lets one in at a time', async () => {
    const first = await lock(path)
    await expect(lock(path)).rejects.toMatchObject(LOCKED)
    await first.release()
    await (await lock(path)).release()
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['a process that is no more', { pid: DEAD, host: hostname(), token: 'x' }],
    [
      'a process whose number another one has now',
      { pid: process.pid, host: hostname(), token: 'x', began: '1' },
    ],
  ])('gives way when it belongs to %s', async (_, owner) => {
    writeFileSync(`${path}.lock`, JSON.stringify(owner))
    const held = await lock(path)
    await expect(lock(path)).rejects.toMatchObject(LOCKED)
    await held.release()
    expect(readdirSync(folder)).toEqual([])
  })

  const ELSEWHERE = `7-00000000-${'1'.repeat(16)}`
  const elsewhere = (more: object = {}): string =>
    JSON.stringify({
      pid: 7,
      host: 'elsewhere',
      machine: 'boot pid',
      lease: 60_000,
      token: ELSEWHERE,
      ...more,
    })

  /** As a run on another machine leaves it whose last sign of life was `seconds` ago. */
  function heldElsewhere(seconds: number, more: object = {}): void {
    for (const name of [`${path}.lock`, `${path}.lock.${ELSEWHERE}`]) {
      writeFileSync(name, elsewhere(more))
      const time = Date.now() / 1000 - seconds
      utimesSync(name, time, time)
    }
  }

  it('stays shut while a run on another machine gives signs of life, and says who it is', async () => {
    heldElsewhere(30)
    await expect(lock(path)).rejects.toMatchObject({
      ...LOCKED,
      message: expect.stringMatching(/7 on elsewhere/),
    })
    heldElsewhere(3600, { machine: undefined, lease: undefined })
    await expect(lock(path)).rejects.toMatchObject(LOCKED)
  })

  it.each([
    ['another machine', {}],
    ['another container with the name of this one', { host: hostname(), pid: process.pid }],
  ])('gives way when it belongs to %s that has been silent for its lease', async (_, more) => {
    heldElsewhere(61, more)
    const held = await lock(path)
    expect(readdirSync(folder)).toHaveLength(2)
    await held.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('gives a sign of life as long as it is held, and knows when it was taken', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    try {
      const held = await lock(path)
      utimesSync(`${path}.lock`, 1, 1)
      await vi.advanceTimersByTimeAsync(10_000)
      await vi.waitFor(() => expect(statSync(`${path}.lock`).mtimeMs).toBeGreaterThan(1000))
      await held.confirm()
      vi.setSystemTime(Date.now() + 120_000)
      await held.confirm()
      for (const name of readdirSync(folder)) rmSync(join(folder, name))
      vi.setSystemTime(Date.now() + 120_000)
      await expect(held.confirm()).rejects.toMatchObject({ details: { reason: 'lock_lost' } })
      await held.release()
    } finally {
      vi.useRealTimers()
    }
  })

  it('takes nothing for a lock that is none', async () => {
    writeFileSync(`${path}.lock`, 'a journal of the name "journal.lock"')
    await expect(lock(path)).rejects.toMatchObject({ code: 'journal_invalid' })
    expect(readFileSync(`${path}.lock`, 'utf8')).toBe('a journal of the name "journal.lock"')
  })

  it('lets one of many in that come at once upon a dead one', async () => {
    writeFileSync(`${path}.lock`, JSON.stringify({ pid: DEAD, host: hostname(), token: 'x' }))
    const all = await Promise.allSettled(Array.from({ length: 12 }, () => lock(path)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const one of all) {
      if (one.status === 'fulfilled') await one.value.release()
      else expect(one.reason).toMatchObject(LOCKED)
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it.each([
    ['after its first word', (token: string) => JSON.stringify({ pid: DEAD, host: hostname(), token })],
    ['before', () => ''],
    ['within it', () => '{"pid":'],
  ])('clears away what a run left that was killed %s', async (_, content) => {
    const mine = await lock(path)
    const [own] = readdirSync(folder).filter((name) => name !== 'journal.lock')
    await mine.release()
    const left = own!.replace(String(process.pid), String(DEAD))
    const token = left.slice('journal.lock.'.length)
    for (const names of [[left], ['journal.lock'], ['journal.lock', left]]) {
      for (const name of names) writeFileSync(join(folder, name), content(token))
      const held = await lock(path)
      expect(readdirSync(folder)).toHaveLength(2)
      await held.release()
      expect(readdirSync(folder)).toEqual([])
    }
  })

  it('touches no file that is not of its kind', async () => {
    const names = ['journal.lock.notes', 'journal.locks', 'journal2.lock.1-00000000-0000000000000000']
    for (const name of names) writeFileSync(join(folder, name), '')
    await (await lock(path)).release()
    expect(readdirSync(folder).sort()).toEqual(names.sort())
  })

  it('lets nobody in where the name of a living run was taken away', async () => {
    const held = await lock(path)
    rmSync(`${path}.lock`)
    await expect(lock(path)).rejects.toMatchObject(LOCKED)
    await held.release()
    expect(readdirSync(folder)).toEqual([])
  })

  it('waits for one that came second and goes, and leaves to it what it has lost', async () => {
    const dying = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)'])
    const mark = readdirSync(folder)
    expect(mark).toEqual([])
    const probe = await lock(path)
    const own = readdirSync(folder).find((name) => name !== 'journal.lock')!
    await probe.release()
    writeFileSync(join(folder, own.replace(String(process.pid), String(dying.pid))), '')
    const waiting = lock(path)
    setTimeout(() => dying.kill('SIGKILL'), 100)
    await (await waiting).release()
    expect(readdirSync(folder)).toEqual([])
  })
})
