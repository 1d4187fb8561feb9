/** Whose fault it is that something could not be found out: the caller's, the world's, or the credential's. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import type { Load, Purpose } from '../../src/ports.js'
import { summarise } from '../../src/share/pages/verdict.js'
import { en, type SentenceCode } from '../../src/verify/messages/en.js'
import { problemDetails } from '../../src/verify/report/problem-details.js'
import { problemOf } from '../../src/verify/report/problems.js'
import { verify } from './checked.js'
import { makeWorld, type World } from './world.js'

const KEY = 'https://uni.example/.well-known/did.json'
const LIST = 'https://uni.example/status/1'
const CONTEXT = 'https://uni.example/context.json'
const REGISTRY = 'https://registry.example/list.json'

let world: World
let byWeb: JsonObject
let withStatus: JsonObject
let withRevocations: JsonObject
let signed: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  signed = await world.sign(world.badge())
  byWeb = await world.sign(
    world.badge((badge) => (badge.issuer.id = 'did:web:uni.example')),
    world.web,
  )
  withStatus = await world.sign(
    world.badge((badge) => {
      badge.credentialStatus = {
        id: `${LIST}#7`,
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '7',
        statusListCredential: LIST,
      }
    }),
  )
  withRevocations = await world.sign(
    world.badge((badge) => {
      badge['@context'] = [...badge['@context'], 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json']
      badge.credentialStatus = { id: LIST, type: '1EdTechRevocationList' }
    }),
  )
})

const coded = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:443'), { code: 'ECONNREFUSED' })
/** What a loader does that has no answer, and what is told of it. */
const SILENT: readonly (readonly [string, () => unknown, string])[] = [
  ['answers undefined', async () => undefined, 'the loader returned nothing'],
  ['returns undefined at once', () => undefined, 'the loader returned nothing'],
  [
    'rejects with an error',
    () => Promise.reject(new TypeError('fetch failed')),
    'the loader failed: TypeError',
  ],
  ['rejects with an error of the system', () => Promise.reject(coded), 'the loader failed: ECONNREFUSED'],
  ['rejects with a text', () => Promise.reject('no'), 'the loader failed'],
  ['rejects with nothing', () => Promise.reject(undefined), 'the loader failed'],
  [
    'throws at once',
    () => {
      throw new Error('boom')
    },
    'the loader failed: Error',
  ],
]
const only =
  (wanted: Purpose, answer: () => unknown): Load =>
  (url, purpose, signal) =>
    purpose === wanted ? (answer() as Promise<unknown>) : world.load(url, purpose, signal)

describe.each(SILENT)('a loader that %s', (_, answer, cause) => {
  it('leaves the key unknown, and says which document was wanted', async () => {
    const report = await verify(byWeb, { ...world.options, load: only('controller', answer) })
    expect(report.check.proof).toMatchObject({
      outcome: 'unknown',
      code: 'document_unavailable',
      details: { url: KEY, cause },
    })
    expect(report.check.proof.message).toContain(KEY)
    expect(JSON.stringify(report)).not.toContain('10.0.0.7')
  })

  it('leaves a context unknown', async () => {
    const document = { ...signed, '@context': [...(signed['@context'] as string[]), CONTEXT] }
    const report = await verify(document, { ...world.options, load: only('context', answer) })
    expect(report.check.proof).toMatchObject({
      outcome: 'unknown',
      code: 'document_unavailable',
      details: { url: CONTEXT, cause },
    })
  })

  it('leaves the status unknown', async () => {
    for (const credential of [withStatus, withRevocations]) {
      const report = await verify(credential, { ...world.options, load: only('status', answer) })
      expect(report.check.status).toMatchObject({
        outcome: 'unknown',
        code: 'status_unavailable',
        details: { url: LIST, cause: 'document_unavailable', because: cause },
        message: expect.stringContaining(LIST),
      })
    }
  })

  it('leaves the trust in the issuer unknown', async () => {
    for (const type of ['issuer-list', 'openid-federation'] as const) {
      const issuers = { registries: [{ name: 'R', type, url: REGISTRY }] }
      const report = await verify(signed, { ...world.options, issuers, load: only('registry', answer) })
      expect(report.check.trust).toMatchObject({
        outcome: 'unknown',
        code: 'trust_unknown',
        details: { unreachable: ['R'] },
      })
    }
  })
})

describe('a registry that answers rubbish', () => {
  it.each<[string, unknown]>([
    ['a page', '<html>Service unavailable</html>'],
    ['an empty text', ''],
    ['a number', 7],
    ['false', false],
    ['an empty object', {}],
    ['an error in JSON', { error: 'rate limited' }],
    ['a list of nothing', { registry: null }],
    ['a text for a list', { registry: 'did:web:uni.example' }],
    ['a list of numbers', { registry: [1, 2] }],
    ['a list of objects that name nobody', { registry: [{ name: 'Example University' }] }],
    ['a list', ['did:web:uni.example']],
  ])('%s says of nobody that he is not listed', async (_, answer) => {
    for (const type of ['issuer-list', 'openid-federation'] as const) {
      const issuers = { registries: [{ name: 'R', type, url: REGISTRY }] }
      const load = only('registry', async () => answer)
      const report = await verify(signed, { ...world.options, issuers, load })
      expect(report.check.trust).toMatchObject({ outcome: 'unknown', code: 'trust_unknown' })
    }
  })

  it('in one entry still vouches in the others, and leaves the rest open', async () => {
    const load = (registry: unknown) => only('registry', async () => ({ registry }))
    const issuers = { registries: [{ name: 'R', type: 'issuer-list' as const, url: REGISTRY }] }
    const codeOf = async (registry: unknown): Promise<string> =>
      (await verify(signed, { ...world.options, issuers, load: load(registry) })).check.trust.code
    expect(await codeOf([7, { did: world.signer.controller }])).toBe('issuer_trusted')
    expect(await codeOf([7, { did: 'did:web:other.example' }])).toBe('trust_unknown')
    expect(await codeOf([])).toBe('issuer_not_listed')
  })
})

