import { issueJwt } from 'laurel'
import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from './checked.js'
import { type Change, clone, makeWorld, trouble, VC2, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})

const endorsed = async (
  inner: unknown,
  place: (badge: Record<string, never>, inner: unknown) => void,
): Promise<JsonObject> => world.sign(world.badge((badge) => place(badge, inner)))
const onBadge = (badge: Record<string, unknown>, inner: unknown): void => {
  badge['endorsement'] = [inner]
}

describe('endorsements', () => {
  it('are verified at every depth, each with its own report', async () => {
    const inner = await world.sign(world.endorsement(), world.stranger)
    // biome-ignore lint/suspicious/noExplicitAny: tests reach freely into documents
    const signed = await endorsed(inner, (badge: any) => {
      badge.endorsement = [inner]
      badge.issuer.endorsement = [inner]
      badge.credentialSubject.achievement.endorsement = [inner]
    })
    const report = await verify(signed, world.options)
    expect(trouble(report)).toBe('')
    expect(report.embedded?.map(({ pointer, role, report: own }) => [pointer, role, own.verified])).toEqual([
      ['/issuer/endorsement/0', 'endorsement', true],
      ['/credentialSubject/achievement/endorsement/0', 'endorsement', true],
      ['/endorsement/0', 'endorsement', true],
    ])
    expect(report.checks[5]).toMatchObject({
      outcome: 'pass',
      code: 'endorsements_valid',
      details: { checked: 3 },
    })
  })

  it('may be JWTs', async () => {
    const jwt = await issueJwt(world.endorsement() as never, { signer: world.stranger })
    const signed = await endorsed(jwt, (badge: Record<string, unknown>) => {
      badge['endorsementJwt'] = [jwt]
    })
    const report = await verify(signed, world.options)
    expect(trouble(report)).toBe('')
    expect(report.embedded?.[0]).toMatchObject({
      pointer: '/endorsementJwt/0',
      report: { format: 'jws', verified: true },
    })
    const changed = await endorsed(jwt, (badge: Record<string, unknown>) => {
      badge['endorsementJwt'] = [`${jwt.slice(0, -4)}AAAA`]
    })
    expect(trouble(await verify(changed, world.options))).toBe(
      'endorsements fail endorsements_failed /endorsementJwt/0',
    )
  })

  it.each<[string, Change | undefined, Change | undefined, string]>([
    [
      'changed after signing',
      undefined,
      (e) => (e.credentialSubject.endorsementComment = 'x'),
      'fail endorsements_failed',
    ],
    [
      'run out, and changed after signing',
      (e) => (e.validUntil = '2026-02-01T00:00:00Z'),
      (e) => (e.validUntil = '2026-02-02T00:00:00Z'),
      'fail endorsements_failed',
    ],
    [
      'run out, and by somebody else than it says',
      (e) => {
        e.validUntil = '2026-02-01T00:00:00Z'
        e.issuer.id = world.web.controller
      },
      undefined,
      'fail endorsements_failed',
    ],
    ['without proof', undefined, (e) => delete e.proof, 'fail endorsements_failed'],
    ['with an empty list of statuses', (e) => (e.credentialStatus = []), undefined, 'fail'],
    [
      'whose issuer is out of reach',
      (e) => (e.issuer.id = 'did:web:nowhere.example'),
      (e) => (e.proof.verificationMethod = 'did:web:nowhere.example#k'),
      'unknown endorsements_unknown',
    ],
    [
      'with a status out of reach',
      (e) =>
        (e.credentialStatus = {
          type: 'BitstringStatusListEntry',
          statusPurpose: 'revocation',
          statusListIndex: '1',
          statusListCredential: 'https://gone.example/l',
        }),
      undefined,
      'unknown endorsements_unknown',
    ],
  ])('%s', async (_, before, after, expected) => {
    const inner = clone(await world.sign(world.endorsement(before), world.stranger))
    after?.(inner)
    const report = await verify(await endorsed(inner, onBadge), world.options)
    expect(report.verified).toBe(false)
    // The schema of the badge covers its endorsements, so a malformed one already shows in the first row.
    if (expected === 'fail') expect(trouble(report)).toContain('structure fail')
    else expect(trouble(report)).toBe(`endorsements ${expected} /endorsement/0`)
  })

  const WITHDRAWN: Change = (e) => {
    e.credentialStatus = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '9',
      statusListCredential: 'https://guild.example/list',
    }
  }
  it.each<[string, Change, string]>([
    ['ran out', (e) => (e.validUntil = '2026-02-01T00:00:00Z'), 'expired'],
    ['ran out yesterday by a date alone', (e) => (e.validUntil = '2026-04-30'), 'expired'],
    ['are not in force yet', (e) => (e.validFrom = '2026-06-01T00:00:00Z'), 'not_yet_valid'],
    ['were withdrawn', WITHDRAWN, 'revoked'],
  ])('that %s say nothing against the badge, and do not count', async (_, change, code) => {
    await world.publishList([9], { url: 'https://guild.example/list', signer: world.stranger })
    const lapsed = clone(await world.sign(world.endorsement(change), world.stranger))
    const signed = await endorsed(lapsed, onBadge)
    const report = await verify(signed, world.options)
    expect(report.verified).toBe(true)
    expect(report.check.endorsements).toMatchObject({ outcome: 'skipped', code: 'no_endorsement_counts' })
    expect(report.embedded).toMatchObject([
      { role: 'endorsement', counts: false, report: { verified: false } },
    ])
    expect(report.warnings).toContainEqual(
      expect.objectContaining({ code: 'endorsement_lapsed', pointer: '/endorsement/0', details: { code } }),
    )
    expect((await verify(signed, { ...world.options, require: ['endorsements'] })).verified).toBe(false)
  })

  it('that count stand beside those that do not', async () => {
    const lapsed = await world.sign(
      world.endorsement((e) => {
        e.id = 'urn:uuid:00000000-0000-4000-8000-00000000e002'
        e.validUntil = '2026-02-01T00:00:00Z'
      }),
      world.stranger,
    )
    const good = await world.sign(world.endorsement(), world.stranger)
    const signed = await endorsed(lapsed, (badge) => {
      badge['endorsement'] = [lapsed, good] as never
    })
    const report = await verify(signed, { ...world.options, require: ['endorsements'] })
    expect(report.verified).toBe(true)
    expect(report.check.endorsements).toMatchObject({
      outcome: 'pass',
      code: 'endorsements_partly',
      details: { checked: 2, counted: 1 },
    })
    expect(report.embedded?.map(({ counts }) => counts)).toEqual([false, true])
  })

  it.each([
    ['something else', 'https://else.example/x', false],
    ['the person', 'did:example:ada', false],
    ['the issuer', undefined, true],
    ['the badge itself', 'urn:uuid:6b4cf3d1-26a0-4d52-9f4e-3f0f7f9b5a11', true],
  ])('that speak about %s', async (_, id, counts) => {
    const about = id ?? world.signer.controller
    const inner = await world.sign(
      world.endorsement((e) => (e.credentialSubject.id = about)),
      world.stranger,
    )
    const report = await verify(await endorsed(inner, onBadge), world.options)
    expect(report.verified).toBe(true)
    expect(report.embedded).toMatchObject([{ counts, report: { verified: true } }])
    expect(report.check.endorsements.outcome).toBe(counts ? 'pass' : 'skipped')
  })

  it('that speak about something else are pointed out', async () => {
    const inner = await world.sign(
      world.endorsement((e) => (e.credentialSubject.id = 'https://else.example/x')),
      world.stranger,
    )
    const report = await verify(await endorsed(inner, onBadge), world.options)
    expect(report.verified).toBe(true)
    expect(report.warnings.map(({ code }) => code)).toContain('endorsement_elsewhere')
  })

  it('need not have what the caller requires of the badge', async () => {
    const inner = await world.sign(world.endorsement(), world.stranger)
    const signed = await endorsed(inner, onBadge)
    const issuers = [world.signer.controller]
    const report = await verify(signed, { ...world.options, issuers, require: ['endorsements', 'trust'] })
    expect(report.verified).toBe(true)
    expect((await verify(signed, { ...world.options, require: ['status'] })).verified).toBe(false)
  })

  it('are limited in depth', async () => {
    let inner = await world.sign(world.endorsement(), world.stranger)
    for (let i = 0; i < 5; i++) {
      const nested = inner
      inner = await world.sign(
        world.endorsement((e) => {
          e.id = `urn:example:endorsement-${i}`
          e.endorsement = [nested]
        }),
        world.stranger,
      )
    }
    const report = await verify(await endorsed(inner, onBadge), world.options)
    expect(report.verified).toBe(false)
    expect(JSON.stringify(report)).toContain('"limit_exceeded"')
  })

  it('are limited in number', async () => {
    const inner = await world.sign(world.endorsement(), world.stranger)
    const many = await endorsed(inner, (badge: Record<string, unknown>) => {
      badge['endorsement'] = Array(33).fill(inner)
    })
    const limited = { ...world.options, limits: { embedded: 32 } }
    expect(trouble(await verify(many, limited))).toBe('endorsements fail limit_exceeded /endorsement/32')
    const two = await verify(await endorsed(inner, onBadge), { ...world.options, limits: { embedded: 0 } })
    expect(trouble(two)).toBe('endorsements fail limit_exceeded /endorsement/0')
  })
})

