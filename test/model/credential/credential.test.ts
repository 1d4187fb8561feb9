/** Any W3C credential, built, issued, judged and verified like a badge. */
import { describe, expect, expectTypeOf, it } from 'vitest'
import {
  bundled,
  credential,
  documents,
  firstOf,
  generateSigner,
  type Issued,
  isOpenBadgeError,
  issue,
  issueJwt,
  issueMany,
  openBadge,
  type PlainCredential,
  type Report,
  relatedResource,
  validate,
  verify,
} from '../../../src/index.js'

const signer = await generateSigner()
const DEGREES = 'https://example.edu/contexts/degrees/v1'
const load = firstOf(
  bundled,
  documents({
    [DEGREES]: {
      '@context': {
        '@protected': true,
        DegreeCredential: 'https://example.edu/vocab#DegreeCredential',
        BachelorDegree: 'https://example.edu/vocab#BachelorDegree',
        degree: { '@id': 'https://example.edu/vocab#degree', '@type': '@id' },
        grade: {
          '@id': 'https://example.edu/vocab#grade',
          '@type': 'http://www.w3.org/2001/XMLSchema#double',
        },
      },
    },
  }),
)

interface Graduate {
  readonly id: string
  readonly degree: { readonly type: string; readonly name: string }
}

const ADA: Graduate = { id: 'did:example:ada', degree: { type: 'BachelorDegree', name: 'BSc' } }
const degree = credential<Graduate>({
  type: 'DegreeCredential',
  name: { '@value': 'Grad', '@language': 'de' },
  issuer: { id: signer.controller, name: 'Example University' },
  validFrom: new Date('2026-01-31T12:00:00Z'),
  credentialSubject: ADA,
  context: DEGREES,
})

const issues = (make: () => unknown): readonly string[] => {
  try {
    make()
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid'))
      return error.details.issues.map(({ code, pointer }) => `${code} ${pointer}`)
    throw error
  }
  return []
}
const refused = async (made: Promise<unknown>): Promise<readonly string[]> => {
  try {
    await made
  } catch (error) {
    if (isOpenBadgeError(error, 'model_invalid') || isOpenBadgeError(error, 'jsonld_unsafe'))
      return error.details.issues.map(({ code, pointer }) => `${code} ${pointer}`)
    throw error
  }
  return []
}

const outcome = ({ checks }: Report, row: string) => checks.find(({ id }) => id === row)?.outcome

