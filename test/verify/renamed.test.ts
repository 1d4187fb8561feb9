/**
 * The graph of a signed badge stays the same when a member gets another name, or moves to another object with the
 * badge's id. Its signature then holds, and whoever reads the JSON misses an expiry or a revocation.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { canonize } from '../../src/jsonld/canonize.js'
import type { Load } from '../../src/ports.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from '../../src/verify/verify.js'
import { normal } from './shared-ids.js'
import { type Change, clone, LIST, makeWorld, NOW, OB, VC2, type World } from './world.js'

const CREDENTIALS = 'https://www.w3.org/2018/credentials#'
const DATE_TIME = 'http://www.w3.org/2001/XMLSchema#dateTime'
const VC1 = 'https://www.w3.org/2018/credentials/v1'
const OB_300 = 'https://purl.imsglobal.org/spec/ob/v3p0/context.json'
const REMOTE = 'https://evil.example/context'

let world: World
beforeAll(async () => {
  world = await makeWorld()
  await world.publishList([7])
})

/** Expired, revoked, and endorsed by somebody who speaks about the badge itself. */
const doomed: Change = (b) => {
  b.validUntil = '2026-02-01T00:00:00Z'
  b.credentialStatus = {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: LIST,
  }
}

async function endorsed(badge: JsonObject): Promise<JsonObject> {
  const endorsement = await world.sign(
    {
      '@context': [VC2, OB],
      id: 'urn:uuid:6b4cf3d1-26a0-4d52-9f4e-3f0f7f9b5a22',
      type: ['VerifiableCredential', 'EndorsementCredential'],
      issuer: { id: world.stranger.controller, type: ['Profile'] },
      validFrom: '2026-01-01T00:00:00Z',
      credentialSubject: { id: badge['id']!, type: ['EndorsementSubject'], endorsementComment: 'Good' },
    },
    world.stranger,
  )
  return { ...badge, endorsement: [endorsement] }
}

const take = (from: Record<string, unknown>, name: string): unknown => {
  const value = from[name]
  delete from[name]
  return value
}
const date = (value: unknown): unknown => ({ '@value': value, '@type': DATE_TIME })
const hide =
  (
    context: unknown,
    end: string,
    status: string,
    wrap: (value: unknown) => unknown = (value) => value,
  ): Change =>
  (b) => {
    if (context !== undefined) b['@context'].push(context)
    b[end] = wrap(take(b, 'validUntil'))
    b[status] = take(b, 'credentialStatus')
  }
const aliases = {
  end: { '@id': `${CREDENTIALS}validUntil`, '@type': DATE_TIME },
  state: { '@id': `${CREDENTIALS}credentialStatus`, '@type': '@id' },
}

const byIri = hide(undefined, `${CREDENTIALS}validUntil`, `${CREDENTIALS}credentialStatus`, date)

/** Its subject is the badge. */
const intoEndorsement: Change = (b) => {
  const subject = b.endorsement[0].credentialSubject
  subject.type.push('VerifiableCredential')
  subject.validUntil = take(b, 'validUntil')
  subject.credentialStatus = take(b, 'credentialStatus')
}

