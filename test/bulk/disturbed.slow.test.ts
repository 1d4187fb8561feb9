/** Batches long enough to be stopped, to lose workers and signers in the middle: what is left is what an undisturbed run leaves. */
import { existsSync } from 'node:fs'
import type { Signer } from 'laurel'
import { type BatchOptions, type BatchResult, issueBatch, signerOf } from 'laurel/bulk'
import { Tinypool } from 'tinypool'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { digests, KEY, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => {
  vi.restoreAllMocks()
  here.remove()
})

const STATUS = { url: 'https://example.edu/status/{list}' }
const tree = (folder = here.path('out')): Record<string, string> => digests(folder)
const run = (table: string, more: Partial<BatchOptions> = {}): Promise<BatchResult> =>
  issueBatch(here.batch(table, more))

describe('issueBatch, disturbed', () => {
  it('gives the same bytes from workers as from one thread', async () => {
    const table = rows(1500)
    await run(table, { status: STATUS })
    const before = tree()
    const result = await run(table, { status: STATUS, workers: 2, out: here.path('apart/out2') })
    expect(result.signed).toBe(1500)
    expect(tree(here.path('apart/out2'))).toEqual(before)
  })

  it('does the rows of a worker again that died', async () => {
    const pools = new Set<Tinypool>()
    const original = Tinypool.prototype.run
    let calls = 0
    vi.spyOn(Tinypool.prototype, 'run').mockImplementation(function (this: Tinypool, ...args) {
      pools.add(this)
      const answer = original.apply(this, args)
      if (++calls % 5 === 3)
        void (this.threads[0] as unknown as { terminate: () => Promise<void> }).terminate()
      return answer
    })
    const table = rows(2000)
    const result = await run(table, { workers: 2, status: STATUS })
    expect(result.signed).toBe(2000)
    expect(calls).toBeGreaterThan(8)
    vi.restoreAllMocks()
    await run(table, { out: here.path('apart/calm'), status: STATUS })
    expect(tree()).toEqual(tree(here.path('apart/calm')))
  })

  it.each(['ndjson', 'json'] as const)('records what was signed between failures, as %s', async (form) => {
    const local = await signerOf(KEY)
    const answered = new Set<string>()
    let calls = 0
    const signer: Signer = {
      ...local,
      sign: async (bytes) => {
        if (++calls % 10 === 0) throw new Error('timed out')
        answered.add(Buffer.from(bytes).toString('hex'))
        return local.sign(bytes)
      },
    }
    const table = rows(1200)
    await expect(run(table, { signer, form, status: STATUS })).rejects.toMatchObject({
      code: 'signer_failed',
    })
    // One signature is that of the status list.
    const kept = answered.size - 1
    const { unchanged } = await run(table, { form, status: STATUS })
    expect(unchanged).toBe(kept)
    expect(unchanged).toBeGreaterThanOrEqual(900)
    await run(table, { form, out: here.path('apart/calm'), status: STATUS })
    expect(tree()).toEqual(tree(here.path('apart/calm')))
  })

  it('finishes what is in flight when it is stopped, and goes on later', async () => {
    const table = rows(3000)
    const stop = new AbortController()
    const reason = new Error('enough')
    const stopped = run(table, {
      signal: stop.signal,
      signer: {
        ...(await signerOf(KEY)),
        sign: (() => {
          let calls = 0
          return async (bytes: Uint8Array) => {
            if (++calls === 700) stop.abort(reason)
            return (await signerOf(KEY)).sign(bytes)
          }
        })(),
      },
    })
    await expect(stopped).rejects.toBe(reason)
    expect(existsSync(here.path('out/credentials.ndjson'))).toBe(false)
    const result = await run(table, { resume: true })
    expect(result.unchanged).toBeGreaterThanOrEqual(512)
    await run(table, { out: here.path('apart/calm') })
    expect(tree()).toEqual(tree(here.path('apart/calm')))
  })
})
