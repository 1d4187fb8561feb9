/** Records and whose credentials are in them: several subjects, and subjects whose holder leaves out who they are. */
import { issueJwt, present } from 'laurel'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { comparePersons } from '../../src/identity/compare-persons.js'
import type { Report } from '../../src/verify/report/report.js'
import { rawToken, parts as tokenParts } from '../forgery/world.js'
import { type Hidden, hide, selectiveToken } from '../proof/selective-token.js'
import { verify } from './checked.js'
import { base, derive } from './derived.js'
import { recordOf } from './record-of.js'
import { type Change, clone, makeWorld, NOW, OB, trouble, VC2, type World } from './world.js'

const FIRST = '/credentialSubject/verifiableCredential/0'
const OTHER = `endorsements fail record_of_other ${FIRST}`
const UNKNOWN = `endorsements unknown record_person_unknown ${FIRST}`
const ADA = 'did:example:ada'
const EVE = 'did:example:eve'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})

/** A record by a stranger, as a token: in it a part may have any form. */
function record(parts: readonly Json[], subject: JsonObject = { id: ADA }): Promise<string> {
  const { id } = subject
  return rawToken(
    { alg: 'EdDSA', typ: 'JWT', kid: world.stranger.verificationMethod },
    {
      ...recordOf(world, parts, subject),
      iss: world.stranger.controller,
      jti: 'urn:x:record',
      nbf: Date.parse('2026-02-01T00:00:00Z') / 1000,
      ...(id === undefined ? {} : { sub: id }),
    },
    world.stranger,
  )
}

const email = (identityHash: string): JsonObject => ({
  type: 'IdentityObject',
  hashed: false,
  identityHash,
  identityType: 'emailAddress',
})
const typed: JsonObject = { type: ['AchievementSubject'] }
const shown = ({ badges }: Report): readonly string[] =>
  badges.map((badge) => (badge.verified ? 'verified' : `${badge.outcome} ${badge.code}`))
const codes = ({ warnings }: Report): readonly string[] => warnings.map(({ code }) => code)

describe('a credential with several subjects', () => {
  /** No badge: the data model of those has one subject. */
  const about = (...subjects: readonly JsonObject[]): Promise<JsonObject> =>
    world.sign({
      '@context': [VC2, OB],
      id: 'urn:x:several',
      type: ['VerifiableCredential'],
      issuer: world.signer.controller,
      validFrom: '2026-01-01T00:00:00Z',
      credentialSubject: subjects,
    })

  it.each<[string, readonly JsonObject[], string]>([
    ['of whom one is somebody else', [{ id: ADA }, { id: EVE }], OTHER],
    ['of whom the first is somebody else', [{ id: EVE }, { id: ADA }], OTHER],
    ['who are one person', [{ id: ADA }, { ...typed, identifier: [email('ada@example.org')] }], ''],
  ])('in a record: %s', async (_, subjects, expected) => {
    const person = { id: ADA, identifier: [email('ada@example.org')] }
    const report = await verify(await record([await about(...subjects)], person), world.options)
    expect(trouble(report)).toBe(expected)
    expect(shown(report)).toEqual([expected === '' ? 'verified' : 'fail record_of_other'])
    expect(report.embedded?.[0]?.counts).toBe(expected === '' ? undefined : false)
    const recipient = { id: ADA, email: 'ada@example.org' }
    const asked = await verify(await record([await about(...subjects)], person), {
      ...world.options,
      recipient,
    })
    expect(trouble(asked)).toBe(expected === '' ? '' : 'recipient fail recipient_differs')
    expect(asked.badges.map(({ verified }) => verified)).toEqual([expected === ''])
  })

  it('in a record, of whom nobody can say that both are its person', async () => {
    const nameless = { ...typed, identifier: [email('ada@example.org')] }
    const report = await verify(await record([await about({ id: ADA }, nameless)]), world.options)
    expect(trouble(report)).toBe('')
    expect(codes(report)).toContain('record_person_unknown')
  })

  it('alone is genuine: a warning says so, and no subject of it is taken for the one', async () => {
    const report = await verify(await about({ id: ADA }, { id: EVE }), world.options)
    expect(trouble(report)).toBe('')
    expect(report.warnings).toMatchObject([
      { code: 'subject_unidentified', pointer: '/credentialSubject', details: { subjects: 2 } },
    ])
    expect(report.badges).toMatchObject([{ verified: true, recipient: { identifiers: [] } }])
    expect(report.badges).not.toMatchObject([{ recipient: { id: expect.anything() } }])
    const recipient = { id: EVE }
    expect(
      trouble(await verify(await about({ id: ADA }, { id: EVE }), { ...world.options, recipient })),
    ).toBe('')
  })

  it('is somebody’s only where each subject is', () => {
    const md5 = (): string => ''
    expect(comparePersons({ id: ADA }, [{ id: ADA }, { id: EVE }], { md5 })).toBe('other')
    expect(comparePersons([{ id: ADA }, { id: EVE }], [{ id: EVE }], { md5 })).toBe('same')
    expect(comparePersons({ id: ADA }, [{ id: ADA }, {}], { md5 })).toBe('unknown')
    expect(comparePersons({ id: ADA }, [], { md5 })).toBe('unknown')
  })
})

