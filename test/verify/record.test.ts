/** Records: whoever collects badges vouches for the collection, and not for somebody else's badges. */
import { issueJwt, present } from 'laurel'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { comparePersons } from '../../src/identity/compare-persons.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { rawToken } from '../forgery/world.js'
import { verify } from './checked.js'
import { CLR, recordOf } from './record-of.js'
import { type Change, clone, LIST, makeWorld, OB, trouble, VC2, type World } from './world.js'

/** Of `ada@example.org` and `salt`, by sha256sum. */
const HASH = 'sha256$a014001d5b097167917a72429dd5a82f1753a805174e3d74f47086d6459b96a1'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})

const options = (): object => world.options

const email = (hash: string, hashed = false): object => ({
  type: 'IdentityObject',
  hashed,
  identityHash: hash,
  identityType: 'emailAddress',
})

/** Collected by a stranger; `person` says whose record it is. */
async function record(
  parts: readonly unknown[],
  person: Change = () => undefined,
  types: readonly string[] = ['VerifiableCredential', 'ClrCredential'],
): Promise<JsonObject> {
  const subject = { id: 'did:example:ada', type: ['ClrSubject'], verifiableCredential: parts }
  person(subject)
  const made = {
    '@context': [VC2, CLR, OB],
    id: 'urn:x:record',
    type: types,
    name: 'Transcript',
    issuer: { id: world.stranger.controller, type: ['Profile'], name: 'Collector' },
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: subject,
  } as unknown as JsonObject
  return clone(await addProof(made, world.stranger, { created: new Date('2026-02-01T00:00:00Z') }))
}

/** As a token, in which no graph keeps parts of other forms out. */
const issueRecordJwt = (parts: readonly unknown[]): Promise<string> =>
  rawToken(
    { alg: 'EdDSA', typ: 'JWT', kid: world.stranger.verificationMethod },
    {
      ...recordOf(world, parts),
      iss: world.stranger.controller,
      jti: 'urn:x:record',
      nbf: Date.parse('2026-02-01T00:00:00Z') / 1000,
      sub: 'did:example:ada',
    } as unknown as JsonObject,
    world.stranger,
  )

const badgeOf = (change: Change): Promise<JsonObject> => world.sign(world.badge(change))

