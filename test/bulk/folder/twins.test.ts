/** Two batches, or two copies of one, that are used at the same time: what was checked before a run is checked again before it acts. */
import { cpSync, existsSync, linkSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { type BatchOptions, changeStatus, issueBatch, signerOf } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER, KEY, rows, type World, world } from '../world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const STATUS = { url: 'https://example.edu/status/{list}' }
const options = (out: string, count: number, more: Partial<BatchOptions> = {}): BatchOptions =>
  here.batch(rows(count), { status: STATUS, out: here.path(out), ...more })
const revoke = async (out: string, key: string, journal = `${out}.journal`) =>
  changeStatus({
    journal: here.path(journal),
    out: here.path(out),
    issuer: ISSUER,
    signer: await signerOf(KEY),
    action: 'revoke',
    keys: [key],
  })
const refused = (reason: string) => ({
  code: 'journal_invalid',
  details: { reason, hint: expect.any(String) },
})

/** Starts runs that all have a plan before one of them goes on. */
function together(...runs: BatchOptions[]): Promise<PromiseSettledResult<unknown>[]> {
  let waiting = runs.length
  let open = (): void => undefined
  const all = new Promise<void>((resolve) => {
    open = resolve
  })
  const onPlan = async (): Promise<void> => {
    if (--waiting === 0) open()
    await all
  }
  return Promise.allSettled(runs.map((run) => issueBatch({ ...run, onPlan })))
}

describe('two new batches with one status list', () => {
  const twin = (name: string, more: Partial<BatchOptions> = {}): BatchOptions => {
    const { seed: _, ...rest } = options(name, 3, { batch: name, ...more })
    return rest
  }

  it.each([
    ['journals beside each other', {}],
    ['folders beside each other', { journal: true }],
  ])('never both begin, with %s', async (_, { journal }: { journal?: boolean }) => {
    const twins = ['one', 'two'].map((name) =>
      twin(name, journal === true ? { journal: here.path(`${name}.d/kept.log`) } : {}),
    )
    const ended = await together(...twins)
    const lost = ended.filter(({ status }) => status === 'rejected')
    expect(lost.length).toBeGreaterThan(0)
    for (const one of lost) expect(one).toMatchObject({ reason: refused('list_owned') })
    // What was refused has left nothing, so the same command works once the other is gone.
    for (const [i, name] of ['one', 'two'].entries()) {
      if (ended[i]!.status === 'fulfilled') continue
      expect(existsSync(here.path(name))).toBe(false)
      expect(existsSync(twins[i]!.journal ?? here.path(`${name}.journal`))).toBe(false)
    }
    await issueBatch(twins[0]!).catch(() => undefined)
    const both = await Promise.allSettled(twins.map((each) => issueBatch(each)))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('are refused at the next run too, where an earlier version let both begin', async () => {
    mkdirSync(here.path('far'))
    await issueBatch(twin('one'))
    await issueBatch(twin('two', { out: here.path('far/two') }))
    renameSync(here.path('far/two'), here.path('two'))
    renameSync(here.path('far/two.journal'), here.path('two.journal'))
    await expect(revoke('one', 'S1')).rejects.toMatchObject(refused('list_owned'))
    await expect(issueBatch(twin('two'))).rejects.toMatchObject(refused('list_owned'))
    for (const name of ['two', 'two.journal']) renameSync(here.path(name), here.path(`far/${name}`))
    expect(await revoke('one', 'S1')).toMatchObject({ badges: 1 })
  })
})

describe('a copied batch beside the original', () => {
  const copy = (): void => {
    cpSync(here.path('spring'), here.path('copy'), { recursive: true })
    cpSync(here.path('spring.journal'), here.path('copy.journal'))
  }

  it('is a backup as long as it has nothing of its own, and cannot go on beside the original', async () => {
    await issueBatch(options('spring', 3))
    copy()
    await revoke('spring', 'S0')
    const before = readFileSync(here.path('copy/status/revocation-1.json'), 'utf8')
    await expect(revoke('copy', 'S1')).rejects.toMatchObject(refused('other_copy'))
    for (const more of [{}, { dryRun: true }])
      await expect(issueBatch(options('copy', 4, more))).rejects.toMatchObject(refused('other_copy'))
    expect(readFileSync(here.path('copy/status/revocation-1.json'), 'utf8')).toBe(before)
    expect(await issueBatch(options('spring', 4))).toMatchObject({ signed: 1, revoked: 1 })
    expect(await revoke('spring', 'S2')).toMatchObject({ badges: 1 })
  })

  it('is known by its folder, where its journal is elsewhere', async () => {
    await issueBatch(options('spring', 3))
    copy()
    mkdirSync(here.path('elsewhere'))
    renameSync(here.path('copy.journal'), here.path('elsewhere/log'))
    expect(await revoke('copy', 'S0', 'elsewhere/log')).toMatchObject({ badges: 1 })
    await expect(revoke('spring', 'S1')).rejects.toMatchObject(refused('other_copy'))
    await expect(issueBatch(options('spring', 4))).rejects.toMatchObject(refused('other_copy'))
  })

  it('gives no status number a second time, where both go on at once', async () => {
    await issueBatch(options('spring', 3))
    copy()
    const [four, other] = [options('spring', 4), here.batch(rows(5).replace('\nS3,', '\nX3,'))]
    const ended = await together(four, { ...other, status: STATUS, out: here.path('copy') })
    expect(ended.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2)
    for (const one of ended)
      if (one.status === 'rejected') expect(one).toMatchObject({ reason: refused('other_copy') })
  })
})

describe('one journal with two names', () => {
  it.each([
    ['a hard link', (from: string, to: string) => linkSync(from, to)],
    ['a new name', (from: string, to: string) => renameSync(from, to)],
  ])('is never used by two runs at once: %s', async (_, name) => {
    await issueBatch(options('out', 3))
    const signer = await signerOf(KEY)
    let inner: Promise<unknown> | undefined
    const { key: _key, ...rest } = options('out', 9)
    const slow = {
      ...signer,
      sign: async (data: Uint8Array) => {
        if (inner === undefined) {
          name(here.path('out.journal'), here.path('snap.journal'))
          inner = revoke('out', 'S1', 'snap.journal').catch((error: unknown) => error)
        }
        expect(await inner).toMatchObject({ code: 'journal_invalid', details: { reason: 'locked' } })
        return signer.sign(data)
      },
    }
    const run = issueBatch({ ...rest, signer: slow }).catch((error: unknown) => error)
    const result = (await run) as { signed?: number }
    if (existsSync(here.path('out.journal'))) expect(result).toMatchObject({ signed: 6 })
    else {
      expect(result).toMatchObject(refused('lock_lost'))
      renameSync(here.path('snap.journal'), here.path('out.journal'))
    }
    expect(await issueBatch(options('out', 9))).toMatchObject({ rows: 9 })
  })
})
