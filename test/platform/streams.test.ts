/** gzip and zlib: exact, bounded, and equal in content on both platforms. */
import * as zlib from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { platformNames, platforms } from './both.js'

const content = new Uint8Array(20_000).map((_, i) => (i * i) % 251)
const member = new Uint8Array(zlib.gzipSync(content))
const stream = new Uint8Array(zlib.deflateSync(content))
const LIMIT = 100_000

const raw = new Uint8Array(zlib.deflateRawSync(content))

const damagedGzip: readonly (readonly [string, Uint8Array])[] = [
  ['trailing byte', join(member, new Uint8Array(1))],
  ['trailing copy of the trailer', join(member, member.slice(-8))],
  ['two members', join(member, member)],
  ['an empty second member', join(member, zlib.gzipSync(new Uint8Array()))],
  ['truncated', member.slice(0, -1)],
  ['truncated in the blocks', member.slice(0, member.length >> 1)],
  ['header only', member.slice(0, 10)],
  ['empty', new Uint8Array()],
  ['wrong magic', changed(member, 0, 0x1e)],
  ['wrong method', changed(member, 2, 7)],
  ['reserved flag', changed(member, 3, 0x80)],
  ['header CRC', changed(member, 3, 0x02)],
  ['name without end', join(changed(member.slice(0, 10), 3, 8), new Uint8Array(40).fill(65))],
  ['wrong CRC', changed(member, member.length - 8, member.at(-8)! ^ 1)],
  ['wrong length', changed(member, member.length - 1, 1)],
  ['a changed block', changed(member, 60, member[60]! ^ 0xff)],
  ['zlib instead', stream],
]

const damagedZlib: readonly (readonly [string, Uint8Array])[] = [
  ['trailing byte', join(stream, new Uint8Array(1))],
  ['trailing copy of the checksum', join(stream, stream.slice(-4))],
  ['two streams', join(stream, stream)],
  ['truncated', stream.slice(0, -1)],
  ['wrong checksum', changed(stream, stream.length - 1, stream.at(-1)! ^ 1)],
  ['preset dictionary', changed(stream, 1, 0xbb)],
  ['raw instead', raw],
  ['empty', new Uint8Array()],
]

describe.each(platformNames)('%s', (name) => {
  const platform = platforms[name]

  test('gzip is a member without time or system, twice the same, and comes back', async () => {
    const first = (await platform.gzip(content)).slice()
    expect([...first.slice(0, 8), first[9]]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0xff])
    expectBytes(await platform.gzip(content), first)
    expectBytes(zlib.gunzipSync(first), content)
    for (const other of platformNames) expectBytes(await platforms[other].gunzip(first, LIMIT), content)
  })

  test.each([0, 1, 65_536])('%i bytes come back', async (length) => {
    const bytes = new Uint8Array(length)
    expectBytes(await platform.gunzip(await platform.gzip(bytes), LIMIT), bytes)
    expectBytes(await platform.inflate(new Uint8Array(zlib.deflateSync(bytes)), LIMIT), bytes)
  })

  test('optional header fields are read over', async () => {
    const fields = [0x1f, 0x8b, 8, 0x1d, 1, 2, 3, 4, 0, 3, 2, 0, 9, 9, 65, 0, 66, 0]
    const bytes = join(Uint8Array.from(fields), raw, member.slice(-8))
    expectBytes(await platform.gunzip(bytes, LIMIT), content)
  })

  test.each(damagedGzip)('gunzip refuses: %s', async (_, bytes) => {
    expect(await codeOf(() => platform.gunzip(bytes, LIMIT))).toBe('encoding_invalid')
  })

  test.each(damagedZlib)('inflate refuses: %s', async (_, bytes) => {
    expect(await codeOf(() => platform.inflate(bytes, LIMIT))).toBe('encoding_invalid')
  })

  test('output beyond the limit is refused, at the limit it is not', async () => {
    const bomb = new Uint8Array(zlib.gzipSync(new Uint8Array(1 << 20)))
    expect(await codeOf(() => platform.gunzip(bomb, (1 << 20) - 1))).toBe('limit_exceeded')
    expect((await platform.gunzip(bomb, 1 << 20)).length).toBe(1 << 20)
    const thin = new Uint8Array(zlib.deflateSync(new Uint8Array(1 << 20)))
    expect(await codeOf(() => platform.inflate(thin, (1 << 20) - 1))).toBe('limit_exceeded')
  })

  test('sleep ends, and rejects with the reason of its signal', async () => {
    await platform.sleep(1)
    const reason = new Error('stop')
    const controller = new AbortController()
    const slept = platform.sleep(60_000, controller.signal)
    controller.abort(reason)
    await expect(slept).rejects.toBe(reason)
    await expect(platform.sleep(1, AbortSignal.abort(reason))).rejects.toBe(reason)
  })

  test('digests and comparison', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
    expect(platform.sha256Hex('abc')).toBe(abc)
    const bytes = Uint8Array.from(platform.sha256Binary('abc'), (character) => character.charCodeAt(0))
    expect(bytes).toEqual(platform.sha256('abc'))
    expect(platform.sha256(new TextEncoder().encode('abc')).constructor).toBe(Uint8Array)
    await platform.prepareHash('SHA-384')
    expect(platform.sha384('abc').length).toBe(48)
    expect(platform.randomBytes(16)).not.toEqual(platform.randomBytes(16))
  })
})

async function codeOf(run: () => unknown): Promise<string> {
  try {
    await run()
  } catch (error) {
    if (isOpenBadgeError(error)) return error.code
    throw error
  }
  return 'none'
}

/** To compare long arrays item by item takes a hundred times as long. */
function expectBytes(bytes: Uint8Array, expected: Uint8Array): void {
  expect(Buffer.compare(bytes, expected)).toBe(0)
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts))
}

function changed(bytes: Uint8Array, index: number, value: number): Uint8Array {
  const out = bytes.slice()
  out[index] = value
  return out
}
