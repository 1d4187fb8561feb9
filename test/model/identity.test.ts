/** Identities: hashing as the specification's vector has it, and matching for every type. */
import { describe, expect, it } from 'vitest'
import { isAddress } from '../../src/identity/address.js'
import { hashIdentity, identity } from '../../src/model/builders/identity.js'
import { matchIdentity } from '../../src/model/reading/match-identity.js'
import { ENUMERATIONS } from '../../src/schema/generated/model.generated.js'
import { issuesOf } from './issues-of.js'

const SALT = '0123456789abcdef'
const badge = (...identifier: readonly object[]): object => ({ credentialSubject: { identifier } })

describe('identity', () => {
  it('hashes identity and salt with SHA-256', () => {
    expect(hashIdentity('a@example.com', 'Kosher')).toBe(
      'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
    )
    expect(identity({ email: 'a@example.com', salt: SALT })).toEqual({
      type: 'IdentityObject',
      hashed: true,
      identityHash: hashIdentity('a@example.com', SALT),
      identityType: 'emailAddress',
      salt: SALT,
    })
  })

  it('hashes an address in small letters and without space around, so that its owner is one person', () => {
    const hash = hashIdentity('ada@example.org', SALT)
    for (const email of ['Ada@Example.ORG', ' ada@example.org\n', 'ADA@EXAMPLE.ORG']) {
      expect(identity({ email, salt: SALT }).identityHash).toBe(hash)
      expect(identity({ identityType: 'emailAddress', value: email, salt: SALT }).identityHash).toBe(hash)
    }
    // Letters beyond ASCII are other people's: the Kelvin sign is no k.
    expect(identity({ email: '\u212Aate@example.org', salt: SALT }).identityHash).toBe(
      hashIdentity('\u212Aate@example.org', SALT),
    )
    expect(identity({ identityType: 'name', value: ' Ada ', salt: SALT }).identityHash).toBe(
      hashIdentity(' Ada ', SALT),
    )
  })

  it.each([
    ['zero-width space', '\u200b', '\\u200b'],
    ['soft hyphen', '\u00ad', '\\u00ad'],
    ['direction mark', '\u200e', '\\u200e'],
    ['direction override', '\u202e', '\\u202e'],
    ['NUL', '\0', '\\u0000'],
    ['byte order mark', '\ufeff', '\\ufeff'],
    ['tag', '\u{e0061}', '\\udb40\\udc61'],
    ['lone surrogate', '\ud800', '\\ud800'],
  ])('refuses an address with an invisible character: %s', (_, character, shown) => {
    for (const text of [`ada@example.org${character}`, `a${character}da@example.org`]) {
      expect(isAddress(text)).toBe(false)
      for (const [input, pointer] of [
        [{ email: text }, '/email'],
        [{ identityType: 'emailAddress', value: text }, '/value'],
        [{ email: text, hashed: false }, '/email'],
      ] as const) {
        expect(issuesOf(() => identity(input))).toMatchObject([
          { code: 'invalid_email', pointer, message: expect.stringContaining(`character ${shown}`) },
        ])
      }
    }
  })

  it('keeps the capitals of an address that is written in plain text', () => {
    expect(identity({ email: ' Ada@example.org ', hashed: false }).identityHash).toBe('Ada@example.org')
  })

  it('takes every type, and types of one’s own', () => {
    for (const identityType of [...ENUMERATIONS['IdentifierType']!.values, 'ext:matriculation']) {
      const made = identity({ identityType: identityType as 'identifier', value: '20-1234' })
      expect(made.identityType).toBe(identityType)
      expect(matchIdentity(badge(made), { identifiers: { [identityType]: '20-1234' } })).toEqual({
        outcome: 'match',
        by: identityType,
        hashed: true,
      })
      const list = [{ type: identityType, value: '20-1234' }]
      expect(matchIdentity(badge(made), { identifiers: list }).outcome).toBe('match')
      const twice = { identifiers: [...list, ...list] }
      expect(() => matchIdentity(badge(made), twice)).toThrow(TypeError)
      expect(matchIdentity(badge(made), { identifiers: { [identityType]: '20-1235' } })).toEqual({
        outcome: 'mismatch',
      })
    }
    expect(issuesOf(() => identity({ identityType: 'email' as 'identifier', value: 'x' }))[0]).toMatchObject({
      code: 'unknown_value',
    })
  })

  it('draws 128 random bits for a salt', () => {
    const salts = new Set(Array.from({ length: 200 }, () => identity({ email: 'a@b' }).salt))
    expect(salts.size).toBe(200)
    for (const salt of salts) expect(salt).toMatch(/^[0-9a-f]{32}$/)
  })

  it.each([
    [{ email: '' }, '/email'],
    [{ email: 'x' }, '/email'],
    [{ email: 7 }, '/email'],
    [{ identityType: 'name' }, '/value'],
    [{ value: 'x' }, '/identityType'],
    [{ email: 'a@b', hashed: 'yes' }, '/hashed'],
    [{ email: 'a@b', salt: 'Kosher' }, '/salt'],
    [{ email: 'a@b', type: 'IdentityObject' }, '/type'],
    [null, ''],
    ['a@b', ''],
  ])('%o breaks %s', (input, pointer) => {
    expect(issuesOf(() => identity(input as never)).map((issue) => issue.pointer)).toEqual([pointer])
  })
})

