/** Credits, points and rates as whole thousandths, so that ten times 0.1 is 1. */

/** With greater values, thousandths times a rate would exceed the integers that a number holds exactly. */
export const MOST_CREDITS = 1_000_000
export const MOST_RATE = 1_000

/** Whole thousandths. Further decimals are cut off, so that nobody gets more credits than were written. */
export function toThousandths(value: number): number {
  const scaled = value * 1000
  const nearest = Math.round(scaled)
  return Math.abs(scaled - nearest) < 1e-6 * Math.max(1, Math.abs(value)) ? nearest : Math.floor(scaled)
}

export const hasThousandths = (value: number): boolean => toThousandths(value) / 1000 === value