describe('presentations', () => {
  const present = async (
    inner: readonly unknown[],
    change: Change = () => undefined,
    options: object = {},
  ): Promise<JsonObject> => {
    const vp = {
      '@context': [VC2],
      type: ['VerifiablePresentation'],
      holder: world.stranger.controller,
      verifiableCredential: inner,
    } as unknown as JsonObject
    change(vp)
    return clone(
      await addProof(vp, world.stranger, {
        proofPurpose: 'authentication',
        challenge: 'c-1',
        domain: 'verifier.example',
        created: new Date('2026-04-30T00:00:00Z'),
        ...options,
      }),
    )
  }
  const asked = { challenge: 'c-1', domain: 'verifier.example' }
  const held = async (change?: Change): Promise<JsonObject> =>
    world.sign(
      world.badge((b) => {
        b.credentialSubject.id = world.stranger.controller
        change?.(b)
      }),
    )

  it('are verified with every credential inside', async () => {
    const report = await verify(await present([await held(), await held()]), { ...world.options, ...asked })
    expect(trouble(report)).toBe('')
    expect(report).toMatchObject({ verified: true, kind: 'presentation' })
    expect(
      report.embedded?.map(({ pointer, role, report: r }) => [pointer, role, r.kind, r.verified]),
    ).toEqual([
      ['/verifiableCredential/0', 'credential', 'open-badge', true],
      ['/verifiableCredential/1', 'credential', 'open-badge', true],
    ])
    expect(report.warnings).toEqual([])
  })

  it.each<[string, object, string]>([
    [
      'another challenge',
      { challenge: 'c-2', domain: 'verifier.example' },
      'proof fail challenge_mismatch /proof',
    ],
    ['another domain', { challenge: 'c-1', domain: 'other.example' }, 'proof fail domain_mismatch /proof'],
    [
      'one domain more',
      { challenge: 'c-1', domain: ['verifier.example', 'b'] },
      'proof fail domain_mismatch /proof',
    ],
    ['no challenge', {}, 'proof fail challenge_missing /proof'],
  ])('fail for %s', async (_, question, expected) => {
    expect(trouble(await verify(await present([await held()]), { ...world.options, ...question }))).toBe(
      expected,
    )
  })

  it('fail when a credential inside does, and name it', async () => {
    const bad = { ...(await held()), name: 'Rust II' }
    const report = await verify(await present([await held(), bad]), { ...world.options, ...asked })
    expect(trouble(report)).toBe('endorsements fail credentials_failed /verifiableCredential/1')
    expect(report.embedded?.map(({ report: { verified } }) => verified)).toEqual([true, false])
  })

  it('fail when signed by another than the holder', async () => {
    const report = await verify(
      await present([await held()], (vp) => (vp.holder = world.signer.controller)),
      {
        ...world.options,
        ...asked,
      },
    )
    expect(trouble(report)).toBe('issuer fail holder_not_bound /holder')
  })

  it('ask recipient and trust of the credentials inside', async () => {
    const options = {
      ...world.options,
      ...asked,
      issuers: [world.signer.controller],
      recipient: { id: world.stranger.controller },
    }
    expect((await verify(await present([await held()]), options)).verified).toBe(true)
    const strange = await verify(await present([await held()]), {
      ...options,
      issuers: ['did:web:else.example'],
    })
    expect(trouble(strange)).toContain('trust fail issuer_not_listed')
    expect(strange.verified).toBe(false)
    const other = await verify(await present([await held()]), {
      ...options,
      recipient: { id: 'did:example:eve' },
    })
    expect(trouble(other)).toContain('recipient fail recipient_differs')
  })

  it('have no dates of their own to require', async () => {
    const options = { ...world.options, ...asked, require: ['validity'] as const }
    expect((await verify(await present([await held()]), options)).verified).toBe(true)
    const status = { ...world.options, ...asked, require: ['status'] as const }
    expect((await verify(await present([await held()]), status)).verified).toBe(false)
  })

  it('point out what belongs to another', async () => {
    const report = await verify(await present([await world.sign(world.badge())]), {
      ...world.options,
      ...asked,
    })
    expect(report.verified).toBe(true)
    expect(report.warnings.map(({ code }) => code)).toEqual(['presented_by_other'])
  })

  it.each<[string, Change, string]>([
    [
      'a credential as text',
      (vp) => (vp.verifiableCredential = ['a.b.c']),
      'structure fail structure_invalid /verifiableCredential/0',
    ],
    ['no type', (vp) => delete vp.type, ''],
    ['a holder without id', (vp) => (vp.holder = {}), ''],
  ])('are refused with %s', async (_, change, expected) => {
    const vp = clone(await present([await held()]))
    change(vp)
    const report = await verify(vp, { ...world.options, ...asked })
    expect(report.verified).toBe(false)
    if (expected !== '') expect(trouble(report)).toContain(expected)
  })

  it('without proof are not verified, whatever they hold', async () => {
    const vp = clone(await present([await held()])) as Record<string, unknown>
    delete vp['proof']
    expect(trouble(await verify(vp, { ...world.options, ...asked }))).toBe(
      'proof fail presentation_unsigned /proof',
    )
  })
})

