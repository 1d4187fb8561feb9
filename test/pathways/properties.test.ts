/** What holds for every pathway and every set of badges. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate, pathway } from '../../src/pathways/index.js'
import { bySuite } from '../by-suite.js'
import { OPTIONS } from './random-cases.js'
import { randomOf, sampleOf } from './random-pathway.js'
import { candidateOf, UNI } from './reports.js'

const RANK = { unmet: 0, unknown: 1, met: 2 } as const
const seeds = fc.integer({ min: 2_000_000, max: 3_000_000 })

describe('an evaluation', () => {
  it('never falls when a good badge is added', () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, other) => {
        const { pathway: input, badges } = sampleOf(seed)
        const p = pathway(input)
        const more = sampleOf(other).badges.map((badge, i) => ({
          ...badge,
          id: `urn:y:${i}`,
          state: 'verified' as const,
        }))
        const before = evaluate(p, badges.map(candidateOf), OPTIONS).outcome
        const after = evaluate(p, [...badges, ...more].map(candidateOf), OPTIONS).outcome
        expect(RANK[after]).toBeGreaterThanOrEqual(RANK[before])
      }),
      { numRuns: bySuite(60, 400), seed: 19 },
    )
  })

  it('never rises from unmet when open badges turn out good', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { pathway: input, badges } = sampleOf(seed)
        const p = pathway(input)
        const found = evaluate(p, badges.map(candidateOf), OPTIONS).outcome
        const good = badges.map((badge) =>
          badge.state === 'unknown' ? { ...badge, state: 'verified' as const } : badge,
        )
        const then = evaluate(p, good.map(candidateOf), OPTIONS).outcome
        if (found === 'unmet') expect(then).toBe('unmet')
        if (found === 'unknown') expect(then).toBe('met')
      }),
      { numRuns: bySuite(60, 400), seed: 19 },
    )
  })

  it('is the same bytes in whatever order the badges come', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { pathway: input, badges } = sampleOf(seed)
        const p = pathway(input)
        const random = randomOf(seed)
        const shuffled = badges
          .map((badge) => [random(), badge] as const)
          .sort(([one], [other]) => one - other)
        const [one, other] = [badges, shuffled.map(([, badge]) => badge)].map((list) =>
          JSON.stringify(evaluate(p, list.map(candidateOf), OPTIONS)),
        )
        expect(other).toBe(one)
      }),
      { numRuns: bySuite(60, 400), seed: 19 },
    )
  })

  it('is completed by what it says is missing', () => {
    let completed = 0
    fc.assert(
      fc.property(seeds, (seed) => {
        const { pathway: input, badges } = sampleOf(seed)
        const p = pathway(input)
        const { outcome, missing } = evaluate(p, badges.map(candidateOf), OPTIONS)
        // Badges of one value of `same` only, and credits of unknown size, are more than names can say.
        const isPlain = !/"same"|"credits"|"caps"|"groups"/.test(JSON.stringify(input))
        if (outcome === 'met' || missing === undefined || !isPlain) return
        if (/did:web:other.example/.test(JSON.stringify(input.root))) return
        completed++
        const wanted = missing.requirements.flatMap(({ oneOf, count }) =>
          Array.from({ length: count }, (_, i) => oneOf ?? [`urn:new:${i}`]),
        )
        // Several choices of badges fit the names; one of them must do.
        const isCompleted = (chosen: readonly string[]): boolean => {
          const names = wanted[chosen.length]
          if (names !== undefined) return names.some((name) => isCompleted([...chosen, name]))
          const added = chosen.map((achievement, i) => ({ id: `urn:z:${i}`, achievement, issuer: UNI }))
          return evaluate(p, [...badges, ...added].map(candidateOf), OPTIONS).outcome === 'met'
        }
        expect(isCompleted([])).toBe(true)
      }),
      { numRuns: bySuite(200, 1200), seed: 19 },
    )
    expect(completed).toBeGreaterThan(bySuite(8, 50))
  })
})

it('gives badges to requirements where first fit strands one', () => {
  const p = pathway({
    id: 'https://uni.example/pathways/data/1',
    name: 'Data',
    issuers: [UNI],
    root: {
      once: true,
      all: [
        { name: 'A programming course', badge: ['urn:a:python', 'urn:a:sql'] },
        { name: 'Python', badge: 'urn:a:python' },
      ],
    },
  })
  const held = ['urn:a:python', 'urn:a:sql'].map((achievement, i) =>
    candidateOf({ id: `urn:x:${i}`, achievement }),
  )
  const { outcome, root } = evaluate(p, held, OPTIONS)
  expect(outcome).toBe('met')
  expect(root.children!.map(({ by }) => by[0]!.achievement)).toEqual(['urn:a:sql', 'urn:a:python'])
})
