import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { checkCredential } from '../../src/schema/check-credential.js'
import { isClean } from '../../src/schema/is-clean.js'
import { bySuite } from '../by-suite.js'
import { endorsementCredential, olderBadge, plainBadge, profileDocument } from './fixtures.js'
import { compareAnswers } from './quick-answers.js'

const FIXTURES = { olderBadge, endorsementCredential, profileDocument }

describe.each(['compact', 'strict'] as const)(
  'isClean in the %s form agrees with the whole check',
  (form) => {
    it('on a plain badge and its mutants', () => {
      expect(compareAnswers(plainBadge, form)).toBeGreaterThan(0)
    })

    it.each(Object.entries(FIXTURES).slice(0, bySuite(1, 3)))('on %s and its mutants', (_, fixture) => {
      compareAnswers(fixture, form)
    })
  },
)

it('leaves results to the whole check, wherever a document hides them', () => {
  const level = [{ id: 'urn:x:1', type: ['ResultDescription'], name: 'G', resultType: 'Percent' }]
  const subject = plainBadge['credentialSubject'] as JsonObject
  const achievement = subject['achievement'] as JsonObject
  const described = { ...subject, achievement: { ...achievement, resultDescription: level } }
  const badge: JsonObject = { ...plainBadge, credentialSubject: described }
  expect(isClean(badge, 'compact')).toBe(false)
  expect(checkCredential(badge, 'compact')).toEqual([])
})
