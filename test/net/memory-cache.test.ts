import { memoryCache } from 'laurel/net'
import { afterEach, describe, expect, it, vi } from 'vitest'

const DAY = 86_400_000
const LATER = Number.MAX_SAFE_INTEGER
const entry = (document: unknown) => ({ expires: LATER, document })
/** 64 bytes of memory and 3 characters each. */
const empties = (count: number) => Array.from({ length: count }, () => ({}))

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the cache in memory', () => {
  it('limits the memory of parsed documents, and drops the least recently used', () => {
    const cache = memoryCache({ maximumBytes: 100_000 })
    for (const key of ['a', 'b', 'c', 'd']) cache.set(key, entry(empties(300)))
    expect(cache.get('a')).toBeDefined()
    cache.set('e', entry(empties(300)))
    expect(['a', 'b', 'c', 'd', 'e'].map((key) => cache.get(key) !== undefined)).toEqual([
      true,
      false,
      true,
      true,
      true,
    ])
  })

  it('keeps no document that alone takes more than a quarter of it', () => {
    const cache = memoryCache({ maximumBytes: 100_000 })
    cache.set('small', entry(1))
    cache.set('large', entry(empties(400)))
    expect(cache.get('large')).toBeUndefined()
    expect(cache.get('small')).toBeDefined()
  })

  it('counts a document again if it replaces another', () => {
    const cache = memoryCache({ maximumBytes: 100_000 })
    cache.set('other', entry(empties(200)))
    for (let i = 0; i < 50; i++) cache.set('same', entry(empties(200)))
    expect(cache.get('other')).toBeDefined()
  })

  it('keeps no entry longer because the clock is set back', () => {
    const cache = memoryCache()
    const real = Date.now()
    const clock = vi.spyOn(Date, 'now').mockReturnValue(real + 30 * DAY)
    cache.set('ahead', { expires: Date.now() + 60_000, document: 1 })
    clock.mockReturnValue(real)
    expect(cache.get('ahead')).toBeUndefined()
    // It does not come back when the clock has reached its time.
    clock.mockReturnValue(real + 30 * DAY + 1000)
    expect(cache.get('ahead')).toBeUndefined()
  })

  it('measures the life of an entry by a clock that nobody sets too', () => {
    const cache = memoryCache()
    const real = Date.now()
    const steady = performance.now()
    const clock = vi.spyOn(Date, 'now').mockReturnValue(real)
    const monotonic = vi.spyOn(performance, 'now').mockReturnValue(steady)
    cache.set('a', { expires: real + 60_000, document: 1 })
    clock.mockReturnValue(real + 30_000)
    monotonic.mockReturnValue(steady + 59_000)
    expect(cache.get('a')).toBeDefined()
    monotonic.mockReturnValue(steady + 61_000)
    expect(cache.get('a')).toBeUndefined()
  })

  it('has a bound on entries too, and none that has expired', () => {
    const cache = memoryCache({ maximum: 2 })
    cache.set('a', entry(1))
    cache.set('b', { expires: 0, document: 1 })
    cache.set('c', entry(1))
    expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([false, false, true])
  })
})
