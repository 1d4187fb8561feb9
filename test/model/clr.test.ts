/** Builds records: what stands in one, in which order, and what is refused with the way out. */
import {
  achievement,
  type ClrInput,
  clr,
  issue,
  issueJwt,
  issueMany,
  type LocalSigner,
  openBadge,
  profile,
  signerFromSeed,
  validate,
  verify,
} from 'laurel'
import { beforeAll, describe, expect, it } from 'vitest'
import { isOpenBadgeError } from '../../src/errors.js'

const created = new Date('2026-05-01T00:00:00Z')
let uni: LocalSigner
let collector: LocalSigner
beforeAll(async () => {
  uni = await signerFromSeed(new Uint8Array(32).fill(1))
  collector = await signerFromSeed(new Uint8Array(32).fill(2))
})

const ada = 'did:example:ada'
const badgeInput = (n: number, changes: object = {}): Parameters<typeof openBadge>[0] => ({
  id: `urn:x:badge:${n}`,
  issuer: profile({ id: uni.controller, name: 'University' }),
  recipient: { id: ada },
  validFrom: '2026-01-01T00:00:00Z',
  achievement: achievement({
    id: `https://uni.example/a/${n}`,
    name: `Course ${n}`,
    description: 'A course.',
    criteria: 'Passed.',
  }),
  ...changes,
})
const badge = (n: number, changes: object = {}): Promise<object> =>
  issue(openBadge(badgeInput(n, changes)), { signer: uni, created })

const input = (credentials: readonly unknown[], changes: object = {}): ClrInput => ({
  id: 'urn:x:record',
  name: 'Transcript',
  issuer: profile({ id: collector.controller, name: 'Registry' }),
  recipient: { id: ada },
  validFrom: '2026-02-01T00:00:00Z',
  credentials: credentials as readonly object[],
  ...changes,
})

function refusals(make: () => unknown): readonly string[] {
  try {
    make()
  } catch (error) {
    if (!isOpenBadgeError(error, 'model_invalid')) throw error
    for (const { hint, message } of error.details.issues)
      expect(`${message} ${hint}`).not.toContain('undefined')
    return error.details.issues.map(({ pointer, code }) => `${code} ${pointer}`)
  }
  return []
}