describe('a record', () => {
  it('is no credential: it says who collected it, and its badges say who awarded them', async () => {
    const report = await verify(await record([await world.sign(world.badge())]), options())
    expect(trouble(report)).toBe('')
    expect(report).toMatchObject({
      verified: true,
      kind: 'clr',
      envelope: { by: { id: world.stranger.controller, name: 'Collector' }, name: 'Transcript' },
      badges: [{ verified: true, name: 'Rust I', issuer: { id: world.signer.controller } }],
    })
    expect('credential' in report).toBe(false)
  })

  it.each<[string, (text: string) => unknown]>([
    ['lists of one', (text) => [text]],
    ['value objects', (text) => ({ '@value': text })],
    ['lists of one value object', (text) => [{ '@value': text }]],
  ])('says the same if its holder writes its names as %s, which keeps the signature', async (_, written) => {
    const signed = (await record([await world.sign(world.badge())])) as JsonObject & { issuer: JsonObject }
    const names = { name: written('Transcript'), issuer: { ...signed.issuer, name: written('Collector') } }
    const report = await verify({ ...signed, ...names }, options())
    const { envelope } = await verify(signed, options())
    expect(report).toMatchObject({ verified: true, envelope })
  })

  const OTHER = 'endorsements fail record_of_other /credentialSubject/verifiableCredential/0'
  const anonymous: Change = (subject) => delete subject.id
  it.each<[string, Change, Change, string, readonly string[]]>([
    ['of the same id', () => undefined, () => undefined, '', []],
    ['of another id', (s) => (s.id = 'did:example:eve'), () => undefined, OTHER, []],
    [
      'of another id and the same address',
      (s) => {
        s.id = 'did:example:eve'
        s.identifier = [email('ada@example.org')]
      },
      (b) => (b.credentialSubject.identifier = [email('Ada@example.org')]),
      '',
      [],
    ],
    [
      'of the same address by its hash',
      (s) => {
        delete s.id
        s.identifier = [email('ada@example.org')]
      },
      (b) => {
        delete b.credentialSubject.id
        b.credentialSubject.identifier = [{ ...email(HASH, true), salt: 'salt' }]
      },
      '',
      [],
    ],
    [
      'of another address',
      (s) => {
        delete s.id
        s.identifier = [email('eve@example.org')]
      },
      (b) => (b.credentialSubject.identifier = [email('ada@example.org')]),
      OTHER,
      [],
    ],
    [
      'of nobody in particular',
      anonymous,
      () => undefined,
      '',
      ['subject_unidentified', 'record_person_unknown'],
    ],
  ])('%s', async (_, person, change, expected, warnings) => {
    const inner = await badgeOf(change)
    const report = await verify(await record([inner], person), options())
    expect(trouble(report)).toBe(expected)
    expect(report.warnings.map(({ code }) => code)).toEqual(warnings)
    const shown = report.badges.map((badge) => (badge.verified ? 'verified' : badge.code))
    expect(shown).toEqual([expected === '' ? 'verified' : 'record_of_other'])
  })

  it('is about one person where the caller knows the person under both names', async () => {
    const made = await record([await world.sign(world.badge())], (s) => (s.id = 'did:web:ada.example'))
    expect(trouble(await verify(made, options()))).toBe(OTHER)
    const recipient = { id: ['did:example:ada', 'did:web:ada.example'] }
    expect(trouble(await verify(made, { ...options(), recipient }))).toBe('')
    const half = { id: 'did:web:ada.example' }
    expect(trouble(await verify(made, { ...options(), recipient: half }))).toContain(
      'recipient fail recipient_differs',
    )
  })

  it('that names nobody may not hold badges of different persons', async () => {
    const parts = [
      await world.sign(world.badge()),
      await badgeOf((b) => (b.credentialSubject.id = 'did:example:eve')),
    ]
    const report = await verify(await record(parts, anonymous), options())
    expect(trouble(report)).toBe(
      'endorsements fail record_of_other /credentialSubject/verifiableCredential/1',
    )
    const own = await record([parts[0], parts[0]], anonymous)
    expect(trouble(await verify(own, options()))).toBe('')
  })

  it('pays for each two subjects that are compared', () => {
    const crowd = (count: number): Json => Array.from({ length: count }, () => ({ type: 'ClrSubject' }))
    let paid = 0
    const spend = (units: number): void => {
      paid += units
    }
    const relation = comparePersons(crowd(3), crowd(4), { md5: () => '', spend })
    expect([relation, paid]).toEqual(['unknown', 12])
  })

  it('is one without the type of a record, too, if its subject is that of one', async () => {
    const other = await badgeOf((b) => (b.credentialSubject.id = 'did:example:eve'))
    const made = await record([other], undefined, ['VerifiableCredential'])
    const report = await verify(made, options())
    expect(report).toMatchObject({ kind: 'clr', verified: false })
    expect(trouble(report)).toContain(OTHER)
    const own = await record([await world.sign(world.badge())], undefined, ['VerifiableCredential'])
    expect(trouble(await verify(own, options()))).toContain('structure fail structure_invalid /type')
  })

  it('by somebody trusted makes nobody else’s badge a trusted one', async () => {
    const made = await record([await world.sign(world.badge())])
    const report = await verify(made, { ...options(), issuers: [world.stranger.controller] })
    expect(trouble(report)).toBe('')
    expect(report.badges).toEqual([
      {
        verified: false,
        outcome: 'fail',
        check: 'trust',
        code: 'issuer_not_listed',
        kind: 'open-badge',
        pointer: '/credentialSubject/verifiableCredential/0',
      },
    ])
    const both = [world.stranger.controller, world.signer.controller]
    expect((await verify(made, { ...options(), issuers: both })).badges).toMatchObject([{ verified: true }])
  })

  it('fails with a forged part', async () => {
    const forged = { ...(await world.sign(world.badge())), name: 'Doctor of Medicine' }
    const report = await verify(await record([forged]), options())
    expect(report.verified).toBe(false)
    expect(JSON.stringify(report.badges)).not.toContain('Doctor')
  })
})

describe('a badge that holds a badge', () => {
  const held = async (inner: JsonObject): Promise<string> => {
    const subject = { ...(world.badge()['credentialSubject'] as JsonObject), verifiableCredential: [inner] }
    const badge = { ...world.badge(), credentialSubject: subject }
    return rawToken(
      { alg: 'EdDSA', typ: 'vc+jwt', kid: world.signer.verificationMethod },
      badge,
      world.signer,
    )
  }
  const foreign = (person: string): Promise<JsonObject> =>
    world.sign(
      world.badge((b) => {
        b.issuer.id = world.stranger.controller
        b.credentialSubject.id = person
      }),
      world.stranger,
    )

  it('shows nobody else’s', async () => {
    const token = await held(await foreign('did:example:eve'))
    expect(trouble(await verify(token, options()))).toBe(
      'endorsements fail record_of_other /credentialSubject/verifiableCredential/0',
    )
    const asked = await verify(token, { ...options(), recipient: { id: 'did:example:ada' } })
    expect(asked.verified).toBe(false)
    expect(asked.badges.map(({ verified }) => verified)).toEqual([false, false])
  })

  it('is trusted only with the issuer of what it holds', async () => {
    const token = await held(await foreign('did:example:ada'))
    expect(trouble(await verify(token, options()))).toBe('')
    const listed = await verify(token, { ...options(), issuers: [world.signer.controller] })
    expect(listed.verified).toBe(false)
    expect(listed.badges.some(({ verified }) => verified)).toBe(false)
  })
})

