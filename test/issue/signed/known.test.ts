/** Documents that were signed once, and that `verify` refused afterwards. */
import { endorsement, isOpenBadgeError, issue, issueJwt, issueMany, present, presentJwt } from 'laurel'
import { beforeAll, describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../src/encoding/json.js'
import { bySuite } from '../../by-suite.js'
import { recordOf } from '../../verify/record-of.js'
import { type Change, clone, LIST, makeWorld, NOW, VC2, type World } from '../../verify/world.js'

let world: World
let praise: JsonObject
beforeAll(async () => {
  world = await makeWorld()
  praise = await world.sign(world.endorsement(), world.stranger)
})

const options = () => ({ signer: world.signer, now: () => NOW })
const entry = (more: object = {}) => ({
  id: `${LIST}#7`,
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: '7',
  statusListCredential: LIST,
  ...more,
})
const forged = () => ({ ...clone(praise), name: 'Forged' })

/** `code pointer` of each issue, or the code of the error. */
async function refusal(issued: Promise<unknown>): Promise<readonly string[]> {
  try {
    await issued
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    const { issues, reason } = error.details as {
      readonly issues?: readonly { readonly code: string; readonly pointer: string; readonly hint?: string }[]
      readonly reason?: string
    }
    return issues?.map(({ code, pointer }) => `${code} ${pointer}`) ?? [`${error.code} ${reason}`]
  }
  return ['was signed']
}

const REFUSED: readonly (readonly [name: string, change: Change, issue: string])[] = [
  [
    'an offset beyond 14 hours',
    (b) => (b.validUntil = '2027-01-01T00:00:00+15:00'),
    'invalid_date /validUntil',
  ],
  ['nine status entries', (b) => (b.credentialStatus = Array.from({ length: 9 }, () => entry())), 'limit '],
  [
    'an index below zero',
    (b) => (b.credentialStatus = entry({ statusListIndex: -1 })),
    'not_verified /credentialStatus',
  ],
  [
    'an index that is no whole number, in the second entry',
    (b) => (b.credentialStatus = [entry(), entry({ id: `${LIST}#8`, statusListIndex: '1.5' })]),
    'not_verified /credentialStatus/1',
  ],
  [
    'an entry without a list',
    (b) => (b.credentialStatus = entry({ statusListCredential: undefined })),
    'not_verified /credentialStatus',
  ],
  [
    'a wrong digest of a bundled context',
    (b) => (b.relatedResource = [{ id: VC2, digestSRI: `sha256-${'A'.repeat(43)}=` }]),
    'invalid_digest /relatedResource/0',
  ],
  [
    'a wrong multihash of a bundled context',
    (b) =>
      (b.relatedResource = [{ id: VC2, digestMultibase: 'zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n' }]),
    'invalid_digest /relatedResource/0',
  ],
  [
    'nine JSON Schemas',
    (b) => {
      b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
      b.credentialSchema = Array.from({ length: 9 }, (_, i) => ({
        id: `https://uni.example/${i}`,
        type: '1EdTechJsonSchemaValidator2019',
      }))
    },
    'limit ',
  ],
  [
    '257 endorsements',
    (b) => (b.endorsement = Array.from({ length: 257 }, () => praise)),
    'limit /endorsement/256',
  ],
  ['a forged endorsement', (b) => (b.endorsement = [praise, forged()]), 'not_verified /endorsement/1'],
  [
    'a forged endorsement of the issuer',
    (b) => (b.issuer.endorsement = [forged()]),
    'not_verified /issuer/endorsement/0',
  ],
]

describe('before a key signs', () => {
  // To hold the endorsements of the long list takes as long as all else.
  const few = REFUSED.filter(([name]) => name !== '257 endorsements')
  test.each(bySuite(few, REFUSED))('%s is refused, in each form', async (_, change, issue_) => {
    const document = world.badge(change) as never
    expect(await refusal(issue(document, options()))).toEqual([issue_])
    expect(await refusal(issue(document, { ...options(), cryptosuite: 'eddsa-jcs-2022' }))).toEqual([issue_])
    // A claim of the token has the date too, and is read first.
    const first = issue_.startsWith('invalid_date') ? 'jwt_invalid jwt_claim_malformed' : issue_
    expect(await refusal(issueJwt(document, options()))).toEqual([first])
    expect(await refusal(issueJwt(document, { ...options(), profile: 'vc-jose' }))).toEqual([issue_])
    for await (const row of issueMany([document], options())) expect(row.outcome).toBe('refused')
  })

  test('the signer is not called for a document that is refused', async () => {
    let calls = 0
    const { verificationMethod, algorithm, controller } = world.signer
    const sign = (data: Uint8Array) => {
      calls++
      return world.signer.sign(data)
    }
    const signer = { verificationMethod, algorithm, controller, sign }
    for (const [, change, code] of REFUSED) {
      expect(await refusal(issue(world.badge(change) as never, { signer }))).toEqual([code])
    }
    expect(calls).toBe(0)
    await issue(world.badge() as never, { signer })
    expect(calls).toBe(1)
  })

  test('a credential with the type of a presentation is refused', async () => {
    const document = world.badge((b) => b.type.push('VerifiablePresentation')) as never
    expect((await refusal(issue(document, options())))[0]).toMatch(/^(?:credential_member|types_contradict) /)
    expect((await refusal(issueJwt(document, options())))[0]).toMatch(
      /^(?:credential_member|types_contradict) /,
    )
  })

  test('a type of another kind of credential is refused where verify does not read its proof', async () => {
    const document = world.badge((b) => {
      b['@context'].push({ '@vocab': 'https://uni.example/terms#' })
      b.type.push('EuropeanDigitalCredential')
    }) as never
    expect(await refusal(issue(document, options()))).toEqual(['not_verified '])
  })

  test('2,000 objects with one id are refused by the limit of verify', async () => {
    const evidence = Array.from({ length: 2000 }, (_, i) => ({
      id: 'urn:x:1',
      type: ['Evidence'],
      name: `${i % 2}`,
    }))
    const document = world.badge((b) => (b.evidence = evidence)) as never
    expect(await refusal(issue(document, options()))).not.toEqual(['was signed'])
    expect(await refusal(issueJwt(document, options()))).not.toEqual(['was signed'])
  })

  test('an integer beyond 2^53 is refused in a token, at its place', async () => {
    const document = world.badge((b) => (b.credentialSubject.creditsEarned = 2 ** 53 + 2)) as never
    expect(await refusal(issueJwt(document, options()))).toEqual([
      'lossy_value /credentialSubject/creditsEarned',
    ])
  })

  test.each(['vc', 'exp', 'aud', 'vp', '_sd'])(
    'a member with the name of the claim %s is refused in a token',
    async (name) => {
      const document = world.badge((b) => {
        // VCDM 2.0 defines the others itself.
        if (name.startsWith('v')) b['@context'].push({ [name]: 'https://uni.example/terms#x' })
        b[name] = name === 'exp' ? 1 : 'urn:x'
      }) as never
      expect((await refusal(issueJwt(document, options())))[0]).toMatch(/^jwt_invalid jwt_claim_malformed/)
    },
  )

  test('two statements about one id are refused where the text is signed, and one statement in two objects is not', async () => {
    const creator =
      (name: string): Change =>
      (b) => {
        b.credentialSubject.achievement.creator = {
          id: b.issuer.id,
          type: ['Profile'],
          name,
          url: 'https://uni.example/',
        }
      }
    for (const sign of [
      (d: never) => issue(d, { ...options(), cryptosuite: 'eddsa-jcs-2022' }),
      (d: never) => issueJwt(d, options()),
    ]) {
      expect((await refusal(sign(world.badge(creator('Somebody else')) as never)))[0]).toMatch(
        /^contradicting_member /,
      )
      await sign(world.badge(creator('Example University')) as never)
    }
  })

  test('VCDM 1.1 is refused in the profile vc-jose', async () => {
    const document = {
      ...world.badge(),
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
      ],
      issuanceDate: '2026-01-01T00:00:00Z',
      validFrom: undefined,
      validUntil: undefined,
    }
    expect(await refusal(issueJwt(document as never, { ...options(), profile: 'vc-jose' }))).toEqual([
      'jwt_invalid jwt_version_mismatch',
    ])
  })

  test('a forged part of a record is refused', async () => {
    const part = { ...(await world.sign(world.badge())), name: 'Forged' }
    const record = { ...recordOf(world, [part]), issuer: { id: world.signer.controller, type: ['Profile'] } }
    expect(await refusal(issue(record as never, options()))).toEqual([
      'not_verified /credentialSubject/verifiableCredential/0',
    ])
  })
})

