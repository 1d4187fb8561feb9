/** What was taken apart builds again to an equal document. */
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { isEndorsementJwt } from '../../src/schema/contexts/context-versions.js'
import { completeBadge, endorsementCredential, plainBadge } from '../schema/fixtures.js'
import { rebuild } from './rebuild.js'

describe('building again', () => {
  it.each([
    ['the plain badge', plainBadge],
    ['the badge with every property', completeBadge],
    ['an endorsement', endorsementCredential],
  ])('%s', (_, document) => {
    const { proof: __, ...unsigned }: JsonObject = document
    // The builder repeats the definition of endorsementJwt for readers of the older copy of the context.
    const { '@context': contexts, ...rebuilt } = rebuild(document) as JsonObject
    const { '@context': own, ...rest } = unsigned
    expect(rebuilt).toEqual(rest)
    expect((contexts as Json[]).filter((context) => !isEndorsementJwt(context))).toEqual(own)
  })
})
