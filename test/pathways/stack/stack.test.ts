/** The larger credential: what it names, and what it refuses. */
import { describe, expect, it } from 'vitest'
import { achievement, issueJwt, openBadge, profile, validate, verify } from '../../../src/index.js'
import {
  evaluate,
  PARTS_MAXIMUM,
  partDigest,
  partsOf,
  pathway,
  sealParts,
  stack,
} from '../../../src/pathways/index.js'
import { independentDigest, independentName } from './independent-digest.js'
import {
  ADA,
  achievementId,
  BOB,
  badge,
  data,
  diploma,
  evaluated,
  type Mutable,
  OPTIONS,
  PARTS,
  PATHWAY,
  signerOf,
  THEN,
} from './world.js'

const SEED = new Uint8Array(32).fill(42)
const resources = (credential: object): Mutable[] => (credential as Mutable).relatedResource
const reason = (make: () => unknown): unknown => {
  try {
    return make()
  } catch (error) {
    return (error as Mutable).details?.reason ?? (error as Error).name
  }
}

describe('stack', () => {
  it('names the pathway and exactly the badges that counted, by the digests of what was signed', async () => {
    const spare = await badge('ethics')
    const done = await evaluated([spare, ...PARTS])
    const made = stack(data, done, OPTIONS)
    const counted = partsOf(done)
    expect(counted).toHaveLength(3)
    expect(resources(made)).toEqual([
      { id: data.id, mediaType: 'application/json', digestMultibase: independentDigest(data) },
      ...counted.map((part) => ({
        id: (part as Mutable).id,
        mediaType: 'application/vc',
        digestMultibase: independentDigest(part),
      })),
    ])
    expect(made.credentialSubject.achievement).toEqual(data.awards)
    expect(made.validFrom).toBe('2026-06-01T00:00:00Z')
  })

  it('is an ordinary badge: valid in the strict form, signed and verified as every other', async () => {
    const signed = await diploma()
    expect(validate(signed, { form: 'strict' }).issues).toEqual([])
    expect(await verify(signed, { now: THEN })).toMatchObject({ verified: true, kind: 'open-badge' })
  })

  it('holds as long as the badges that must still hold', async () => {
    expect((await diploma())['validUntil']).toBe('2027-01-01T00:00:00Z')
    const endless = [PARTS[0], PARTS[1], await badge('first-aid')]
    expect((await diploma(endless))['validUntil']).toBeUndefined()
  })

  it('seals its parts, in an order that says nothing about them', async () => {
    const done = await evaluated()
    const made = stack(data, done, { ...OPTIONS, form: 'sealed', seed: SEED })
    const envelopes = sealParts(partsOf(done), SEED)
    const expected = envelopes.map((envelope) => ({
      id: independentName(envelope),
      mediaType: 'application/json',
      digestMultibase: partDigest(envelope),
    }))
    expect(resources(made).slice(1)).toEqual(expected.sort((one, two) => (one.id < two.id ? -1 : 1)))
    const text = JSON.stringify(made)
    for (const part of PARTS) {
      expect(text).not.toContain(part['id'])
      expect(text).not.toContain(partDigest(part))
    }
    expect(stack(data, done, { ...OPTIONS, form: 'sealed', seed: SEED })).toEqual(made)
  })

  it('names a badge in a JWS by its text', async () => {
    const unsigned = openBadge({
      id: 'urn:uuid:00000000-0000-4000-8000-00000000000a',
      issuer: profile({ id: signerOf('python').controller, name: 'p' }),
      recipient: { id: ADA },
      validFrom: '2026-01-01T00:00:00Z',
      achievement: achievement({ id: achievementId('python'), name: 'p', description: 'd', criteria: 'c' }),
    })
    const jws = await issueJwt(unsigned, { signer: signerOf('python') })
    const done = await evaluated([jws, PARTS[1], PARTS[2]])
    expect(done.outcome).toBe('met')
    const entry = resources(stack(data, done, OPTIONS)).find(
      ({ mediaType }) => mediaType === 'application/vc+jwt',
    )
    expect(entry).toMatchObject({ id: unsigned.id, digestMultibase: independentDigest(jws) })
    // The report alone does not hold the text.
    const report = await verify(jws, { now: THEN })
    const bare = evaluate(
      data,
      [
        report as never,
        ...done.parts.map(({ candidate }) => candidate).filter((c) => 'report' in c && c.input !== jws),
      ],
      { holder: { id: ADA }, at: THEN },
    )
    expect(bare.outcome).toBe('met')
    expect(reason(() => stack(data, bare, OPTIONS))).toBe('text_missing')
  })

  it('keeps what else concerns the badge, and further resources', async () => {
    const picture = { id: 'https://example.edu/p.png', digestMultibase: partDigest({ a: 1 }) }
    const made = stack(data, await evaluated(), { ...OPTIONS, name: 'Diploma', relatedResource: picture })
    expect(made.name).toBe('Diploma')
    expect(resources(made).at(-1)).toEqual(picture)
  })
})

