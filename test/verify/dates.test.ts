/** The dates of both versions of the data model, in documents of either: the same graph can be written as both. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { writeCompactJws } from '../../src/proof/jwt/jws.js'
import { periodOf } from '../../src/verify/checks/validity.js'
import { verify } from './checked.js'
import { type Change, clone, makeWorld, OB, trouble, VC2, type World } from './world.js'

const VC1 = 'https://www.w3.org/2018/credentials/v1'
const DI = 'https://w3id.org/security/data-integrity/v2'
const OB_300 = 'https://purl.imsglobal.org/spec/ob/v3p0/context.json'
const CREDENTIALS = 'https://www.w3.org/2018/credentials#'
const date = (name: string): JsonObject => ({
  [name]: { '@id': `${CREDENTIALS}${name}`, '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' },
})
const PAST = '2026-02-01T00:00:00Z'
const FUTURE = '2026-09-01T00:00:00Z'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

/** A plain credential of VCDM 1.1. */
const older = (change: Change): Promise<JsonObject> => {
  const made = {
    '@context': [VC1, DI],
    id: 'urn:uuid:6b4cf3d1-26a0-4d52-9f4e-3f0f7f9b5a22',
    type: ['VerifiableCredential'],
    issuer: world.signer.controller,
    issuanceDate: '2026-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:ada' },
  }
  change(made)
  return world.sign(made as never)
}

describe('an expired credential of VCDM 1.1', () => {
  it('stays expired under the context of 2.0', async () => {
    const signed = await older((c) => (c.expirationDate = PAST))
    expect(trouble(await verify(signed, world.options))).toBe('validity fail expired /expirationDate')
    const changed = { ...signed, '@context': [VC2, { ...date('issuanceDate'), ...date('expirationDate') }] }
    // The graph is the same; whatever becomes of its proof, the dates are looked at.
    expect((await verify(changed, world.options)).checks[0]).toMatchObject({
      outcome: 'fail',
      details: { issues: [{ pointer: '/issuanceDate' }, { pointer: '/expirationDate' }] },
    })
    expect(periodOf(changed)).toMatchObject({ until: 'expirationDate', end: Date.parse(PAST) })
  })
})

describe('the dates of the other version', () => {
  it.each<[string, Change, string]>([
    ['an end in the past', (c) => (c.validUntil = PAST), 'validity fail expired /validUntil'],
    [
      'an end in the past after a later one',
      (c) => Object.assign(c, { validUntil: PAST, expirationDate: FUTURE }),
      'validity fail expired /validUntil',
    ],
    [
      'a later end after one in the past',
      (c) => Object.assign(c, { validUntil: FUTURE, expirationDate: PAST }),
      'validity fail expired /expirationDate',
    ],
    ['a start in the future', (c) => (c.validFrom = FUTURE), 'validity fail not_yet_valid /validFrom'],
    ['an end that is no date', (c) => (c.validUntil = 'soon'), 'validity fail dates_invalid /validUntil'],
    ['a start that is no date', (c) => (c.validFrom = 'once'), 'validity fail dates_invalid /validFrom'],
    [
      'the same dates twice',
      (c) => Object.assign(c, { validFrom: c.issuanceDate, validUntil: FUTURE, expirationDate: FUTURE }),
      '',
    ],
  ])('count in a credential of 1.1: %s', async (_, change, expected) => {
    expect(trouble(await verify(await older(change), world.options))).toBe(expected)
  })

  it('count in a badge of 1.1', async () => {
    const badge = world.badge((b) => {
      b['@context'] = [VC1, OB_300, DI]
      b.issuanceDate = b.validFrom
      delete b.validFrom
      b.validUntil = PAST
    })
    expect(trouble(await verify(await world.sign(badge), world.options))).toContain(
      'validity fail expired /validUntil',
    )
  })

  it.each(['issuanceDate', 'expirationDate'])('are refused in a credential of 2.0: %s', async (name) => {
    const report = await verify({ ...(await world.sign(world.badge())), [name]: FUTURE }, world.options)
    expect(trouble(report)).toContain(`structure fail structure_invalid /${name}`)
  })

  it('count in a token of 2.0', async () => {
    const { validUntil: _, ...badge } = clone(world.badge()) as Record<string, never>
    const { controller: iss, verificationMethod: kid } = world.signer
    const payload = {
      ...badge,
      '@context': [VC2, OB, date('expirationDate')],
      expirationDate: PAST,
      iss,
      jti: badge['id']!,
      nbf: 1767225600,
    }
    const jwt = await writeCompactJws({ alg: 'EdDSA', kid, typ: 'JWT' }, payload as never, world.signer)
    expect(trouble(await verify(jwt, world.options))).toContain('validity fail expired /expirationDate')
  })
})

describe('the tolerance for clocks that differ', () => {
  it('is five minutes at both ends by default, and clockSkewSeconds sets it', async () => {
    const [start, end] = ['2026-01-15T00:00:00Z', PAST]
    const signed = await older((c) => Object.assign(c, { issuanceDate: start, expirationDate: end }))
    const codes = async (seconds: number, more: object): Promise<readonly string[]> => {
      const found: string[] = []
      for (const [day, sign] of [[start, -1] as const, [end, 1] as const]) {
        const now = new Date(Date.parse(day) + sign * seconds * 1000)
        found.push((await verify(signed, { ...world.options, ...more, now })).check.validity.code)
      }
      return found
    }
    const outside = ['not_yet_valid', 'expired']
    expect(await codes(300, {})).toEqual(['in_force', 'in_force'])
    expect(await codes(301, {})).toEqual(outside)
    expect(await codes(0, { clockSkewSeconds: 0 })).toEqual(['in_force', 'in_force'])
    expect(await codes(1, { clockSkewSeconds: 0 })).toEqual(outside)
  })
})
