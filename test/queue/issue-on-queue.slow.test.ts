import { readFileSync, rmSync } from 'node:fs'
import { csvSource, issueBatch } from 'laurel/bulk'
import { folderStore, issueOnQueue, type WorkQueue } from 'laurel/queue'
import { describe, expect, it, vi } from 'vitest'
import { rows, type World } from '../bulk/world.js'
import { left, queueWorld, STATUS } from './world.js'

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'

let place: World
let queue: WorkQueue

const { start, both } = queueWorld((made) => {
  ;({ place, queue } = made)
})

describe('a batch over a queue, in many chunks', () => {
  it('has them for files and for baked images too', async () => {
    await start(2)
    await both(rows(600), { form: 'json' })
    rmSync(place.path('apart/here'), { recursive: true })
    rmSync(place.path('there'), { recursive: true })
    rmSync(place.path('apart/here.journal'))
    rmSync(place.path('there.journal'))
    await both(rows(600), { form: 'svg', image: Buffer.from(SVG) })
  })

  it('has them when rows are corrected, added, dropped and lost', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-07-01T00:00:00Z') })
    await start(2)
    await both(rows(1200), STATUS)
    await both(
      rows(1300, (i, cells) => (i % 7 === 3 ? [...cells.slice(0, 4), '50'] : cells)),
      STATUS,
    )
    await both(rows(900), STATUS)
    const line = readFileSync(place.path('there/credentials.ndjson'), 'utf8').split('\n')[5]!
    for (const out of ['apart/here', 'there']) {
      const text = readFileSync(place.path(`${out}/credentials.ndjson`), 'utf8')
      place.write(`${out}/credentials.ndjson`, text.replace(line, line.replace('Zoë', 'Zoe')))
    }
    await both(rows(1300), STATUS)
  })

  it('refuses the same rows for the same reasons', async () => {
    await start(2)
    const table = rows(700, (i, cells) => [
      `S${i % 690}`,
      cells[1]!,
      i === 620 ? 'nobody' : cells[2]!,
      ...cells.slice(3),
    ])
    const options = place.batch(table)
    const { workers: _, ...batch } = options
    await expect(issueBatch({ ...options, out: place.path('apart/here') })).rejects.toMatchObject({
      code: 'plan_refused',
    })
    await expect(issueOnQueue({ ...batch, queue, out: place.path('there') })).rejects.toMatchObject({
      code: 'plan_refused',
      details: { rows: 11 },
    })
    const report = (out: string): string => readFileSync(place.path(`${out}/errors.ndjson`), 'utf8')
    expect(report('there')).toBe(report('apart/here'))
    await both(table, { skipInvalid: true })
  })

  it('sends what is too large for the queue through an object store', async () => {
    const store = folderStore(place.path('objects'))
    await start(2, { store, inlineMaximum: 10_000 })
    await both(rows(600), STATUS, { store, inlineMaximum: 10_000 })
  })

  it('keeps no more chunks in flight than it is allowed', async () => {
    await start(3)
    let [open, most] = [0, 0]
    const counted: WorkQueue = {
      ...queue,
      add: async (...job) => {
        most = Math.max(most, ++open)
        await queue.add(...job)
      },
      collect: async (...box) => {
        const message = await queue.collect(...box)
        if (message !== undefined) open--
        return message
      },
    }
    await both(rows(2600), {}, { queue: counted, inFlight: 3 })
    expect(most).toBeGreaterThan(1)
    expect(most).toBeLessThanOrEqual(3)
  })

  it('goes on with a new coordinator where the old one was stopped', async () => {
    await start(2)
    const stop = new AbortController()
    const more = { signal: stop.signal, inFlight: 1 }
    const table = place.write('rows.csv', rows(4000))
    const { workers: _, ...batch } = place.batch('')
    const options = { ...batch, source: csvSource(table), queue, out: place.path('there') }
    const stopped = issueOnQueue({
      ...options,
      ...more,
      onProgress: ({ phase, done }) => phase === 'sign' && done > 0 && stop.abort(new Error('stop')),
    })
    setTimeout(() => stop.abort(new Error('stop')), 1500)
    await stopped.catch(() => undefined)
    await issueOnQueue(options)
    const calm = { ...place.batch(''), source: csvSource(table), out: place.path('apart/here') }
    await issueBatch(calm)
    const { journal: _there, ...there } = left(place.path('there'))
    const { journal: _here, ...here } = left(place.path('apart/here'))
    expect(there).toEqual(here)
  })
})
