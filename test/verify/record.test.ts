/** Records: whoever collects badges vouches for the collection, and not for somebody else's badges. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import type { Load } from '../../src/ports.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from './checked.js'
import { CLR, CLR_CONTEXT } from './clr-context.js'
import { type Change, clone, makeWorld, OB, trouble, VC2, type World } from './world.js'

/** Of `ada@example.org` and `salt`, by sha256sum. */
const HASH = 'sha256$a014001d5b097167917a72429dd5a82f1753a805174e3d74f47086d6459b96a1'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})

const load: Load = async (url, purpose, signal) =>
  url === CLR ? CLR_CONTEXT : world.load(url, purpose, signal)
const options = (): object => ({ ...world.options, load })

const email = (hash: string, hashed = false): object => ({
  type: 'IdentityObject',
  hashed,
  identityHash: hash,
  identityType: 'emailAddress',
})

/** Collected by a stranger; `person` says whose record it is. */
async function record(parts: readonly unknown[], person: Change = () => undefined): Promise<JsonObject> {
  const subject = { id: 'did:example:ada', type: ['ClrSubject'], verifiableCredential: parts }
  person(subject)
  const made = {
    '@context': [VC2, CLR, OB],
    id: 'urn:x:record',
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Transcript',
    issuer: { id: world.stranger.controller, type: ['Profile'], name: 'Collector' },
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: subject,
  } as unknown as JsonObject
  return clone(await addProof(made, world.stranger, { load, created: new Date('2026-02-01T00:00:00Z') }))
}

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
    ['of nobody in particular', anonymous, () => undefined, '', ['record_person_unknown']],
  ])('%s', async (_, person, change, expected, warnings) => {
    const inner = await badgeOf(change)
    const report = await verify(await record([inner], person), options())
    expect(trouble(report)).toBe(expected)
    expect(report.warnings.map(({ code }) => code)).toEqual(warnings)
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

  it('by somebody trusted makes nobody else’s badge a trusted one', async () => {
    const made = await record([await world.sign(world.badge())])
    const report = await verify(made, { ...options(), issuers: [world.stranger.controller] })
    expect(trouble(report)).toBe('')
    expect(report.badges).toEqual([
      { verified: false, kind: 'open-badge', pointer: '/credentialSubject/verifiableCredential/0' },
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
