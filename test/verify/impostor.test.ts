/** Documents that pass for something whose signature asks for less: a presentation needs no issuer's key. */
import { bake, issueJwt } from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import type { LocalSigner } from '../../src/keys/signers/make-signer.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { writeCompactJws } from '../../src/proof/jwt/jws.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import type { Report } from '../../src/verify/report/report.js'
import { verify } from './checked.js'
import { type Change, clone, makeWorld, OB, trouble, VC2, type World } from './world.js'

const CREDENTIALS = 'https://www.w3.org/2018/credentials#'

let world: World
let genuine: JsonObject
let asked: VerifyOptions
beforeAll(async () => {
  world = await makeWorld()
  genuine = await world.sign(world.badge((b) => (b.id = 'urn:uuid:6b4cf3d1-26a0-4d52-9f4e-3f0f7f9b5a33')))
  asked = { ...world.options, issuers: [world.signer.controller], kinds: ['open-badge', 'presentation'] }
})

/** Signed by the stranger, who names the university as its issuer. */
const forge = (change?: Change): Promise<JsonObject> => {
  const made = clone(world.badge()) as JsonObject & { type: string[] }
  const forged = { ...made, type: [...made.type, 'VerifiablePresentation'], verifiableCredential: [genuine] }
  change?.(forged)
  return world.sign(forged, world.stranger)
}
const present = (held: unknown, change?: Change): Promise<JsonObject> => {
  const made = {
    '@context': [VC2, OB],
    type: ['VerifiablePresentation'],
    holder: world.stranger.controller,
    verifiableCredential: [held],
  }
  change?.(made)
  return world.sign(made as never, world.stranger)
}

describe('a credential that calls itself a presentation', () => {
  it.each<[string, Change | undefined]>([
    ['besides a badge', undefined],
    ['of a general kind', (d) => (d.type = ['VerifiableCredential', 'VerifiablePresentation'])],
    ['and a status list', (d) => d.type.push('BitstringStatusListCredential')],
    ['with its signer as holder', (d) => (d.holder = world.stranger.controller)],
    [
      'by its members alone',
      (d) => {
        d.type = ['VerifiablePresentation']
        d['@context'].push({
          issuer: { '@id': `${CREDENTIALS}issuer`, '@type': '@id' },
          credentialSubject: { '@id': `${CREDENTIALS}credentialSubject`, '@type': '@id' },
        })
        for (const name of ['validFrom', 'validUntil', 'name']) delete d[name]
      },
    ],
  ])('%s is refused', async (_, change) => {
    const report = await verify(await forge(change), asked)
    expect(report.verified).toBe(false)
    expect(report.checks[0]).toMatchObject({ outcome: 'fail', code: 'structure_invalid' })
  })

  it.each([
    'VerifiableCredential',
    `${CREDENTIALS}VerifiableCredential`,
    'AchievementCredential',
    'AchievementSubject',
    'Achievement',
    'Profile',
    'ob:Profile',
    'https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement',
  ])('is known by the type %s', async (type) => {
    const changed = { ...(await present(genuine)), type: ['VerifiablePresentation', type] }
    expect((await verify(changed, world.options)).checks[0]).toMatchObject({
      outcome: 'fail',
      details: { issues: [{ pointer: '/type', code: 'types_contradict' }] },
    })
  })

  it('says what it is only with its type', async () => {
    const report = await verify(await forge(), asked)
    expect(report.kind).toBe('presentation')
    expect(JSON.stringify(report.checks[0]!.details)).toContain('types_contradict')
  })

  it.each([
    'issuer',
    'credentialSubject',
    'validFrom',
    'validUntil',
    'issuanceDate',
    'expirationDate',
    'credentialStatus',
    'credentialSchema',
    'evidence',
  ])('is known by %s', async (name) => {
    const changed = { ...(await present(genuine)), [name]: 'urn:x:forged' }
    expect((await verify(changed, world.options)).checks[0]).toMatchObject({
      outcome: 'fail',
      details: { issues: [{ pointer: `/${name}`, code: 'credential_member' }] },
    })
  })

  it('is refused inside a presentation', async () => {
    const report = await verify(await present(await forge()), asked)
    expect(trouble(report)).toContain('endorsements fail credentials_failed /verifiableCredential/0')
  })

  it('is refused inside a badge', async () => {
    const inner = await forge((d) => (d.id = 'urn:uuid:6b4cf3d1-26a0-4d52-9f4e-3f0f7f9b5a44'))
    const whole = { ...world.badge(), endorsement: [inner] }
    await expect(world.sign(whole)).rejects.toMatchObject({ code: 'jsonld_unsafe' })
    const made = { cryptosuite: 'eddsa-jcs-2022', created: new Date('2026-01-01T00:00:00Z') } as const
    const badge = clone(await addProof(whole, world.signer, made)) as JsonObject
    expect((await verify(badge, world.options)).verified).toBe(false)
  })
})

