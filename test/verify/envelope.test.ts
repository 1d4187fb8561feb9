/** What stands around a credential is not its issuer's word: presentations and records in the report. */
import { issueJwt } from 'laurel'
import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import { verify } from './checked.js'
import { type Change, clone, makeWorld, OB, trouble, VC2, type World } from './world.js'

let world: World
beforeEach(async () => {
  world = await makeWorld()
})

const FORGED = 'Doctor of Medicine'

/** Signed by a stranger, with words of the stranger's own around what it holds. */
async function envelope(inner: readonly unknown[], change?: Change, proof: object = {}): Promise<JsonObject> {
  const made = {
    '@context': [VC2, OB],
    id: 'urn:x:presentation',
    type: ['VerifiablePresentation'],
    name: FORGED,
    description: 'Awarded by Example University',
    verifiableCredential: inner,
  } as unknown as JsonObject
  change?.(made)
  const created = new Date('2026-04-30T00:00:00Z')
  return clone(await addProof(made, world.stranger, { created, ...proof }))
}

/** Of someone who takes a presentation that may be a copy. */
const copies = (): VerifyOptions => ({ ...world.options, kinds: ['presentation'] })

describe('a presentation', () => {
  it('is no credential: its own words are nowhere in the report', async () => {
    const report = await verify(await envelope([await world.sign(world.badge())]), copies())
    expect(report).toMatchObject({
      verified: true,
      kind: 'presentation',
      envelope: { id: 'urn:x:presentation' },
    })
    expect('credential' in report).toBe(false)
    expect(JSON.stringify({ ...report, embedded: [] })).not.toContain(FORGED)
    expect(report.badges).toMatchObject([
      {
        verified: true,
        kind: 'open-badge',
        pointer: '/verifiableCredential/0',
        name: 'Rust I',
        issuer: { id: world.signer.controller, name: 'Example University' },
      },
    ])
  })

  it('names its holder only where the holder signed it, for whoever asked', async () => {
    const badge = await world.sign(world.badge())
    const answer = { proofPurpose: 'authentication', challenge: 'c-1' }
    const own: Change = (vp) => (vp.holder = { id: world.stranger.controller, name: FORGED })
    const asked = { ...world.options, challenge: 'c-1' }
    const named = await verify(await envelope([badge], own, answer), asked)
    expect(named.envelope).toEqual({ id: 'urn:x:presentation', by: { id: world.stranger.controller } })
    expect((await verify(await envelope([badge], own), copies())).envelope).toEqual({
      id: 'urn:x:presentation',
    })
    const others: Change = (vp) => (vp.holder = world.signer.controller)
    const other = await verify(await envelope([badge], others, answer), asked)
    expect(other).toMatchObject({ verified: false, badges: [{ verified: true, kind: 'open-badge' }] })
    expect(other.envelope).toBeUndefined()
  })

  it.each<[string, readonly string[] | undefined, boolean, string]>([
    ['no kinds', undefined, false, 'proof fail challenge_missing /proof'],
    ['badges', ['open-badge'], false, 'structure fail kind_unexpected; proof fail challenge_missing /proof'],
    ['badges, after a challenge', ['open-badge'], true, ''],
    ['presentations', ['presentation'], false, ''],
    ['presentations or badges', ['presentation', 'open-badge'], false, ''],
    [
      'presentations or records',
      ['presentation', 'clr'],
      false,
      'endorsements fail credentials_failed /verifiableCredential/0',
    ],
    [
      'records, after a challenge',
      ['clr'],
      true,
      'endorsements fail credentials_failed /verifiableCredential/0',
    ],
  ])('of a badge, where the caller wants %s', async (_, kinds, asked, expected) => {
    const proof = asked ? { proofPurpose: 'authentication', challenge: 'c-1' } : {}
    const shown = await envelope([await world.sign(world.badge())], undefined, proof)
    const options = { ...world.options, ...(asked ? { challenge: 'c-1' } : {}) }
    expect(trouble(await verify(shown, { ...options, ...(kinds && { kinds: kinds as never }) }))).toBe(
      expected,
    )
  })

  it('is not what a caller gets who asks for a presentation and is handed a badge', async () => {
    const badge = await world.sign(world.badge())
    expect(trouble(await verify(badge, { ...world.options, kinds: ['presentation'] }))).toBe(
      'structure fail kind_unexpected',
    )
  })

  it('that holds nothing answers no question about credentials', async () => {
    const proof = { proofPurpose: 'authentication', challenge: 'c-1' }
    const shown = await envelope([], (vp) => delete vp.verifiableCredential, proof)
    const options = { ...world.options, challenge: 'c-1' }
    expect((await verify(shown, options)).verified).toBe(true)
    expect(trouble(await verify(shown, { ...options, kinds: ['open-badge'] }))).toBe(
      'endorsements fail no_credentials',
    )
    for (const id of ['validity', 'status'] as const)
      expect((await verify(shown, { ...options, require: [id] })).verified).toBe(false)
  })

  it('that holds an endorsement of the stranger’s own is no badge', async () => {
    const praise = await world.sign(world.endorsement(), world.stranger)
    const proof = { proofPurpose: 'authentication', challenge: 'c-1' }
    const shown = await envelope([praise], undefined, proof)
    const options = { ...world.options, challenge: 'c-1' }
    expect(await verify(shown, options)).toMatchObject({ verified: true, badges: [] })
    expect((await verify(shown, { ...options, kinds: ['open-badge'] })).verified).toBe(false)
  })

  it('says of each credential inside whether it holds, and nothing of one that does not', async () => {
    const good = await world.sign(world.badge())
    const bad = { ...good, id: 'urn:x:2', name: FORGED }
    const jwt = await issueJwt(world.badge((b) => (b.id = 'urn:x:3')) as never, { signer: world.signer })
    const enveloped = {
      '@context': VC2,
      id: `data:application/vc+jwt,${jwt}`,
      type: 'EnvelopedVerifiableCredential',
    }
    const report = await verify(await envelope([good, bad, enveloped]), world.options)
    expect(report.verified).toBe(false)
    expect(report.badges).toMatchObject([{ verified: true }, { verified: false }, {}])
    expect(report.badges[1]).toEqual({
      verified: false,
      outcome: 'fail',
      check: 'proof',
      code: 'signature_invalid',
      kind: 'open-badge',
      pointer: '/verifiableCredential/1',
    })
    expect(JSON.stringify(report.badges)).not.toContain(FORGED)
  })

  it('counts no endorsement and no status list among the badges', async () => {
    const list = await world.publishList([])
    const praise = await world.sign(world.endorsement(), world.stranger)
    const report = await verify(await envelope([list, praise]), copies())
    expect(report.verified).toBe(true)
    expect(report.badges).toEqual([])
    expect(report.embedded).toHaveLength(2)
  })
})

