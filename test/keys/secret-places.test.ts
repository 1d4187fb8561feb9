/** A secret key where a badge, a profile or an upload belongs: it is named, refused, and never shown. */
import {
  achievement,
  credential,
  exportPublicKey,
  exportSecretKey,
  generateSigner,
  issue,
  issueJwt,
  issueMany,
  openBadge,
  profile,
  verify,
} from 'laurel'
import { describe, expect, it } from 'vitest'
import { encodeBase58btc } from '../../src/encoding/multibase.js'
import { isSecretKey, secretKeyAt } from '../../src/encoding/secret-key.js'

const signer = await generateSigner({ extractable: true })
const jwk = exportSecretKey(signer, 'jwk')
const pem = exportSecretKey(signer, 'pem')
const multikey = exportSecretKey(signer, 'multikey')
const secrets = [jwk.d as string, pem.split('\n')[1]!, multikey]
const id = signer.controller
const rust = { id: 'https://example.edu/a/1', name: 'Rust', description: 'Safe code.', criteria: 'Passed.' }
const wrong = (value: unknown): never => value as never
const made = openBadge({
  issuer: profile({ id, name: 'Example University' }),
  recipient: { email: 'grace@example.net' },
  achievement: rust,
})
const SENTENCE =
  'this is a secret key; it must never be in a badge, a profile or an upload: keep it in the signer'

function leaks(text: string): boolean {
  return secrets.some((secret) => text.includes(secret))
}

async function failure(run: () => unknown): Promise<Error> {
  try {
    await run()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was refused')
}

/** Each form of the key, and the pointer inside the object where it is written. */
const FORMS: readonly (readonly [name: string, members: object, pointer: string])[] = [
  ['a JWK written into the object', { ...jwk }, ''],
  ['a JWK as a member', { key: { ...jwk } }, '/key'],
  ['privateKeyJwk', { privateKeyJwk: { ...jwk } }, ''],
  ['secretKeyMultibase', { secretKeyMultibase: multikey }, ''],
  ['PEM in a text', { description: `Our key:\n${pem}` }, '/description'],
  ['a Multikey as a text', { description: multikey }, '/description'],
]

describe('a secret key in what a builder is given', () => {
  it.each(FORMS)('is refused in a profile: %s', async (_, members, pointer) => {
    const error = await failure(() => profile(wrong({ id, name: 'Example University', ...members })))
    expect(error.message).toContain(`${pointer || 'the top'}: ${SENTENCE}`)
    expect(leaks(JSON.stringify(error) + error.message)).toBe(false)
  })
  it.each(FORMS)('is refused in an achievement and a badge: %s', async (_, members) => {
    for (const run of [
      () => achievement(wrong({ ...rust, ...members })),
      () => openBadge(wrong({ issuer: { id, name: 'E' }, achievement: rust, recipient: { id }, ...members })),
      () => credential(wrong({ issuer: { id, ...members }, subject: { id } })),
    ]) {
      const error = await failure(run)
      expect(error.message).toContain('secret key')
      expect(leaks(JSON.stringify(error) + error.message)).toBe(false)
    }
  })
  it('is refused in the place of the object itself', async () => {
    for (const key of [jwk, pem, multikey]) {
      expect((await failure(() => profile(wrong(key)))).message).toContain(SENTENCE)
    }
  })
})

describe('a secret key in what is signed', () => {
  it.each(FORMS)('is refused, also where a context defines the name: %s', async (_, members) => {
    const badge = {
      ...made,
      '@context': [...made['@context'], { '@vocab': 'https://example.edu/terms#' }],
      issuer: { id, type: ['Profile'], name: 'Example University', ...members },
    }
    for (const run of [
      () => issue(wrong(badge), { signer }),
      () => issueJwt(wrong(badge), { signer }),
      async () => {
        for await (const each of issueMany([wrong(badge)], { signer }))
          if (each.outcome !== 'issued') throw each.error
      },
    ]) {
      const error = await failure(run)
      expect(error.message).toContain(SENTENCE)
      expect(leaks(JSON.stringify(error) + error.message)).toBe(false)
    }
  })
})

describe('a secret key as an upload', () => {
  const uploads: readonly (readonly [string, unknown])[] = [
    ['a JWK', { ...jwk }],
    ['its text', JSON.stringify(jwk)],
    ['its bytes', new TextEncoder().encode(JSON.stringify(jwk))],
    ['a set of keys', { keys: [{ ...jwk }] }],
    ['PEM', pem],
    ['the bytes of PEM', new TextEncoder().encode(pem)],
    ['a Multikey', multikey],
  ]
  it.each(uploads)('is told, and the verdict stays: %s', async (_, upload) => {
    for (const language of ['en', 'de', 'fr'] as const) {
      const report = await verify(upload, { language })
      const { structure } = report.check
      expect(report.verified).toBe(false)
      expect(structure.outcome).toBe('fail')
      expect(structure.message).toMatch(
        { en: /secret key/, de: /geheimer Schlüssel/, fr: /clé secrète/ }[language],
      )
      expect(leaks(JSON.stringify(report.checks))).toBe(false)
    }
  })
  it('is not seen in a public key', async () => {
    for (const form of ['jwk', 'multikey', 'pem'] as const) {
      const report = await verify(exportPublicKey(signer, form))
      expect(report.check.structure.message).not.toContain('secret')
    }
  })
})

describe('the test of what a secret key is', () => {
  it('holds for each Multikey of a secret key, at both ends of the range', () => {
    for (const [header, length] of [
      [[0x80, 0x26], 32],
      [[0x80, 0x26], 64],
      [[0x86, 0x26], 32],
      [[0x87, 0x26], 48],
    ] as const) {
      for (const byte of [0, 255]) {
        const bytes = new Uint8Array([...header, ...new Uint8Array(length).fill(byte)])
        expect(isSecretKey(encodeBase58btc(bytes))).toBe(true)
      }
    }
  })
  it('holds for no public key, signature, digest or signed badge', async () => {
    for (const length of [32, 34, 35, 51, 64, 96]) {
      for (const byte of [1, 0x80, 255]) {
        expect(isSecretKey(encodeBase58btc(new Uint8Array(length).fill(byte)))).toBe(false)
      }
    }
    expect(isSecretKey({ kty: 'OKP', crv: 'Ed25519', x: jwk.x })).toBe(false)
    expect(secretKeyAt(await issue(made, { signer }))).toBeUndefined()
    expect(secretKeyAt({ image: `data:image/png;base64,${'A'.repeat(100)}`, d: 'x' })).toBeUndefined()
  })
})