describe('a presentation', () => {
  it('stands in no other document', async () => {
    expect((await verify(await present(genuine), asked)).verified).toBe(true)
    for (const change of [undefined, (vp: JsonObject) => delete (vp as Record<string, unknown>)['holder']]) {
      const report = await verify(await present(await present(genuine, change)), asked)
      expect(trouble(report)).toContain('endorsements fail credentials_failed /verifiableCredential/0')
      expect(report.embedded![0]!.report.checks[0]).toMatchObject({
        outcome: 'fail',
        details: { issues: [{ code: 'presentation_inside' }] },
      })
    }
  })

  it('may come without holder by itself', async () => {
    const report = await verify(await present(genuine, (vp) => delete vp.holder), asked)
    expect(trouble(report)).toBe('')
  })

  it('may have what VCDM 1.1 and 2.0 allow it', async () => {
    const report = await verify(
      await present(genuine, (vp) => {
        vp.id = 'urn:uuid:00000000-0000-4000-8000-0000000000f1'
        vp.termsOfUse = { type: 'https://uni.example/terms#Policy' }
      }),
      asked,
    )
    expect(trouble(report)).toBe('')
  })

  it('replaces no credential when a refresh service sends it', async () => {
    const REFRESH = 'https://uni.example/refresh'
    const badge = await world.sign(
      world.badge((b) => {
        b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
        b.refreshService = { id: REFRESH, type: '1EdTechCredentialRefresh' }
      }),
    )
    world.documents.set(REFRESH, await forge())
    const report = await verify(badge, asked)
    expect(report).toMatchObject({ verified: true, kind: 'open-badge', credential: badge })
    expect(report.warnings.map(({ code }) => code)).toEqual(['refresh_refused'])
  })

  it('holds what is looked at, and not what a refresh service has in its place', async () => {
    const REFRESH = 'https://uni.example/refresh'
    const version = (change: Change): Promise<JsonObject> =>
      world.sign(
        world.badge((b) => {
          b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
          b.refreshService = { id: REFRESH, type: '1EdTechCredentialRefresh' }
          change(b)
        }),
      )
    const old = await version((b) => (b.validUntil = '2026-02-01T00:00:00Z'))
    const newer = await version((b) => (b.validFrom = '2026-02-01T00:00:00Z'))
    world.documents.set(REFRESH, newer)
    expect(await verify(old, asked)).toMatchObject({ verified: true, credential: newer })
    world.asked.length = 0
    const report = await verify(await present(old), asked)
    expect(trouble(report)).toContain('endorsements fail credentials_failed /verifiableCredential/0')
    expect(world.asked).toEqual([])
  })

  it('is no newer version of another kind', async () => {
    const REFRESH = 'https://uni.example/refresh'
    const badge = await world.sign(
      world.badge((b) => {
        b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
        b.refreshService = { id: REFRESH, type: '1EdTechCredentialRefresh' }
      }),
    )
    world.documents.set(
      REFRESH,
      await world.sign({
        '@context': [VC2],
        id: badge['id']!,
        type: ['VerifiableCredential'],
        issuer: world.signer.controller,
        validFrom: '2026-02-01T00:00:00Z',
        credentialSubject: { id: 'did:example:ada' },
      }),
    )
    expect((await verify(badge, asked)).warnings.map(({ code }) => code)).toEqual(['refresh_refused'])
  })
})

