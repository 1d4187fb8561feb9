/** Issuing: what is filled in, what is refused, what comes out. */
import { beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { isOpenBadgeError, OpenBadgeError } from '../../src/errors.js'
import { type IssuedProof, issue, issueDocument } from '../../src/issue/issue.js'
import { issueJwt } from '../../src/issue/issue-jwt.js'
import { issueMany } from '../../src/issue/issue-many.js'
import { present } from '../../src/issue/present.js'
import { generateSigner, type LocalSigner, signerFromSeed } from '../../src/keys/signers/make-signer.js'
import { achievement } from '../../src/model/builders/achievement.js'
import { openBadge } from '../../src/model/builders/open-badge.js'
import { profile } from '../../src/model/builders/profile.js'
import type { Load, Signer } from '../../src/ports.js'
import { validate } from '../../src/schema/validate.js'
import { verify } from '../../src/verify/verify.js'
import { verifyProofs } from '../proof/verify-alone.js'

const NOW = new Date('2026-05-01T12:34:56.789Z')
const now = (): Date => NOW

let signer: LocalSigner
beforeAll(async () => {
  signer = await signerFromSeed(new Uint8Array(32).fill(5))
})

const built = () =>
  openBadge({
    issuer: profile({ id: signer.controller, name: 'Example University' }),
    recipient: { id: 'did:example:ada' },
    achievement: achievement({
      id: 'https://example.edu/a/rust',
      name: 'Rust I',
      description: 'Ownership, borrowing, lifetimes',
      criteria: 'Passed the exam',
    }),
  })
const plain = (): Record<string, unknown> => JSON.parse(JSON.stringify(built())) as Record<string, unknown>

const rejection = async (credential: object, options: object = {}): Promise<OpenBadgeError> => {
  try {
    await issue(credential as never, { signer, now, ...options })
  } catch (error) {
    if (error instanceof OpenBadgeError) return error
    throw error
  }
  throw new Error('was issued')
}
const issues = async (credential: object): Promise<readonly [string, string][]> => {
  const error = await rejection(credential)
  if (!isOpenBadgeError(error, 'model_invalid')) throw error
  return error.details.issues.map(({ pointer, code }) => [pointer, code])
}

describe('what comes out', () => {
  test('verifies, validates, and is frozen all the way down', async () => {
    const signed = await issue(built(), { signer, now })
    expect(await verifyProofs(signed as unknown as JsonObject, { load: bundled, now: NOW })).toMatchObject({
      verified: true,
    })
    expect(validate(signed)).toEqual({ valid: true, issues: [] })
    expect(Object.isFrozen(signed)).toBe(true)
    expect(Object.isFrozen(signed.proof[0])).toBe(true)
    expect(
      Object.isFrozen(
        (signed as never as { credentialSubject: { achievement: object } }).credentialSubject.achievement,
      ),
    ).toBe(true)
  })

  test('is frozen all the way down whatever was filled in, and whatever the suite', async () => {
    const thawed = (value: unknown, pointer = ''): readonly string[] =>
      typeof value !== 'object' || value === null
        ? []
        : [
            ...(Object.isFrozen(value) ? [] : [pointer || '/']),
            ...Object.entries(value).flatMap(([name, member]) => thawed(member, `${pointer}/${name}`)),
          ]
    const { '@context': _, ...bare } = plain()
    const older = {
      ...plain(),
      '@context': [
        'https://www.w3.org/2018/credentials/v1',
        'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
      ],
    }
    for (const given of [built(), plain(), bare, older]) {
      for (const cryptosuite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022'] as const) {
        const options = { signer, now, cryptosuite }
        expect(thawed(await issue(given as object, options))).toEqual([])
        for await (const row of issueMany([given as object], options)) {
          expect(row.outcome).toBe('issued')
          expect(thawed(row.outcome === 'issued' && row.credential)).toEqual([])
        }
      }
    }
  })

  test('has an id, a start of validity and a proof of the certified kind', async () => {
    const signed = await issue(built(), { signer, now })
    expect(signed.id).toMatch(
      /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    )
    expect(signed.validFrom).toBe('2026-05-01T12:34:56Z')
    expect(signed.proof).toEqual([
      {
        type: 'DataIntegrityProof',
        cryptosuite: 'eddsa-rdfc-2022',
        created: '2026-05-01T12:34:56Z',
        verificationMethod: signer.verificationMethod,
        proofPurpose: 'assertionMethod',
        proofValue: expect.stringMatching(/^z[1-9A-HJ-NP-Za-km-z]{80,90}$/) as string,
      },
    ])
    expect((await issue(built(), { signer, now })).id).not.toBe(signed.id)
  })

  test('keeps what is there', async () => {
    const given = { ...plain(), id: 'https://example.edu/b/1', validFrom: '2025-01-01T00:00:00+02:00' }
    expect(await issue(given as object, { signer, now })).toMatchObject(given)
  })

  test('gets the contexts where there are none', async () => {
    const { '@context': context, ...rest } = plain()
    const signed = (await issue(rest as object, { signer, now })) as unknown as JsonObject
    expect(signed['@context']).toEqual(context)
    expect(Object.keys(signed).slice(0, 2)).toEqual(['@context', 'id'])
  })

  test('is the same each time, given id and time', async () => {
    const given = { ...plain(), id: 'https://example.edu/b/1', validFrom: '2025-01-01T00:00:00Z' } as object
    const created = new Date('2026-02-03T04:05:06Z')
    expect(await issue(given, { signer, created })).toEqual(await issue(given, { signer, created }))
  })

  describe('has no time in the future', () => {
    const later = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000)
    const refusal = {
      code: 'proof_invalid',
      message: expect.stringContaining('created is 2026-05-01T12:41:56Z') as string,
      details: { reason: 'proof_not_yet_valid', pointer: '/proof/created' },
    }

    test.each([
      ['issue', () => issue(built(), { signer, now, created: later(7) })],
      ['issueMany', () => issueMany([built()], { signer, now, created: later(7) }).next()],
      [
        'present',
        async () => {
          const credentials = [await issue(built(), { signer, now })]
          return present({ credentials, signer, challenge: 'c', now, created: later(7) })
        },
      ],
    ])('in %s, because verifiers refuse it', async (_, call) => {
      await expect(call()).rejects.toMatchObject(refusal)
    })

    test('by the machine, where no clock is given', async () => {
      const created = new Date(Date.now() + 3_600_000)
      await expect(issue(built(), { signer, created })).rejects.toMatchObject({ code: 'proof_invalid' })
      expect(await issue(built(), { signer, created, now: () => created })).toBeDefined()
    })

    test('but clocks may differ by minutes, as for verify, and a badge may begin later', async () => {
      const made = { ...plain(), validFrom: '2027-01-01T00:00:00Z' }
      const signed = await issue(made as object, { signer, now, created: later(4) })
      const report = await verify(signed, { now: NOW })
      expect(report.check.proof.outcome).toBe('pass')
      expect(report.check.validity.code).toBe('not_yet_valid')
    })
  })

  test.each([
    ['issue', () => issue(built(), { signer, now: (() => '2026') as never })],
    ['issueJwt', () => issueJwt(built(), { signer, now: (() => new Date('soon')) as never })],
    ['issueMany', () => issueMany([built()], { signer, now: (() => 7) as never }).next()],
  ])('needs a clock that gives a Date: %s', async (name, call) => {
    await expect(call()).rejects.toThrow(`${name}: now must give a Date`)
  })

  test('can be a JCS proof', async () => {
    const signed = await issue(built(), { signer, now, cryptosuite: 'eddsa-jcs-2022' })
    expect(await verifyProofs(signed as unknown as JsonObject, { load: bundled, now: NOW })).toMatchObject({
      verified: true,
      proofs: [{ suite: 'eddsa-jcs-2022' }],
    })
  })

  test('comes at once where nothing has to be waited for', async () => {
    if ((await import('#platform')).name !== 'node') return
    expect(issueDocument(built(), { signer, now })).not.toBeInstanceOf(Promise)
  })
})

