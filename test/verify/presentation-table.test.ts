/** Envelope × content × option: the envelope's own verdict, and beside it the verdict of what it holds. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { writeCompactJws } from '../../src/proof/jwt/jws.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import type { Report } from '../../src/verify/report/report.js'
import { coseMessage, header } from '../proof/cose-message.js'
import { hide, selectiveToken } from '../proof/selective-token.js'
import { verify } from './checked.js'
import { clone, makeWorld, VC2, type World } from './world.js'

let world: World
let contents: Readonly<Record<string, readonly JsonObject[]>>
beforeAll(async () => {
  world = await makeWorld()
  const good = clone(await world.sign(world.badge((b) => (b.id = 'urn:x:good')))) as JsonObject
  const tampered = { ...good, name: 'Doctor of Medicine' }
  const expired = clone(
    await world.sign(
      world.badge((b) => {
        b.id = 'urn:x:expired'
        b.validUntil = '2026-02-01T00:00:00Z'
      }),
    ),
  ) as JsonObject
  contents = {
    good: [good],
    tampered: [tampered],
    expired: [expired],
    'good and tampered': [good, tampered],
    'a selective-disclosure token': [enveloped('sd-jwt', await selective())],
    'one of another vocabulary': [enveloped('sd-jwt', 'e30.e30.AAAA~')],
    'a credential as COSE': [enveloped('cose;base64', await cose())],
    'one as COSE that was cut': [enveloped('cose;base64', '0oRYV6QB')],
    'good and one in an unknown way': [good, enveloped('mdoc;base64', '0oRYV6QB')],
    'an envelope that is none': [{ ...enveloped('jwt', 'x'), id: 'data:text/html,x' }],
    nothing: [],
  }
})

/** A badge as an SD-JWT, of which the name of its achievement is hidden and shown. */
const selective = async (): Promise<string> => {
  const payload = clone(world.badge((b) => (b.id = 'urn:x:selective'))) as JsonObject
  const hidden = hide({ payload, disclosures: [] }, ['credentialSubject', 'achievement', 'name'])
  const { verificationMethod: kid } = world.signer
  return selectiveToken(hidden, hidden.disclosures, { alg: 'EdDSA', typ: 'vc+sd-jwt', kid }, world.signer)
}

const cose = async (): Promise<string> => {
  const payload = clone(world.badge((b) => (b.id = 'urn:x:cose'))) as JsonObject
  const own = header(world.signer.verificationMethod)
  return (await coseMessage({ own, payload }, world.signer)).toString('base64')
}

/** Secured as VCDM 2.0 section 4.13 allows. */
const enveloped = (scheme: string, data: string): JsonObject => ({
  '@context': VC2,
  type: 'EnvelopedVerifiableCredential',
  id: `data:application/vc+${scheme},${data}`,
})

/** Whether each content holds, one by one. */
const HOLDS: Readonly<Record<string, readonly boolean[]>> = {
  good: [true],
  tampered: [false],
  expired: [false],
  'good and tampered': [true, false],
  'a selective-disclosure token': [true],
  'one of another vocabulary': [false],
  'a credential as COSE': [true],
  'one as COSE that was cut': [false],
  'good and one in an unknown way': [true, false],
  'an envelope that is none': [false],
  nothing: [],
}

/** What the row of the contents says, where they are not all in order: what is not covered here is nobody's fault. */
const ROWS: Readonly<Record<string, string>> = {
  tampered: 'fail credentials_failed',
  expired: 'fail credentials_failed',
  'good and tampered': 'fail credentials_failed',
  'one of another vocabulary': 'unknown credentials_unknown',
  'one as COSE that was cut': 'fail credentials_failed',
  'good and one in an unknown way': 'unknown credentials_unknown',
  'an envelope that is none': 'fail credentials_failed',
}

type Make = (held: readonly JsonObject[]) => unknown

const ANSWER = { challenge: 'c-1', domain: 'verifier.example' } as const
const created = new Date('2026-04-30T00:00:00Z')
const plain = (held: readonly JsonObject[]): JsonObject => ({
  '@context': [VC2],
  type: ['VerifiablePresentation'],
  holder: world.stranger.controller,
  verifiableCredential: held,
})
const proven = async (held: readonly JsonObject[], options: object): Promise<JsonObject> =>
  clone(await addProof(plain(held), world.stranger, { created, ...options })) as JsonObject
