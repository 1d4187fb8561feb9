import { readFileSync } from 'node:fs'
import { generateSigner } from 'laurel'
import { parseKey, rowsFrom, signerOf } from 'laurel/bulk'
import {
  issueOnQueue,
  type QueueBatchOptions,
  type QueueEvent,
  type QueueWorker,
  queueWorker,
  type WorkerEvent,
  type WorkQueue,
} from 'laurel/queue'
import { describe, expect, it, vi } from 'vitest'
import { ISSUER, KEY, MAPPING, rows, type World } from '../bulk/world.js'
import { bySuite } from '../by-suite.js'
import { isExpandable, queueWorld, STATUS } from './world.js'

let place: World
let queue: WorkQueue
let workers: QueueWorker[]
let events: QueueEvent[]

const { start, both } = queueWorld((made) => {
  ;({ place, queue, workers, events } = made)
})

describe('a batch over a queue', () => {
  it('has the outputs and the journal of a batch on one machine', async () => {
    await start(3)
    await both(rows(bySuite(300, 1001)), STATUS)
    expect(events.some(({ kind }) => kind === 'joined')).toBe(true)
  })

  it('accepts rows that are objects, and refuses values that cannot be sent', async () => {
    await start(1)
    const items = [
      { no: 'A1', email: 'ada@example.org', name: 'Ada', passed: '2026-06-01', score: 7 },
      { no: 'A2', email: 'alan@example.org', name: 'Alan', passed: '2026-06-01', score: 8 },
    ]
    await both('', { source: rowsFrom(() => items) })
    const { workers: _, ...batch } = place.batch('', {
      source: rowsFrom(() => [{ ...items[0], no: new Map() }]),
    })
    await expect(issueOnQueue({ ...batch, queue, out: place.path('new') })).rejects.toMatchObject({
      code: 'json_invalid',
    })
  })

  it('says so where there is no object store for it', async () => {
    await start(1)
    const { workers: _, ...batch } = place.batch(rows(300))
    await expect(issueOnQueue({ ...batch, queue, inlineMaximum: 2_000 })).rejects.toMatchObject({
      code: 'queue_failed',
      details: { reason: 'too_large' },
    })
  })

  it('tells its progress', async () => {
    await start(1)
    const phases = new Set<string>()
    await both(rows(3), { onProgress: ({ phase }) => void phases.add(phase) })
    expect([...phases]).toEqual(['plan', 'sign'])
    expect(events[0]).toMatchObject({ kind: 'opened', plan: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it('keeps nothing in the store that can be read without the key', async () => {
    const seen: Buffer[] = []
    const watched: WorkQueue = {
      ...queue,
      add: async (topic, id, data) => {
        seen.push(Buffer.from(data), Buffer.from(data.split(':')[1]!, 'base64'))
        await queue.add(topic, id, data)
      },
      put: async (name, value, seconds) => {
        seen.push(Buffer.from(value))
        await queue.put(name, value, seconds)
      },
      post: async (box, message, seconds) => {
        seen.push(Buffer.from(message))
        await queue.post(box, message, seconds)
      },
    }
    workers.push(await queueWorker({ queue: watched, key: KEY }))
    await both(rows(3), {}, { queue: watched })
    expect(seen.length).toBeGreaterThan(5)
    const known = /example\.(org|edu)|nWGxne/
    expect(
      seen.filter((bytes) => known.test(bytes.toString('latin1')) || isExpandable(bytes, bySuite(8, 64))),
    ).toEqual([])
  })
})

describe('a store that is not as it was left', () => {
  const run = (more: Partial<QueueBatchOptions> = {}, count = 3): Promise<unknown> => {
    const { workers: _, ...batch } = place.batch(rows(count))
    return issueOnQueue({ ...batch, queue, onEvent: (event) => events.push(event), ...more })
  }

  it('stops the run when a job was changed, and nothing is signed', async () => {
    const told: WorkerEvent[] = []
    await start(1, { onEvent: (event: WorkerEvent) => told.push(event) })
    const poisoned: WorkQueue = {
      ...queue,
      add: async (topic, id, data) => {
        const bytes = Buffer.from(data.split(':')[1]!, 'base64')
        if (id.includes('sign-0')) bytes[bytes.length - 9]! ^= 1
        await queue.add(topic, id, `${data.split(':')[0]}:${bytes.toString('base64')}`)
      },
    }
    await expect(run({ queue: poisoned })).rejects.toMatchObject({
      code: 'queue_failed',
      details: { reason: 'poisoned', position: 0 },
    })
    expect(told.some(({ kind }) => kind === 'refused')).toBe(true)
    expect(readFileSync(place.path('out.journal'), 'utf8')).not.toContain('"done"')
  })

  it('refuses an answer that was not written with the key', async () => {
    await start(1)
    const forged: WorkQueue = {
      ...queue,
      put: async (name, value, seconds) => {
        const session = /^session:(.*)$/.exec(name)?.[1]
        if (session !== undefined) await queue.post(`answers:${session}`, Buffer.alloc(200, 1), 60)
        await queue.put(name, value, seconds)
      },
    }
    await run({ queue: forged })
    expect(events.some(({ kind }) => kind === 'stray')).toBe(true)
  })

  it('refuses jobs of another key and signs nothing for them', async () => {
    const told: WorkerEvent[] = []
    const stranger = await generateSigner()
    // The stranger writes into the topic of the worker's key.
    const own = await signerOf(KEY)
    const sign = vi.fn(own.sign)
    const refused = new AbortController()
    const onEvent = (event: WorkerEvent): void => {
      told.push(event)
      if (event.kind === 'refused') refused.abort(new Error('refused'))
    }
    workers.push(await queueWorker({ queue, signer: { ...own, sign }, onEvent }))
    const forged = { ...own, sign: stranger.sign, publicKeyMultibase: undefined as never }
    const { workers: _, ...batch } = place.batch(rows(3), { signer: forged })
    await expect(issueOnQueue({ ...batch, queue, signal: refused.signal })).rejects.toThrow('refused')
    expect(told.map(({ kind, error }) => [kind, (error as { details?: object }).details])).toContainEqual([
      'refused',
      expect.objectContaining({ reason: 'foreign_plan' }),
    ])
    // It made the secret of the session once, and no badge.
    expect(sign).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['plan', { plan: '0'.repeat(64) }],
    ['issuer', { issuer: { id: 'did:key:z6Mk', type: ['Profile'] } }],
    ['achievement', { achievement: { id: 'https://example.edu/other' } }],
    ['mapping', { mapping: { recipient: { email: '{email}' } } }],
  ])('a worker refuses a run with another %s than its own', async (_, allow) => {
    await start(1, { allow })
    await expect(run()).rejects.toMatchObject({
      code: 'queue_failed',
      details: { reason: 'foreign_plan' },
    })
  })

  it('a worker takes a run with its own plan, issuer, achievement and mapping', async () => {
    const { issuer, achievement } = place.batch('')
    await start(1, { allow: { issuer, achievement, mapping: MAPPING } })
    await run()
    const opened = events.find((event) => event.kind === 'opened')
    for (const worker of workers.splice(0)) await worker.close()
    await start(1, { allow: { plan: opened?.plan } })
    const { workers: _, ...batch } = place.batch(rows(5))
    await issueOnQueue({ ...batch, queue })
  })

  it('stops, and names the chunk, when a chunk that is done twice has other bytes', async () => {
    await start(2)
    // Every job is handed out twice; of one, the second worker makes other bytes.
    const issuer = { ...ISSUER, id: 'did:web:example.edu' }
    const key = { ...KEY, controller: issuer.id }
    const own = await signerOf(key)
    let count = 0
    // The id of a did:web does not have the key, so nothing checks its signatures.
    const { publicKeyMultibase: _, ...unchecked } = own
    const unsteady = {
      ...unchecked,
      sign: async (bytes: Uint8Array) => {
        const signature = Uint8Array.from(await own.sign(bytes))
        if (bytes.length === 64 && count++ > 0) signature[3]! ^= 1
        return signature
      },
    }
    for (const worker of workers.splice(0)) await worker.close()
    workers.push(await queueWorker({ queue, signer: unsteady }))
    const twice: WorkQueue = {
      ...queue,
      add: async (topic, id, data) => {
        await queue.add(topic, id, data)
        if (id.includes('sign-0')) await queue.add(topic.split('-').slice(0, 2).join('-'), `${id}0`, data)
      },
      collect: async (box, seconds) => {
        await new Promise((resolve) => setTimeout(resolve, 60))
        return queue.collect(box, seconds)
      },
    }
    await expect(run({ queue: twice, key, issuer }, 1200)).rejects.toMatchObject({
      code: 'queue_failed',
      details: { reason: 'chunk_differs', position: 0 },
    })
  })

  it('a worker with an expired lease returns nothing, and another makes the chunk', async () => {
    const told: WorkerEvent[] = []
    let late = true
    const slow: WorkQueue = {
      ...queue,
      take: (topic, work, atOnce) =>
        queue.take(
          topic,
          (job) =>
            work({ ...job, keep: async () => !(late && job.id.includes('plan-0') && !(late = false)) }),
          atOnce,
        ),
      leaseSeconds: 0.2,
    }
    workers.push(await queueWorker({ queue: slow, key: KEY, onEvent: (event) => told.push(event) }))
    await run({ queue: slow })
    expect(told.filter(({ kind }) => kind === 'stale')).toMatchObject([
      { job: 'plan-0', error: { details: { reason: 'stale_lease' } } },
    ])
    expect(events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['stale', 'again']))
  })

  it('a full store gives store_full', async () => {
    await start(1)
    const full: WorkQueue = {
      ...queue,
      add: async () => {
        throw Object.assign(new Error('full'), {
          name: 'OpenBadgeError',
          code: 'queue_failed',
          details: { reason: 'store_full' },
        })
      },
    }
    await expect(run({ queue: full })).rejects.toMatchObject({ details: { reason: 'store_full' } })
  })
})

it('reads a key as the command does', async () => {
  workers.push(await queueWorker({ queue, key: parseKey(JSON.stringify(KEY.key)) }))
  expect(workers[0]!.id).toMatch(/^[0-9a-f]{16}$/)
})