describe('the report', () => {
  it('gives the rows by their ids, and the instant for which it holds', async () => {
    const report = await verify(await world.sign(world.badge()), world.options)
    expect(Object.values(report.check)).toEqual(report.checks)
    expect(report.check.proof).toBe(report.checks[1])
    expect(report.checkedAt).toBe('2026-05-01T12:00:00.000Z')
  })

  it('lists a badge that was handed in, and says nothing of one that does not hold', async () => {
    const signed = await world.sign(world.badge())
    const report = await verify(signed, world.options)
    expect(report.badges).toMatchObject([
      {
        verified: true,
        kind: 'open-badge',
        pointer: '',
        name: 'Rust I',
        validUntil: '2027-01-01T00:00:00.000Z',
      },
    ])
    const changed = await verify({ ...signed, name: FORGED }, world.options)
    const bad = { verified: false, outcome: 'fail', kind: 'open-badge', pointer: '' }
    expect(changed.badges).toEqual([{ ...bad, check: 'proof', code: 'signature_invalid' }])
    const late = await verify(signed, { ...world.options, now: new Date('2027-02-01') })
    expect(late.badges).toEqual([{ ...bad, check: 'validity', code: 'expired' }])
    expect((await verify('I passed!')).badges).toEqual([])
  })
})

describe('a challenge', () => {
  it.each(['challenge', 'domain'] as const)('(%s) is answered by no credential', async (name) => {
    const options = { ...world.options, [name]: 'c-1' }
    const badge = await world.sign(world.badge())
    expect(trouble(await verify(badge, options))).toBe('proof fail challenge_missing /proof')
    const jwt = await issueJwt(world.badge() as never, { signer: world.signer })
    expect((await verify(jwt, options)).check.proof).toMatchObject({
      outcome: 'fail',
      code: 'challenge_missing',
    })
    const answered = await addProof(badge, world.signer, {
      proofPurpose: 'authentication',
      challenge: 'c-1',
      domain: 'c-1',
      created: new Date('2026-04-30T00:00:00Z'),
    })
    expect((await verify(answered, options)).verified).toBe(false)
  })
})