describe('enveloped credentials', () => {
  it('are read from their data URL', async () => {
    const jwt = await issueJwt(world.badge() as never, { signer: world.signer, profile: 'vc-jose' })
    const envelope = {
      '@context': [VC2],
      id: `data:application/vc+jwt,${jwt}`,
      type: 'EnvelopedVerifiableCredential',
    }
    const report = await verify(envelope, world.options)
    expect(trouble(report)).toBe('')
    expect(report).toMatchObject({ verified: true, kind: 'open-badge', format: 'object' })
    expect((await verify({ ...envelope, '@context': [] }, world.options)).verified).toBe(false)
    expect(
      (await verify({ ...envelope, id: envelope.id.replace('vc+jwt', 'jwt') }, world.options)).verified,
    ).toBe(false)
  })
})

describe('compact JWS', () => {
  it('is verified like the credential that it holds', async () => {
    const jwt = await issueJwt(world.badge() as never, { signer: world.signer })
    const report = await verify(jwt, world.options)
    expect(trouble(report)).toBe('')
    expect(report).toMatchObject({ verified: true, kind: 'open-badge', format: 'jws' })
    expect(await verify(new TextEncoder().encode(`${jwt}\n`), world.options)).toMatchObject({
      verified: true,
    })
  })
  it.each<[string, (parts: string[]) => string, string]>([
    [
      'another payload',
      ([h, p, s]) => `${h}.${recode(p!, (c) => (c['name'] = 'Rust II'))}.${s}`,
      'proof fail signature_invalid ',
    ],
    ['no signature', ([h, p]) => `${h}.${p}.`, 'proof fail jwt_'],
    [
      'algorithm none',
      ([h, p, s]) => `${recode(h!, (c) => (c['alg'] = 'none'))}.${p}.${s}`,
      'proof fail jwt_unsecured ',
    ],
    [
      'a shared secret',
      ([h, p, s]) => `${recode(h!, (c) => (c['alg'] = 'HS256'))}.${p}.${s}`,
      'proof fail jwt_algorithm_refused ',
    ],
    [
      'a critical feature',
      ([h, p, s]) => `${recode(h!, (c) => (c['crit'] = ['b64']))}.${p}.${s}`,
      'proof fail jwt_critical ',
    ],
    [
      'another issuer claim',
      ([h, p, s]) => `${h}.${recode(p!, (c) => (c['iss'] = 'did:example:1'))}.${s}`,
      'proof fail jwt_claim_mismatch ',
    ],
    ['half a payload', ([h, p, s]) => `${h}.${p!.slice(0, 100)}.${s}`, 'structure fail jwt_malformed'],
    [
      'a header that is no object',
      ([, p, s]) => `${Buffer.from('[]').toString('base64url')}.${p}.${s}`,
      'structure fail jwt_malformed',
    ],
  ])('is refused with %s', async (_, change, expected) => {
    const jwt = await issueJwt(world.badge() as never, { signer: world.signer })
    const report = await verify(change(jwt.split('.')), world.options)
    expect(trouble(report)).toContain(expected)
  })
  it('is said to be damaged, and nothing else, if its signature is cut short', async () => {
    const jwt = await issueJwt(world.badge() as never, { signer: world.signer })
    const report = await verify(jwt.slice(0, -20), world.options)
    expect(report.check.proof).toMatchObject({ outcome: 'fail', code: 'jwt_malformed' })
    expect(report.warnings).toEqual([])
  })
  const recode = (part: string, change: (value: Record<string, unknown>) => void): string => {
    const value = JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
    change(value)
    return Buffer.from(JSON.stringify(value)).toString('base64url')
  }
})

