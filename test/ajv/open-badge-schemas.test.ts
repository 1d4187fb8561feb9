/** The published schemas in a caller's Ajv, and in Fastify. */
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import Fastify, { type FastifyInstance } from 'fastify'
import { clr, generateSigner, issue, openBadge, profile, statusEntry, verify } from 'laurel'
import { openBadgeSchemas } from 'laurel/ajv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bySuite } from '../by-suite.js'

const signer = await generateSigner()
const badge = openBadge({
  issuer: profile({ id: signer.controller, name: 'Example University' }),
  recipient: { email: 'ada@example.org' },
  achievement: {
    id: 'https://example.edu/a/rust',
    name: 'Rust I',
    description: 'Writes safe systems code.',
    criteria: 'Passed the exam.',
    tag: ['rust'],
  },
  credentialStatus: statusEntry({ statusListCredential: 'https://example.edu/s/1', index: 7 }),
})
const signed = JSON.parse(JSON.stringify(await issue(badge, { signer }))) as Record<string, unknown>
const subject = signed['credentialSubject'] as Record<string, unknown>
const achievement = subject['achievement'] as Record<string, unknown>
const awarded = (more: object): object => ({
  ...signed,
  credentialSubject: { ...subject, achievement: { ...achievement, ...more } },
})

it('leaves a format of the caller’s as it is', () => {
  const ajv = new Ajv2020()
  ajv.addFormat('date', /^never$/)
  const before = ajv.formats['date']
  expect(openBadgeSchemas(ajv)).toBe(ajv)
  expect(ajv.formats['date']).toBe(before)
})

it.each([
  ['removeAdditional', () => new Ajv2020({ removeAdditional: true })],
  ['coerceTypes', () => new Ajv({ coerceTypes: 'array' })],
] as const)('refuses an Ajv that changes what it validates, by %s', (name, make) => {
  expect(() => openBadgeSchemas(make() as Ajv)).toThrow(new RegExp(`${name}.*customOptions`))
})

it('refuses options that it does not know', () => {
  expect(() => openBadgeSchemas(new Ajv2020(), { forms: 'strict' } as never)).toThrow(TypeError)
  expect(() => openBadgeSchemas(new Ajv2020(), { form: 'lax' as never })).toThrow(TypeError)
})

// The compiler takes a second for each schema.
it.each(bySuite<readonly ('compact' | 'strict')[]>(['compact'], ['compact', 'strict']))(
  'has the schemas of records, %s',
  async (form) => {
    const ajv = openBadgeSchemas(new Ajv2020({ strict: false }), { form })
    const issuer = profile({ id: signer.controller, name: 'Example University' })
    const record = clr({
      name: 'Transcript',
      issuer,
      recipient: { email: 'ada@example.org' },
      credentials: [signed],
    })
    const received = JSON.parse(JSON.stringify(await issue(record, { signer }))) as object
    const valid = ajv.compile({ $ref: 'ClrCredential' })
    expect(valid(received)).toBe(true)
    expect(valid({ ...received, credentialSubject: 5 })).toBe(false)
    for (const older of bySuite([], ['ClrCredential11']))
      expect(ajv.compile({ $ref: older })(received)).toBe(false)
  },
)

describe('a route of Fastify', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = Fastify({
      ajv: {
        customOptions: {
          removeAdditional: false,
          coerceTypes: false,
          strictTuples: false,
          strictTypes: false,
        },
        plugins: [(ajv) => openBadgeSchemas(ajv)],
      },
    })
    app.post('/verify', { schema: { body: { $ref: 'OpenBadgeCredential' } } }, async (request) => {
      const { verified } = await verify(request.body)
      return { verified }
    })
    await app.ready()
  })
  afterAll(() => app.close())

  it('validates a badge by schema name without changing it, so that its signature still verifies', async () => {
    const payload = { ...signed, credentialStatus: undefined }
    const own = JSON.parse(JSON.stringify(await issue(withoutStatus(), { signer }))) as object
    const answer = await app.inject({ method: 'POST', url: '/verify', payload: own })
    expect([answer.statusCode, answer.json()]).toEqual([200, { verified: true }])
    const altered = await app.inject({ method: 'POST', url: '/verify', payload })
    expect([altered.statusCode, altered.json()]).toEqual([200, { verified: false }])
  })

  it('answers 400 with the place, where a document is no badge', async () => {
    const answer = await app.inject({ method: 'POST', url: '/verify', payload: awarded({ name: 7 }) })
    expect(answer.statusCode).toBe(400)
    expect(answer.json()).toMatchObject({
      message: expect.stringContaining('/credentialSubject/achievement/name'),
    })
  })

  it('is refused with Fastify’s own options, which would take members away', async () => {
    const app = Fastify({ ajv: { plugins: [(ajv) => openBadgeSchemas(ajv)] } })
    app.post('/verify', { schema: { body: { $ref: 'OpenBadgeCredential' } } }, async () => 'never')
    await expect(app.ready()).rejects.toThrow(/coerceTypes|removeAdditional/)
  })
})

function withoutStatus(): typeof badge {
  const { credentialStatus: _, ...rest } = badge
  return rest as typeof badge
}
