/** Identifiers that many people share: they are no ground to say that two subjects are one person, or two. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { comparePersons } from '../../src/identity/compare-persons.js'
import { verify } from './checked.js'
import { recordOf } from './record-of.js'
import { makeWorld, trouble, type World } from './world.js'

const ADA = 'did:example:ada'
const EVE = 'did:example:eve'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

describe('an identifier that names no person', () => {
  const identity = (identityType: string, identityHash = 'one'): JsonObject => ({
    type: 'IdentityObject',
    hashed: false,
    identityHash,
    identityType,
  })
  const md5 = (): string => ''
  const compare = (whole: JsonObject, part: JsonObject) => comparePersons(whole, part, { md5 })
  const SHARED = [
    'name',
    'productId',
    'isbn',
    'issn',
    'ltiContextId',
    'ltiDeploymentId',
    'ltiToolId',
    'ltiPlatformId',
  ]
  const PERSONAL = [
    'sourcedId',
    'systemId',
    'userName',
    'accountId',
    'emailAddress',
    'nationalIdentityNumber',
    'lisSourcedId',
    'oneRosterSourcedId',
    'sisSourcedId',
    'ltiUserId',
    'identifier',
    'ext:matriculation',
  ]

  it.each(SHARED)('makes nobody the same person, and nobody another one: %s', (type) => {
    const one = { identifier: [identity(type)] }
    expect(compare({ id: ADA, ...one }, { id: EVE, ...one })).toBe('other')
    expect(compare(one, one)).toBe('unknown')
    expect(compare(one, { identifier: [identity(type, 'two')] })).toBe('unknown')
    const address = { identifier: [identity(type, 'two'), identity('emailAddress', 'ada@example.org')] }
    expect(
      compare({ identifier: [identity(type), identity('emailAddress', 'ada@example.org')] }, address),
    ).toBe('same')
  })

  it.each(PERSONAL)('is none of those that do: %s', (type) => {
    const one = { identifier: [identity(type)] }
    expect(compare({ id: ADA, ...one }, { id: EVE, ...one })).toBe('same')
    expect(compare(one, { identifier: [identity(type, 'two')] })).toBe('other')
  })

  it('does not let a record count the badge of another person', async () => {
    const course = { identifier: [identity('ltiContextId')] }
    const badge = await world.sign(
      world.badge((b) => Object.assign(b.credentialSubject, { id: EVE, ...course })),
    )
    const report = await verify(
      await world.sign(recordOf(world, [badge], { id: ADA, ...course }), world.stranger),
      world.options,
    )
    expect(trouble(report)).toBe(
      'endorsements fail record_of_other /credentialSubject/verifiableCredential/0',
    )
    expect(report.badges).toMatchObject([{ verified: false, code: 'record_of_other' }])
  })
})