describe('refresh', () => {
  const NEWER = 'https://uni.example/new'
  const refreshable: Change = (b) => {
    b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
    b.refreshService = { id: NEWER, type: '1EdTechCredentialRefresh' }
  }
  const change =
    (more: Change): Change =>
    (b) => {
      refreshable(b)
      more(b)
    }
  const offer = async (more: Change = () => undefined, signer = world.signer): Promise<void> => {
    world.documents.set(NEWER, await world.sign(world.badge(change(more)), signer))
  }
  it.each<[string, Change | null, string, string | undefined]>([
    [
      'a newer version',
      (b) => {
        b.validFrom = '2026-02-01T00:00:00Z'
        b.name = 'Rust I, 2nd'
      },
      'refreshed',
      'Rust I, 2nd',
    ],
    ['an older version', (b) => (b.validFrom = '2025-02-01T00:00:00Z'), 'refresh_refused', 'Rust I'],
    ['another credential', (b) => (b.id = 'urn:uuid:other'), 'refresh_refused', 'Rust I'],
    ['nothing', null, 'refresh_failed', 'Rust I'],
  ])('with %s', async (_, more, code, name) => {
    if (more !== null) await offer(more)
    world.asked.length = 0
    const report = await verify(await world.sign(world.badge(refreshable)), world.options)
    expect(report.warnings.map((warning) => warning.code)).toContain(code)
    expect(report.credential?.['name']).toBe(name)
    expect(world.asked.filter(({ purpose }) => purpose === 'refresh')).toHaveLength(1)
  })
  it('of another issuer is refused', async () => {
    await offer((b) => (b.issuer.id = world.stranger.controller), world.stranger)
    const report = await verify(await world.sign(world.badge(refreshable)), world.options)
    expect(report.warnings.map(({ code }) => code)).toContain('refresh_refused')
    expect(report.verified).toBe(true)
  })
  it('reports a newer version that has run out as run out', async () => {
    await offer((b) => (b.validUntil = '2026-03-01T00:00:00Z'))
    const report = await verify(await world.sign(world.badge(refreshable)), world.options)
    expect(trouble(report)).toBe('validity fail expired /validUntil')
  })
  it('is not asked for when the caller does not want it, or before the proof holds', async () => {
    const signed = await world.sign(world.badge(refreshable))
    await verify(signed, { ...world.options, refresh: false })
    await verify({ ...signed, name: 'x' }, world.options)
    expect(world.asked).toEqual([])
  })
})