describe('clr', () => {
  it('makes a record that is issued, validated and verified, its parts as they were signed', async () => {
    const parts = [await badge(1), await badge(2)]
    const made = clr(input(parts, { partial: false, description: 'What Ada learned.' }))
    expect(validate({ ...made, proof: undefined }, { form: 'strict' }).issues).toEqual([])
    const signed = await issue(made, { signer: collector, created })
    expect(validate(signed, { form: 'strict' })).toEqual({ valid: true, issues: [] })
    expect(JSON.stringify(signed)).toContain(JSON.stringify(parts[0]))
    const report = await verify(JSON.stringify(signed), { now: created })
    expect(report).toMatchObject({
      verified: true,
      conforms: true,
      kind: 'clr',
      envelope: { by: { name: 'Registry' }, name: 'Transcript' },
      badges: [{ achievement: { name: 'Course 1' } }, { achievement: { name: 'Course 2' } }],
      warnings: [],
    })
    expect(report.envelope).not.toHaveProperty('partial')
  })

  it('is a selection unless somebody says otherwise', async () => {
    const signed = await issue(clr(input([await badge(1)])), { signer: collector, created })
    expect(signed.partial).toBe(true)
    expect((await verify(signed, { now: created })).envelope).toMatchObject({ partial: true })
    expect((await verify({ ...signed, partial: false }, { now: created })).verified).toBe(false)
    expect((await verify({ ...signed, partial: 'true' }, { now: created })).verified).toBe(false)
  })

  it('orders its parts by when they were awarded, and then by id', async () => {
    const parts = [
      await badge(3),
      await badge(1),
      await badge(2, { awardedDate: '2025-06-01T00:00:00+02:00', term: 'Summer', role: 'Tutor' }),
    ]
    const held = clr(input(parts)).credentialSubject.verifiableCredential
    expect(held.map(({ id }) => id)).toEqual(['urn:x:badge:2', 'urn:x:badge:1', 'urn:x:badge:3'])
    expect(JSON.stringify(held[0])).toBe(JSON.stringify(parts[2]))
    expect(clr(input([...parts].reverse()))).toEqual(clr(input(parts)))
  })

  it('associates achievements that it holds or defines', async () => {
    const programme = achievement({
      id: 'https://uni.example/a/all',
      name: 'Programme',
      description: 'All courses.',
      criteria: 'All.',
    })
    const association = {
      associationType: 'isPartOf',
      sourceId: 'https://uni.example/a/1',
      targetId: 'https://uni.example/a/all',
    }
    const made = clr(input([await badge(1)], { achievement: programme, association }))
    expect(made.credentialSubject.association).toEqual([{ type: 'Association', ...association }])
    expect(
      (await verify(await issue(made, { signer: collector, created }), { now: created })).warnings,
    ).toEqual([])
  })

  it('is issued as a token, and in a stream', async () => {
    const made = [
      clr(input([await badge(1)])),
      clr(input([await badge(1), await badge(2)], { id: 'urn:x:2' })),
    ]
    const token = await issueJwt(made[0]!, { signer: collector })
    const read = await verify(token, { now: created })
    expect(read).toMatchObject({ verified: true, kind: 'clr', badges: [{ verified: true }] })
    for await (const row of issueMany(made, { signer: collector, created })) {
      if (row.outcome === 'refused') throw row.error
      expect((await verify(row.credential, { now: created })).verified).toBe(true)
      expect(row.credential).toEqual(await issue(made[row.index]!, { signer: collector, created }))
    }
  })

  it('holds badges of context 3.0.2 where all are', async () => {
    const older = await issue(openBadge(badgeInput(1) as never, { openBadgesContext: '3.0.2' }) as never, {
      signer: uni,
      created,
    })
    expect(refusals(() => clr(input([older])))).toEqual(['context_clash /credentials/0/@context'])
    const made = await issue(clr(input([older]), { openBadgesContext: '3.0.2' }), {
      signer: collector,
      created,
    })
    expect((await verify(made, { now: created })).verified).toBe(true)
    expect(refusals(() => clr(input([older, {}]), { openBadgesContext: '3.0.2' }))).not.toEqual([])
  })

  it.each<[string, () => Promise<unknown>, readonly string[]]>([
    ['a badge that is not signed', async () => openBadge(badgeInput(1)), ['missing /credentials/0/proof']],
    ['a token', () => issueJwt(openBadge(badgeInput(1)), { signer: uni }), ['wrong_type /credentials/0']],
    [
      'an enveloped token',
      async () => ({
        '@context': [],
        id: 'data:application/vc+jwt,a.b.c',
        type: 'EnvelopedVerifiableCredential',
      }),
      ['wrong_type /credentials/0'],
    ],
    [
      'a badge of VCDM 1.1',
      async () =>
        issue(
          openBadge(
            {
              ...badgeInput(1),
              name: 'x',
              issuanceDate: '2026-01-01T00:00:00Z',
              validFrom: undefined,
            } as never,
            { dataModel: '1.1' },
          ) as never,
          { signer: uni },
        ),
      ['context_clash /credentials/0/@context'],
    ],
    [
      'a badge of somebody else',
      () => badge(1, { recipient: { id: 'did:example:eve' } }),
      ['other_person /credentials/0/credentialSubject'],
    ],
    ['a text', async () => 'x', ['wrong_type /credentials/0']],
    ['nothing', async () => null, ['wrong_type /credentials/0']],
    [
      'a credential without issuer and start',
      async () => {
        const { issuer: _, validFrom: __, ...rest } = (await badge(1)) as Record<string, unknown>
        return rest
      },
      ['missing /credentials/0/issuer', 'missing /credentials/0/validFrom'],
    ],
  ])('refuses %s', async (_, part, expected) => {
    const one = await part()
    expect([...refusals(() => clr(input([one])))].sort()).toEqual([...expected].sort())
  })

  it('refuses one id twice, no credentials, too many, and what it writes itself', async () => {
    const one = await badge(1)
    expect(refusals(() => clr(input([one, structuredClone(one)])))).toEqual([
      'duplicate_id /credentials/1/id',
    ])
    expect(refusals(() => clr(input([])))).toContain('missing /credentials')
    expect(refusals(() => clr(input(Array.from({ length: 257 }, () => one))))).toContain('limit /credentials')
    expect(refusals(() => clr(input([one], { verifiableCredential: [one] })))).toEqual([
      'unknown_member /verifiableCredential',
    ])
    expect(
      refusals(() =>
        clr(
          input([one], {
            association: {
              associationType: 'isPartOf',
              sourceId: 'urn:a',
              targetId: 'https://uni.example/a/1',
            },
          }),
        ),
      ),
    ).toEqual(['association_dangling /credentialSubject/association/0/sourceId'])
    expect(() => clr(input([one]), { dataModel: '1.1' } as never)).toThrow(TypeError)
  })

  it('refuses a badge that was issued to another address, though both are hashed', async () => {
    const hers = await badge(1, { recipient: { email: 'ada@example.org' } })
    const his = await badge(2, { recipient: { email: 'bob@example.org' } })
    const recipient = { email: 'Ada@example.org' }
    expect(refusals(() => clr(input([hers, his], { recipient })))).toEqual([
      'other_person /credentials/1/credentialSubject',
    ])
    expect(refusals(() => clr(input([hers], { recipient })))).toEqual([])
  })

  it('takes one person under several names where the caller knows them', async () => {
    const other = await badge(2, { recipient: { id: 'did:web:ada.example' } })
    const both = input([await badge(1), other])
    expect(refusals(() => clr(both))).toEqual(['other_person /credentials/1/credentialSubject'])
    const made = await issue(clr({ ...both, knownAs: 'did:web:ada.example' }), { signer: collector, created })
    const recipient = { id: [ada, 'did:web:ada.example'] }
    expect((await verify(made, { now: created })).verified).toBe(false)
    expect((await verify(made, { now: created, recipient })).verified).toBe(true)
  })
})