describe('the name of a file', () => {
  it.each([
    'badge.png',
    'ada.svg',
    './badges/ada.json',
    'C:\\badges\\Ada Lovelace.PNG',
    '/home/ada/badge.jwt',
    'my.badge.png',
    'file:///home/ada/badge.png',
    'Zeugnis für Ada.jsonld',
    ' badge.png\n',
  ])('%s gets a sentence of its own', async (name) => {
    const report = await verify(name)
    expect(report.check.structure).toMatchObject({ outcome: 'fail', code: 'file_name' })
  })

  it.each(['https://example.org/badge.png', 'a badge', 'png', '.png', '{"a":"badge.png"}', 'a\nb.png'])(
    '%j is none',
    async (text) => {
      expect((await verify(text)).check.structure.code).not.toBe('file_name')
    },
  )
})

describe('what no upload can be', () => {
  it.each([undefined, Promise.resolve('{}'), () => '{}', async () => '{}'])(
    '%s is the caller’s slip',
    async (input) => {
      await expect(verify(input as never)).rejects.toThrow(TypeError)
    },
  )
  it.each([null, '', 'x', 7, true, [], new Uint8Array(0)].map((input) => ({ input })))(
    '$input is reported',
    async ({ input }) => {
      expect((await verify(input as never)).verified).toBe(false)
    },
  )
})

/** Codes of rows that pass or are skipped, and of warnings: no problems. */
const FINE: ReadonlySet<SentenceCode> = new Set([
  ...([
    'well_formed',
    'signature_valid',
    'signature_partial',
    'key_bound',
    'holder_bound',
    'in_force',
  ] as const),
  ...(['no_dates', 'not_revoked', 'no_status', 'endorsements_valid', 'endorsements_partly'] as const),
  ...(['no_endorsements', 'credentials_valid', 'credentials_apart', 'recipient_matches'] as const),
  ...(['recipient_not_asked', 'issuer_trusted', 'trust_not_asked', 'not_reached'] as const),
  ...(['required_skipped', 'nonconforming', 'proof_warning', 'image_warning', 'other_proof_failed'] as const),
  ...([
    'subject_unidentified',
    'schema_not_checked',
    'no_withdrawal_status',
    'status_message',
    'status_refresh',
    'status_other',
  ] as const),
  ...(['refreshed', 'refresh_failed', 'refresh_refused', 'unwrapped'] as const),
  ...([
    'presentation_unchallenged',
    'endorsement_lapsed',
    'endorsement_elsewhere',
    'key_shared',
    'creator_other',
    'related_resource_not_checked',
    'credentials_partly',
    'part_lapsed',
    'stack_contradicted',
    'association_dangling',
    'association_cycle',
  ] as const),
])

describe('problem details', () => {
  it('have a title for each code that can be a problem', () => {
    const without = (Object.keys(en) as SentenceCode[]).filter(
      (code) => !FINE.has(code) && problemOf(code).title === 'Not verified',
    )
    expect(without).toEqual([])
    for (const code of FINE) expect(problemOf(code).title).toBe('Not verified')
  })

  it('have one title for each of the W3C’s types', () => {
    const titles = new Map<string, string>()
    for (const code of Object.keys(en) as SentenceCode[]) {
      const { type, title } = problemOf(code)
      if (type === 'about:blank') continue
      expect(titles.get(type) ?? title).toBe(title)
      titles.set(type, title)
    }
    expect(titles.size).toBeGreaterThan(8)
  })

  it.each<[SentenceCode, string]>([
    ['signature_invalid', 'Signature does not match'],
    ['document_unavailable', 'Document not available'],
    ['revoked', 'Withdrawn by its issuer'],
    ['expired', 'Outside its validity period'],
    ['key_not_bound', 'Signed with another key'],
    ['recipient_differs', 'Issued to another person'],
    ['limit_exceeded', 'Limit exceeded'],
    ['file_name', 'Cannot be read as a credential'],
  ])('say of %s: %s', (code, title) => {
    expect(problemOf(code).title).toBe(title)
  })

  it('come from the rows of a report', async () => {
    const report = await verify({ ...signed, name: 'x' }, world.options)
    expect(problemDetails(report)).toMatchObject([
      { code: 'proof/signature_invalid', title: 'Signature does not match', pointer: '/proof' },
    ])
  })

  it('come from rows that were required and skipped, and a summary names the first', async () => {
    const { issuers: _, ...options } = { ...world.options, issuers: undefined }
    const report = await verify(signed, { ...options, require: ['trust', 'recipient'] })
    expect(problemDetails(report).map(({ code }) => code)).toEqual([
      'recipient/recipient_not_asked',
      'trust/trust_not_asked',
    ])
    expect(summarise(report, 'en').reason).toBe(report.check.recipient.message)
  })
})
