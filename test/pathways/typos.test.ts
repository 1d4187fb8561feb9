/** What the builder of pathways says of a misspelt node, and of a name in the place of an id. */
import { type Issue, isOpenBadgeError } from 'laurel'
import { pathway } from 'laurel/pathways'
import { describe, expect, it } from 'vitest'

const leaf = { badge: 'urn:a:A' }

function issuesOf(root: object, more: object = {}): readonly Issue[] {
  try {
    pathway({ id: 'urn:p', name: 'P', issuers: 'any', root, ...more } as never)
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid')) return error.details.issues
    throw error
  }
  return []
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
    expect(issuesOf(root)).toMatchObject([
      { pointer: '/root', code: 'wrong_type', found: `"${name}"`, hint: `write ${kind}` },
    ])
  })
  it('is not guessed where no name is near', () => {
    expect(issuesOf({ name: 'Empty', xyzzy: 1 })).toMatchObject([
      { pointer: '/root', code: 'wrong_type', hint: expect.stringContaining('{ badge: <id> }') },
    ])
  })
})

describe('a misspelt member', () => {
  it('is told by its name', () => {
    const code = 'unknown_member'
    expect(issuesOf({ ...leaf, issuer: 'any' })).toMatchObject([{ code, hint: 'write issuers' }])
    expect(issuesOf(leaf, { descripton: 'x' })).toMatchObject([{ code, hint: 'write description' }])
    expect(issuesOf({ ...leaf, colour: 'red' })).toMatchObject([
      { pointer: '/root/colour', code, hint: expect.stringMatching(/^write one of id, name, /) },
    ])
  })
})

describe('a text that is the id of no achievement', () => {
  it.each<[object, string]>([
    [{ badge: 'rust' }, '/root/badge'],
    [{ badge: ['urn:a:A', 'Rust I'] }, '/root/badge/1'],
    [{ badge: 'any', exclude: ['rust'] }, '/root/exclude/0'],
    [{ all: [leaf, { badge: 'rust' }] }, '/root/all/1/badge'],
  ])('is refused: %j', (root, pointer) => {
    expect(issuesOf(root)).toMatchObject([
      { pointer, code: 'wrong_type', hint: expect.stringContaining('{ issuer, name }') },
    ])
  })
  it('is accepted if sameAs gives it a meaning', () => {
    expect(issuesOf({ badge: 'rust' }, { sameAs: [['rust', 'urn:a:A']] })).toEqual([])
    expect(issuesOf({ badge: 'any' })).toEqual([])
  })
})
