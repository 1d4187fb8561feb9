/** A status list may be dear to decompress, so a call decompresses each once, and pays for its packed bytes before. */
import * as zlib from 'node:zlib'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { statusList } from '../../src/status/bitstring.js'
import { verifyCache } from '../../src/verify/cache/verify-cache.js'
import type { Report } from '../../src/verify/report/report.js'
import { verify } from './checked.js'
import { type Change, LIST, makeWorld, VC2, type World } from './world.js'

const unpacked = vi.hoisted(() => ({ count: 0 }))
vi.mock('node:zlib', async (load) => {
  const real = await load<typeof import('node:zlib')>()
  return {
    ...real,
    inflateRawSync: (...given: Parameters<typeof real.inflateRawSync>) => {
      unpacked.count++
      return real.inflateRawSync(...given)
    },
  }
})

let world: World
beforeEach(async () => {
  world = await makeWorld()
  unpacked.count = 0
})

const BYTES = 16_384
const PURPOSES = ['revocation', 'suspension', 'refresh', 'a', 'b', 'c', 'd', 'e']

/** Packed bits after this many blocks that give no bytes; each is five bytes long. */
function packed(blocks: number, bytes = BYTES): string {
  const bits = Buffer.alloc(bytes)
  const trailer = Buffer.alloc(8)
  trailer.writeUInt32LE(zlib.crc32(bits), 0)
  trailer.writeUInt32LE(bytes, 4)
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255])
  const empty = Buffer.alloc(5 * blocks, Buffer.from([0, 0, 0, 0xff, 0xff]))
  return `u${Buffer.concat([header, empty, zlib.deflateRawSync(bits), trailer]).toString('base64url')}`
}

const publish = async (encodedList: string, url = LIST, change?: Change): Promise<unknown> =>
  world.publishList([], {
    url,
    change: (list) => {
      Object.assign(list.credentialSubject, { statusPurpose: PURPOSES, encodedList })
      change?.(list)
    },
  })

const entry = (i: number, more: JsonObject = {}): JsonObject => ({
  id: `${LIST}#${i}`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: String(i),
  statusListCredential: LIST,
  ...more,
})
const eight = (more: (i: number) => JsonObject): JsonObject[] =>
  Array.from({ length: 8 }, (_, i) => entry(i, more(i)))

const signed = async (entries: readonly JsonObject[], id = 'urn:x:0'): Promise<JsonObject> =>
  world.sign(world.badge((b) => Object.assign(b, { id, credentialStatus: entries })))

const held = (credentials: readonly unknown[]): JsonObject => ({
  '@context': [VC2],
  type: ['VerifiablePresentation'],
  verifiableCredential: credentials as JsonObject[],
})

/** The reasons, or codes, of all entries of a badge. */
const reasons = ({ checks }: Report): unknown[] => {
  const { details } = checks.find(({ id }) => id === 'status')!
  return (details!['entries'] as JsonObject[]).map(({ reason, code }) => reason ?? code)
}

const sized = (i: number): JsonObject => ({
  statusPurpose: 'message',
  statusSize: (i % 2) + 1,
  statusMessage: Array.from({ length: 2 ** ((i % 2) + 1) }, (_, at) => ({ status: `0x${at}`, message: 'm' })),
})