describe('a part of which its holder leaves something out', () => {
  const HEADER = (): JsonObject => ({
    alg: 'EdDSA',
    typ: 'vc+sd-jwt',
    kid: world.signer.verificationMethod,
  })
  const hidden = (change: Change, ...places: readonly (readonly (string | number)[])[]): Hidden => {
    const payload = clone(world.badge(change))
    return places.reduce((made: Hidden, place) => hide(made, place), { payload, disclosures: [] })
  }
  const enveloped = async (made: Hidden, all = false): Promise<JsonObject> => ({
    '@context': [VC2],
    type: 'EnvelopedVerifiableCredential',
    id: `data:application/vc+sd-jwt,${await selectiveToken(made, all ? made.disclosures : [], HEADER(), world.signer)}`,
  })
  const ID = ['credentialSubject', 'id'] as const
  const eve: Change = (b) => (b.credentialSubject.id = EVE)
  const address: Change = (b) => {
    delete b.credentialSubject.id
    b.credentialSubject.identifier = [email('eve@example.org')]
  }

  it.each<[string, Change, readonly (readonly (string | number)[])[], JsonObject | undefined]>([
    ['the id of its subject', eve, [ID], undefined],
    ['its one address', address, [['credentialSubject', 'identifier', 0]], { identifier: [email('a@b.c')] }],
    ['all its addresses', address, [['credentialSubject', 'identifier']], { identifier: [email('a@b.c')] }],
    [
      'an address beside an id that cannot be compared',
      (b) => (b.credentialSubject.identifier = [email('eve@example.org')]),
      [['credentialSubject', 'identifier', 0]],
      { identifier: [email('a@b.c')] },
    ],
  ])('does not count as the person’s own: %s', async (_, change, places, person) => {
    const made = hidden(change, ...places)
    const report = await verify(await record([await enveloped(made)], person), world.options)
    expect(trouble(report)).toBe(UNKNOWN)
    expect(shown(report)).toEqual(['unknown record_person_unknown'])
    expect(report.embedded?.[0]).toMatchObject({ counts: false, report: { selection: true } })
    const whole = await verify(await record([await enveloped(made, true)], person), world.options)
    expect(whole.verified).toBe(false)
    const asked = await verify(await record([await enveloped(made)], person), {
      ...world.options,
      recipient: { id: 'did:example:somebody', email: 'a@b.c' },
    })
    expect(asked.verified).toBe(false)
  })

  it('counts where what is left out says nothing of who it is', async () => {
    const evidence: Change = (b) => (b.credentialSubject.achievement.tag = ['a'])
    const places = [['credentialSubject', 'achievement', 'tag', 0]]
    const own = hidden(evidence, ...places)
    const report = await verify(await record([await enveloped(own)]), world.options)
    expect(trouble(report)).toBe('')
    expect(report.badges).toMatchObject([{ verified: true, selection: true }])
    const anonymous: Change = (b) => {
      evidence(b)
      delete b.credentialSubject.id
    }
    const open = await verify(await record([await enveloped(hidden(anonymous, ...places))]), world.options)
    expect(trouble(open)).toBe('')
    expect(codes(open)).toContain('record_person_unknown')
  })

  it('counts where its address is shown, and is the person’s', async () => {
    const made = hidden((b) => (b.credentialSubject.identifier = [email('ada@example.org')]), ID)
    const person = { id: ADA, identifier: [email('ada@example.org')] }
    expect(trouble(await verify(await record([await enveloped(made)], person), world.options))).toBe('')
  })

  it('fails the record where another part of it fails', async () => {
    const forged = { ...(await world.sign(world.badge())), name: 'Doctor' }
    const report = await verify(await record([await enveloped(hidden(eve, ID)), forged]), world.options)
    expect(trouble(report)).toContain('endorsements fail credentials_failed')
  })

  it('is told where somebody presents it', async () => {
    const shownBy = await present({
      credentials: [await enveloped(hidden(eve, ID))],
      signer: world.stranger,
      challenge: 'c',
      created: NOW,
    })
    const report = await verify(shownBy, { ...world.options, challenge: 'c' })
    expect(codes(report)).toContain('parts_withheld')
  })

  it('does not count with a derived proof, either', async () => {
    const anonymous: Change = (b) => {
      delete b.credentialSubject.id
      b.credentialSubject.identifier = [email('eve@example.org')]
    }
    const part = await derive(await base(world, ['/credentialStatus'], anonymous), [
      '/issuer',
      '/validFrom',
      '/validUntil',
      '/name',
      '/credentialSubject/type',
      '/credentialSubject/achievement',
    ])
    await world.publishList([])
    const options = { ...world.options, statusIssuers: [world.signer.controller] }
    const report = await verify(await record([part]), options)
    expect(trouble(report)).toBe(UNKNOWN)
  })
})

it('a record of which its holder leaves out badges, and that it is partial, says that it is a selection', async () => {
  const parts = [await world.sign(world.badge()), await world.sign(world.badge((b) => (b.id = 'urn:x:2')))]
  const payload = { ...tokenParts(await record(parts)).payload, partial: true } as JsonObject
  const header = { alg: 'EdDSA', typ: 'vc+sd-jwt', kid: world.stranger.verificationMethod }
  const items = hide({ payload, disclosures: [] }, ['credentialSubject', 'verifiableCredential', 1])
  const cut = await verify(await selectiveToken(items, [], header, world.stranger), world.options)
  expect(cut).toMatchObject({ verified: true, kind: 'clr', selection: true, badges: [{ verified: true }] })
  // Beside the mark there may have been an end.
  const unmarked = await verify(
    await selectiveToken(hide(items, ['partial']), [], header, world.stranger),
    world.options,
  )
  expect(trouble(unmarked)).toContain('validity unknown parts_withheld')
})

it('a token of a badge is a part as ever', async () => {
  const token = await issueJwt(world.badge() as never, { signer: world.signer })
  expect(trouble(await verify(await record([token]), world.options))).toBe('')
})