describe('extension schemas', () => {
  const SCHEMA = 'https://uni.example/schema'
  const extended: Change = (b) => {
    b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
    b.credentialSchema = [{ id: SCHEMA, type: '1EdTechJsonSchemaValidator2019' }]
  }
  const outcome = async (schema: unknown): Promise<string> => {
    if (schema !== undefined) world.documents.set(SCHEMA, schema)
    return trouble(await verify(await world.sign(world.badge(extended)), world.options))
  }
  it.each<[string, unknown, string]>([
    ['fits', { type: 'object', required: ['name'] }, ''],
    ['does not fit', { type: 'object', required: ['grade'] }, 'structure fail schema_mismatch /grade'],
    [
      'does not fit deep inside',
      {
        properties: {
          credentialSubject: { properties: { achievement: { properties: { name: { const: 'Haskell' } } } } },
        },
      },
      'structure fail schema_mismatch /credentialSubject/achievement/name',
    ],
    ['is not there', undefined, 'structure unknown schema_unavailable /credentialSchema/0'],
    ['is no schema', 'x', 'structure unknown schema_unavailable /credentialSchema/0'],
    [
      'refers elsewhere',
      { $ref: 'https://evil.example/x' },
      'structure unknown schema_unavailable /credentialSchema/0',
    ],
    ['runs in circles', { $ref: '#' }, 'structure unknown schema_unavailable /credentialSchema/0'],
    ['explodes', explosive(), 'structure unknown schema_unavailable /credentialSchema/0'],
    [
      'has a pattern that is not covered',
      { properties: { name: { pattern: '^(?=a)' } } },
      'structure unknown schema_unavailable /credentialSchema/0',
    ],
    [
      'has what is not implemented',
      { unevaluatedProperties: false },
      'structure unknown schema_unavailable /credentialSchema/0',
    ],
  ])('one that %s', async (_, schema, expected) => {
    expect(await outcome(schema)).toBe(expected)
  })
  it('shares one budget with all others', async () => {
    const costly = { allOf: Array.from({ length: 100 }, () => ({ type: 'object' })) }
    world.documents.set(SCHEMA, costly).set(`${SCHEMA}/2`, costly)
    const limits = { schemaSteps: 2000 }
    const judge = async (...urls: readonly string[]): Promise<string> => {
      const badge = world.badge((b) => {
        extended(b)
        b.credentialSchema = urls.map((id) => ({ id, type: '1EdTechJsonSchemaValidator2019' }))
      })
      return trouble(await verify(await world.sign(badge), { ...world.options, limits }))
    }
    expect(await judge(SCHEMA)).toBe('')
    expect(await judge(`${SCHEMA}/2`)).toBe('')
    expect(await judge(SCHEMA, `${SCHEMA}/2`)).toBe(
      'structure unknown schema_unavailable /credentialSchema/1',
    )
  })
  it('of an unknown kind is pointed out, the published one is not fetched', async () => {
    const badge = world.badge((b) => {
      extended(b)
      b['@context'].push({ ShaclValidator2017: 'https://example.org/#s' })
      b.credentialSchema = [
        { id: SCHEMA, type: 'ShaclValidator2017' },
        {
          id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
          type: '1EdTechJsonSchemaValidator2019',
        },
      ]
    })
    const report = await verify(await world.sign(badge), world.options)
    expect(report.verified).toBe(true)
    expect(report.warnings.map(({ code }) => code)).toContain('schema_not_checked')
    expect(world.asked).toEqual([])
  })
  function explosive(): unknown {
    const $defs: Record<string, unknown> = { d30: true }
    for (let i = 0; i < 30; i++)
      $defs[`d${i}`] = { allOf: [{ $ref: `#/$defs/d${i + 1}` }, { $ref: `#/$defs/d${i + 1}` }] }
    return { $ref: '#/$defs/d0', $defs }
  }
})

