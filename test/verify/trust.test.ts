import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { OpenBadgeError } from '../../src/errors.js'
import type { Load } from '../../src/ports.js'
import type { Registry } from '../../src/verify/options/issuer-policy.js'
import { verify } from './checked.js'
import { makeWorld, NOW, type World } from './world.js'

let world: World
let signed: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  signed = await world.sign(world.badge())
})

async function trust(issuers: unknown): Promise<string> {
  const report = await verify(signed, { ...world.options, issuers: issuers as never })
  const { outcome, code } = report.checks.find(({ id }) => id === 'trust')!
  expect(report.verified).toBe(outcome === 'pass')
  expect(report.checks.slice(0, 4).every((row) => row.outcome === 'pass')).toBe(true)
  return `${outcome} ${code}`
}

describe('trust', () => {
  it('is a list', async () => {
    expect(await trust([world.signer.controller])).toBe('pass issuer_trusted')
    expect(await trust(['did:web:uni.example'])).toBe('fail issuer_not_listed')
    expect(await trust([])).toBe('fail issuer_not_listed')
  })

  it('is a predicate over what was verified', async () => {
    expect(
      await trust(({ profile }: { profile: JsonObject }) => profile['name'] === 'Example University'),
    ).toBe('pass issuer_trusted')
    expect(await trust(async ({ id }: { id: string }) => id === 'x')).toBe('fail issuer_not_listed')
    expect(await trust(() => 'yes')).toBe('fail issuer_not_listed')
  })

  it("leaves the predicate's own errors to its author", async () => {
    const mistake = new Error('database is down')
    await expect(verify(signed, { ...world.options, issuers: () => Promise.reject(mistake) })).rejects.toBe(
      mistake,
    )
  })

  it('is not asked before the signature holds', async () => {
    const report = await verify(
      { ...signed, name: 'x' },
      { ...world.options, issuers: () => expect.fail('asked') },
    )
    expect(report.checks.at(-1)).toMatchObject({ outcome: 'skipped', code: 'not_reached' })
  })
})

describe('registries', () => {
  const list = (name: string, url: string): Registry => ({ name, type: 'issuer-list', url })
  it.each([
    ['an error', new Error('net')],
    ['a TypeError, as fetch does', new TypeError('fetch failed')],
    ['a text', 'x'],
    ['nothing', undefined],
  ])('are out of reach when the loader throws %s', async (_, thrown) => {
    for (const type of ['issuer-list', 'openid-federation'] as const) {
      const load: Load = (url, purpose, signal) => {
        if (purpose === 'registry') throw thrown
        return world.load(url, purpose, signal)
      }
      const issuers = { registries: [{ name: 'R', type, url: 'https://registry.example/r' }] }
      const report = await verify(signed, { ...world.options, load, issuers })
      expect(report.verified).toBe(false)
      expect(report.checks[7]).toMatchObject({ outcome: 'unknown', code: 'trust_unknown' })
    }
  })

  const A = 'https://registry.example/a.json'
  const B = 'https://registry.example/b.json'

  it('list issuers', async () => {
    world.documents.set(A, {
      meta: {},
      registry: { [world.signer.controller]: { name: 'Example University' } },
    })
    world.documents.set(B, { registry: [{ did: 'did:web:other.example' }] })
    expect(await trust({ registries: [list('A', A)] })).toBe('pass issuer_trusted')
    expect(await trust({ registries: [list('B', B)] })).toBe('fail issuer_not_listed')
    expect(await trust({ registries: [list('B', B), list('A', A)] })).toBe('pass issuer_trusted')
    expect(await trust({ registries: [] })).toBe('fail issuer_not_listed')
  })

  it('that are out of reach leave the question open', async () => {
    const gone = 'https://registry.example/gone.json'
    expect(await trust({ registries: [list('gone', gone)] })).toBe('unknown trust_unknown')
    expect(await trust({ registries: [list('gone', gone), list('A', A)] })).toBe('pass issuer_trusted')
    expect(await trust({ registries: [list('gone', gone), list('B', B)] })).toBe('unknown trust_unknown')
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['false', false],
    ['a text', 'revoked'],
    ['a number', 0],
    ['a list', []],
  ])('with %s in the place of an entry do not answer', async (_, entry) => {
    const { controller } = world.signer
    world.documents.set(A, { registry: { [controller]: entry } })
    world.documents.set(B, { registry: { [controller]: {}, 'did:web:other.example': entry } })
    expect(await trust({ registries: [list('A', A)] })).toBe('unknown trust_unknown')
    expect(await trust({ registries: [list('B', B)] })).toBe('pass issuer_trusted')
    world.documents.set(B, { registry: { 'did:web:other.example': entry } })
    expect(await trust({ registries: [list('B', B)] })).toBe('unknown trust_unknown')
  })

  it('are not fooled by names of objects', async () => {
    world.documents.set('https://registry.example/odd.json', { registry: {} })
    const odd = await world.sign(
      world.badge((b) => (b.issuer.id = 'did:web:uni.example')),
      world.web,
    )
    const report = await verify(odd, {
      ...world.options,
      issuers: { registries: [list('odd', 'https://registry.example/odd.json')] },
    })
    expect(report.checks.at(-1)).toMatchObject({ outcome: 'fail', code: 'issuer_not_listed' })
  })
})