describe('a part of a record', () => {
  const first = '/credentialSubject/verifiableCredential/0'
  const status = {
    id: `${LIST}#7`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: LIST,
  }
  const lapsed: readonly (readonly [string, Change, readonly number[], string, string])[] = [
    ['ran out', (b) => (b.validUntil = '2026-03-01T00:00:00Z'), [], 'validity', 'expired'],
    ['is not in force yet', (b) => (b.validFrom = '2026-09-01T00:00:00Z'), [], 'validity', 'not_yet_valid'],
    ['was withdrawn', (b) => (b.credentialStatus = status), [7], 'status', 'revoked'],
  ]

  it.each(lapsed)('that %s is marked, and the record holds', async (_, change, revoked, check, code) => {
    await world.publishList(revoked)
    const parts = [await badgeOf(change), await badgeOf((b) => (b.id = 'urn:x:2'))]
    const report = await verify(await record(parts), options())
    expect(trouble(report)).toBe('')
    expect(report.check.endorsements).toMatchObject({
      code: 'credentials_partly',
      pointer: first,
      details: { checked: 2, lapsed: 1 },
    })
    expect(report.warnings).toMatchObject([{ code: 'part_lapsed', pointer: first, details: { code } }])
    expect(report.badges).toMatchObject([
      { verified: false, outcome: 'fail', check, code, pointer: first },
      { verified: true },
    ])
    expect(JSON.stringify(report.badges[0])).not.toContain('Rust')
    const all = await verify(await record(parts), { ...options(), parts: 'all' })
    expect(trouble(all)).toBe(`endorsements fail credentials_failed ${first}`)
  })

  it('that ran out fails the record where no other is left', async () => {
    const late: Change = (b) => (b.validUntil = '2026-03-01T00:00:00Z')
    const other: Change = (b) => {
      late(b)
      b.id = 'urn:x:2'
    }
    const parts = [await badgeOf(late), await badgeOf(other)]
    const report = await verify(await record(parts), options())
    expect(trouble(report)).toBe(`endorsements fail credentials_failed ${first}`)
    expect(report.badges).toMatchObject([{ code: 'expired' }, { code: 'expired' }])
  })

  it('whose status nobody knows leaves the record open', async () => {
    const report = await verify(
      await record([await badgeOf((b) => (b.credentialStatus = status))]),
      options(),
    )
    expect(trouble(report)).toBe(`endorsements unknown credentials_unknown ${first}`)
    expect(report.badges).toMatchObject([{ verified: false, outcome: 'unknown', check: 'status' }])
  })

  it('that ran out and was altered fails the record', async () => {
    const late = await badgeOf((b) => (b.validUntil = '2026-03-01T00:00:00Z'))
    const report = await verify(await record([{ ...late, name: 'Doctor' }]), options())
    expect(trouble(report)).toBe(`endorsements fail credentials_failed ${first}`)
    expect(report.badges).toMatchObject([{ outcome: 'fail', check: 'proof' }])
  })

  it('in a list that ran out is not good in a presentation', async () => {
    const late = await badgeOf((b) => (b.validUntil = '2026-03-01T00:00:00Z'))
    expect((await verify([late], options())).verified).toBe(false)
  })

  it('that is a token is verified, and told as not well made', async () => {
    const token = await issueJwt(world.badge() as never, { signer: world.signer })
    const envelope = {
      '@context': [VC2],
      id: `data:application/vc+jwt,${await issueJwt(world.badge() as never, { signer: world.signer, profile: 'vc-jose' })}`,
      type: 'EnvelopedVerifiableCredential',
    }
    for (const part of [token, envelope]) {
      const made = await issueRecordJwt([part])
      const report = await verify(made, options())
      expect(trouble(report)).toBe('')
      expect(report.badges).toMatchObject([{ verified: true, achievement: { name: 'Rust I' } }])
      expect(report.conforms).toBe(false)
      expect(report.issues[0]!.pointer).toContain(first)
    }
  })

  it.each(['result', 'creditsEarned', 'term', 'evidence'])(
    'keeps its %s, whatever other part awards the same achievement',
    async (member) => {
      const better: Change = (badge) => {
        badge.id = 'urn:x:better'
        const owner = member === 'evidence' ? badge : badge.credentialSubject
        owner[member] = {
          result: [{ type: ['Result'], value: 'A' }],
          creditsEarned: 30,
          term: 'Winter',
          evidence: [{ id: 'https://uni.example/work', type: ['Evidence'] }],
        }[member]
      }
      const [good, plain] = [await badgeOf(better), await badgeOf(() => undefined)]
      const moved = clone([good, plain]) as unknown as Record<string, Record<string, unknown>>[]
      const [from, to] = member === 'evidence' ? moved : moved.map((each) => each['credentialSubject']!)
      to![member] = from![member] as never
      delete from![member]
      expect((await verify(await record([good, plain]), options())).verified).toBe(true)
      // The record of both, signed over the moved member, and the genuine record in which it was moved.
      const genuine = clone(await record([good, plain])) as unknown as Record<string, Record<string, unknown>>
      const forged = {
        ...genuine,
        credentialSubject: { ...genuine['credentialSubject'], verifiableCredential: moved },
      }
      for (const each of [forged, await record(moved).catch(() => undefined)]) {
        if (each !== undefined) expect((await verify(each, options())).verified).toBe(false)
      }
    },
  )
})