describe('a presentation of nothing', () => {
  const empty = async (inner?: readonly unknown[]): Promise<JsonObject> => {
    const vp = { '@context': [VC2], type: ['VerifiablePresentation'] }
    const full = inner === undefined ? vp : { ...vp, verifiableCredential: inner }
    return clone(
      await addProof(full as unknown as JsonObject, world.stranger, {
        created: new Date('2026-04-30T00:00:00Z'),
      }),
    )
  }

  it('is verified for nobody', async () => {
    const taken = { ...world.options, kinds: ['presentation'] } as const
    expect(trouble(await verify(await empty(), taken))).toBe('endorsements fail no_credentials')
    const inside = await verify(await empty([await empty()]), taken)
    expect(trouble(inside)).toBe('endorsements fail credentials_failed /verifiableCredential/0')
  })

  it('answers a challenge, and no question about credentials', async () => {
    const made = { '@context': [VC2], type: ['VerifiablePresentation'], holder: world.stranger.controller }
    const answer = await addProof(made, world.stranger, {
      proofPurpose: 'authentication',
      challenge: 'c-1',
      created: new Date('2026-04-30T00:00:00Z'),
    })
    const options = { ...world.options, challenge: 'c-1' }
    expect((await verify(answer, options)).verified).toBe(true)
    const issuers = [world.signer.controller]
    expect(trouble(await verify(answer, { ...options, issuers }))).toBe('trust fail no_credentials')
    const recipient = { id: world.stranger.controller }
    expect(trouble(await verify(answer, { ...options, recipient }))).toBe('recipient fail no_credentials')
    for (const id of ['validity', 'status', 'endorsements'] as const) {
      expect((await verify(answer, { ...options, require: [id] })).verified).toBe(false)
    }
  })
})

