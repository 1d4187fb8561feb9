/** Credits, points and rates as whole thousandths, so that ten times 0.1 is 1. */

/** With greater values, thousandths times a rate would exceed the integers that a number holds exactly. */
export const MOST_CREDITS = 1_000_000
export const MOST_RATE = 1_000

/**
 * Whole thousandths. Further decimals are cut off, so that nobody gets more credits than were written. Only what floating
 * point loses is rounded: a sum of ten times 0.1 is 0.9999999999999999.
 */
export function toThousandths(value: number): number {
  const scaled = value * 1000
  const nearest = Math.round(scaled)
  return Math.abs(scaled - nearest) <= LOST * nearest ? nearest : Math.floor(scaled)
}

/** What a few sums and products lose, relative to the value. */
const LOST = 16 * Number.EPSILON

export const hasThousandths = (value: number): boolean => toThousandths(value) / 1000 === value