describe('a credential inside', () => {
  const V = { '@id': `${CREDENTIALS}verifiableCredential`, '@type': '@id', '@container': '@graph' }
  const expired: Change = (b) => {
    b.id = 'urn:uuid:6b4cf3d1-26a0-4d52-9f4e-3f0f7f9b5a55'
    b.validUntil = '2026-02-01T00:00:00Z'
  }
  const holder = (): JsonObject => ({
    '@context': [VC2, { verifiableCredential: V }],
    id: 'urn:uuid:6b4cf3d1-26a0-4d52-9f4e-3f0f7f9b5a66',
    type: ['VerifiableCredential'],
    issuer: world.signer.controller,
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: { id: 'did:example:ada' },
  })

  it.each<[string, (document: JsonObject) => JsonObject, string]>([
    ['at the root', (d) => d, '/verifiableCredential/0'],
    [
      'in the subject',
      (d) => d['credentialSubject'] as JsonObject,
      '/credentialSubject/verifiableCredential/0',
    ],
  ])('is looked at %s of a credential of any kind', async (_, where, pointer) => {
    const place = (inner: JsonObject): JsonObject => {
      const made = holder()
      Object.assign(where(made), { verifiableCredential: [inner] })
      return made
    }
    const good = await verify(await world.sign(place(genuine)), world.options)
    expect(trouble(good)).toBe('')
    expect(good.embedded!.map((each) => [each.pointer, each.role])).toEqual([[pointer, 'credential']])
    const bad = await verify(await world.sign(place(await world.sign(world.badge(expired)))), world.options)
    expect(trouble(bad)).toBe(`endorsements fail credentials_failed ${pointer}`)
  })

  it('is not what an inline context defines', async () => {
    const report = await verify(await world.sign(holder()), world.options)
    expect(trouble(report)).toBe('')
    expect(report.embedded).toBeUndefined()
  })
})

it('takes no badge for an endorsement', async () => {
  const holder = await world.sign({
    '@context': [VC2, OB],
    id: 'urn:uuid:6b4cf3d1-26a0-4d52-9f4e-3f0f7f9b5a77',
    type: ['VerifiableCredential'],
    issuer: world.signer.controller,
    credentialSubject: { id: 'did:example:ada' },
    endorsement: [genuine],
  })
  const report = await verify(holder, world.options)
  expect(trouble(report)).toBe('endorsements fail endorsements_failed /endorsement/0')
  expect(report.embedded![0]!.report).toMatchObject({ verified: true, kind: 'open-badge' })
})

