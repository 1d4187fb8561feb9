/** The holder's side: what `present` makes is what `verify` and other software accept, once. */

import { decodeProtectedHeader, importJWK, jwtVerify } from 'jose'
import { issue, issueJwt, memoryChallenges, present, presentJwt, verify } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { makeWorld, trouble, type World } from '../verify/world.js'

let world: World
let badge: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  badge = (await issue(world.badge() as never, {
    signer: world.signer,
    created: NOW,
  })) as unknown as JsonObject
})

const asked = { challenge: 'c-1', domain: 'https://verifier.example' } as const
const NOW = new Date('2026-05-01T12:00:00Z')
const made = () => ({ credentials: [badge], signer: world.stranger, created: NOW, ...asked })
const token = () => presentJwt({ credentials: [badge], signer: world.stranger, ...asked })

describe('what is presented', () => {
  it.each<[string, () => Promise<object | string>]>([
    ['with eddsa-rdfc-2022', () => present(made())],
    ['with eddsa-jcs-2022', () => present({ ...made(), cryptosuite: 'eddsa-jcs-2022' })],
    ['as a JWT', token],
  ])('%s is verified for the one who asked, and for nobody else', async (_, make) => {
    const shown = await make()
    const report = await verify(shown, { ...world.options, ...asked })
    expect(trouble(report)).toBe('')
    expect(report).toMatchObject({
      verified: true,
      kind: 'presentation',
      envelope: { by: { id: world.stranger.controller } },
      badges: [{ verified: true }],
    })
    for (const other of [{ ...asked, challenge: 'c-2' }, { ...asked, domain: 'else.example' }, {}]) {
      expect((await verify(shown, { ...world.options, ...other })).verified).toBe(false)
    }
  })

  it('may be a token of the profile vc-jose, and of no other', async () => {
    const inner = await issueJwt(world.badge() as never, { signer: world.signer, profile: 'vc-jose' })
    const shown = await present({ ...made(), credentials: [inner, badge] })
    expect(trouble(await verify(shown, { ...world.options, ...asked }))).toBe('')
    const other = await issueJwt(world.badge() as never, { signer: world.signer })
    await expect(present({ ...made(), credentials: [other] })).rejects.toMatchObject({
      code: 'model_invalid',
      details: { issues: [{ pointer: '/verifiableCredential/0', code: 'wrong_type' }] },
    })
  })

  it('is signed', async () => {
    for (const make of [present, presentJwt]) {
      const { created: _, ...options } = made()
      await expect(make({ ...options, credentials: [badge, world.badge()] })).rejects.toMatchObject({
        code: 'model_invalid',
        details: { issues: [{ pointer: '/verifiableCredential/1', code: 'missing' }] },
      })
      await expect(make({ ...options, challenge: '' })).rejects.toThrow(TypeError)
      await expect(make({ ...options, chalenge: 'c' } as never)).rejects.toThrow(TypeError)
    }
  })

  it('cannot be changed afterwards', async () => {
    const shown = await present(made())
    expect(Object.isFrozen(shown) && Object.isFrozen(shown.verifiableCredential)).toBe(true)
  })

  it('as a JWT is one for jose', async () => {
    const jwt = await token()
    const key = await importJWK(world.stranger.publicKey.jwk, 'EdDSA')
    const { payload } = await jwtVerify(jwt, key, { audience: asked.domain, typ: 'vp+jwt' })
    expect(payload).toMatchObject({
      nonce: 'c-1',
      iss: world.stranger.controller,
      holder: world.stranger.controller,
    })
    expect(decodeProtectedHeader(jwt)).toMatchObject({ cty: 'vp', kid: world.stranger.verificationMethod })
  })
})

describe('challenges in memory', () => {
  it('are redeemed once, in time, and by their own text', () => {
    let instant = NOW.getTime()
    const challenges = memoryChallenges({ lifetimeSeconds: 60, now: () => new Date(instant) })
    const [one, two] = [challenges.issue(), challenges.issue()] as [string, string]
    expect(one).not.toBe(two)
    expect(challenges.redeem('x')).toBe(false)
    expect(challenges.redeem(one)).toBe(true)
    expect(challenges.redeem(one)).toBe(false)
    instant += 60_001
    expect(challenges.redeem(two)).toBe(false)
  })

  it('are not redeemed later because the clock is set back', () => {
    let instant = NOW.getTime() + 86_400_000
    const challenges = memoryChallenges({ lifetimeSeconds: 60, now: () => new Date(instant) })
    const challenge = challenges.issue() as string
    instant = NOW.getTime()
    expect(challenges.redeem(challenge)).toBe(false)
  })

  it('are bounded: the oldest go first', () => {
    const challenges = memoryChallenges({ maximum: 2 })
    const three = [0, 1, 2].map(() => challenges.issue() as string)
    expect(three.map((each) => challenges.redeem(each))).toEqual([false, true, true])
  })

  it('want whole numbers above 0', () => {
    for (const wrong of [{ maximum: 0 }, { lifetimeSeconds: 1.5 }])
      expect(() => memoryChallenges(wrong)).toThrow(TypeError)
  })
})

describe('the caller’s slip', () => {
  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['a Promise', Promise.resolve({})],
    ['a function', () => ({})],
  ])('is not blamed on the badge: %s', async (_, input) => {
    await expect(verify(input)).rejects.toThrow(TypeError)
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['an empty text', ''],
    ['the name of a file', 'badge.json'],
    ['a number', 0],
    ['no bytes', new Uint8Array()],
    ['an object without a prototype', Object.create(null)],
  ])('is not %s: that has a report', async (_, input) => {
    expect((await verify(input)).verified).toBe(false)
  })
})

it('compares a mailto: subject with the e-mail that is asked for', async () => {
  const own = await issue(
    world.badge(
      (b) => (b.credentialSubject = { ...b.credentialSubject, id: 'mailto:Ada@Example.org' }),
    ) as never,
    { signer: world.signer, created: NOW },
  )
  const ask = (email: string) => verify(own, { ...world.options, recipient: { email } })
  expect((await ask(' ada@example.ORG')).check.recipient.code).toBe('recipient_matches')
  expect((await ask('eve@example.org')).check.recipient.code).toBe('recipient_differs')
})