describe('kinds', () => {
  it('tell a badge from what else its issuer signs', async () => {
    const list = await world.publishList([])
    const badge = await world.sign(world.badge())
    const wanted = { ...world.options, issuers: [world.signer.controller], kinds: ['open-badge'] as const }
    expect((await verify(badge, wanted)).verified).toBe(true)
    expect((await verify(list, { ...wanted, kinds: undefined as never })).verified).toBe(true)
    const refused = await verify(list, wanted)
    expect(trouble(refused)).toBe('structure fail kind_unexpected')
    expect(refused.check.structure.details).toEqual({ kind: 'status-list', kinds: 'open-badge' })
    expect(refused.check.structure.message).toMatch(/status-list.*open-badge/)
    const shown = await addProof(
      { '@context': [VC2], type: ['VerifiablePresentation'], verifiableCredential: [list] },
      world.stranger,
      { created: new Date('2026-04-30T00:00:00Z') },
    )
    expect(trouble(await verify(shown, wanted))).toContain('endorsements fail credentials_failed')
    expect((await verify(badge, { ...wanted, kinds: ['clr', 'open-badge'] })).verified).toBe(true)
  })

  it('are names of kinds', async () => {
    await expect(verify({}, { kinds: ['badge'] as never })).rejects.toThrow(TypeError)
    await expect(verify({}, { kinds: 'open-badge' as never })).rejects.toThrow(TypeError)
  })
})