const authentication = (held: readonly JsonObject[]): Promise<JsonObject> =>
  proven(held, { proofPurpose: 'authentication', ...ANSWER })
const token = async (typ: string, payload: JsonObject): Promise<string> => {
  const header = { alg: 'EdDSA', typ, kid: world.stranger.verificationMethod }
  return writeCompactJws(header, { ...payload, nonce: 'c-1', aud: 'verifier.example' }, world.stranger)
}

const ENVELOPES: Readonly<Record<string, Make>> = {
  unsigned: plain,
  'signed for assertionMethod': (held) => proven(held, {}),
  'signed for authentication': authentication,
  'changed afterwards': async (held) => ({ ...(await authentication(held)), id: 'urn:x:other' }),
  'vp+jwt': (held) => token('vp+jwt', plain(held)),
  'JWT with vp': (held) => {
    const vp = { ...plain(held), '@context': ['https://www.w3.org/2018/credentials/v1'] }
    return token('JWT', { iss: world.stranger.controller, vp })
  },
  'JWT changed afterwards': async (held) => (await token('vp+jwt', plain(held))).replace(/....$/, 'AAAA'),
  'enveloped vp+jwt': async (held) => ({
    '@context': [VC2],
    type: 'EnvelopedVerifiablePresentation',
    id: `data:application/vp+jwt,${await token('vp+jwt', plain(held))}`,
  }),
}

const OPTIONS: Readonly<Record<string, VerifyOptions>> = {
  none: {},
  'kinds presentation': { kinds: ['presentation'] },
  'kinds presentation and badge': { kinds: ['presentation', 'open-badge'] },
  'kinds badge': { kinds: ['open-badge'] },
  'the challenge': ANSWER,
  'the challenge, kinds badge': { ...ANSWER, kinds: ['open-badge'] },
  'another challenge': { ...ANSWER, challenge: 'c-2' },
}

/** The row of the proof, by envelope and option in the order of the tables. */
const PROOF: Readonly<Record<string, readonly string[]>> = {
  unsigned: Array<string>(7).fill('presentation_unsigned'),
  'signed for assertionMethod': [
    'challenge_missing',
    'signature_valid',
    'signature_valid',
    'challenge_missing',
    'proof_purpose_mismatch',
    'proof_purpose_mismatch',
    'proof_purpose_mismatch',
  ],
  'changed afterwards': [
    ...Array<string>(6).fill('signature_invalid'),
    'challenge_mismatch', // Looked at first, since it costs nothing.
  ],
  'JWT changed afterwards': [...Array<string>(6).fill('signature_invalid'), 'challenge_mismatch'],
  ...Object.fromEntries(
    ['signed for authentication', 'vp+jwt', 'JWT with vp', 'enveloped vp+jwt'].map((name) => [
      name,
      [
        'challenge_missing',
        'signature_valid',
        'signature_valid',
        'challenge_missing',
        'signature_valid',
        'signature_valid',
        'challenge_mismatch',
      ],
    ]),
  ),
}

/** Only badges that a person would see: of the report's own list, not of the embedded reports. */
const shown = (report: Report): readonly boolean[] => report.badges.map(({ verified }) => verified)

