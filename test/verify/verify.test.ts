import { CHECK_IDS } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import { verify } from './checked.js'
import { makeWorld, NOW, rows, trouble, type World } from './world.js'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

describe('verify', () => {
  it('verifies a good badge, offline, with all rows in order', async () => {
    const signed = await world.sign(world.badge())
    const report = await verify(signed, { now: NOW })
    expect(trouble(report)).toBe('')
    expect(report.verified).toBe(true)
    expect(report.credential).toEqual(signed)
    expect(report.kind).toBe('open-badge')
    expect(report.checks.map(({ id }) => id)).toEqual([...CHECK_IDS])
    expect(rows(report)).toMatchObject({
      structure: 'pass',
      proof: 'pass',
      issuer: 'pass',
      validity: 'pass',
      status: 'skipped no_status',
      endorsements: 'skipped no_endorsements',
      recipient: 'skipped recipient_not_asked',
      trust: 'skipped trust_not_asked',
    })
  })

  it('takes text and bytes of the same badge', async () => {
    const text = JSON.stringify(await world.sign(world.badge()))
    for (const input of [text, `\n ${text}\n`, new TextEncoder().encode(text), Buffer.from(text)]) {
      const report = await verify(input, { now: NOW })
      expect(report).toMatchObject({ verified: true, format: 'json' })
    }
  })

  it('has no credential to use unless verified', async () => {
    const signed = await world.sign(world.badge())
    const report = await verify({ ...signed, name: 'Rust II' }, { now: NOW })
    expect(report.verified).toBe(false)
    expect('credential' in report).toBe(false)
    expect(rows(report)).toMatchObject({
      proof: 'fail signature_invalid',
      issuer: 'skipped not_reached',
      validity: 'skipped not_reached',
      trust: 'skipped not_reached',
    })
  })

  it('hands back a snapshot that the caller cannot change afterwards', async () => {
    const signed = (await world.sign(world.badge())) as Record<string, unknown>
    const pending = verify(signed, { now: NOW })
    signed['name'] = 'Rust II'
    const report = await pending
    expect(report.credential?.['name']).toBe('Rust I')
  })

  it.each([
    [{ lod: world }],
    [{ now: 'today' }],
    [{ now: new Date(Number.NaN) }],
    [{ load: 'https://example.org' }],
    [{ require: ['stauts'] }],
    [{ language: 'la' }],
    [{ limits: { inputs: 3 } }],
    [{ limits: { input: '3' } }],
    [{ recipient: { mail: 'a@b' } }],
    [{ issuers: 'did:example:1' }],
    [{ issuers: { registry: [] } }],
    [{ clockSkewSeconds: -1 }],
    [{ accept: 'eddsa-rdfc-2022' }],
    [{ accept: ['eddsa-rdfc-2023'] }],
    [{ form: 'loose' }],
    [{ proofPolicy: 'some' }],
  ])('throws a TypeError for the option %o', async (options) => {
    await expect(verify({}, options as never)).rejects.toBeInstanceOf(TypeError)
  })

  it("throws the signal's reason on abort", async () => {
    const reason = new Error('enough')
    await expect(verify('{}', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const controller = new AbortController()
    const { load } = world
    const options = {
      now: NOW,
      signal: controller.signal,
      load: (async (url, purpose, signal) => {
        if (purpose !== 'context') controller.abort(reason)
        return load(url, purpose, signal)
      }) as typeof load,
    }
    const signed = await world.sign(
      world.badge((b) => (b.issuer.id = 'did:web:uni.example')),
      world.web,
    )
    await expect(verify(signed, options)).rejects.toBe(reason)
  })
})
