import { type VerifiedRow, verifyMany } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import { cached } from '../../src/documents/loaders.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { generateSigner } from '../../src/keys/signers/make-signer.js'
import type { Load } from '../../src/ports.js'
import { bySuite } from '../by-suite.js'
import { didDocument, LIST, makeWorld, NOW, type World } from './world.js'

let world: World
let signed: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  signed = await world.sign(world.badge())
})

async function all<T>(rows: AsyncIterable<VerifiedRow<T>>): Promise<readonly VerifiedRow<T>[]> {
  const out: VerifiedRow<T>[] = []
  for await (const row of rows) out.push(row)
  return out
}

describe('verifyMany', () => {
  it('keeps the order, and a bad row stops nothing', async () => {
    const inputs = [signed, 'junk', { ...signed, name: 'x' }, undefined, signed]
    const rows = await all(verifyMany(inputs, { now: NOW }))
    expect(rows.map(({ index, report }) => [index, report.verified])).toEqual([
      [0, true],
      [1, false],
      [2, false],
      [3, false],
      [4, true],
    ])
    expect(rows[1]!.input).toBe('junk')
  })

  it('takes an async source, and reads no further ahead than it may', async () => {
    let read = 0
    async function* source(): AsyncGenerator<unknown> {
      for (;;) {
        read++
        yield signed
      }
    }
    let seen = 0
    for await (const { report } of verifyMany(source(), { now: NOW, concurrency: 4 })) {
      expect(report.verified).toBe(true)
      expect(read).toBeLessThanOrEqual(seen + 4)
      if (++seen === 20) break
    }
    const before = read
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(read).toBe(before)
  })

  it('closes its source when the consumer stops', async () => {
    let closed = false
    function* source(): Generator<unknown> {
      try {
        for (;;) yield signed
      } finally {
        closed = true
      }
    }
    for await (const _ of verifyMany(source(), { now: NOW })) break
    expect(closed).toBe(true)
  })

  it('tells of a row that fails while an earlier one is looked at, and of nothing else', async () => {
    const issuers = (): boolean => {
      throw new Error('no answer')
    }
    const strays: unknown[] = []
    const stray = (reason: unknown): void => void strays.push(reason)
    process.on('unhandledRejection', stray)
    try {
      const rows = verifyMany(['junk', signed, signed], { now: NOW, issuers, concurrency: 3 })
      expect((await rows.next()).value?.report.verified).toBe(false)
      await new Promise((resolve) => setTimeout(resolve, 30))
      await expect(rows.next()).rejects.toThrow('no answer')
      expect(strays).toEqual([])
    } finally {
      process.off('unhandledRejection', stray)
    }
  })

  it('asks once for what many badges share', async () => {
    const controller = 'did:web:many.example'
    const signer = await generateSigner({ controller })
    world.documents.set('https://many.example/.well-known/did.json', didDocument(controller, signer))
    await world.publishList([7], { signer })
    const badges: JsonObject[] = []
    for (let i = 0; i < 40; i++) {
      badges.push(
        await world.sign(
          world.badge((b) => {
            b.id = `urn:uuid:00000000-0000-4000-8000-0000000000${String(i).padStart(2, '0')}`
            b.issuer.id = controller
            b.credentialStatus = {
              id: `${LIST}#${i}`,
              type: 'BitstringStatusListEntry',
              statusPurpose: 'revocation',
              statusListIndex: String(i),
              statusListCredential: LIST,
            }
          }),
          signer,
        ),
      )
    }
    world.asked.length = 0
    const inputs = Array.from({ length: bySuite(200, 1000) }, (_, i) => badges[i % badges.length]!)
    const rows = await all(verifyMany(inputs, { load: cached(world.load), now: NOW }))
    expect(rows.filter(({ report }) => !report.verified).map(({ index }) => index % 40)).toEqual(
      Array(inputs.length / 40).fill(7),
    )
    expect(world.asked.map(({ purpose }) => purpose).sort()).toEqual(['controller', 'status'])
  })

  it('throws for bad options before it reads anything, and on abort', async () => {
    await expect(verifyMany([signed], { concurrency: 0 }).next()).rejects.toBeInstanceOf(TypeError)
    await expect(verifyMany([signed], { langauge: 'de' } as never).next()).rejects.toBeInstanceOf(TypeError)
    const reason = new Error('enough')
    await expect(verifyMany([signed], { signal: AbortSignal.abort(reason) }).next()).rejects.toBe(reason)
  })

  it('passes on what the source throws', async () => {
    function* source(): Generator<unknown> {
      yield signed
      throw new Error('disk full')
    }
    const seen: boolean[] = []
    await expect(
      (async () => {
        for await (const { report } of verifyMany(source(), { now: NOW, concurrency: 1 }))
          seen.push(report.verified)
      })(),
    ).rejects.toThrow('disk full')
    expect(seen).toEqual([true])
  })

  it('works with a slow loader without mixing rows up', async () => {
    const slow: Load = async (url, purpose, signal) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3))
      return world.load(url, purpose, signal)
    }
    const inputs = Array.from({ length: 30 }, (_, i) => (i % 3 === 0 ? 'junk' : signed))
    const rows = await all(verifyMany(inputs, { load: slow, now: NOW, concurrency: 5 }))
    expect(rows.map(({ report }) => report.verified)).toEqual(inputs.map((input) => input !== 'junk'))
  })
})
