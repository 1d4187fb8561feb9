import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { statusIndex, statusIndices, statusPlace } from '../../src/status/index-permutation.js'

describe('statusIndex', () => {
  it('gives 131,072 rows 131,072 different indices', () => {
    const at = statusIndices('batch of 2026-05', 131_072)
    const seen = new Uint8Array(131_072)
    for (let n = 0; n < 131_072; n++) seen[at(n)]!++
    expect(seen.every((count) => count === 1)).toBe(true)
  })

  it('is a permutation for any length and seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 3000 }), fc.nat(3), (seed, length, list) => {
        const at = statusIndices(seed, length, list)
        const all = new Set(Array.from({ length }, (_, n) => at(n)))
        return all.size === length && Math.max(...all) < length
      }),
      { numRuns: 60 },
    )
  })

  it('is the same every time, and another for another seed or list', () => {
    const first = Array.from({ length: 50 }, (_, n) => statusIndex('a', n, 131_072))
    expect(first).toEqual(Array.from({ length: 50 }, (_, n) => statusIndex('a', n, 131_072)))
    expect(first).not.toEqual(Array.from({ length: 50 }, (_, n) => statusIndex('b', n, 131_072)))
    expect(first).not.toEqual(
      Array.from({ length: 50 }, (_, n) => statusPlace('a', n + 131_072, 131_072).index),
    )
  })

  it('leaves no neighbours together', () => {
    const at = statusIndices('seed', 131_072)
    const steps = Array.from({ length: 1000 }, (_, n) => Math.abs(at(n + 1) - at(n)))
    expect(steps.filter((step) => step <= 8).length).toBeLessThan(10)
    expect(steps.reduce((a, b) => a + b, 0) / steps.length).toBeGreaterThan(30_000)
  })

  it('goes on to the next list', () => {
    expect(statusPlace('s', 0, 1000).list).toBe(0)
    expect(statusPlace('s', 999, 1000).list).toBe(0)
    expect(statusPlace('s', 1000, 1000).list).toBe(1)
    expect(statusPlace('s', 1000, 1000).index).toBe(statusIndices('s', 1000, 1)(0))
  })

  it.each([[-1], [131_072], [0.5], [Number.NaN]])('refuses row %d', (n) => {
    expect(() => statusIndex('s', n, 131_072)).toThrow(TypeError)
  })
})
