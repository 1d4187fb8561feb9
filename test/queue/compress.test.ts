import { issueOnQueue, queueWorker } from 'laurel/queue'
import { expect, test } from 'vitest'
import { compress, expand } from '../../src/queue/wire/compress.js'
import { Rooms } from '../../src/queue/wire/rooms.js'
import { KEY, rows } from '../bulk/world.js'
import { bySuite } from '../by-suite.js'
import { type QueueWorld, queueWorld } from './world.js'

let made: QueueWorld
queueWorld((fresh) => {
  made = fresh
})

const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * i * 7919) >> 5)

test.each([
  ['nothing', []],
  ['an empty piece', [new Uint8Array(0)]],
  ['a few bytes', [noise(3), noise(0), noise(5)]],
  ['what cannot be made smaller', [noise(40_000)]],
  ['a long message', [noise(10), new Uint8Array(2_000_000).fill(7), noise(10)]],
])('gives %s back as it was', (_, pieces) => {
  for (const rooms of [undefined, new Rooms()]) {
    for (let time = 0; time < 3; time++) {
      expect(Buffer.compare(expand(joined(compress(pieces, rooms))), joined(pieces))).toBe(0)
    }
  }
})

test('refuses a message that was cut off, goes on, or names another length', () => {
  const whole = joined(compress([noise(5000), new Uint8Array(5000)]))
  expect(() => expand(whole.subarray(0, -1))).toThrow()
  expect(() => expand(whole.subarray(0, 3))).toThrow()
  for (const length of [0, 9_999, 10_001]) {
    const other = Buffer.from(whole)
    other.writeUInt32LE(length)
    expect(() => expand(other)).toThrow()
  }
})

test('the store gets badges without what they share', async () => {
  const { queue, place } = made
  let posted = 0
  const counting: typeof queue = {
    ...queue,
    post: async (box, message, seconds) => {
      posted += message.length
      await queue.post(box, message, seconds)
    },
  }
  const worker = await queueWorker({ queue: counting, key: KEY, folder: place.folder })
  const many = bySuite(260, 500)
  const { workers: _, ...batch } = place.batch(rows(many))
  await issueOnQueue({ ...batch, queue })
  await worker.close()
  expect(posted).toBeLessThan(many * 400)
})

function joined(pieces: readonly Uint8Array[]): Buffer {
  return Buffer.concat(pieces)
}
