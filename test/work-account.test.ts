/** One account: limits of its own, and limits that are used together. */
import { describe, expect, it } from 'vitest'
import type { LimitName } from '../src/errors.js'
import { WorkAccount } from '../src/work-account.js'

const LIMITS = { quads: 100, hashes: 1000, loads: 10 }
const together = { limits: new Set<LimitName>(['quads', 'hashes']), percent: 150 }

const limitOf = (spend: () => void): unknown => {
  try {
    spend()
  } catch (error) {
    return (error as { details: unknown }).details
  }
  return undefined
}

describe('an account', () => {
  it('ends at a limit, and names it', () => {
    const account = new WorkAccount(LIMITS)
    account.spend('quads', 100)
    account.spend('hashes', 1000)
    expect(limitOf(() => account.spend('quads', 1))).toEqual({ limit: 'quads', maximum: 100 })
    expect(account.remaining('loads')).toBe(10)
  })

  it('ends when its limits together come to the combined limit', () => {
    const account = new WorkAccount(LIMITS, together)
    account.spend('quads', 90)
    expect(account.remaining('hashes')).toBe(600)
    account.spend('hashes', 500)
    expect(limitOf(() => account.spend('hashes', 101))).toEqual({ limit: 'combined', maximum: 150 })
    expect(account.take('quads', 1)).toBe(false)
    expect(account.remaining('quads')).toBe(0)
  })

  it('names the limit that is exceeded most', () => {
    const account = new WorkAccount(LIMITS, together)
    account.spend('hashes', 100)
    expect(limitOf(() => account.spend('quads', 101))).toEqual({ limit: 'quads', maximum: 100 })
  })

  it('does not add a limit that is not combined', () => {
    const account = new WorkAccount(LIMITS, together)
    account.spend('quads', 100)
    account.spend('hashes', 500)
    expect(account.take('loads', 10)).toBe(true)
    expect(account.take('loads', 1)).toBe(false)
  })

  it('takes a limit of zero as used up', () => {
    const account = new WorkAccount({ ...LIMITS, quads: 0 }, together)
    expect(account.take('quads', 0)).toBe(true)
    expect(account.take('quads', 1)).toBe(false)
  })
})
