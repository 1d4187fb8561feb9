/** What a caller is told whose signer fails, or returns something that is no signature. */
import { isOpenBadgeError, issue, issueJwt, openBadge, remoteSigner } from 'laurel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type World, world } from '../cli/world.js'

const verificationMethod = 'did:web:example.edu#key-1'
const badge = openBadge({
  issuer: { id: 'did:web:example.edu', name: 'Example University' },
  recipient: { email: 'ada@example.org' },
  achievement: { id: 'urn:x:rust', name: 'Rust', description: 'Rust.', criteria: 'Passed.' },
})
const der = Uint8Array.from([0x30, 68, ...new Uint8Array(68)])

async function messageOf(run: () => unknown): Promise<string> {
  try {
    await run()
  } catch (error) {
    if (isOpenBadgeError(error, 'signer_failed') || error instanceof TypeError) return error.message
    throw error
  }
  throw new Error('no error')
}

type Algorithm = 'Ed25519' | 'ES256' | 'ES384'
const ED = 'an Ed25519 signature is a Uint8Array of 64 bytes: R and S (RFC 8032)'
const SHAPES: readonly (readonly [string, Algorithm, unknown, string])[] = [
  ['10 bytes', 'Ed25519', new Uint8Array(10), `returned 10 bytes, but ${ED}`],
  ['base64', 'Ed25519', 'c2ln', `returned a string (decode it first), but ${ED}`],
  ['nothing', 'Ed25519', undefined, `returned nothing, but ${ED}`],
  ['a number', 'Ed25519', 5, `returned 5, but ${ED}`],
  [
    'the answer of a service',
    'Ed25519',
    { KeyId: 'k', Signature: new Uint8Array(64) },
    `returned an object (return its member Signature), but ${ED}`,
  ],
  [
    'an ArrayBuffer',
    'Ed25519',
    new ArrayBuffer(64),
    `returned an ArrayBuffer (wrap it in new Uint8Array(…)), but ${ED}`,
  ],
  [
    'DER',
    'ES256',
    der,
    'returned 70 bytes in DER, but an ES256 signature is a Uint8Array of 64 bytes: R and S with 32 bytes each (IEEE P1363)',
  ],
  [
    'another curve',
    'ES384',
    new Uint8Array(64),
    'returned 64 bytes, but an ES384 signature is a Uint8Array of 96 bytes: R and S with 48 bytes each (IEEE P1363)',
  ],
]

describe('a signature of a wrong shape', () => {
  it.each(SHAPES)('says which shape it must have: %s', async (_, algorithm, signature, message) => {
    const own = { verificationMethod, algorithm, sign: async () => signature as Uint8Array }
    expect(await messageOf(() => issueJwt(badge, { signer: own }))).toBe(`the signer ${message}`)
    const remote = remoteSigner(own)
    expect(await messageOf(() => issueJwt(badge, { signer: remote }))).toBe(`the signing service ${message}`)
  })
})

class AccessDeniedException extends Error {
  override readonly name = 'AccessDeniedException'
}

const CAUSES: readonly (readonly [string, unknown, string])[] = [
  ['its name', new AccessDeniedException('token abc123 refused'), ' (AccessDeniedException)'],
  ['its code', Object.assign(new Error('abc123'), { code: 'ECONNREFUSED' }), ' (ECONNREFUSED)'],
  ['nothing, if it has none', new Error('abc123'), ''],
  ['nothing of a text', 'abc123', ''],
]

describe('an error of a signer', () => {
  it.each(CAUSES)('is named by its kind, and kept as the cause: %s', async (_, cause, kind) => {
    const sign = (): never => {
      throw cause
    }
    const own = { verificationMethod, algorithm: 'Ed25519', sign } as const
    const told = `${kind}; see error.cause`
    for (const [signer, who] of [
      [own, 'the signer failed'],
      [remoteSigner(own), 'the signing service failed'],
    ] as const) {
      expect(await messageOf(() => issue(badge, { signer }))).toBe(`${who}${told}`)
      await expect(issue(badge, { signer })).rejects.toMatchObject({ code: 'signer_failed', cause })
    }
  })

  it.each([[undefined], ['key-1'], [5]])('is not waited for: verificationMethod %s', async (method) => {
    const key = { verificationMethod: method as string, sign: async () => new Uint8Array(64) }
    const told =
      "the verificationMethod of the signer must be the URL of its key, such as 'did:web:example.edu#key-1'"
    expect(await messageOf(() => remoteSigner(key))).toBe(`remoteSigner: ${told}`)
    const signer = { ...key, algorithm: 'Ed25519' } as const
    expect(await messageOf(() => issue(badge, { signer }))).toBe(`issue: ${told}`)
  })
})

describe('the command', () => {
  let here: World
  beforeEach(() => {
    here = world()
  })
  afterEach(() => here.remove())

  it('tells its operator what the signer says', async () => {
    const module = here.write(
      'kms.mjs',
      `export const signer = { verificationMethod: '${verificationMethod}', algorithm: 'Ed25519',
        sign() { throw Object.assign(new Error('the key is disabled\\nat line 2'), { name: 'KMSInvalidState' }) } }`,
    )
    const { status, err } = await here.laurel(['issue', here.write('badge.json', badge), '--signer', module])
    expect(status).toBe(2)
    expect(err).toContain('the signer failed (KMSInvalidState)')
    expect(err).toContain('Message of the signer: KMSInvalidState: the key is disabled\n')
  })
})