describe('what needs the world', () => {
  test('an endorsement that expired is signed, and so is one whose key must be fetched', async () => {
    const old = await world.sign(
      world.endorsement((e) => (e.validUntil = '2026-02-01T00:00:00Z')),
      world.stranger,
    )
    const byWeb = await world.sign(
      world.endorsement((e) => (e.issuer.id = world.web.controller)),
      world.web,
    )
    await issue(world.badge((b) => (b.endorsement = [old, byWeb])) as never, options())
  })
})

describe('before a holder signs', () => {
  const shown = () => ({ signer: world.signer, challenge: 'c-1' })

  test('a forged credential is refused, as an object and in a token', async () => {
    const bad = { ...(await world.sign(world.badge())), name: 'Forged' }
    const place = ['not_verified /verifiableCredential/0']
    expect(await refusal(present({ ...shown(), credentials: [bad] }))).toEqual(place)
    expect(await refusal(presentJwt({ ...shown(), credentials: [bad] }))).toEqual(place)
  })

  test('an expired one may be shown', async () => {
    const old = await world.sign(world.badge((b) => (b.validUntil = '2026-02-01T00:00:00Z')))
    await present({ ...shown(), credentials: [old] })
    await presentJwt({ ...shown(), credentials: [old] })
  })
})

test('an endorsement from the builder is signed', async () => {
  const made = endorsement({
    name: 'Praise',
    issuer: { id: world.signer.controller, type: ['Profile'], name: 'Guild' } as never,
    endorses: 'https://uni.example/achievements/rust',
    comment: 'Good',
  })
  await issue(made, options())
})
