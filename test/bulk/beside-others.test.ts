/** A run beside others: few open files, other runs in its folder, journals of like names. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BatchOptions, type BatchResult, issueBatch, signerOf } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bySuite } from '../by-suite.js'
import { ACHIEVEMENT, KEY, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Stands still at its first signature until it is let go. */
async function atFirstSignature(options: BatchOptions): Promise<{ readonly end: () => Promise<number> }> {
  const local = await signerOf(KEY)
  let go = (): void => undefined
  const gone = new Promise<void>((resolve) => (go = resolve))
  let begin = (): void => undefined
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const { key: _, ...rest } = options
  const running = issueBatch({
    ...rest,
    signer: {
      ...local,
      sign: async (bytes) => {
        begin()
        await gone
        return local.sign(bytes)
      },
    },
  })
  await Promise.race([begun, running])
  return {
    end: async () => {
      go()
      return (await running).signed
    },
  }
}

describe('a run whose mapping gives each course its own achievement', () => {
  const COURSES = 'https://example.edu/achievements/'
  const run = (out: string, course: string, more: Partial<BatchOptions> = {}) =>
    issueBatch(
      here.batch(`email,course\nada@example.org,${course}\n`, {
        mapping: { recipient: { email: '{email}' }, achievement: { id: `${COURSES}{course}` } },
        seed: new Uint8Array(32).fill(out.length),
        out: here.path(out),
        ...more,
      }),
    )

  it('has the ids of another batch only where both award one course', async () => {
    expect((await run('one', 'rust')).sameIds).toEqual([])
    expect((await run('three', 'go')).sameIds).toEqual([])
    expect((await run('other', 'rust', { dryRun: true })).sameIds).toEqual([here.path('one.journal')])
    const mapping = { recipient: { email: '{email}' } }
    const achievement = { ...ACHIEVEMENT, id: `${COURSES}go` }
    const { sameIds } = await run('fourth', 'any', { mapping, achievement, dryRun: true })
    expect(sameIds).toEqual([here.path('three.journal')])
  })

  it('has them with keys from other columns only where two keys are equal', async () => {
    const table = 'email,no\nada@example.org,1\n'
    const batch = (out: string, key: string, rows = table): Promise<BatchResult> =>
      issueBatch(
        here.batch(rows, {
          mapping: { key, recipient: { email: '{email}' } },
          seed: new Uint8Array(32).fill(out.length),
          out: here.path(out),
        }),
      )
    expect((await batch('a', '{no}')).sameIds).toEqual([])
    expect((await batch('bb', '{email}')).sameIds).toEqual([])
    // The same addresses under another header.
    const renamed = 'mail,email\nada@example.org,ada@example.org\n'
    expect((await batch('ccc', '{mail}', renamed)).sameIds).toEqual([here.path('bb.journal')])
    expect((await batch('dddd', '{no}', 'email,no\nbo@example.org,2\n')).sameIds).toEqual([
      here.path('a.journal'),
    ])
  })
})

describe.skipIf(process.platform === 'win32')('a run with few open files', () => {
  it.each(bySuite(['0'], ['0', '2']))('writes a file for each badge, with %s threads', (workers) => {
    const count = bySuite(300, 1500)
    const table = here.write('rows.csv', rows(count))
    const run = [file('run-json.ts'), table, here.path('out'), workers].map((each) => `'${each}'`).join(' ')
    // Fewer than badges. A thread needs about 90 to read its source files, which are one file in the package.
    const { stdout, status } = spawnSync(
      'sh',
      ['-c', `ulimit -n 200; '${process.execPath}' --import tsx ${run}`],
      {
        cwd: file('../..'),
        env: { ...process.env, TSX_TSCONFIG_PATH: file('../tsconfig.json') },
        encoding: 'utf8',
      },
    )
    expect([status, JSON.parse(stdout)]).toMatchObject([0, { signed: count }])
    const left = (readdirSync(here.folder, { recursive: true }) as string[]).filter((name) =>
      /lock|part|spool/.test(name),
    )
    expect(left).toEqual([])
  })
})

describe('a run in progress', () => {
  const many = bySuite(40, 700)
  it('is not touched by a dry run, which is refused while it lasts', async () => {
    const options = here.batch(rows(many))
    const running = await atFirstSignature(options)
    await expect(issueBatch({ ...options, dryRun: true })).rejects.toMatchObject({
      code: 'journal_invalid',
      details: { reason: 'locked' },
    })
    expect(await running.end()).toBe(many)
    expect(await issueBatch({ ...options, dryRun: true })).toMatchObject({ unchanged: many })
  })

  it('shares nothing with the run of a journal whose name begins alike', async () => {
    const of = (name: string): BatchOptions => here.batch(rows(many), { batch: name, out: here.path(name) })
    const first = await atFirstSignature(of('class'))
    const second = await atFirstSignature(of('class-1'))
    expect(await issueBatch(of('class-2'))).toMatchObject({ signed: many })
    expect([await first.end(), await second.end()]).toEqual([many, many])
    for (const name of ['class', 'class-1']) {
      expect(
        readFileSync(here.path(`${name}/credentials.ndjson`), 'utf8')
          .trimEnd()
          .split('\n'),
      ).toHaveLength(many)
      expect(existsSync(here.path(`${name}.journal.lock`))).toBe(false)
    }
  })
})
