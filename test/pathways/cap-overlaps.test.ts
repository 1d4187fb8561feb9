/** Caps whose groups overlap are refused unless one has all groups of the other: compared with a comparison of all pairs. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/index.js'
import { pathway } from '../../src/pathways/index.js'
import { bySuite } from '../by-suite.js'
import { UNI } from './reports.js'

const GROUPS = ['a', 'b', 'c', 'd', 'e']

/** The caps that are refused, by their pointers. */
function refused(caps: readonly (readonly string[])[]): readonly string[] {
  const of = GROUPS.map((group) => ({ badge: `urn:${group}`, group }))
  const root = { atLeast: 1, of, caps: caps.map((names) => ({ of: names, badges: 1 })) }
  try {
    pathway({ id: 'urn:p', name: 'P', issuers: [UNI], root } as never)
    return []
  } catch (error) {
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    return error.details.issues.map(({ pointer, code }) => `${code} ${pointer}`)
  }
}

/** Whether two of the lists have some names in common, but neither has all of the other. */
function overlap(one: readonly string[], other: readonly string[]): boolean {
  const shared = one.filter((name) => other.includes(name)).length
  return shared > 0 && shared < one.length && shared < other.length
}

it('finds an overlap exactly where two caps overlap, and points at the later of two', () => {
  let found = 0
  fc.assert(
    fc.property(fc.array(fc.subarray(GROUPS, { minLength: 1 }), { minLength: 1, maxLength: 5 }), (caps) => {
      const pairs = caps.flatMap((one, i) => caps.slice(0, i).map((other) => overlap(one, other)))
      const faults = refused(caps)
      found += Number(faults.length > 0)
      expect(faults.length > 0).toBe(pairs.includes(true))
      for (const fault of faults) expect(fault).toMatch(/^out_of_range \/root\/caps\/[1-4]$/)
    }),
    { numRuns: bySuite(300, 3000) },
  )
  expect(found).toBeGreaterThan(10)
  expect(refused([['a', 'b'], ['c'], ['b', 'c', 'd'], ['e']])).toEqual(['out_of_range /root/caps/2'])
})