describe('credential', () => {
  it('writes the context of VCDM first, the type first, dates as text, and members in the order of the model', () => {
    expect(JSON.parse(JSON.stringify(degree))).toEqual({
      '@context': ['https://www.w3.org/ns/credentials/v2', DEGREES],
      type: ['VerifiableCredential', 'DegreeCredential'],
      name: { '@value': 'Grad', '@language': 'de' },
      issuer: { id: signer.controller, name: 'Example University' },
      validFrom: '2026-01-31T12:00:00Z',
      credentialSubject: ADA,
    })
    expect(Object.keys(degree)).toEqual([
      '@context',
      'type',
      'name',
      'issuer',
      'validFrom',
      'credentialSubject',
    ])
    expect(Object.isFrozen(degree.credentialSubject)).toBe(true)
  })

  it('keeps the type of the subject through building and issuing', async () => {
    expectTypeOf(degree).toEqualTypeOf<PlainCredential<Graduate>>()
    const signed = await issue(degree, { signer, load })
    expectTypeOf(signed).toEqualTypeOf<Issued<PlainCredential<Graduate>>>()
    expectTypeOf(signed.credentialSubject.degree.name).toEqualTypeOf<string>()
    expect(signed.credentialSubject.degree.name).toBe('BSc')
    // @ts-expect-error a signed credential is no input
    await expect(issue(signed, { signer, load })).rejects.toMatchObject({ code: 'model_invalid' })
  })

  it('takes several subjects', async () => {
    const both = credential<readonly Graduate[]>({
      issuer: signer.controller,
      credentialSubject: [ADA, { ...ADA, id: 'did:example:bob' }],
      context: DEGREES,
    })
    expect((await verify(await issue(both, { signer, load }), { load })).verified).toBe(true)
  })

  it.each([
    ['a bare subject', { credentialSubject: { id: 'did:example:x' } }, []],
    ['no subject', { credentialSubject: undefined }, ['missing /credentialSubject']],
    ['an empty subject', { credentialSubject: {} }, ['wrong_type /credentialSubject']],
    ['subject for credentialSubject', { credentialSubject: undefined, subject: {} }, ['misnamed /subject']],
    [
      'a term that no context defines',
      { credentialSubject: { degree: 1 } },
      ['undefined_term /credentialSubject/degree'],
    ],
    ['a type that no context defines', { type: 'Degree' }, ['undefined_type /type/1']],
    ['a member that no context defines', { grade: 1 }, ['undefined_term /grade']],
    ['a keyword', { '@type': 'x' }, ['expanded_form /@type']],
    ['contexts of its own', { '@context': [] }, ['unknown_member /@context']],
    ['a proof', { proof: {} }, ['unknown_member /proof']],
    ['dates of VCDM 1.1', { issuanceDate: '2026-01-01T00:00:00Z' }, ['misnamed /issuanceDate']],
    ['a date without zone', { validFrom: '2026-01-01T00:00:00' }, ['date_without_zone /validFrom']],
    [
      'an end before the beginning',
      { validFrom: '2026-01-02T00:00:00Z', validUntil: '2026-01-01T00:00:00Z' },
      ['dates_reversed /validUntil'],
    ],
    ['an issuer without id', { issuer: { name: 'U' } }, ['missing /issuer/id']],
    ['an issuer that is no URI', { issuer: 'University' }, ['invalid_uri /issuer']],
    ['a schema without id', { credentialSchema: { type: 'JsonSchema' } }, ['missing /credentialSchema/id']],
    ['evidence without type', { evidence: [{ id: 'https://example.edu/e' }] }, ['missing /evidence/0/type']],
    ['a map of languages', { name: { en: 'Degree' } }, ['wrong_type /name']],
    [
      'a direction that there is not',
      { name: { '@value': 'x', '@direction': 'up' } },
      ['unknown_member /name/@direction'],
    ],
    [
      'a resource without digest',
      { relatedResource: { id: 'https://example.edu/x' } },
      ['missing /relatedResource'],
    ],
    [
      'a digest cut short',
      { relatedResource: [{ id: 'https://example.edu/x', digestSRI: 'sha256-AAAA' }] },
      ['invalid_digest /relatedResource/0/digestSRI'],
    ],
    [
      'a resource twice',
      {
        relatedResource: ['a', 'b'].map((content) =>
          relatedResource({ id: 'https://example.edu/x', content }),
        ),
      },
      ['duplicate_id /relatedResource/1/id'],
    ],
  ])('says what is wrong with %s', (_, change, expected) => {
    const input = { issuer: signer.controller, credentialSubject: { id: 'did:example:x' }, ...change }
    expect(issues(() => credential(input as never))).toEqual(expected)
  })

  it('says that a badge belongs to openBadge when it is built as a badge would be', () => {
    const input = {
      type: 'OpenBadgeCredential',
      issuer: signer.controller,
      credentialSubject: { id: 'did:example:x' },
    }
    expect(issues(() => credential(input)).length).toBeGreaterThan(0)
  })

  it('refuses options that there are not', () => {
    const input = { issuer: signer.controller, credentialSubject: { id: 'did:example:x' } }
    expect(() => credential(input, { model: '2.0' } as never)).toThrow(TypeError)
    expect(() => credential(input, { dataModel: '3.0' } as never)).toThrow(TypeError)
  })
})

