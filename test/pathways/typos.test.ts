/** What the builder of pathways says of a misspelt node, and of a name in the place of an id. */
import { isOpenBadgeError } from 'laurel'
import { pathway } from 'laurel/pathways'
import { describe, expect, it } from 'vitest'

const leaf = { badge: 'urn:a:A' }

function messageOf(root: object, more: object = {}): string {
  try {
    pathway({ id: 'urn:p', name: 'P', issuers: 'any', root, ...more } as never)
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid')) return error.message
    throw error
  }
  return 'accepted'
}

describe('a node of a misspelt kind', () => {
  it.each<[object, string, string]>([
    [{ badges: ['urn:a:A'] }, 'badges', 'badge'],
    [{ and: [leaf] }, 'and', 'all'],
    [{ allOf: [leaf] }, 'allOf', 'all'],
    [{ or: [leaf] }, 'or', 'any'],
    [{ atleast: 2, of: [leaf, leaf] }, 'atleast', 'atLeast'],
    [{ name: 'Two of them', minimum: 2, of: [leaf, leaf] }, 'minimum', 'atLeast'],
    [{ skils: 'urn:s' }, 'skils', 'skill'],
  ])('%j is told by its name', (root, name, kind) => {
    expect(messageOf(root)).toBe(
      `the pathway is invalid: /root: a node must have exactly one kind, and "${name}" is none; write ${kind}`,
    )
  })
  it('is not guessed where no name is near', () => {
    expect(messageOf({ name: 'Empty', xyzzy: 1 })).toContain(
      'a node must have exactly one kind; write a node for each: { badge: <id> }',
    )
  })
})

describe('a misspelt member', () => {
  it('is told by its name', () => {
    expect(messageOf({ ...leaf, issuer: 'any' })).toContain('; write issuers')
    expect(messageOf(leaf, { descripton: 'x' })).toContain('; write description')
    expect(messageOf({ ...leaf, colour: 'red' })).toContain('; correct its name, or leave it out')
  })
})

describe('a text that is the id of no achievement', () => {
  it.each<[object, string]>([
    [{ badge: 'rust' }, '/root/badge'],
    [{ badge: ['urn:a:A', 'Rust I'] }, '/root/badge/1'],
    [{ badge: 'any', exclude: ['rust'] }, '/root/exclude/0'],
    [{ all: [leaf, { badge: 'rust' }] }, '/root/all/1/badge'],
  ])('is refused: %j', (root, pointer) => {
    expect(messageOf(root)).toBe(
      `the pathway is invalid: ${pointer}: no badge can match this; write the id of the achievement, or { issuer, name } for its name`,
    )
  })
  it('is accepted if sameAs gives it a meaning', () => {
    expect(messageOf({ badge: 'rust' }, { sameAs: [['rust', 'urn:a:A']] })).toBe('accepted')
    expect(messageOf({ badge: 'any' })).toBe('accepted')
  })
})