describe('the argument', () => {
  test('is neither changed nor shared', async () => {
    const given = plain()
    const before = JSON.stringify(given)
    const signed = await issue(given as object, { signer, now })
    expect(JSON.stringify(given)).toBe(before)
    ;(given['issuer'] as { name: string }).name = 'Mallory University'
    expect(await verifyProofs(signed as unknown as JsonObject, { load: bundled, now: NOW })).toMatchObject({
      verified: true,
    })
  })

  test('cannot change between the check and the signature', async () => {
    const given = plain()
    const late: Signer = {
      ...bare(),
      sign: async (bytes) => {
        given['name'] = 'Changed meanwhile'
        return signer.sign(bytes)
      },
    }
    const signed = await issue(given as object, { signer: late, now })
    expect(signed).not.toHaveProperty('name', 'Changed meanwhile')
  })

  test('is read once, and is plain JSON', async () => {
    let reads = 0
    const get = (): string => `name ${++reads}`
    const changing = Object.defineProperty(plain(), 'name', { get, enumerable: true })
    const signed = await issue(changing as object, { signer, now })
    expect(signed).toHaveProperty('name', 'name 1')
    expect(await verifyProofs(signed as unknown as JsonObject, { load: bundled, now: NOW })).toMatchObject({
      verified: true,
    })
    expect((await rejection({ ...plain(), validFrom: new Date() })).code).toBe('json_invalid')
    expect((await rejection({ ...plain(), name: Number.NaN })).code).toBe('json_invalid')
  })

  test('is not signed yet, by type and at run time', async () => {
    const signed = await issue(built(), { signer, now })
    // @ts-expect-error a signed credential is no input
    const again = (): Promise<unknown> => issue(signed, { signer })
    expect(again).toBeTypeOf('function')
    expect(await issues(signed)).toContainEqual(['/proof', 'already_signed'])
  })

  test('has its own type still in the result', async () => {
    const signed = await issue(built(), { signer, now })
    expectTypeOf(signed.proof).toEqualTypeOf<readonly [IssuedProof]>()
    expectTypeOf(signed.id).toBeString()
    expectTypeOf(signed.validFrom).toBeString()
    expectTypeOf(signed.credentialSubject).not.toBeAny()
  })
})

