import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'
import { decodeStatusList, encodeStatusList, statusList } from '../../src/status/bitstring.js'

const reason = async (run: () => unknown): Promise<unknown> => {
  try {
    await run()
  } catch (error) {
    if (isOpenBadgeError(error, 'status_invalid')) return error.details.reason
    if (isOpenBadgeError(error)) return error.code
    throw error
  }
  return undefined
}

describe('statusList', () => {
  it('begins empty, sets, reads, and keeps neighbours as they were', () => {
    const list = statusList()
    expect(list.length).toBe(131_072)
    list.set(0)
    list.set(131_071)
    expect([list.get(0), list.get(1), list.get(131_070), list.get(131_071)]).toEqual([1, 0, 0, 1])
    expect(list.toBytes()[0]).toBe(0x80)
    expect(list.toBytes().at(-1)).toBe(0x01)
  })

  it('reads what was written, for every size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.tuple(fc.nat(131_071), fc.nat(255)), { maxLength: 30 }),
        async (statusSize, writes) => {
          const list = statusList({ statusSize, purpose: 'message' })
          const wanted = new Map<number, number>()
          for (const [index, value] of writes) {
            const status = value % 2 ** statusSize
            list.set(index, status)
            wanted.set(index, status)
          }
          const again = await decodeStatusList(await encodeStatusList(list), { statusSize })
          for (const [index, status] of wanted) expect(again.get(index)).toBe(status)
          expect(Buffer.compare(again.toBytes(), list.toBytes())).toBe(0)
        },
      ),
      { numRuns: 20 },
    )
  })

  it('gives the same text for the same bits, whatever the machine', async () => {
    const text = await encodeStatusList(statusList())
    expect(text).toBe(await encodeStatusList(statusList()))
    const header = Buffer.from(text.slice(1), 'base64url').subarray(0, 10)
    expect([...header.subarray(0, 8), header[9]]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 255])
  })

  it('never takes a revocation back, but lifts a suspension', async () => {
    const revocation = statusList()
    revocation.set(7)
    revocation.set(7)
    expect(await reason(() => revocation.clear(7))).toBe('irreversible')
    const suspension = statusList({ purpose: 'suspension' })
    suspension.set(7)
    suspension.clear(7)
    expect(suspension.get(7)).toBe(0)
  })

  it('keeps its bytes private', () => {
    const bytes = new Uint8Array(16_384)
    const list = statusList({ bytes })
    bytes[0] = 0xff
    list.toBytes()[1] = 0xff
    expect([list.get(0), list.get(8)]).toEqual([0, 0])
  })

  it.each([
    [{ statusSize: 0 }],
    [{ statusSize: 9 }],
    [{ length: 0 }],
    [{ length: 1.5 }],
    [{ bytes: new Uint8Array(3) }],
    [{ size: 3 } as object],
    [{ purpose: 'revoke' }],
    [{ purpose: ['revocation', 'suspend'] }],
    [{ purpose: '' }],
    [{ purpose: [7] } as object],
  ])('refuses the option %o', (options) => {
    expect(() => statusList(options)).toThrow(TypeError)
  })

  it('answers RANGE_ERROR for an index outside', async () => {
    for (const index of [-1, 131_072, 1.5, Number.POSITIVE_INFINITY, Number.NaN]) {
      expect(await reason(() => statusList().get(index))).toBe('RANGE_ERROR')
    }
  })
})

describe('decodeStatusList', () => {
  it('refuses short lists unless the minimum is lowered', async () => {
    const short = await encodeStatusList(statusList({ length: 100_000 }))
    expect(await reason(() => decodeStatusList(short))).toBe('STATUS_LIST_LENGTH_ERROR')
    expect((await decodeStatusList(short, { minimumEntries: 100_000 })).length).toBe(100_000)
  })

  it('takes a list without header only where told', async () => {
    const text = (await encodeStatusList(statusList())).slice(1)
    expect(await reason(() => decodeStatusList(text))).toBe('MALFORMED_VALUE_ERROR')
    expect((await decodeStatusList(text, { header: 'none' })).length).toBe(131_072)
  })

  it('refuses text longer than a megabyte of gzip before touching it', async () => {
    expect(await reason(() => decodeStatusList(`u${'A'.repeat(2_000_000)}`))).toBe('limit_exceeded')
    const plain = await encodeStatusList(statusList())
    expect(await reason(() => decodeStatusList(plain, { maximumBytes: 16_384 }))).toBeUndefined()
    for (const maximumBytes of [16_383, 1, 0.5, 0, -1, Number.NaN]) {
      expect(await reason(() => decodeStatusList(plain, { maximumBytes }))).toBe('limit_exceeded')
    }
  })
})
