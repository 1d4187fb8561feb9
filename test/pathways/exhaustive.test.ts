import { describe, expect, it } from 'vitest'
import { bySuite } from '../by-suite.js'
import { compareSeeds } from './random-cases.js'
import { countingSampleOf } from './random-counting.js'

describe('the evaluator', () => {
  it.each([979, 3545, 6764, 8987])('lets no badge evade a cap by way of a later leaf (seed %i)', (seed) => {
    expect(compareSeeds(seed, seed + 1).differences).toEqual([])
  })

  it('agrees with exhaustive search on small pathways of every kind', () => {
    const { differences, outcomes } = compareSeeds(1, bySuite(171, 1001))
    expect(differences.slice(0, 5)).toEqual([])
    // A generator that makes only easy ones would prove nothing.
    for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(bySuite(4, 30))
  })

  it.each([891, 991, 1252, 1701, 1776])('gives up no credits for groups without need (seed %i)', (seed) => {
    expect(compareSeeds(seed, seed + 1, countingSampleOf).differences).toEqual([])
  })

  it('agrees with exhaustive search where a badge could count in several groups', () => {
    const { differences, outcomes } = compareSeeds(1, bySuite(201, 6001), countingSampleOf)
    expect(differences.slice(0, 5)).toEqual([])
    for (const count of [outcomes.met, outcomes.unmet]) expect(count).toBeGreaterThan(bySuite(40, 1200))
  })
})