describe('refuses', () => {
  test.each<[string, (badge: Record<string, unknown>) => void, string]>([
    [
      'a badge without achievement',
      (b) => delete (b['credentialSubject'] as Record<string, unknown>)['achievement'],
      '/credentialSubject/achievement',
    ],
    ['a badge without issuer', (b) => delete b['issuer'], '/issuer'],
    ['a date that is none', (b) => Object.assign(b, { validFrom: 'tomorrow' }), '/validFrom'],
    ['an id that is none', (b) => Object.assign(b, { id: 'badge 1' }), '/id'],
  ])('%s', async (_, change, pointer) => {
    const badge = plain()
    change(badge)
    expect((await issues(badge)).map(([at]) => at)).toContain(pointer)
  })

  test('an issuer that is not the key’s controller', async () => {
    const badge = plain()
    badge['issuer'] = { ...(badge['issuer'] as object), id: 'https://example.edu/issuer' }
    expect(await issues(badge)).toContainEqual(['/issuer/id', 'issuer_mismatch'])
  })

  test('with all faults at once', async () => {
    const badge = plain()
    badge['issuer'] = { ...(badge['issuer'] as object), id: 'https://example.edu/issuer' }
    badge['validFrom'] = 'tomorrow'
    badge['proof'] = {}
    expect((await issues(badge)).map(([at]) => at)).toEqual(
      expect.arrayContaining(['/proof', '/issuer/id', '/validFrom']),
    )
  })

  test.each([
    ['a term that no context defines', { honours: 'summa cum laude' }],
    ['a term that is null', { honours: null }],
  ])('what JSON-LD would lose: %s', async (_, more) => {
    expect(['jsonld_unsafe', 'model_invalid']).toContain((await rejection({ ...plain(), ...more })).code)
  })

  test('what is no object', async () => {
    const picture = { ...plain(), image: { id: 'javascript:alert(1)', type: 'Image' } }
    expect(await issues(picture)).toContainEqual(['/image/id', 'unsafe_uri'])
    expect((await rejection([])).code).toBe('model_invalid')
    expect((await rejection('badge' as never)).code).toBe('model_invalid')
  })

  test('contexts out of reach', async () => {
    const badge = {
      ...plain(),
      '@context': [...(plain()['@context'] as string[]), 'https://example.edu/context'],
    }
    expect((await rejection(badge)).code).toBe('document_unknown')
    const load: Load = async (url, purpose, signal) =>
      url === 'https://example.edu/context'
        ? { '@context': { honours: 'https://example.edu/honours' } }
        : bundled(url, purpose, signal)
    const signed = await issue({ ...badge, honours: 'cum laude' } as object, { signer, now, load })
    expect(await verifyProofs(signed as unknown as JsonObject, { load, now: NOW })).toMatchObject({
      verified: true,
    })
  })
})

