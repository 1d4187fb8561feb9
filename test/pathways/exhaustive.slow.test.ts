import { describe, expect, it } from 'vitest'
import { compareSeeds } from './random-cases.js'

describe('the evaluator', () => {
  it.each(Array.from({ length: 10 }, (_, i) => i))(
    'agrees with exhaustive search on small pathways 10,000 × %i and following',
    (i) => {
      const { differences } = compareSeeds(1_000_000 + i * 10_000, 1_000_000 + (i + 1) * 10_000)
      expect(differences).toEqual([])
    },
  )
})
