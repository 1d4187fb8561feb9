import { generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import {
  exportSecretKey,
  generateSigner,
  publicKeyFromJwk,
  publicKeyFromPem,
  signerFromJwk,
  signerFromMultikey,
  signerFromPem,
} from 'laurel'
import { parseKey, signerOf } from 'laurel/bulk'
import { describe, expect, it } from 'vitest'

/** Every way from a secret to a signer. */
const WAYS: Readonly<Record<string, (secret: never) => unknown>> = {
  signerFromJwk,
  signerFromPem,
  signerFromMultikey,
  'parseKey and signerOf': (text: unknown) =>
    signerOf(parseKey(typeof text === 'string' ? text : JSON.stringify(text))),
  'signerFromJwk, of text': signerFromJwk,
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const ed = generateKeyPairSync('ed25519').privateKey

async function secrets(): Promise<readonly (readonly [string, unknown])[]> {
  const signer = await generateSigner({ extractable: true })
  const texts: readonly (readonly [string, unknown])[] = [
    ['Multikey', exportSecretKey(signer, 'multikey')],
    ...[rsa, ec, ed].map((key) => ['PEM', key.export({ format: 'pem', type: 'pkcs8' })] as const),
    ['PEM of SEC 1', ec.export({ format: 'pem', type: 'sec1' })],
    ...[rsa, ec, ed].map((key) => ['JWK', key.export({ format: 'jwk' })] as const),
    ['JWK text', JSON.stringify(ed.export({ format: 'jwk' }))],
  ]
  const broken = texts.flatMap(([name, secret]): (readonly [string, unknown])[] =>
    typeof secret === 'string'
      ? [
          [`${name}, cut`, secret.slice(0, -30)],
          [`${name}, with a wrong letter`, `${secret.slice(0, 40)}!${secret.slice(41)}`],
          [`${name}, twice`, secret + secret],
          [`${name}, with words before`, `key: ${secret}`],
          [`${name}, with a quote`, `'${secret}'`],
          [`${name}, without its first character`, secret.slice(1)],
        ]
      : [
          [`${name} with a short d`, { ...(secret as object), d: (secret as { d: string }).d.slice(3) }],
          [`${name} with d as a list`, { ...(secret as object), d: [(secret as { d: string }).d] }],
          [`${name} with d in x`, { ...(secret as object), x: (secret as { d: string }).d }],
          [`${name} of a wrong curve`, { ...(secret as object), crv: (secret as { d: string }).d }],
          [`${name} of a wrong kind`, { ...(secret as object), kty: (secret as { d: string }).d }],
        ],
  )
  return broken
}

/** Eight characters of a secret in a row are too many. */
function pieces(secret: unknown): readonly string[] {
  const text =
    typeof secret === 'string' ? secret.replace(/-----[A-Z ]+-----/g, '') : (secret as { d: unknown }).d
  const run = (Array.isArray(text) ? String(text[0]) : String(text)).replace(/\s/g, '')
  return Array.from({ length: Math.max(1, run.length - 7) }, (_, i) => run.slice(i, i + 8)).filter((piece) =>
    /^[A-Za-z0-9_+/=-]{8}$/.test(piece),
  )
}

describe('a secret that cannot be read', () => {
  it.each(Object.entries(WAYS))('is quoted nowhere in the error of %s', async (_, way) => {
    let failures = 0
    for (const [name, secret] of await secrets()) {
      try {
        await way(secret as never)
      } catch (error) {
        failures++
        const told = inspect(error, {
          depth: 12,
          showHidden: true,
          maxStringLength: null,
          maxArrayLength: null,
        })
        expect(
          pieces(secret).filter((piece) => told.includes(piece)),
          name,
        ).toEqual([])
      }
    }
    expect(failures).toBeGreaterThan(20)
  })
})

describe('what is not the key but leads to it', () => {
  const file = 'this is the name of a file; pass its text: readFileSync(name, "utf8")'
  it.each<[string, () => unknown, string]>([
    ["parseKey('key.json')", () => parseKey('key.json'), file],
    ["parseKey('zkey.pem')", async () => signerOf(parseKey('zkey.pem')), file],
    ["signerFromPem('./keys/key.pem')", () => signerFromPem('./keys/key.pem'), file],
    ["signerFromMultikey('key.txt')", () => signerFromMultikey('key.txt'), file],
    ["signerFromJwk('key.json')", () => signerFromJwk('key.json'), file],
    ["publicKeyFromPem('key.pem')", () => publicKeyFromPem('key.pem'), file],
    ["publicKeyFromJwk('key.json')", () => publicKeyFromJwk('key.json'), file],
    [
      'signerFromJwk(text)',
      () => signerFromJwk('{"kty":"OKP"}'),
      'a JSON Web Key must be an object; parse its text: JSON.parse(text)',
    ],
  ])('is named for %s', async (_, run, message) => {
    const error = await Promise.resolve()
      .then(run)
      .catch((each: unknown) => each)
    expect(error).toMatchObject({ code: 'key_invalid', message })
  })
})
