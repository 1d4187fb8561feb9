/** Selective disclosure: what a holder leaves out is not known, and a base proof is not for showing. */
import { beforeAll, describe, expect, it } from 'vitest'
import { verify } from './checked.js'
import { base, derive, entry } from './derived.js'
import { type Change, LIST, makeWorld, NOW, trouble, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.publishList([])
})

const ALL = ['/issuer', '/validFrom', '/name', '/credentialSubject']
const options = (): object => ({ ...world.options, statusIssuers: [world.signer.controller] })

describe('a derived proof', () => {
  it.each<[string, readonly string[], readonly string[], string]>([
    ['with everything', ['/credentialStatus'], [...ALL, '/validUntil'], ''],
    ['without its end', ['/credentialStatus'], ALL, 'validity unknown parts_withheld'],
    ['without its status', [], [...ALL, '/validUntil'], 'status unknown parts_withheld'],
    [
      'with a status that its issuer did not make mandatory',
      [],
      [...ALL, '/validUntil', '/credentialStatus'],
      'status unknown parts_withheld',
    ],
    ['without end or status', [], ALL, 'validity unknown parts_withheld; status unknown parts_withheld'],
  ])('%s', async (_, mandatory, shown, expected) => {
    const report = await verify(await derive(await base(world, mandatory), shown), options())
    expect(trouble(report)).toBe(expected)
    expect(report.check.proof).toMatchObject({ outcome: 'pass', code: 'signature_partial' })
    expect(report.check.endorsements.code).toBe('parts_withheld')
    if (expected === '') {
      expect(report).toMatchObject({ verified: true, selection: true, badges: [{ selection: true }] })
    } else {
      const check = report.check.validity.outcome === 'unknown' ? 'validity' : 'status'
      const why = { outcome: 'unknown', check, code: 'parts_withheld' }
      expect(report.badges).toEqual([{ verified: false, ...why, kind: 'open-badge', pointer: '' }])
    }
  })

  it('does not hide an end that has passed, nor a withdrawal', async () => {
    const shown = [...ALL, '/validUntil', '/credentialStatus']
    const late = { ...options(), now: new Date('2027-06-01') }
    expect(
      trouble(await verify(await derive(await base(world, ['/credentialStatus']), shown), late)),
    ).toContain('validity fail expired')
    await world.publishList([7])
    const revoked = await verify(await derive(await base(world, []), shown), options())
    expect(trouble(revoked)).toContain('status fail revoked')
    await world.publishList([])
  })

  it('does not take the end of something else for its own', async () => {
    const own = {
      membership: 'https://uni.example/terms#membership',
      validUntil: {
        '@id': 'https://www.w3.org/2018/credentials#validUntil',
        '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
      },
    }
    const member: Change = (b) => {
      b['@context'].push(own)
      b.credentialSubject.membership = { id: 'urn:uuid:m', validUntil: '2040-01-01T00:00:00Z' }
    }
    const made = await base(world, ['/credentialStatus', '/credentialSubject'], member)
    expect(trouble(await verify(await derive(made, [...ALL, '/validUntil']), options()))).toBe('')
    expect(trouble(await verify(await derive(made, ALL), options()))).toBe('validity unknown parts_withheld')
  })

  it('whose list of statuses is cut is not known', async () => {
    const two: Change = (b) => {
      b.credentialStatus = [
        { id: `${LIST}#8`, ...entry, statusListIndex: '8' },
        { id: `${LIST}#9`, ...entry, statusPurpose: 'suspension', statusListIndex: '9' },
      ]
    }
    const cut = await derive(await base(world, [], two), [...ALL, '/validUntil', '/credentialStatus/0'])
    expect(trouble(await verify(cut, options()))).toBe('status unknown parts_withheld')
  })
})

describe('a base proof', () => {
  it('is for the holder, and no accusation', async () => {
    const report = await verify(await base(world, []), { now: NOW })
    expect(trouble(report)).toBe('proof unknown proof_base /proof')
    expect(report.verified).toBe(false)
  })
})

describe('a whole proof', () => {
  it('is no selection', async () => {
    const report = await verify(await world.sign(world.badge()), world.options)
    expect(report.check.proof.code).toBe('signature_valid')
    expect('selection' in report).toBe(false)
  })
})