describe('a presentation as a JWT', () => {
  const payload = (change?: Change): JsonObject => {
    const made = {
      '@context': [VC2, OB],
      id: 'urn:uuid:00000000-0000-4000-8000-000000000019',
      type: ['VerifiablePresentation'],
      holder: world.stranger.controller,
      verifiableCredential: [genuine],
      iss: world.stranger.controller,
      jti: 'urn:uuid:00000000-0000-4000-8000-000000000019',
      nbf: 1767225600,
    }
    change?.(made)
    return made as never
  }
  const token = (claims: JsonObject, typ: string | undefined): Promise<string> => {
    const { verificationMethod: kid } = world.stranger
    const header = { alg: 'EdDSA', kid, ...(typ === undefined ? {} : { typ }) }
    return Promise.resolve(writeCompactJws(header, claims, world.stranger))
  }

  const own = { holder: undefined, verifiableCredential: undefined, '@context': undefined, type: undefined }
  const claimed: Change = (p) => {
    const { '@context': _, holder, type, verifiableCredential } = p
    const context = ['https://www.w3.org/2018/credentials/v1']
    Object.assign(p, own, { vp: { '@context': context, holder, type, verifiableCredential } })
  }

  it.each<[string, string | undefined, Change | undefined, string]>([
    ['of VC-JOSE', 'vp+jwt', undefined, ''],
    ['of VC-JOSE, in full', 'application/VP+JWT', undefined, ''],
    ['of an older draft', 'vp+ld+json+jwt', undefined, ''],
    ['of VCDM 1.1', 'JWT', claimed, ''],
    ['that says what it is in its payload alone', 'JWT', undefined, ''],
    ['without type', undefined, undefined, ''],
    ['without holder', 'JWT', (p) => delete p.holder, ''],
    ['that passes for a credential', 'vc+jwt', (p) => delete p.nbf, 'proof fail jwt_type_mismatch'],
    [
      'in a claim for credentials',
      'JWT',
      (p) => (p.vc = { type: 'VerifiablePresentation' }),
      'proof fail jwt_version_mismatch',
    ],
    [
      'that calls itself a credential too',
      'vp+jwt',
      (p) => p.type.push('VerifiableCredential'),
      'structure fail structure_invalid /type',
    ],
    ['that holds a credential as itself', 'vp+jwt', (p) => Object.assign(p, genuine), 'structure fail'],
    ['of another than its holder', 'vp+jwt', (p) => (p.holder = world.signer.controller), 'proof fail'],
    [
      'of another, who claims nothing',
      'vp+jwt',
      (p) => Object.assign(p, { holder: world.signer.controller, iss: undefined }),
      'issuer fail holder_not_bound',
    ],
    ['that ran out', 'vp+jwt', (p) => (p.exp = 1767225601), 'proof fail jwt_expired'],
  ])('%s has its verdict', async (_, typ, change, expected) => {
    const jwt = await token(JSON.parse(JSON.stringify(payload(change))), typ)
    const report = await verify(jwt, asked)
    expect(report).toMatchObject({ verified: expected === '', kind: 'presentation', format: 'jws' })
    expect(trouble(report)).toContain(expected)
    expect(report.credential).toBeUndefined()
    const challenged = await verify(jwt, { ...asked, challenge: 'nonce', domain: 'verifier.example' })
    expect(challenged.verified).toBe(false)
  })

  it.each<[string, unknown, unknown, string]>([
    ['both', 'c-1', 'verifier.example', ''],
    ['both, with a list', 'c-1', ['verifier.example'], ''],
    ['no question', undefined, 'verifier.example', 'proof fail challenge_missing '],
    ['another question', 'c-2', 'verifier.example', 'proof fail challenge_mismatch '],
    ['nobody', 'c-1', undefined, 'proof fail domain_mismatch '],
    ['somebody else', 'c-1', 'else.example', 'proof fail domain_mismatch '],
    ['somebody else as well', 'c-1', ['verifier.example', 'else.example'], 'proof fail domain_mismatch '],
  ])('answers %s', async (_, nonce, aud, expected) => {
    const claims = JSON.parse(JSON.stringify({ ...payload(), nonce, aud }))
    const options = { ...asked, challenge: 'c-1', domain: 'verifier.example' }
    expect(trouble(await verify(await token(claims, 'vp+jwt'), options))).toBe(expected)
  })

  it('may come in an envelope for presentations, and in no other', async () => {
    const jwt = await token(payload(), 'vp+jwt')
    const enclosed = (type: string, media: string): Promise<Report> =>
      verify({ '@context': [VC2], id: `data:application/${media},${jwt}`, type }, asked)
    expect(trouble(await enclosed('EnvelopedVerifiablePresentation', 'vp+jwt'))).toBe('')
    expect(trouble(await enclosed('EnvelopedVerifiableCredential', 'vc+jwt'))).toBe(
      'structure fail jwt_type_mismatch',
    )
    expect((await enclosed('EnvelopedVerifiablePresentation', 'vp+cose')).checks[0]).toMatchObject({
      outcome: 'unknown',
      code: 'presentation_jwt',
    })
  })
})

const SVG = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')

describe('what stands among the credentials of a presentation', () => {
  const forged = (): JsonObject => {
    const { '@context': _, id: __, type: ___, ...rest } = clone(world.badge()) as Record<string, never>
    return rest
  }
  const envelope = async (): Promise<JsonObject> => {
    const jwt = await issueJwt(world.badge() as never, { signer: world.signer, profile: 'vc-jose' })
    return { '@context': [VC2], type: 'EnvelopedVerifiableCredential', id: `data:application/vc+jwt,${jwt}` }
  }

  it('may be an envelope', async () => {
    expect(trouble(await verify(await present(await envelope()), asked))).toBe('')
    const listed = { ...(await envelope()), type: ['EnvelopedVerifiableCredential'] }
    expect(trouble(await verify(await present(listed), asked))).toBe('')
  })

  it.each<[string, () => Promise<unknown>]>([
    [
      'an envelope that says something',
      async () => ({
        ...(await envelope()),
        ...forged(),
        '@context': [VC2, OB],
        type: ['VerifiableCredential', 'OpenBadgeCredential', 'EnvelopedVerifiableCredential'],
      }),
    ],
    ['an envelope with a name', async () => ({ ...(await envelope()), name: 'PhD' })],
    [
      'an envelope of another type as well',
      async () => ({
        ...(await envelope()),
        type: ['EnvelopedVerifiableCredential', 'VerifiableCredential'],
      }),
    ],
    [
      'a wrapper',
      async () => ({
        '@context': [
          VC2,
          { credential: { '@id': 'urn:x:credential', '@type': '@id' }, Badge: 'urn:x:Badge' },
        ],
        type: ['Badge'],
        credential: genuine,
      }),
    ],
  ])('is not %s', async (_, item) => {
    const report = await verify(await present(await item()), asked)
    expect(trouble(report)).toContain('endorsements fail credentials_failed /verifiableCredential/0')
  })

  it.each<[string, (credential: JsonObject) => string]>([
    ['JSON', (credential) => JSON.stringify(credential)],
    ['wrapped JSON', (credential) => ` ${JSON.stringify({ vc: credential })}`],
    ['an image', (credential) => Buffer.from(bake(SVG, credential)).toString()],
  ])('is no text with %s', async (_, text) => {
    const badge = await world.sign({ ...world.badge(), endorsementJwt: [text(genuine)] })
    expect(trouble(await verify(badge, world.options))).toContain(
      'endorsements fail endorsements_failed /endorsementJwt/0',
    )
  })
})

