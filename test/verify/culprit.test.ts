/** The row of the proof names what is at fault, in its details and in its sentence. */
import { beforeAll, describe, expect, it } from 'vitest'
import { writeCompactJws } from '../../src/proof/jwt/jws.js'
import { LANGUAGES, sentence } from '../../src/verify/messages/sentence.js'
import { verify } from './checked.js'
import { didDocument, makeWorld, type World } from './world.js'

const DOCUMENT = 'https://uni.example/.well-known/did.json'
let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const byWeb = async (document: unknown) => {
  world.documents.set(DOCUMENT, document)
  const signed = await world.sign(
    world.badge((b) => (b.issuer.id = 'did:web:uni.example')),
    world.web,
  )
  return (await verify(signed, world.options)).check.proof
}
const dated = (member: string) => {
  const document = didDocument('did:web:uni.example', world.web)
  const [method] = document['verificationMethod'] as [object]
  return { ...document, verificationMethod: [{ ...method, [member]: '2026-02-01T00:00:00Z' }] }
}

const BODY = '--x\r\nContent-Disposition: form-data; name="badge"; filename="a.png"\r\n\r\n'
describe('an upload that nobody took out of its request', () => {
  it.each<[string, () => Promise<string | Uint8Array>]>([
    ['empty', async () => ' \n'],
    ['empty', async () => new Uint8Array()],
    ['base64', async () => Buffer.from(JSON.stringify(await world.sign(world.badge()))).toString('base64')],
    [
      'base64',
      async () => `data:image/png;base64,${Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').toString('base64')}`,
    ],
    ['base64', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')],
    ['form', async () => `badge=${encodeURIComponent('{"a":1}')}&email=ada%40example.org`],
    ['form', async () => encodeURIComponent(JSON.stringify(await world.sign(world.badge())))],
    ['form', async () => BODY],
    ['form', async () => Buffer.concat([Buffer.from(BODY), Buffer.from([0x89, 0x50, 0xff, 0xfe])])],
    ['image-text', async () => Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1').toString()],
    ['image-text', async () => Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1').toString('latin1')],
    ['quoted', async () => JSON.stringify(JSON.stringify(await world.sign(world.badge())))],
  ])('is told as %s, in each language', async (found, input) => {
    for (const language of LANGUAGES) {
      const row = (await verify(await input(), { language })).check.structure
      expect(row).toMatchObject({ outcome: 'fail', code: 'unrecognised', details: { found } })
      expect(row.message).not.toBe(sentence('unrecognised', language))
      expect(row.message).toBe(sentence('unrecognised', language, { found }))
    }
  })
  it.each(['no badge', 'a=b c', '----', 'eyJhbGciOiJFZERTQSJ9.e30', '"text"', 'Content-Type: text/plain'])(
    'is not guessed of %s',
    async (input) => {
      expect((await verify(input)).check.structure.details?.['found']).toBeUndefined()
    },
  )
})

describe('a warning', () => {
  const graded = (allowedValue: readonly string[]) =>
    world.badge((b) => {
      const { credentialSubject: subject } = b
      subject.achievement.resultDescription = [
        {
          id: 'urn:example:grade',
          type: ['ResultDescription'],
          name: 'Grade',
          resultType: 'LetterGrade',
          allowedValue,
          requiredValue: 'C',
        },
      ]
      subject.result = [{ type: ['Result'], resultDescription: 'urn:example:grade', value: 'B' }]
    })
  it.each(LANGUAGES)('says which result is too low, and how values count, in %s', async (language) => {
    const signed = await world.sign(graded(['A', 'B', 'C']))
    const { verified, warnings } = await verify(signed, { ...world.options, language })
    expect({ verified, warnings }).toMatchObject({
      verified: true,
      warnings: [{ code: 'nonconforming', details: { code: 'below_pass_mark' } }],
    })
    expect(warnings[0]!.message).toContain('/credentialSubject/result/0/value')
    expect(warnings[0]!.details!['hint']).toContain('allowedValue')
    expect((await verify(await world.sign(graded(['C', 'B', 'A'])), world.options)).warnings).toEqual([])
  })
  it.each(LANGUAGES)('names the detail that differs from the standard in %s', async (language) => {
    const signed = await world.sign(world.badge((b) => (b.evidence = [])))
    const { warnings } = await verify(signed, { ...world.options, language })
    expect(warnings).toMatchObject([{ code: 'nonconforming', pointer: '/evidence' }])
    expect(warnings[0]!.message).toContain('/evidence')
  })
})

describe('the row of the proof', () => {
  it.each(['en', 'de', 'fr'] as const)('names the term and its place in %s', async (language) => {
    const signed = { ...(await world.sign(world.badge())), honours: 'summa cum laude' }
    const row = (await verify(signed, { ...world.options, language })).check.proof
    expect(row).toMatchObject({
      code: 'jsonld_unsafe',
      pointer: '/honours',
      details: { term: 'honours', place: '/honours' },
    })
    expect(row.message).toContain('honours')
    expect(row.message).toContain('/honours')
  })
  it('names a type that is not defined, and otherwise no value', async () => {
    const signed = await world.sign(world.badge())
    const termOf = async (change: object) =>
      (await verify({ ...signed, ...change }, world.options)).check.proof.details!['term']
    expect(await termOf({ type: ['VerifiableCredential', 'OpenBadgeCredential', 'Diploma'] })).toBe('Diploma')
    expect(await termOf({ id: 'ada@example.org' })).toBe('id')
    expect(await termOf({ image: { id: 'ada.png', type: 'Image' } })).toBe('id')
    expect(await termOf({ issuer: { ...(signed['issuer'] as object), '_:ada': 'x' } })).toBe('_:ada')
  })
  it('points into the proof where its own member is at fault', async () => {
    const signed = await world.sign(world.badge())
    const proof = { ...(signed['proof'] as object), grade: 'A', type: 'DataIntegrityProof' }
    const row = (await verify({ ...signed, proof }, world.options)).check.proof
    expect(row).toMatchObject({ code: 'jsonld_unsafe', pointer: '/proof/grade', details: { term: 'grade' } })
  })
  it.each(['en', 'de', 'fr'] as const)('names the claim of a token in %s', async (language) => {
    const header = { alg: 'EdDSA', typ: 'JWT', kid: world.signer.verificationMethod }
    const rowOf = async (claims: object) => {
      const payload = { ...world.badge(), ...claims } as never
      const token = await writeCompactJws(header, payload, world.signer)
      return (await verify(token, { ...world.options, language })).check.proof
    }
    const mismatch = await rowOf({ iss: 'did:web:else.example' })
    expect(mismatch).toMatchObject({
      code: 'jwt_claim_mismatch',
      pointer: '/issuer',
      details: { term: 'iss' },
    })
    const malformed = await rowOf({ nbf: 'soon' })
    expect(malformed).toMatchObject({ code: 'jwt_claim_malformed', details: { term: 'nbf' } })
    for (const [{ message }, claim] of [
      [mismatch, 'iss'],
      [malformed, 'nbf'],
    ] as const)
      expect(message).toContain(claim)
  })
  it('names the document that was wanted', async () => {
    const signed = await world.sign(
      world.badge((b) => (b.issuer.id = 'did:web:uni.example')),
      world.web,
    )
    const row = (await verify(signed, { now: world.options.now! })).check.proof
    expect(row).toMatchObject({ outcome: 'unknown', code: 'document_unknown', details: { url: DOCUMENT } })
    expect(row.message).toContain(DOCUMENT)
  })
  it.each([
    ['was revoked', () => dated('revoked'), 'key_revoked'],
    ['has run out', () => dated('expires'), 'key_expired'],
    [
      'was removed',
      () => ({
        ...didDocument('did:web:uni.example', world.web),
        verificationMethod: [],
        assertionMethod: [],
        authentication: [],
      }),
      'key_removed',
    ],
  ])('says that the key %s', async (_, document, code) => {
    expect(await byWeb(document())).toMatchObject({ outcome: 'fail', code })
  })
})
