/** The quick answer never says "nothing to say" where the whole check has a word, and says it wherever it may. */
import { describe, expect, it } from 'vitest'
import { isJsonObject, type JsonObject } from '../../src/encoding/json.js'
import { checkCredential } from '../../src/schema/check-credential.js'
import { isClean } from '../../src/schema/quick-check.js'
import { completeBadge, endorsementCredential, olderBadge, plainBadge, profileDocument } from './fixtures.js'
import { mutants } from './mutations.js'

const FIXTURES = { plainBadge, completeBadge, olderBadge, endorsementCredential, profileDocument }

function hasResults({ credentialSubject: subject }: JsonObject): boolean {
  return JSON.stringify(subject ?? null).includes('"result')
}

describe.each(['compact', 'strict'] as const)('isClean in the %s form', (form) => {
  it.each(Object.entries(FIXTURES))('%s and all its mutants', (_, fixture) => {
    const wrong: string[] = []
    let clean = 0
    const judge = (document: JsonObject, name: string): void => {
      const quick = isClean(document, form)
      const whole = checkCredential(document, form).length === 0
      if (quick) clean++
      if (quick ? !whole : whole && !hasResults(document)) wrong.push(name)
    }
    judge(fixture, 'the fixture')
    for (const { document, operation, pointer } of mutants(fixture)) {
      if (isJsonObject(document)) judge(document, `${operation} ${pointer}`)
    }
    expect(wrong).toEqual([])
    if (fixture === plainBadge) expect(clean).toBeGreaterThan(0)
  })
})

it('leaves results to the whole check, wherever a document hides them', () => {
  const level = [{ id: 'urn:x:1', type: ['ResultDescription'], name: 'G', resultType: 'Percent' }]
  const subject = plainBadge['credentialSubject'] as JsonObject
  const achievement = subject['achievement'] as JsonObject
  const described = { ...subject, achievement: { ...achievement, resultDescription: level } }
  const badge: JsonObject = { ...plainBadge, credentialSubject: described }
  expect(isClean(badge, 'compact')).toBe(false)
  expect(checkCredential(badge, 'compact')).toEqual([])
})