describe('stack refuses', () => {
  it.each<readonly [string, (done: Mutable) => readonly unknown[], string]>([
    ['a pathway that is not met', (done) => [data, { ...done, outcome: 'unmet' }, OPTIONS], 'not_met'],
    ['one that may be met', (done) => [data, { ...done, outcome: 'unknown' }, OPTIONS], 'not_met'],
    ['the evaluation of another', (done) => [data, { ...done, pathway: 'urn:x' }, OPTIONS], 'other_pathway'],
    [
      'a pathway that says not what it awards',
      (done) => [pathway({ ...PATHWAY, awards: undefined } as never), done, OPTIONS],
      'awards_nothing',
    ],
    [
      'another achievement',
      (done) => [data, done, { ...OPTIONS, achievement: { ...data.awards, id: 'urn:a:doctor' } }],
      'other_achievement',
    ],
    [
      'a stranger as recipient',
      (done) => [data, done, { ...OPTIONS, recipient: { id: BOB } }],
      'other_person',
    ],
    [
      'a recipient of whom the badges say nothing',
      (done) => [data, done, { ...OPTIONS, recipient: { email: 'ada@example.org' } }],
      'other_person',
    ],
    [
      'parts that do not suffice',
      (done) => [data, { ...done, parts: done.parts.slice(1) }, OPTIONS],
      'not_met_alone',
    ],
    [
      'a stronger pathway with the id of the one that was evaluated',
      (done) => [
        pathway({ ...PATHWAY, root: { all: [PATHWAY.root, { badge: 'urn:a:doctor', issuers: 'any' }] } }),
        done,
        OPTIONS,
      ],
      'not_met_alone',
    ],
    [
      'more parts than a verifier looks at',
      (done) => [
        data,
        { ...done, parts: Array.from({ length: PARTS_MAXIMUM + 1 }, () => done.parts[0]) },
        OPTIONS,
      ],
      'too_many_parts',
    ],
    ['sealing without a seed', (done) => [data, done, { ...OPTIONS, form: 'sealed' }], 'TypeError'],
    [
      'a short seed',
      (done) => [data, done, { ...OPTIONS, form: 'sealed', seed: new Uint8Array(8) }],
      'TypeError',
    ],
    ['a seed that would not be used', (done) => [data, done, { ...OPTIONS, seed: SEED }], 'TypeError'],
    ['an unknown form', (done) => [data, done, { ...OPTIONS, form: 'open' }], 'TypeError'],
  ])('%s', async (_, make, expected) => {
    const [p, done, options] = make(await evaluated())
    expect(reason(() => stack(p as never, done as never, options as never))).toBe(expected)
  })

  it('members that are not its own to give', async () => {
    const done = await evaluated()
    expect(() => stack(data, done, { ...OPTIONS, nmae: 'x' } as never)).toThrow(
      expect.objectContaining({ code: 'model_invalid' }),
    )
  })

  it('takes a recipient whom the caller knows to be the person of the badges', async () => {
    const made = stack(data, await evaluated(), {
      ...OPTIONS,
      recipient: { email: 'ada@example.org' },
      holder: { id: ADA, email: 'ada@example.org' },
    })
    expect(made.credentialSubject).not.toHaveProperty('id')
  })
})