describe('an OpenID Federation trust anchor', () => {
  const ANCHOR = 'https://anchor.example/.well-known/openid-federation'
  const FETCH = 'https://anchor.example/fetch'
  const seconds = NOW.getTime() / 1000

  async function statement(payload: object, header: object = {}, by = world.web): Promise<string> {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
    const text = `${part({ alg: 'EdDSA', typ: 'entity-statement+jwt', kid: 'k', ...header })}.${part(payload)}`
    return `${text}.${Buffer.from(await by.sign(Buffer.from(text))).toString('base64url')}`
  }
  const anchor = (more: object = {}): object => ({
    iss: 'https://anchor.example',
    sub: 'https://anchor.example',
    iat: seconds - 10,
    exp: seconds + 3600,
    jwks: { keys: [{ ...(world.web.publicKey.jwk as object), kid: 'k' }] },
    metadata: { federation_entity: { federation_fetch_endpoint: FETCH } },
    ...more,
  })
  const answer = (more: object = {}): object => ({
    iss: 'https://anchor.example',
    sub: world.signer.controller,
    iat: seconds - 10,
    exp: seconds + 3600,
    ...more,
  })
  const policy = { registries: [{ name: 'anchor', type: 'openid-federation', url: ANCHOR }] }
  const question = (): string => `${FETCH}?sub=${encodeURIComponent(world.signer.controller)}`

  async function ask(own: Promise<unknown>, reply: Promise<unknown>): Promise<string> {
    world.documents.set(ANCHOR, await own)
    world.documents.set(question(), await reply)
    return trust(policy)
  }

  it('vouches with a signed statement', async () => {
    expect(await ask(statement(anchor()), statement(answer()))).toBe('pass issuer_trusted')
  })
  it('knows nobody', async () => {
    world.documents.set(ANCHOR, await statement(anchor()))
    world.documents.set(
      question(),
      new OpenBadgeError('document_unavailable', 'no', {
        url: question(),
        purpose: 'registry',
        reason: 'status 404',
      }),
    )
    expect(await trust(policy)).toBe('fail issuer_not_listed')
  })
  it.each<[string, () => Promise<unknown>]>([
    ['signed by another', () => statement(answer(), {}, world.stranger)],
    ['run out', () => statement(answer({ exp: seconds - 4000 }))],
    ['of the future', () => statement(answer({ iat: seconds + 4000 }))],
    ['without end', () => statement(answer({ exp: undefined }))],
    ['of another type', () => statement(answer(), { typ: 'JWT' })],
    ['with claims that must be understood', () => statement(answer({ crit: ['jti'] }))],
    ['with another algorithm', () => statement(answer(), { alg: 'none' })],
    ['that is no JWS', async () => 'hello'],
    ['that is JSON', async () => ({ sub: 'x' })],
  ])('is not believed with a statement %s', async (_, reply) => {
    expect(await ask(statement(anchor()), reply())).toBe('unknown trust_unknown')
  })
  it.each<[string, object]>([
    ['another subject', { sub: 'did:web:other.example' }],
    ['another issuer', { iss: 'https://other.example' }],
  ])('does not vouch with %s', async (_, more) => {
    expect(await ask(statement(anchor()), statement(answer(more)))).toBe('unknown trust_unknown')
  })
  it('has to be in order itself', async () => {
    expect(await ask(statement(anchor({ exp: 1 })), statement(answer()))).toBe('unknown trust_unknown')
    for (const own of [
      { sub: 'https://other.example' },
      { iss: undefined },
      { iss: undefined, sub: undefined },
    ]) {
      expect(await ask(statement(anchor(own)), statement(answer()))).toBe('unknown trust_unknown')
    }
    expect(await ask(statement(anchor(), {}, world.stranger), statement(answer()))).toBe(
      'unknown trust_unknown',
    )
  })
})