describe('who presents', () => {
  const challenge = { challenge: 'c-1', domain: 'verifier.example' }
  const made = {
    proofPurpose: 'authentication',
    created: new Date('2026-04-30T00:00:00Z'),
    ...challenge,
  } as const
  const shown = async (signer: LocalSigner, recipient: string, holder = false): Promise<JsonObject> => {
    const inner = await world.sign(world.badge((b) => (b.credentialSubject.id = recipient)))
    const vp = {
      '@context': [VC2],
      type: ['VerifiablePresentation'],
      ...(holder ? { holder: signer.controller } : {}),
      verifiableCredential: [inner],
    }
    return clone(await addProof(vp, signer, made)) as JsonObject
  }
  const codes = ({ warnings }: Report): readonly string[] => warnings.map(({ code }) => code)

  it.each([false, true])('is asked with a challenge and an id (holder named: %s)', async (holder) => {
    const { controller: id } = world.stranger
    const own = await verify(await shown(world.stranger, id, holder), {
      ...world.options,
      ...challenge,
      recipient: { id },
    })
    expect(trouble(own)).toBe('')
    expect(codes(own)).toEqual([])
    const others = await shown(world.web, id, holder)
    const asking = await verify(others, { ...world.options, ...challenge, recipient: { id } })
    expect(trouble(asking)).toBe('recipient fail presented_by_other')
    expect(codes(asking)).toContain('presented_by_other')
  })

  it('is asked too where the badge is found by an address', async () => {
    const inner = await world.sign(
      world.badge((b) => {
        b.credentialSubject = {
          ...b.credentialSubject,
          identifier: [
            {
              type: 'IdentityObject',
              hashed: false,
              identityHash: 'ada@example.org',
              identityType: 'emailAddress',
            },
          ],
        }
        delete b.credentialSubject.id
      }),
    )
    const vp = { '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential: [inner] }
    const others = clone(await addProof(vp, world.web, made)) as JsonObject
    const recipient = { id: 'did:example:ada', email: 'ada@example.org' }
    const report = await verify(others, { ...world.options, ...challenge, recipient })
    expect(trouble(report)).toBe('recipient fail presented_by_other')
  })

  it('is worth a look where only the recipient is asked, or nobody', async () => {
    const others = await shown(world.web, 'did:example:ada')
    for (const recipient of [undefined, { email: 'ada@example.org' }] as const) {
      const options = { ...world.options, ...challenge, ...(recipient === undefined ? {} : { recipient }) }
      const report = await verify(others, options)
      expect(codes(report)).toEqual(['presented_by_other'])
      expect(report.checks[6]!.code).not.toBe('presented_by_other')
    }
  })

  it('is seen for an enveloped credential too', async () => {
    const jwt = await issueJwt(world.badge() as never, { signer: world.signer, profile: 'vc-jose' })
    const held = {
      '@context': [VC2],
      type: 'EnvelopedVerifiableCredential',
      id: `data:application/vc+jwt,${jwt}`,
    }
    const vp = { '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential: [held] }
    const shown = clone(await addProof(vp as never, world.stranger, made)) as JsonObject
    expect(codes(await verify(shown, { ...asked, ...challenge }))).toEqual(['presented_by_other'])
  })
})