describe('a call decompresses a list once', () => {
  it.each<[string, string, (i: number) => JsonObject]>([
    ['for entries of one purpose', packed(100), () => ({})],
    ['for entries of eight purposes', packed(100), (i) => ({ statusPurpose: PURPOSES[i]! })],
    ['for entries of two sizes', packed(100, 4 * BYTES), sized],
    ['that is too short', packed(100, 0), () => ({})],
    ['that is too short for each purpose', packed(100, 0), (i) => ({ statusPurpose: PURPOSES[i]! })],
    ['that is damaged', `${packed(100).slice(0, -8)}AAAAAAAA`, (i) => ({ statusPurpose: PURPOSES[i]! })],
  ])('%s', async (_, encodedList, more) => {
    await publish(encodedList, LIST, (list) => list.credentialSubject.statusPurpose.push('message'))
    await verify(await signed(eight(more)), world.options)
    expect(unpacked.count).toBe(1)
  })

  it('for many badges, also without room in the cache', async () => {
    await publish(packed(100))
    const ids = Array.from({ length: 5 }, (_, i) => `urn:x:${i}`)
    const badges = await Promise.all(
      ids.map((id) =>
        signed(
          eight((i) => ({ statusPurpose: PURPOSES[i]! })),
          id,
        ),
      ),
    )
    const cache = verifyCache({ maximumBytes: 100 })
    const { badges: found } = await verify(held(badges), { ...world.options, cache })
    expect(found.map(({ verified }) => verified)).toEqual(ids.map(() => true))
    expect(unpacked.count).toBe(1)
  })

  it('and no list for a purpose that it does not have', async () => {
    await publish(packed(100))
    const report = await verify(await signed([entry(1, { statusPurpose: 'other' })]), world.options)
    expect(reasons(report)).toEqual(['STATUS_VERIFICATION_ERROR'])
    expect(unpacked.count).toBe(0)
  })

  it('and the cache keeps the bits once for all purposes of all later calls', async () => {
    await publish(packed(100))
    const cache = verifyCache()
    const memory: number[] = []
    for (const statusPurpose of PURPOSES) {
      const badge = await signed([entry(1, { statusPurpose })])
      await Promise.all([1, 2].map(async () => verify(badge, { ...world.options, cache })))
      memory.push(cache.lists!.bytes)
    }
    expect(unpacked.count).toBeLessThanOrEqual(2)
    expect(new Set(memory).size).toBe(1)
    // With a minimum that the list does not reach, the bits from the cache are refused.
    const strict = { ...world.options, cache, minimumStatusEntries: 8 * BYTES + 1 }
    expect(reasons(await verify(await signed([entry(1)]), strict))).toEqual(['STATUS_LIST_LENGTH_ERROR'])
  })
})

describe('the packed bytes of lists', () => {
  it('cost eight each, before they are decompressed', async () => {
    const encodedList = packed(100)
    await publish(encodedList)
    const price = 8 * Buffer.from(encodedList.slice(1), 'base64url').length + BYTES
    const outcome = async (statusBytes: number): Promise<unknown[]> =>
      reasons(await verify(await signed([entry(1)]), { ...world.options, limits: { statusBytes } }))
    // 120 % of `statusBytes` are for all limits together, so the rest of the call has 20 %.
    expect(await outcome(price)).toEqual(['not_revoked'])
    expect(await outcome(price - 1)).toEqual(['limit_exceeded'])
    unpacked.count = 0
    expect(await outcome(price - BYTES - 1)).toEqual(['limit_exceeded'])
    expect(unpacked.count).toBe(0)
  })

  it.each([BYTES, 0])(
    'end a call that names eight large lists of %d bytes after four at most',
    async (bytes) => {
      const encodedList = packed(200_000, bytes)
      const urls = Array.from({ length: 8 }, (_, i) => `${LIST}/${i}`)
      for (const url of urls) await publish(encodedList, url)
      const report = await verify(
        await signed(urls.map((url, i) => entry(i, { statusListCredential: url }))),
        world.options,
      )
      const { count } = unpacked
      expect(count).toBeGreaterThanOrEqual(2)
      expect(count).toBeLessThanOrEqual(4)
      const found = reasons(report)
      expect(new Set(found.slice(0, count))).toEqual(
        new Set([bytes === 0 ? 'STATUS_LIST_LENGTH_ERROR' : 'not_revoked']),
      )
      expect(found[count]).toBe('limit_exceeded')
      expect(found.slice(count)).not.toContain('not_revoked')
    },
  )

  it('leave room for the largest genuine list', async () => {
    const bytes = new Uint8Array(16_777_216)
    let state = 1
    for (let i = 0; i < 1_000_000; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      bytes[i] = state >>> 24
    }
    await world.publishList([], { list: statusList({ length: 8 * bytes.length, bytes }) })
    const { encodedList } = (world.documents.get(LIST) as JsonObject)['credentialSubject'] as {
      encodedList: string
    }
    expect(encodedList.length).toBeGreaterThan(1_340_000)
    const report = await verify(await signed([entry(8 * bytes.length - 1)]), world.options)
    expect(report.verified).toBe(true)
  })
})
