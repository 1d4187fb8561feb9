/** What was taken apart builds again to an equal document. */
import { describe, expect, it } from 'vitest'
import { completeBadge, endorsementCredential, plainBadge } from '../schema/fixtures.js'
import { rebuild } from './rebuild.js'

describe('building again', () => {
  it.each([
    ['the plain badge', plainBadge],
    ['the badge with every property', completeBadge],
    ['an endorsement', endorsementCredential],
  ])('%s', (_, document) => {
    const { proof: __, ...unsigned } = document
    expect(rebuild(document)).toEqual(unsigned)
  })
})
