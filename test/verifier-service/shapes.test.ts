/** The two forms in which the service's VC-API answers, each held against its schema. */
import Ajv2020 from 'ajv/dist/2020.js'
import { credential, present } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import { verifierService } from '../../examples/verifier-service/service.js'
import type { ShapesName } from '../../examples/verifier-service/shapes.js'
import { makeWorld, NOW, type World } from '../verify/world.js'

const TOKEN = 'a-token-of-some-length'
const PROBLEMS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['type', 'title', 'detail'],
    properties: {
      type: { type: 'string', pattern: '^(https://|about:blank)' },
      title: { type: 'string' },
      detail: { type: 'string' },
    },
  },
}
const CREDENTIAL = {
  type: 'object',
  required: ['@context', 'type', 'issuer', 'credentialSubject', 'proof'],
  properties: {
    '@context': { type: 'array' },
    type: { type: 'array', contains: { const: 'VerifiableCredential' } },
  },
}
const VCALM_VERIFIED = {
  type: 'object',
  required: ['verified', 'problemDetails'],
  properties: {
    verified: { type: 'boolean' },
    credential: { type: 'object' },
    problemDetails: PROBLEMS,
    results: { type: 'object' },
  },
  if: { type: 'object', required: ['verified'], properties: { verified: { const: true } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: {
    type: 'object',
    required: ['problemDetails'],
    properties: { problemDetails: { type: 'array', maxItems: 0 } },
  },
  else: {
    type: 'object',
    required: ['problemDetails'],
    properties: { problemDetails: { type: 'array', minItems: 1 } },
  },
  additionalProperties: false,
}
const SUITES_REFUSED = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'verified', 'problemDetails'],
  properties: {
    status: { const: 400 },
    verified: { const: false },
    problemDetails: { ...PROBLEMS, minItems: 1 },
  },
}
const SUITES_ISSUED = {
  ...CREDENTIAL,
  properties: { ...CREDENTIAL.properties, proof: { type: 'object', required: ['proofValue'] } },
}
const SCHEMAS = {
  vcalm: {
    issued: [
      201,
      {
        type: 'object',
        required: ['verifiableCredential'],
        properties: { verifiableCredential: CREDENTIAL },
        additionalProperties: false,
      },
    ],
    good: [200, VCALM_VERIFIED],
    bad: [200, VCALM_VERIFIED],
    malformed: [400, SUITES_REFUSED],
  },
  'w3c-suites': {
    issued: [201, SUITES_ISSUED],
    good: [200, { type: 'object', required: ['verified'], properties: { verified: { const: true } } }],
    bad: [400, SUITES_REFUSED],
    malformed: [400, SUITES_REFUSED],
  },
} as const

let world: World
beforeAll(async () => {
  world = await makeWorld()
})

const forms: readonly (ShapesName | undefined)[] = ['vcalm', 'w3c-suites', undefined]

describe.each(forms)('the VC-API in the form %s', (form) => {
  const schemas = SCHEMAS[form ?? 'w3c-suites']
  const ask = async (
    path: string,
    body: object,
  ): Promise<{ status: number; body: Record<string, unknown> }> => {
    const app = verifierService({
      load: world.load,
      issuing: { signer: world.signer, token: TOKEN },
      now: NOW,
      ...(form === undefined ? {} : { shapes: form }),
    })
    const response = await app.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify(body),
    })
    return { status: response.status, body: (await response.json()) as Record<string, unknown> }
  }
  const expectForm = (
    answer: { status: number; body: object },
    [status, schema]: readonly [number, object],
  ): void => {
    const judge = new Ajv2020({ strict: true, strictRequired: false }).compile(schema)
    expect(judge(answer.body), JSON.stringify([judge.errors, answer.body]).slice(0, 500)).toBe(true)
    expect(answer.status).toBe(status)
  }
  const unsigned = () =>
    credential({
      issuer: world.signer.controller,
      validFrom: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'did:example:ada' },
    })

  it('issues any credential, under the cryptosuite that the options name', async () => {
    for (const cryptosuite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022']) {
      const answer = await ask('/credentials/issue', { credential: unsigned(), options: { cryptosuite } })
      expectForm(answer, schemas.issued)
      const issued = (answer.body['verifiableCredential'] ?? answer.body) as { proof: object }
      expect([issued.proof].flat()).toMatchObject([{ cryptosuite }])
      expectForm(await ask('/credentials/verify', { verifiableCredential: issued }), schemas.good)
    }
    expectForm(
      await ask('/credentials/issue', { credential: unsigned(), options: { cryptosuite: 'x' } }),
      schemas.malformed,
    )
  })

  it('answers what does not verify, and what it did not understand', async () => {
    const signed = await world.sign(world.badge())
    expectForm(
      await ask('/credentials/verify', { verifiableCredential: { ...signed, name: 'X' } }),
      schemas.bad,
    )
    expectForm(await ask('/credentials/verify', { verifiableCredential: 'x' }), schemas.malformed)
    expectForm(
      await ask('/credentials/issue', { credential: { ...unsigned(), credentialSubject: {} } }),
      schemas.malformed,
    )
  })

  it('answers for presentations, good and failed', async () => {
    const shown = await present({
      credentials: [await world.sign(world.badge())],
      signer: world.stranger,
      challenge: 'c',
      domain: 'd',
      created: new Date('2026-04-30T00:00:00Z'),
    })
    const put = (challenge: string) =>
      ask('/presentations/verify', { verifiablePresentation: shown, options: { challenge, domain: 'd' } })
    expectForm(await put('c'), schemas.good)
    expectForm(await put('other'), schemas.bad)
  })
})
