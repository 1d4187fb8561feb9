import { expect, test } from 'vitest'
import { Rooms } from '../../src/queue/wire/rooms.js'

test('gives the same memory out again, once it came back', () => {
  const rooms = new Rooms()
  const room = rooms.take(1000)
  expect(room.length).toBeGreaterThanOrEqual(1000)
  expect(rooms.take(1000).buffer).not.toBe(room.buffer)
  rooms.give(room.subarray(0, 900))
  expect(rooms.take(1000).buffer).toBe(room.buffer)
})

test('takes no memory that is not its own, and none twice', () => {
  const rooms = new Rooms()
  // A part of the pool that Node shares among small buffers.
  const foreign = Buffer.from('a message that somebody else still reads')
  rooms.give(foreign)
  expect(rooms.take(16).buffer).not.toBe(foreign.buffer)
  const room = rooms.take(100)
  rooms.give(room)
  rooms.give(room)
  expect(rooms.take(100).buffer).toBe(room.buffer)
  expect(rooms.take(100).buffer).not.toBe(room.buffer)
})

test('takes other memory for a message that is larger', () => {
  const rooms = new Rooms()
  const room = rooms.take(100)
  rooms.give(room)
  expect(rooms.take(10_000).length).toBeGreaterThanOrEqual(10_000)
})