describe('issue, of any credential', () => {
  const plain = {
    type: ['VerifiableCredential'],
    issuer: signer.controller,
    credentialSubject: { id: 'did:example:x' },
  }

  it('takes the bare VerifiableCredential of VCDM 2.0 and adds context, id and start', async () => {
    const signed = (await issue(plain, { signer })) as unknown as Record<string, unknown>
    expect(signed['@context']).toEqual(['https://www.w3.org/ns/credentials/v2'])
    const report = await verify(signed)
    expect(report).toMatchObject({ verified: true, conforms: true, kind: 'credential' })
    expect(validate(signed)).toEqual({ valid: true, issues: [] })
  })

  it('takes one type as a text, and a VCDM 1.1 credential', async () => {
    const signed = await issue({ ...plain, type: 'VerifiableCredential' }, { signer })
    expect((await verify(signed)).verified).toBe(true)
    const older = credential(
      { issuer: signer.controller, credentialSubject: { id: 'did:example:x' } },
      { dataModel: '1.1' },
    )
    const issued = await issue(older, { signer })
    expect(issued['@context']).toContain('https://www.w3.org/2018/credentials/v1')
    expect(issued.issuanceDate).toMatch(/Z$/)
    expect(await verify(issued)).toMatchObject({ verified: true, conforms: true })
  })

  it('verifies in every row as a badge does, as a JWT, with JCS, and in a batch', async () => {
    const signed = await issue(degree, { signer, load })
    const report = await verify(signed, { load, issuers: [signer.controller] })
    expect(report.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      'structure pass',
      'proof pass',
      'issuer pass',
      'validity pass',
      'status skipped',
      'endorsements skipped',
      'recipient skipped',
      'trust pass',
    ])
    for (const profile of ['open-badges', 'vc-jose'] as const) {
      expect(await verify(await issueJwt(degree, { signer, load, profile }), { load })).toMatchObject({
        verified: true,
      })
    }
    const jcs = await issue(degree, { signer, load, cryptosuite: 'eddsa-jcs-2022' })
    expect((await verify(jcs, { load })).verified).toBe(true)
    const outcomes: string[] = []
    const made = ['a', 'b', 'c'].map((name) => ({
      ...degree,
      credentialSubject: { ...ADA, id: `did:example:${name}` },
    }))
    for await (const row of issueMany([...made, { ...degree, type: [] }], { signer, load }))
      outcomes.push(row.outcome)
    expect(outcomes).toEqual(['issued', 'issued', 'issued', 'refused'])
  })

  it('finds a change of any claim, and a recipient who is another', async () => {
    const signed = await issue(degree, { signer, load })
    const forged = { ...signed, credentialSubject: { ...ADA, degree: { ...ADA.degree, name: 'PhD' } } }
    expect(outcome(await verify(forged, { load }), 'proof')).toBe('fail')
    const mine = await verify(signed, { load, recipient: { id: 'did:example:ada' } })
    expect(outcome(mine, 'recipient')).toBe('pass')
    const other = await verify(signed, { load, recipient: { id: 'did:example:eve' } })
    expect(outcome(other, 'recipient')).toBe('fail')
  })

  it.each([
    [
      'a term that no context defines',
      { credentialSubject: { degree: 1 } },
      ['invalid_property /credentialSubject/degree'],
    ],
    [
      'a type that no context defines',
      { type: ['VerifiableCredential', 'Degree'] },
      ['relative_type_reference /type'],
    ],
    ['a null', { id: null }, ['null_value /id']],
    ['null for its contexts', { '@context': null }, ['context_not_a_list /@context']],
    ['a start without zone', { validFrom: '2026-01-01T00:00:00' }, ['date_without_zone /validFrom']],
    ['resources as texts', { relatedResource: ['https://example.edu/x'] }, ['wrong_type /relatedResource/0']],
    [
      'resources without id',
      { relatedResource: [{ digestSRI: 'x' }] },
      ['missing /relatedResource/0/id', 'invalid_digest /relatedResource/0/digestSRI'],
    ],
    [
      'resources without digest',
      { relatedResource: [{ id: 'https://example.edu/x' }] },
      ['missing /relatedResource/0'],
    ],
  ])('refuses %s, with each cryptosuite and as a JWT', async (_, change, expected) => {
    for (const cryptosuite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const)
      expect(await refused(issue({ ...plain, ...change } as never, { signer, cryptosuite }))).toEqual(
        expected,
      )
    expect(await refused(issueJwt({ ...plain, ...change } as never, { signer }))).toEqual(expected)
  })

  it('refuses a value that JSON-LD would lose', async () => {
    const lossy = {
      ...degree,
      credentialSubject: {
        ...ADA,
        grade: { '@type': 'http://www.w3.org/2001/XMLSchema#double', '@value': '3.5 summa cum laude' },
      },
    }
    expect((await refused(issue(lossy as never, { signer, load }))).length).toBeGreaterThan(0)
  })

  it('takes a badge without its type for a badge, and says so', async () => {
    const badge = openBadge({
      issuer: { id: signer.controller, name: 'U' },
      recipient: { email: 'ada@example.org' },
      achievement: { id: 'https://example.edu/a', name: 'A', description: 'D', criteria: 'C' },
    })
    const untyped = { ...badge, type: ['VerifiableCredential'] }
    expect(await refused(issue(untyped as never, { signer }))).toEqual(['missing_type /type'])
  })
})