describe.each(Object.keys(ENVELOPES))('a presentation, %s,', (envelope) => {
  describe.each(Object.keys(HOLDS))('that holds %s', (content) => {
    it.each(Object.keys(OPTIONS))('has its verdicts with the option: %s', async (option) => {
      const asked = OPTIONS[option]!
      const input = await ENVELOPES[envelope]!(contents[content]!)
      const report = await verify(input, { ...world.options, ...asked })
      const proof = PROOF[envelope]![Object.keys(OPTIONS).indexOf(option)]
      expect(report.kind).toBe('presentation')
      expect(report.check.proof.code).toBe(proof)
      expect(report.check.structure.code).toBe(option === 'kinds badge' ? 'kind_unexpected' : 'well_formed')
      // What is inside is judged whatever becomes of the envelope.
      expect(shown(report)).toEqual(HOLDS[content])
      expect(report.embedded?.map(({ report: { verified } }) => verified) ?? []).toEqual(HOLDS[content])
      const { outcome, code } = report.check.endorsements
      if (ROWS[content] !== undefined) expect(`${outcome} ${code}`).toBe(ROWS[content])
      else expect(outcome).not.toBe('unknown')
      const whole = proof === 'signature_valid' && HOLDS[content]!.every(Boolean)
      const empty = content === 'nothing' && option !== 'the challenge'
      expect(report.verified).toBe(whole && !empty)
      // Nobody's presence is shown without an answer to a challenge.
      const present = report.verified && asked.challenge !== undefined
      expect(report.envelope?.by).toEqual(present ? { id: world.stranger.controller } : undefined)
      expect(report.warnings.some(({ code }) => code === 'presentation_unchallenged')).toBe(
        proof === 'signature_valid' && asked.challenge === undefined,
      )
    })
  })
})

describe('a list', () => {
  const FORMS: Readonly<Record<string, (held: readonly JsonObject[]) => unknown>> = {
    'of objects': (held) => held,
    'as JSON': (held) => JSON.stringify(held),
    'as bytes': (held) => new TextEncoder().encode(JSON.stringify(held)),
    'as NDJSON': (held) => `${held.map((each) => JSON.stringify(each)).join('\n')}\n`,
  }

  it.each(Object.keys(FORMS))('%s has no verdict of its own, and everything in it has one', async (form) => {
    const input = FORMS[form]!(contents['good and tampered']!)
    for (const options of Object.values(OPTIONS)) {
      const report = await verify(input, { ...world.options, ...options })
      expect(report).toMatchObject({
        verified: false,
        kind: 'list',
        check: { structure: { code: 'credential_list' } },
      })
      expect(shown(report)).toEqual([true, false])
      expect(report.badges.map(({ pointer }) => pointer)).toEqual(['/0', '/1'])
    }
  })

  it('that is in order fails nowhere, and is still nobody’s word', async () => {
    const report = await verify(contents['good'], world.options)
    expect(report.checks.filter(({ outcome }) => outcome === 'fail')).toEqual([])
    expect(report.check.endorsements).toMatchObject({ outcome: 'skipped', code: 'credentials_apart' })
    expect(report.verified).toBe(false)
  })

  it('asks trust and recipient of each', async () => {
    const options = { ...world.options, issuers: ['did:web:else.example'] }
    const report = await verify(contents['good'], options)
    expect(report.embedded![0]!.report.check.trust.code).toBe('issuer_not_listed')
    expect(shown(report)).toEqual([false])
  })

  it('of lines says of a damaged one that it is damaged', async () => {
    const [good] = contents['good']!
    const report = await verify(`${JSON.stringify(good)}\n{"a":\n`, world.options)
    expect(report.embedded!.map(({ report: { verified } }) => verified)).toEqual([true, false])
  })

  it('of nothing, or of no documents at all, is refused', async () => {
    for (const input of ['[]', '{}\n{', '[1]', '[[[]]]']) expect((await verify(input)).verified).toBe(false)
    expect((await verify('[]')).kind).toBe('json')
  })

  it('is one input with one budget', async () => {
    const [good] = contents['good']!
    for (const input of [Array(40).fill(good), Array(40).fill(JSON.stringify(good)).join('\n')]) {
      const report = await verify(input, { ...world.options, limits: { embedded: 5 } })
      expect(report.embedded).toHaveLength(5)
      expect(report.check.endorsements).toMatchObject({ code: 'limit_exceeded', pointer: '/5' })
    }
  })

  it('and a presentation of nobody load no more documents than one credential may', async () => {
    const badge = await world.sign(
      world.badge((b) => (b.issuer.id = world.web.controller)),
      world.web,
    )
    const held = Array(6).fill(badge) as JsonObject[]
    for (const input of [held, plain(held)]) {
      world.asked.length = 0
      await verify(input, { ...world.options, limits: { loads: 3 } })
      expect(world.asked.length).toBeLessThanOrEqual(3)
    }
  })
})
