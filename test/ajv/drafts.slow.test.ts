/** The published schemas in Ajv of every draft: each compiles them for seconds. */
import { Ajv } from 'ajv'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { generateSigner, issue, openBadge, profile, validate, verify } from 'laurel'
import { openBadgeSchemas } from 'laurel/ajv'
import { afterEach, describe, expect, it, vi } from 'vitest'

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
})
const signed = JSON.parse(JSON.stringify(await issue(badge, { signer }))) as Record<string, unknown>
const older = JSON.parse(
  JSON.stringify(
    await issue(
      openBadge(
        {
          name: 'Rust I',
          issuer: { id: signer.controller, name: 'Example University' },
          recipient: { email: 'ada@example.org' },
          achievement: {
            id: 'https://example.edu/a/rust',
            name: 'Rust I',
            description: 'Writes safe systems code.',
            criteria: 'Passed the exam.',
          },
        },
        { dataModel: '1.1' },
      ),
      { signer },
    ),
  ),
) as object

const subject = signed['credentialSubject'] as Record<string, unknown>
const achievement = subject['achievement'] as Record<string, unknown>
const awarded = (more: object): object => ({
  ...signed,
  credentialSubject: { ...subject, achievement: { ...achievement, ...more } },
})

/** Documents on which a schema and `validate` must agree, by schema alone. */
const DOCUMENTS: Readonly<Record<string, object>> = {
  'a signed badge': signed,
  'without an issuer': { ...signed, issuer: undefined },
  'a tag that is no list': awarded({ tag: 'rust' }),
  'a name that is a number': awarded({ name: 7 }),
  'criteria that are a text': awarded({ criteria: 'Passed.' }),
  'contexts out of order': { ...signed, '@context': [...(signed['@context'] as string[])].reverse() },
  'one context': { ...signed, '@context': ['https://www.w3.org/ns/credentials/v2'] },
  'a third context that is a number': { ...signed, '@context': [...(signed['@context'] as string[]), 7] },
  'a day that does not exist': {
    ...signed,
    issuer: { id: 'https://example.edu/', type: ['Profile'], dateOfBirth: '2026-02-30' },
  },
}

afterEach(() => vi.restoreAllMocks())

const QUIET = { strictTuples: false, strictTypes: false }

describe('an Ajv', () => {
  it.each([
    ['draft 7, compact', () => new Ajv(QUIET), 'compact'],
    ['draft 2019-09, strict', () => new Ajv2019(QUIET), 'strict'],
    ['draft 2020-12, compact', () => new Ajv2020(QUIET), 'compact'],
  ] as const)('of %s judges badges as validate does', (_, make, form) => {
    const compiled = openBadgeSchemas(make() as Ajv, { form }).compile({ $ref: 'OpenBadgeCredential' })
    for (const [what, given] of Object.entries(DOCUMENTS)) {
      const document = JSON.parse(JSON.stringify(given)) as object
      expect([what, compiled(document)]).toEqual([what, validate(document, { form }).valid])
    }
  })

  it('knows every name, and says nothing on the console', async () => {
    const said = (['log', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => undefined),
    )
    const ajv = openBadgeSchemas(new Ajv2020(QUIET))
    const valid = (name: string, document: unknown): unknown =>
      ajv.compile({ $ref: name })(JSON.parse(JSON.stringify(document)))
    expect(valid('OpenBadgeCredential11', older)).toBe(true)
    expect(valid('OpenBadgeCredential11', signed)).toBe(false)
    expect(valid('Profile', signed['issuer'])).toBe(true)
    expect(valid('VerificationReport', await verify(signed))).toBe(true)
    for (const name of ['EndorsementCredential', 'EndorsementCredential11', 'Pathway', 'PathwayEvaluation'])
      expect([name, valid(name, {})]).toEqual([name, false])
    for (const spy of said) expect(spy).not.toHaveBeenCalled()
  })
})