describe('matchIdentity', () => {
  it('compares the id, plain identities and hashes', () => {
    expect(
      matchIdentity({ credentialSubject: { id: 'did:example:ada' } }, { id: 'did:example:ada' }),
    ).toEqual({ outcome: 'match', by: 'id' })
    expect(
      matchIdentity({ credentialSubject: { id: 'did:example:ada' } }, { id: 'did:example:bob' }),
    ).toEqual({ outcome: 'mismatch' })
    const plain = identity({ email: 'ada@example.org', hashed: false })
    expect(matchIdentity(badge(plain), { email: 'ADA@example.org' })).toEqual({
      outcome: 'match',
      by: 'emailAddress',
      hashed: false,
    })
    expect(
      matchIdentity(badge(identity({ email: 'ada@example.org' })), { email: 'Ada@Example.org' }).outcome,
    ).toBe('match')
    expect(
      matchIdentity(badge(identity({ email: 'ada@example.org' })), { email: 'bob@example.org' }).outcome,
    ).toBe('mismatch')
  })

  it('reads capitals in the hash, no salt, and MD5', () => {
    const written = { type: 'IdentityObject', hashed: true, identityType: 'emailAddress' }
    const upper = 'sha256$B5809D8A92F8858436D7E6B87C12EBC0AE1EAC4BAECC2C0B913AEE2C922EF399'
    expect(
      matchIdentity(badge({ ...written, identityHash: upper, salt: 'Kosher' }), { email: 'a@example.com' })
        .outcome,
    ).toBe('match')
    expect(
      matchIdentity(badge({ ...written, identityHash: hashIdentity('a@example.com') }), {
        email: 'a@example.com',
      }).outcome,
    ).toBe('match')
    const md5 = 'md5$900150983cd24fb0d6963f7d28e17f72'
    expect(matchIdentity(badge({ ...written, identityHash: md5 }), { email: 'abc' }).outcome).toBe('match')
    expect(matchIdentity(badge({ ...written, identityHash: md5 }), { email: 'abd' }).outcome).toBe('mismatch')
  })

  it('knows nothing where nothing can be compared', () => {
    const name = identity({ identityType: 'name', value: 'Ada', hashed: false })
    expect(matchIdentity(badge(name), { email: 'ada@example.org' })).toEqual({ outcome: 'unknown' })
    expect(matchIdentity({}, { email: 'ada@example.org' })).toEqual({ outcome: 'unknown' })
    expect(matchIdentity({ credentialSubject: {} }, { id: 'did:example:ada' })).toEqual({
      outcome: 'unknown',
    })
    const sha1 = {
      type: 'IdentityObject',
      hashed: true,
      identityType: 'emailAddress',
      identityHash: 'sha1$00',
    }
    expect(matchIdentity(badge(sha1), { email: 'a@b' })).toEqual({ outcome: 'unknown' })
    expect(matchIdentity(badge({ ...sha1, identityHash: 'nonsense' }), { email: 'nonsense' })).toEqual({
      outcome: 'unknown',
    })
    expect(matchIdentity(badge({ ...sha1, identityType: 'constructor' }), { email: 'a@b' })).toEqual({
      outcome: 'unknown',
    })
  })

  it('takes an address as typed, then folded, since old hashes have both', () => {
    const written = { type: 'IdentityObject', hashed: true, identityType: 'emailAddress' }
    const old = badge({ ...written, identityHash: hashIdentity('Ada@Example.org') })
    expect(matchIdentity(old, { email: 'Ada@Example.org' }).outcome).toBe('match')
    expect(matchIdentity(old, { email: 'ada@example.org' }).outcome).toBe('mismatch')
    const made = badge(identity({ email: 'Ada@Example.org' }))
    expect(matchIdentity(made, { email: 'ada@example.org' }).outcome).toBe('match')
  })

  it('compares a mailto: subject with a known address', () => {
    const subject = { credentialSubject: { id: 'mailto:Ada@Example.org' } }
    expect(matchIdentity(subject, { email: 'ada@example.org' })).toEqual({ outcome: 'match', by: 'id' })
    expect(matchIdentity(subject, { email: 'eve@example.org' })).toEqual({ outcome: 'mismatch' })
    expect(matchIdentity(subject, { identifiers: { name: 'Ada' } })).toEqual({ outcome: 'unknown' })
  })

  it('looks at every subject, and at addresses as people type them', () => {
    const [first, second] = [{ id: 'urn:s:1' }, { identifier: [identity({ email: 'Ada@example.org' })] }]
    const two = { credentialSubject: [first, second] }
    expect(matchIdentity(two, { email: ' Ada@Example.org\n' }).outcome).toBe('match')
    expect(matchIdentity(two, { id: 'urn:s:1' })).toEqual({ outcome: 'match', by: 'id' })
    expect(matchIdentity(two, { id: 'urn:s:2', email: 'bob@example.org' }).outcome).toBe('mismatch')
  })

  it('takes one of several', () => {
    const several = badge(identity({ email: 'x@example.org' }), identity({ email: 'ada@example.org' }))
    expect(matchIdentity(several, { id: 'did:example:ada', email: 'ada@example.org' }).outcome).toBe('match')
  })

  it('refuses unknown members', () => {
    expect(() => matchIdentity({}, { mail: 'x' } as never)).toThrow(TypeError)
  })
})
