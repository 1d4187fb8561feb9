import { describe, expect, it } from 'vitest'
import { type Plant, simulate } from './simulation.js'

/** A hundred workers that ask a KMS, ten million badges in chunks of 500: the figures of docs/scale.md. */
const PLANT: Omit<Plant, 'seed'> = {
  chunks: 20_000,
  workers: 100,
  chunkSeconds: 2,
  spread: 0.5,
  lifeSeconds: 600,
  backSeconds: 20,
  leaseSeconds: 45,
  window: 400,
  overdue: 0.5,
  mergeSeconds: 0.012,
}

describe('a hundred workers that die every ten minutes', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('end within 1.2 of the ideal time, with seed %i', (seed) => {
    const { seconds, ideal, deaths, again } = simulate({ ...PLANT, seed })
    expect(deaths).toBeGreaterThan(40)
    expect(again).toBeGreaterThan(30)
    expect(seconds / ideal).toBeLessThan(1.2)
  })

  it('end as often as they are begun: the same seed gives the same run', () => {
    expect(simulate({ ...PLANT, seed: 7 })).toEqual(simulate({ ...PLANT, seed: 7 }))
  })
})

describe('what holds a run up', () => {
  it('is a window that is smaller than what all workers can have in their hands', () => {
    const wide = simulate({ ...PLANT, seed: 1 })
    const narrow = simulate({ ...PLANT, seed: 1, window: 50 })
    expect(narrow.seconds / wide.seconds).toBeGreaterThan(1.5)
  })

  it('is a dead worker, where the others wait for the end of its lease', () => {
    const waits = simulate({ ...PLANT, seed: 1, overdue: Number.POSITIVE_INFINITY })
    expect(waits.seconds / waits.ideal).toBeGreaterThan(3)
  })

  it('is the coordinator, once the workers are more than it can merge for', () => {
    const { seconds, ideal } = simulate({ ...PLANT, seed: 1, mergeSeconds: 0.04 })
    expect(ideal).toBeCloseTo(800, 0)
    expect(seconds / ideal).toBeLessThan(1.2)
  })
})
