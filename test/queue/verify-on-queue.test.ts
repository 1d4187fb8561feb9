import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { verify } from 'laurel'
import { type AuditFinding, auditBatch, issueBatch } from 'laurel/bulk'
import {
  auditOnQueue,
  memoryQueue,
  type QueueEvent,
  type QueueWorker,
  verifyQueue,
  verifyWorker,
  type WorkerEvent,
  type WorkQueue,
} from 'laurel/queue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ISSUER_ID, rows, type World, world } from '../bulk/world.js'

let place: World
let queue: WorkQueue
let workers: QueueWorker[]
const secret = randomBytes(32)

beforeEach(() => {
  place = world()
  queue = memoryQueue()
  workers = []
})
afterEach(async () => {
  for (const worker of workers) await worker.close()
  place.remove()
})

async function start(count: number, more: object = {}): Promise<void> {
  for (let i = 0; i < count; i++) workers.push(await verifyWorker({ queue, secret, ...more }))
}

/** The last line of a table without its recipient's name. */
function damaged(file: string): void {
  const lines = readFileSync(file, 'utf8').split('\n')
  place.write(
    'out/credentials.ndjson',
    [...lines.slice(1, 3), lines[4]!.replace('Zoë', 'Zoe'), '{', ''].join('\n'),
  )
}

describe('an audit over a queue', () => {
  it.each(['ndjson', 'json'] as const)('finds in %s what an audit on one machine finds', async (form) => {
    await start(2)
    await issueBatch(place.batch(rows(6), { form, status: { url: 'https://example.edu/{list}' } }))
    expect(await auditOnQueue({ queue, secret, out: place.path('out') })).toMatchObject({
      badges: 6,
      clean: true,
    })
    if (form === 'ndjson') damaged(place.path('out/credentials.ndjson'))
    const options = { out: place.path('out'), issuer: form === 'json' ? 'did:web:other.example' : ISSUER_ID }
    const [here, there]: [AuditFinding[], AuditFinding[]] = [[], []]
    const local = await auditBatch({ ...options, workers: 0, onFinding: (found) => here.push(found) })
    const remote = await auditOnQueue({ ...options, queue, secret, onFinding: (found) => there.push(found) })
    expect(local.clean).toBe(false)
    expect(remote).toEqual(local)
    expect(there).toEqual(here)
  })

  it('gives a worker without the secret nothing readable', async () => {
    const told: WorkerEvent[] = []
    await issueBatch(place.batch(rows(3)))
    const watched: WorkQueue = {
      ...queue,
      add: async (topic, id, data) => {
        const take: WorkQueue['take'] = (_, work, atOnce) => queue.take(topic, work, atOnce)
        if (workers.length === 0) {
          const mine = { queue: { ...queue, take }, secret: randomBytes(32) }
          workers.push(await verifyWorker({ ...mine, onEvent: (event) => told.push(event) }))
        }
        await queue.add(topic, id, data)
      },
    }
    const signal = AbortSignal.timeout(400)
    const audit = auditOnQueue({ queue: watched, secret, out: place.path('out'), signal })
    await expect(audit).rejects.toThrow('timeout')
    expect(told).toMatchObject([{ kind: 'refused', error: { details: { reason: 'foreign_plan' } } }])
  })
})

describe('a service that verifies over a queue', () => {
  it('gets the reports that verify gives', async () => {
    await start(2)
    await issueBatch(place.batch(rows(4)))
    const lines = readFileSync(place.path('out/credentials.ndjson'), 'utf8').trimEnd().split('\n')
    const uploads = [...lines, lines[0]!.replace('Zoë', 'Zoe'), 'no badge', '{}']
    const options = { issuers: [ISSUER_ID], now: new Date('2026-07-02T00:00:00Z') }
    const service = await verifyQueue({ queue, secret, options })
    const reports = await Promise.all(
      uploads.map((text, i) => service.verify(i % 2 === 0 ? text : Buffer.from(text))),
    )
    await service.close()
    for (const [i, text] of uploads.entries()) {
      const own = await verify(i % 2 === 0 ? text : Buffer.from(text), options)
      expect(reports[i]).toEqual(JSON.parse(JSON.stringify(own)))
    }
    expect(reports.map(({ verified }) => verified)).toEqual([true, true, true, true, false, false, false])
  })

  it('refuses unknown options and short secrets', async () => {
    await expect(verifyQueue({ queue, secret, options: { isuers: [] } as never })).rejects.toThrow(TypeError)
    await expect(verifyQueue({ queue, secret: randomBytes(16) })).rejects.toThrow(TypeError)
    await expect(verifyWorker({ queue, secret: randomBytes(16) })).rejects.toThrow(TypeError)
  })

  it('refuses a verdict that was written to the store without the secret', async () => {
    await start(1)
    const events: QueueEvent[] = []
    const forged: WorkQueue = {
      ...queue,
      put: async (name, value, seconds) => {
        const session = /^session:(.*)$/.exec(name)?.[1]
        if (session !== undefined) await queue.post(`answers:${session}`, Buffer.alloc(99, 1), 60)
        await queue.put(name, value, seconds)
      },
    }
    const service = await verifyQueue({ queue: forged, secret, onEvent: (event) => events.push(event) })
    expect((await service.verify('{"verified":true}')).verified).toBe(false)
    await service.close()
    expect(events).toContainEqual({ kind: 'stray' })
  })
})
