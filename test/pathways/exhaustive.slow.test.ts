/** The long run against exhaustive search; `PATHWAYS` sets how many pathways are compared. */
import { describe, expect, it } from 'vitest'
import { compareSeeds } from './random-cases.js'
import { countingSampleOf } from './random-counting.js'

const SHARES = 10
const share = Math.ceil(Number(process.env['PATHWAYS'] ?? 100_000) / SHARES)

describe('the evaluator', () => {
  it.each(Array.from({ length: SHARES }, (_, i) => 1_000_000 + i * share))(
    'agrees with exhaustive search on the small pathways from seed %i on',
    (from) => {
      expect(compareSeeds(from, from + share).differences).toEqual([])
    },
  )

  it.each(Array.from({ length: SHARES }, (_, i) => 1_000_000 + i * share))(
    'agrees with exhaustive search where a badge could count in several groups, from seed %i on',
    (from) => {
      expect(compareSeeds(from, from + share, countingSampleOf).differences).toEqual([])
    },
  )
})