describe('a record in a presentation', () => {
  const asked = (): object => ({ ...world.options, challenge: 'c' })
  const shown = async (): Promise<JsonObject> => {
    const credentials = [await record([await badgeOf(() => undefined)])]
    const created = new Date('2026-02-02T00:00:00Z')
    const { load, stranger: signer } = world
    return clone(
      (await present({ credentials, signer, challenge: 'c', created, load })) as object as JsonObject,
    )
  }

  it('may be about the person whom its parts are about', async () => {
    const report = await verify(await shown(), asked())
    expect(trouble(report)).toBe('')
    expect(report.badges).toMatchObject([{ verified: true, achievement: { name: 'Rust I' } }])
  })

  it.each(['achievement', 'type'])('keeps the %s of a part out of its own subject', async (member) => {
    const forged = await shown()
    const [held] = forged['verifiableCredential'] as unknown as Record<string, Record<string, never>>[]
    const person = held!['credentialSubject'] as unknown as Record<string, unknown>
    const [part] = person['verifiableCredential'] as Record<string, Record<string, unknown>>[]
    person[member] = [person[member] ?? [], part!['credentialSubject']![member]].flat()
    delete part!['credentialSubject']![member]
    const report = await verify(forged, asked())
    expect(report.verified).toBe(false)
    expect(report.badges.filter(({ verified }) => verified)).toEqual([])
  })
})

describe('what a record says of its achievements', () => {
  const a = 'https://uni.example/a/rust'
  const related = (type: string, source: string, target: string): object => ({
    type: 'Association',
    associationType: type,
    sourceId: source,
    targetId: target,
  })
  const defined = (id: string): object => ({
    id,
    type: ['Achievement'],
    name: id,
    description: id,
    criteria: { narrative: 'x' },
  })

  it.each<[string, readonly object[], readonly string[]]>([
    ['a part of what it defines', [related('isPartOf', 'ACHIEVEMENT', 'urn:x:whole')], []],
    ['of nothing in it', [related('isPartOf', 'ACHIEVEMENT', 'urn:x:nowhere')], ['association_dangling']],
    [
      'in a circle',
      [
        related('isChildOf', 'ACHIEVEMENT', 'urn:x:whole'),
        related('isChildOf', 'urn:x:whole', 'ACHIEVEMENT'),
      ],
      ['association_cycle'],
    ],
    [
      'in a circle of both directions',
      [
        related('isPartOf', 'ACHIEVEMENT', 'urn:x:whole'),
        related('isParentOf', 'ACHIEVEMENT', 'urn:x:whole'),
      ],
      ['association_cycle'],
    ],
    [
      'beside each other, both ways',
      [related('isPeerOf', 'ACHIEVEMENT', 'urn:x:whole'), related('isPeerOf', 'urn:x:whole', 'ACHIEVEMENT')],
      [],
    ],
  ])('%s', async (_, association, warnings) => {
    const part = await world.sign(world.badge())
    const id = ((part['credentialSubject'] as JsonObject)['achievement'] as JsonObject)['id'] as string
    const text = JSON.stringify(association).replaceAll('ACHIEVEMENT', id)
    const made = await record([part], (s) => {
      s.association = JSON.parse(text)
      s.achievement = [defined('urn:x:whole'), defined(`${a}/unused`)]
    })
    const report = await verify(made, options())
    expect(trouble(report)).toBe('')
    expect(report.warnings.map(({ code }) => code)).toEqual(warnings)
    expect(report.badges).toHaveLength(1)
  })
})
