import { memoryCache } from 'laurel/net'
import { describe, expect, it } from 'vitest'

const LATER = Number.MAX_SAFE_INTEGER
const entry = (document: unknown) => ({ expires: LATER, document })
/** 64 bytes of memory and 3 characters each. */
const empties = (count: number) => Array.from({ length: count }, () => ({}))

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

  it('has a bound on entries too, and none that has expired', () => {
    const cache = memoryCache({ maximum: 2 })
    cache.set('a', entry(1))
    cache.set('b', { expires: 0, document: 1 })
    cache.set('c', entry(1))
    expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([false, false, true])
  })
})