describe('signers', () => {
  test.each<[string, Partial<Signer>]>([
    [
      'throws',
      {
        sign: () => {
          throw new Error('the KMS is down')
        },
      },
    ],
    [
      'rejects',
      {
        sign: async () => {
          throw new Error('the KMS is down')
        },
      },
    ],
    ['answers with something else', { sign: () => 'signature' as never }],
    ['answers with too few bytes', { sign: () => new Uint8Array(63) }],
    ['answers for another key', { sign: (bytes) => other.sign(bytes), publicKeyMultibase: 'known' }],
    ['answers for other bytes', { sign: () => signer.sign(new Uint8Array(64)), publicKeyMultibase: 'known' }],
    ['answers with zeros for a did:key', { sign: () => new Uint8Array(64) }],
  ])('a signer that %s: signer_failed', async (_, part) => {
    const remote = {
      ...bare(),
      ...part,
      ...(part.publicKeyMultibase === 'known' ? { publicKeyMultibase: signer.publicKeyMultibase! } : {}),
    }
    expect((await rejection(built(), { signer: remote })).code).toBe('signer_failed')
  })

  test('the cause is kept, and tells no secret in the message', async () => {
    const cause = new Error('token abc123 refused')
    const error = await rejection(built(), { signer: { ...bare(), sign: () => Promise.reject(cause) } })
    expect(error.cause).toBe(cause)
    expect(error.message).not.toContain('abc123')
  })

  test('a remote signer as an object literal', async () => {
    const signed = await issue(built(), {
      signer: {
        verificationMethod: signer.verificationMethod,
        algorithm: 'Ed25519',
        sign: async (bytes) => signer.sign(bytes),
      },
      now,
    })
    expect(await verifyProofs(signed as unknown as JsonObject, { load: bundled, now: NOW })).toMatchObject({
      verified: true,
    })
  })

  test('abort', async () => {
    const controller = new AbortController()
    const waiting: Signer = {
      ...bare(),
      sign: (_, signal) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('aborted')))),
    }
    const attempt = issue(built(), { signer: waiting, now, signal: controller.signal })
    const reason = new Error('the user left')
    controller.abort(reason)
    await expect(attempt).rejects.toBe(reason)
    await expect(issue(built(), { signer, signal: controller.signal })).rejects.toBe(reason)
  })
})

test.each<[string, object]>([
  ['an unknown option', { signer: {}, singer: {} }],
  ['no signer', {}],
  ['a signer that cannot sign', { signer: { verificationMethod: 'did:key:z#z', algorithm: 'Ed25519' } }],
  ['an unknown suite', { cryptosuite: 'eddsa-2022' }],
  [
    'a signer of another kind',
    {
      signer: {
        verificationMethod: 'did:web:a.example#k',
        algorithm: 'ES256',
        sign: () => new Uint8Array(64),
      },
    },
  ],
  ['a date that is none', { created: new Date(Number.NaN) }],
])('%s is a mistake of the program', async (name, options) => {
  const own = name === 'no signer' ? {} : { signer, ...options }
  const badge =
    name === 'a signer of another kind'
      ? { ...plain(), issuer: { id: 'did:web:a.example', type: ['Profile'] } }
      : built()
  await expect(issue(badge as object, own as never)).rejects.toThrow(TypeError)
})

let other: LocalSigner
beforeAll(async () => {
  other = await generateSigner()
})

function bare(): Signer {
  const { verificationMethod, algorithm, sign } = signer
  return { verificationMethod, algorithm, sign }
}

describe('what a reader bears with and an issuer must not write', () => {
  const withAchievement = (more: object): object => {
    const badge = plain() as { credentialSubject: { achievement: object } }
    badge.credentialSubject.achievement = { ...badge.credentialSubject.achievement, ...more }
    return badge
  }
  const praise = {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000007',
    type: ['VerifiableCredential', 'EndorsementCredential'],
    issuer: { id: 'did:web:agency.example', type: ['Profile'], name: 'Agency' },
    name: 'Praise',
    validFrom: '2026-01-31T12:00:00Z',
    credentialSubject: { id: 'https://example.edu/a/rust', type: ['EndorsementSubject'] },
  }

  test.each<[string, () => object, readonly [string, string]]>([
    [
      'a date without zone',
      () => ({ ...plain(), validFrom: '2026-01-31T12:00:00' }),
      ['/validFrom', 'date_without_zone'],
    ],
    [
      'an end without zone',
      () => ({ ...plain(), validUntil: '2036-01-31T12:00:00' }),
      ['/validUntil', 'date_without_zone'],
    ],
    [
      'an achievement without a name',
      () => withAchievement({ name: ' ' }),
      ['/credentialSubject/achievement/name', 'empty_text'],
    ],
    [
      'an achievement without a description',
      () => withAchievement({ description: '' }),
      ['/credentialSubject/achievement/description', 'empty_text'],
    ],
    [
      'an endorsement that nobody signed',
      () => ({ ...plain(), endorsement: [praise] }),
      ['/endorsement/0/proof', 'unsigned_endorsement'],
    ],
    [
      'one of the achievement',
      () => withAchievement({ endorsement: [praise] }),
      ['/credentialSubject/achievement/endorsement/0/proof', 'unsigned_endorsement'],
    ],
    [
      'one of its creator',
      () =>
        withAchievement({
          creator: { id: 'https://creator.example', type: ['Profile'], endorsement: [praise] },
        }),
      ['/credentialSubject/achievement/creator/endorsement/0/proof', 'unsigned_endorsement'],
    ],
  ])('%s is refused', async (_, make, issue) => {
    expect(await issues(make())).toEqual([issue])
  })
})
