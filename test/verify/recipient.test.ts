import { createHash } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { verify } from './checked.js'
import { type Change, makeWorld, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const hash = (algorithm: string, text: string): string =>
  `${algorithm}$${createHash(algorithm).update(text).digest('hex')}`
const identity = (identityHash: string, more: object = {}): object => ({
  type: 'IdentityObject',
  hashed: true,
  identityHash,
  identityType: 'emailAddress',
  ...more,
})
const known =
  (...identifiers: readonly object[]): Change =>
  (badge) => {
    delete badge.credentialSubject.id
    badge.credentialSubject.identifier = identifiers
  }
const ADA = 'ada@example.org'
const salted = identity(hash('sha256', `${ADA}Kosher`), { salt: 'Kosher' })

describe('recipient', () => {
  it.each<[string, Change, object, string]>([
    ['the same id', () => undefined, { id: 'did:example:ada' }, 'pass recipient_matches'],
    [
      'one of several ids',
      () => undefined,
      { id: ['did:example:eve', 'did:example:ada'] },
      'pass recipient_matches',
    ],
    ['another id', () => undefined, { id: 'did:example:eve' }, 'fail recipient_differs'],
    ['an id, where an address is known', () => undefined, { email: ADA }, 'unknown recipient_unknown'],
    ['a salted hash', known(salted), { email: ADA }, 'pass recipient_matches'],
    [
      'a salted hash of another address',
      known(salted),
      { email: 'eve@example.org' },
      'fail recipient_differs',
    ],
    [
      'a salted hash, address in capitals',
      known(salted),
      { email: 'Ada@Example.ORG' },
      'pass recipient_matches',
    ],
    [
      'an address with the Kelvin sign for a k',
      known({
        type: 'IdentityObject',
        hashed: false,
        identityHash: 'kate@example.org',
        identityType: 'emailAddress',
      }),
      { email: '\u212Aate@example.org' },
      'fail recipient_differs',
    ],
    [
      'a hashed address with the Kelvin sign for a k',
      known(identity(hash('sha256', 'kate@example.org'))),
      { email: '\u212Aate@example.org' },
      'fail recipient_differs',
    ],
    [
      'a plain address in capitals',
      known({
        type: 'IdentityObject',
        hashed: false,
        identityHash: 'KATE@example.org',
        identityType: 'emailAddress',
      }),
      { email: 'kate@Example.ORG' },
      'pass recipient_matches',
    ],
    [
      'an address with a space that is none of ASCII',
      known(salted),
      { email: `${ADA}\u00a0` },
      'fail recipient_differs',
    ],
    [
      'an address after a byte order mark',
      known(salted),
      { email: `\ufeff${ADA}` },
      'fail recipient_differs',
    ],
    ['a salted hash, space around', known(salted), { email: ` ${ADA}\n` }, 'pass recipient_matches'],
    [
      'a salted hash of an older address',
      known(salted),
      { email: ['ada@new.example', ADA] },
      'pass recipient_matches',
    ],
    [
      'the hash in capitals',
      known(identity(hash('sha256', ADA).toUpperCase().replace('SHA256', 'sha256'))),
      { email: ADA },
      'pass recipient_matches',
    ],
    ['an unsalted hash', known(identity(hash('sha256', ADA))), { email: ADA }, 'pass recipient_matches'],
    ['an MD5 hash', known(identity(hash('md5', ADA))), { email: ADA }, 'pass recipient_matches'],
    [
      'a hash of a kind that nobody knows',
      known(identity('whirl$00')),
      { email: ADA },
      'unknown recipient_unknown',
    ],
    [
      'plain text',
      known(identity(ADA, { hashed: false })),
      { email: 'ADA@example.org' },
      'pass recipient_matches',
    ],
    [
      'plain text of another',
      known(identity('eve@example.org', { hashed: false })),
      { email: ADA },
      'fail recipient_differs',
    ],
    [
      'a hash that the caller repeats',
      known(salted),
      { identifiers: [{ type: 'emailAddress', value: hash('sha256', `${ADA}Kosher`) }] },
      'fail recipient_differs',
    ],
    [
      'an address that begins with another',
      known(identity(hash('sha256', 'eve@example.org'))),
      { email: 'eve@example.org@evil.example' },
      'fail recipient_differs',
    ],
    [
      'several identifiers',
      known(identity(hash('sha256', 'x')), salted),
      { email: ADA },
      'pass recipient_matches',
    ],
    [
      'a student number',
      known(identity('4711', { hashed: false, identityType: 'sisSourcedId' })),
      { identifiers: [{ type: 'sisSourcedId', value: '4711' }] },
      'pass recipient_matches',
    ],
    [
      'another student number',
      known(identity('4711', { hashed: false, identityType: 'sisSourcedId' })),
      { identifiers: [{ type: 'sisSourcedId', value: '4712' }] },
      'fail recipient_differs',
    ],
    [
      'a number of another kind',
      known(identity('4711', { hashed: false, identityType: 'sisSourcedId' })),
      { identifiers: [{ type: 'accountId', value: '4711' }] },
      'unknown recipient_unknown',
    ],
    ['nobody', (b) => delete b.credentialSubject.id, { id: 'did:example:ada' }, 'unknown recipient_unknown'],
  ])('%s', async (_, change, recipient, expected) => {
    const report = await verify(await world.sign(world.badge(change)), { ...world.options, recipient })
    const row = report.checks.find(({ id }) => id === 'recipient')!
    expect(`${row.outcome} ${row.code}`).toBe(expected)
    expect(report.verified).toBe(row.outcome === 'pass')
    expect(JSON.stringify(row)).not.toMatch(/ada@|eve@/i)
  })

  it.each([{}, { email: undefined }, { email: [] }, { email: '' }, { email: 'ada' }, { id: '' }] as const)(
    'is a mistake in the call if it names nobody: %j',
    async (recipient) => {
      const call = verify(await world.sign(world.badge()), {
        ...world.options,
        recipient: recipient as object,
      })
      await expect(call).rejects.toThrow(/recipient/)
      await expect(call).rejects.toBeInstanceOf(TypeError)
    },
  )

  it('agrees with the published example', async () => {
    const vector = 'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399'
    const badge = world.badge(known(identity(vector, { salt: 'Kosher' })))
    const report = await verify(await world.sign(badge), {
      ...world.options,
      recipient: { email: 'a@example.com' },
    })
    expect(report.verified).toBe(true)
  })
})