/** Each leaves the graph as it was. */
const RENAMED: readonly (readonly [name: string, change: Change, remote?: JsonObject])[] = [
  ['full IRIs', byIri],
  ['compact IRIs', hide({ c: CREDENTIALS }, 'c:validUntil', 'c:credentialStatus', date)],
  [
    'a prefix that ends in a word',
    hide({ c: { '@id': `${CREDENTIALS}valid`, '@prefix': true }, ...aliases }, 'c:Until', 'state', date),
  ],
  ['terms of an inline context', hide(aliases, 'end', 'state')],
  ['terms of an inline context in a wrapper', hide({ '@context': aliases }, 'end', 'state')],
  ['terms of a context that is loaded', hide(REMOTE, 'end', 'state'), { '@context': aliases }],
  [
    'terms of a context that is imported',
    hide({ '@version': 1.1, '@import': REMOTE }, 'end', 'state'),
    { '@context': aliases },
  ],
  [
    'a vocabulary cut short',
    (b) => {
      b['@context'].push({ '@vocab': `${CREDENTIALS}valid`, state: aliases.state })
      b.Until = date(take(b, 'validUntil'))
      b.state = take(b, 'credentialStatus')
    },
  ],
  [
    '@nest',
    (b) => {
      b['@nest'] = { validUntil: take(b, 'validUntil'), credentialStatus: take(b, 'credentialStatus') }
    },
  ],
  [
    'another name for @nest',
    (b) => {
      b['@context'].push({ inside: '@nest' })
      b.inside = { validUntil: take(b, 'validUntil'), credentialStatus: take(b, 'credentialStatus') }
    },
  ],
  ['@id for id', (b) => (b.credentialSubject['@id'] = take(b.credentialSubject, 'id'))],
  ['@type for type', (b) => (b.credentialSubject['@type'] = take(b.credentialSubject, 'type'))],
  [
    'another name for type',
    (b) => {
      b['@context'].push({ kind: '@type' })
      b.credentialSubject.kind = take(b.credentialSubject, 'type')
    },
  ],
  [
    'a type by its IRI',
    (b) => (b.type[1] = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential'),
  ],
  [
    'another name of a type',
    (b) => {
      b['@context'].push({ Badge: 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential' })
      b.type[1] = 'Badge'
    },
  ],
  [
    "the learner's id with a prefix",
    (b) => {
      b['@context'].push({ mallory: { '@id': 'did:example:a', '@prefix': true } })
      b.credentialSubject.id = 'mallory:da'
    },
  ],
  [
    'an index of another name',
    (b) => {
      b['@context'].push(REMOTE)
      b.credentialSubject.achievement.note = 'with distinction'
    },
    { '@context': { note: '@index' } },
  ],
  ['the endorsement', intoEndorsement],
  [
    'the endorsement, where the name needs no type',
    (b) => {
      b.endorsement[0].credentialSubject.name = take(b, 'name')
    },
  ],
  [
    'the endorsement, under a context that the fast way leaves to jsonld.js',
    (b) => {
      intoEndorsement(b)
      b['@context'].push({ '@version': 1.1, '@propagate': true })
    },
  ],
  [
    'the types of the endorsement',
    (b) => {
      b.endorsement[0].credentialSubject.type.push(b.type.pop())
    },
  ],
]

function worldWith(remote: JsonObject | undefined): Load {
  return async (url, purpose, signal) =>
    url === REMOTE && remote !== undefined ? remote : world.load(url, purpose, signal)
}

const graph = (document: JsonObject, load: Load): Promise<string> => {
  const { proof: _, ...rest } = document
  return canonize(rest, { load })
}

describe('a member of a signed badge', () => {
  it('is missed where it stands', async () => {
    const signed = await world.sign(await endorsed(world.badge(doomed)))
    const { checks } = await verify(signed, world.options)
    expect(checks.slice(1, 5).map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'fail', 'fail'])
  })

  it.each(RENAMED.map(([name, change, remote]) => [name, change, remote] as const))(
    'hides from nobody under %s',
    async (_, change, remote) => {
      const signed = clone(await world.sign(await endorsed(world.badge(doomed))))
      const changed = clone(signed)
      change(changed)
      const load = worldWith(remote)
      expect(await graph(changed, load)).toBe(await graph(signed, load))
      // Even where nothing else were wrong with the badge.
      const report = await verify(changed, { ...world.options, load, now: new Date('2026-01-15T00:00:00Z') })
      expect(report.verified).toBe(false)
      expect(report.checks[1]).toMatchObject({ outcome: 'fail', code: 'jsonld_unsafe' })
    },
  )

  it.each<[string, Change]>([
    ['a full IRI', (b) => (b[`${CREDENTIALS}expirationDate`] = date(take(b, 'expirationDate')))],
    [
      'a term of an inline context',
      (b) => {
        b['@context'].push({ end: { '@id': `${CREDENTIALS}expirationDate`, '@type': DATE_TIME } })
        b.end = take(b, 'expirationDate')
      },
    ],
  ])('hides from nobody in VCDM 1.1 under %s', async (_, change) => {
    const older = world.badge((b) => {
      b['@context'] = [VC1, OB_300, 'https://w3id.org/security/data-integrity/v2']
      b.issuanceDate = take(b, 'validFrom')
      take(b, 'validUntil')
      b.expirationDate = '2026-02-01T00:00:00Z'
    })
    const signed = clone(await world.sign(older))
    const early = { ...world.options, now: new Date('2026-01-15T00:00:00Z') }
    expect((await verify(signed, early)).verified).toBe(true)
    expect((await verify(signed, world.options)).checks[3]!.code).toBe('expired')
    const changed = clone(signed)
    change(changed)
    expect(await graph(changed, world.load)).toBe(await graph(signed, world.load))
    expect((await verify(changed, early)).checks[1]!.code).toBe('jsonld_unsafe')
  })

  it('may not hide from the issuer either', async () => {
    const badge = clone(world.badge(doomed))
    byIri(badge)
    await expect(world.sign(badge)).rejects.toMatchObject({
      code: 'jsonld_unsafe',
      details: {
        issues: [
          { code: 'renamed_member', hint: 'write validUntil' },
          { code: 'renamed_member', hint: 'write credentialStatus' },
        ],
      },
    })
  })

  it('may have a name of its own where the field has none', async () => {
    const signed = await world.sign(
      world.badge((b) => {
        b['@context'].push({ ects: 'https://uni.example/terms#ects' })
        b.ects = 5
        b['https://uni.example/terms#term'] = 'summer'
      }),
    )
    expect((await verify(signed, world.options)).verified).toBe(true)
  })
})

describe('a member of a proof', () => {
  it.each<readonly [string, Change]>([
    ['a full IRI', (b) => (b.proof['https://w3id.org/security#expiration'] = date(take(b.proof, 'expires')))],
    ['@nest', (b) => (b.proof['@nest'] = { expires: take(b.proof, 'expires') })],
    [
      'an inline term',
      (b) => {
        b['@context'].push({ over: { '@id': 'https://w3id.org/security#expiration', '@type': DATE_TIME } })
        b.proof.over = take(b.proof, 'expires')
      },
    ],
  ])('hides from nobody under %s', async (_, change) => {
    const expires = new Date('2026-02-01T00:00:00Z')
    const signed = clone(await addProof(world.badge(), world.signer, { expires })) as JsonObject
    const early = { ...world.options, now: new Date('2026-01-15T00:00:00Z') }
    expect((await verify(signed, early)).verified).toBe(true)
    expect((await verify(signed, { ...early, now: NOW })).checks[1]!.code).toBe('proof_expired')
    change(signed)
    expect((await verify(signed, early)).checks[1]!.code).toBe('jsonld_unsafe')
  })
})

const CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json'
const CLR_VOCABULARY = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#'
const OB_VOCABULARY = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#'
const REFRESH = 'https://purl.imsglobal.org/spec/vccr/v1p0/context.json#1EdTechCredentialRefresh'
const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'

/** What the record's context says of the terms that are used here. */
const RECORD: JsonObject = {
  '@context': {
    '@protected': true,
    ClrCredential: { '@id': `${CLR_VOCABULARY}ClrCredential` },
    ClrSubject: {
      '@id': `${CLR_VOCABULARY}ClrSubject`,
      '@context': {
        '@protected': true,
        verifiableCredential: {
          '@id': `${CLR_VOCABULARY}verifiableCredential`,
          '@type': `${CREDENTIALS}verifiableCredential`,
          '@container': '@set',
        },
      },
    },
  },
}

const exam = { id: 'https://uni.example/e/1', type: ['Evidence'], name: 'Exam', narrative: 'failed' }
const withEvidence: Change = (b) => (b.evidence = [clone(exam)])
const withNamelessEvidence: Change = (b) => {
  const { id: _, ...rest } = exam
  b.evidence = [rest]
}
const withCreator: Change = (b) => {
  b.issuer.url = 'https://uni.example/'
  b.credentialSubject.achievement.creator = { ...b.issuer }
}
const asRecord: Change = (b) => {
  b['@context'] = [VC2, CLR, OB]
  b.type = ['VerifiableCredential', 'ClrCredential']
  const { validUntil: _, ...expired } = clone(b)
  b.credentialSubject = {
    id: 'did:example:ada',
    type: ['ClrSubject'],
    verifiableCredential: [{ ...expired, '@context': [VC2, OB], id: 'urn:uuid:1', type: b.type }],
  }
}

/** Each says the same to a signature, and something else to a reader of the JSON. */
const WRITTEN_OTHERWISE: readonly (readonly [name: string, made: Change, change: Change])[] = [
  [
    'evidence as two objects with one label',
    withNamelessEvidence,
    (b) => {
      const { narrative, ...rest } = b.evidence[0]
      b.evidence = [
        { id: '_:e', ...rest },
        { id: '_:e', type: rest.type, narrative },
      ]
    },
  ],
  [
    'what the criteria say with the achievement, whose id they have',
    (b) => (b.credentialSubject.achievement.criteria.id = b.credentialSubject.achievement.id),
    (b) => {
      const { achievement } = b.credentialSubject
      achievement.narrative = take(achievement.criteria, 'narrative')
    },
  ],
  [
    'the subject in two',
    (b) => (b.credentialSubject.result = [{ type: ['Result'], value: 'F' }]),
    (b) => {
      const { result, ...rest } = b.credentialSubject
      b.credentialSubject = [rest, { id: rest.id, type: rest.type, result }]
    },
  ],
  [
    'the subject in two, by the general processor',
    (b) => (b.credentialSubject.result = [{ type: ['Result'], value: 'F' }]),
    (b) => {
      const { result, ...rest } = b.credentialSubject
      b.type[1] = `${OB_VOCABULARY}OpenBadgeCredential`
      b.credentialSubject = [rest, { id: rest.id, type: rest.type, result: { '@set': result } }]
    },
  ],
  [
    'a type by its IRI, by the general processor',
    () => undefined,
    (b) => {
      b.type[1] = `${OB_VOCABULARY}OpenBadgeCredential`
      b.credentialSubject.achievement.name = { '@set': [b.credentialSubject.achievement.name] }
    },
  ],
  ['a record by the IRI of its type', asRecord, (b) => (b.type[1] = `${CLR_VOCABULARY}ClrCredential`)],
  [
    'a record by another name of its type',
    asRecord,
    (b) => {
      b['@context'].push({ Record: `${CLR_VOCABULARY}ClrCredential` })
      b.type[1] = 'Record'
    },
  ],
  [
    "a record's credentials by another name",
    asRecord,
    (b) => {
      b['@context'].push({ held: { '@id': `${CLR_VOCABULARY}verifiableCredential`, '@type': '@id' } })
      b.credentialSubject.held = take(b.credentialSubject, 'verifiableCredential')
    },
  ],
  [
    'a refresh service by another name',
    (b) => {
      b['@context'].push(EXTENSIONS)
      b.refreshService = { id: 'https://uni.example/refresh', type: '1EdTechCredentialRefresh' }
    },
    (b) => {
      b['@context'].push({ Later: REFRESH })
      b.refreshService.type = 'Later'
    },
  ],
]

/** Each says the same, and is read the same. */
const READ_AS_ONE: readonly (readonly [name: string, made: Change, change: Change])[] = [
  [
    'evidence as two objects with its id',
    withEvidence,
    (b) => {
      const { narrative, ...rest } = b.evidence[0]
      b.evidence = [rest, { id: rest.id, type: rest.type, narrative }]
    },
  ],
  [
    'evidence of which the second copy says more',
    withEvidence,
    (b) => {
      b.evidence = [{ id: exam.id, name: exam.name, type: exam.type }, { ...exam }]
    },
  ],
  [
    'evidence of which the second copy has a type more',
    (b) => {
      withEvidence(b)
      b.evidence[0].type.push('Image')
    },
    (b) => (b.evidence = [{ ...exam }, clone(b.evidence[0])]),
  ],
  ["the issuer's URL with the creator", withCreator, (b) => delete b.issuer.url],
  [
    "the issuer's name with the creator",
    withCreator,
    (b) => {
      delete b.issuer.name
      b.issuer.id = b.credentialSubject.achievement.creator.id
    },
  ],
]

describe('a signed document that is written otherwise', () => {
  const load: Load = async (url, purpose, signal) => (url === CLR ? RECORD : world.load(url, purpose, signal))

  it.each(WRITTEN_OTHERWISE)('is refused: %s', async (_, made, change) => {
    const signed = clone(await addProof(world.badge(made), world.signer, { created: NOW, load }))
    expect((await verify(signed, { ...world.options, load })).checks[1]!.outcome).toBe('pass')
    const changed = clone(signed)
    change(changed)
    expect(await graph(changed, load)).toBe(await graph(signed, load))
    const { verified, checks } = await verify(changed, { ...world.options, load })
    expect([verified, checks[1]]).toMatchObject([false, { outcome: 'fail', code: 'jsonld_unsafe' }])
  })

  it.each(READ_AS_ONE)('is read as before: %s', async (_, made, change) => {
    const signed = clone(await addProof(world.badge(made), world.signer, { created: NOW, load }))
    const changed = clone(signed)
    change(changed)
    expect(await graph(changed, load)).toBe(await graph(signed, load))
    const one = await verify(signed, world.options)
    const other = await verify(changed, world.options)
    expect([one.verified, other.verified]).toEqual([true, true])
    expect(normal(other.credential)).toBe(normal(one.credential))
    expect(other.source).toEqual(changed)
  })

  it('is refused: a date of VCDM 1.1 under 2.0', async () => {
    const older = world.badge((b) => {
      b['@context'] = [VC1, OB_300, 'https://w3id.org/security/data-integrity/v2']
      b.issuanceDate = take(b, 'validFrom')
      take(b, 'validUntil')
      b.expirationDate = '2026-02-01T00:00:00Z'
    })
    const signed = clone(await world.sign(older))
    const changed: Record<string, unknown> = { ...signed }
    const dated = (name: string): JsonObject => ({ '@id': CREDENTIALS + name, '@type': DATE_TIME })
    const terms = { issuanceDate: dated('issuanceDate'), expirationDate: dated('expirationDate') }
    for (const context of [
      [VC2, terms, OB],
      [VC2, OB, terms],
    ]) {
      changed['@context'] = context
      expect((await verify(clone(changed), world.options)).checks[1]!.code).toBe('jsonld_unsafe')
    }
  })

  it.each<[string, Change]>([
    ['the issuer again as creator', withCreator],
    [
      'the issuer again in part',
      (b) => {
        withCreator(b)
        delete b.credentialSubject.achievement.creator.name
      },
    ],
    ['who awards himself', (b) => (b.credentialSubject.id = b.issuer.id)],
    [
      'the achievement as its own criteria',
      (b) => (b.credentialSubject.achievement.criteria.id = b.credentialSubject.achievement.id),
    ],
    ['the same evidence twice', (b) => (b.evidence = [{ ...exam }, { ...exam }])],
    [
      'the issuer again by name',
      (b) => (b.credentialSubject.achievement.creator = { id: b.issuer.id, type: ['Profile'] }),
    ],
  ])('stays as good as ever: %s', async (_, made) => {
    expect((await verify(await world.sign(world.badge(made)), world.options)).verified).toBe(true)
  })
})
