import { createPrivateKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { publicKeyFromJwk } from 'laurel'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { awsSigner } from '../../examples/signers/aws-kms.mjs'
import { googleSigner } from '../../examples/signers/google-kms.mjs'
import { ACHIEVEMENT, ISSUER, ISSUER_ID, KEY } from '../bulk/world.js'
import { type World, world } from '../cli/world.js'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const bytes = new Uint8Array(64).fill(3)
const controller = 'did:web:example.edu'

function isSignature(signature: Uint8Array, key: KeyObject = publicKey): boolean {
  return verify(null, bytes, key, signature)
}

async function multibase(): Promise<string> {
  const { multibase: text } = await publicKeyFromJwk(publicKey.export({ format: 'jwk' }))
  return text!
}

describe('the examples of signers', () => {
  it('ask AWS KMS for an Ed25519 signature of the bytes as they are, and again when it throttles', async () => {
    const asked: Record<string, unknown>[] = []
    class SignCommand {
      readonly input: Record<string, unknown>
      constructor(input: Record<string, unknown>) {
        this.input = input
      }
    }
    const client = {
      send: async ({ input }: SignCommand) => {
        asked.push(input)
        if (asked.length === 1) throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' })
        return { Signature: new Uint8Array(sign(null, input['Message'] as Uint8Array, privateKey)) }
      },
    }
    const signer = awsSigner({
      client,
      SignCommand,
      keyId: 'arn:key',
      controller,
      publicKeyMultibase: await multibase(),
    })
    expect(isSignature(await signer.sign(bytes))).toBe(true)
    expect(asked).toHaveLength(2)
    expect(asked[1]).toEqual({
      KeyId: 'arn:key',
      Message: bytes,
      MessageType: 'RAW',
      SigningAlgorithm: 'ED25519_SHA_512',
    })
  })

  it('send Google Cloud KMS the data, not its digest', async () => {
    const asked: object[] = []
    const client = {
      asymmetricSign: async (request: { readonly data: Uint8Array }) => {
        asked.push(request)
        return [{ signature: sign(null, request.data, privateKey) }]
      },
    }
    const signer = googleSigner({
      client,
      name: 'projects/key',
      controller,
      publicKeyMultibase: await multibase(),
    })
    expect(isSignature(await signer.sign(bytes))).toBe(true)
    expect(asked).toEqual([{ name: 'projects/key', data: bytes }])
  })
})

describe('laurel issue --signer', () => {
  let place: World
  beforeEach(() => {
    place = world()
  })
  afterEach(() => place.remove())

  const args = (module: string): string[] => [
    ...['issue', place.write('people.csv', 'email\nada@example.org\n'), '--signer', module, '--workers', '0'],
    ...[
      '--issuer',
      place.write('issuer.json', ISSUER),
      '--achievement',
      place.write('rust.json', ACHIEVEMENT),
    ],
    ...['--out', place.path('out'), '--json'],
  ]
  const module = (name: string, text: string): string => {
    writeFileSync(place.path(name), text)
    return place.path(name)
  }

  /** A module whose signer answers with one, as that of a KMS does. */
  const service = (name: string): string => {
    const key = createPrivateKey({ key: KEY.key as never, format: 'jwk' }).export({
      format: 'pem',
      type: 'pkcs8',
    })
    return module(
      name,
      `import { sign } from 'node:crypto'
       const id = '${ISSUER_ID}'
       export const signer = async () => ({
         verificationMethod: id + '#' + id.slice(8), algorithm: 'Ed25519', sign: async (bytes) => sign(null, bytes, \`${key}\`),
       })`,
    )
  }

  it('signs with what the module exports', async () => {
    const path = service('kms.mjs')
    expect(await place.laurel(args(path))).toMatchObject({ status: 0, json: [{ signed: 1 }] })
    expect(await place.laurel(['audit', place.path('out'), '--workers', '0'])).toMatchObject({ status: 0 })
  })

  it.each([
    ['exports nothing', 'export const other = 1', 'exports no \\"signer\\"'],
    ['does not load', 'throw new Error("no token")', 'no token'],
  ])('says so when the module %s', async (_, text, said) => {
    const { status, err } = await place.laurel(args(module(`${said.length}.mjs`, text)))
    expect(status).toBe(2)
    expect(err).toContain(said)
  })

  it('signs the status lists with it too', async () => {
    const kms = service('lists.mjs')
    const url = 'https://example.edu/status/{list}'
    expect(await place.laurel([...args(kms), '--status', url])).toMatchObject({ status: 0 })
    const revoke = (...more: string[]): string[] => [
      ...['status', 'revoke', '--journal', place.path('out.journal'), '--issuer', place.path('issuer.json')],
      ...['--row', 'ada@example.org', '--json', ...more],
    ]
    expect(await place.laurel(revoke())).toMatchObject({ status: 2 })
    expect(await place.laurel(revoke('--signer', kms, '--key', 'key.json'))).toMatchObject({ status: 2 })
    expect(await place.laurel(revoke('--signer', kms))).toMatchObject({
      status: 0,
      json: [{ badges: 1, lists: [{ url: 'https://example.edu/status/1' }] }],
    })
    expect(await place.laurel(['audit', place.path('out'), '--workers', '0'])).toMatchObject({ status: 0 })
  })

  it('takes either a key or a signer', async () => {
    const both = await place.laurel([...args('kms.mjs'), '--key', 'key.json'])
    expect([both.status, both.err.includes('--signer')]).toEqual([2, true])
  })

  it.each([['--workers', '2'], ['--dry-run']])(
    'refuses %s beside --queue, where it has no effect',
    async (...more) => {
      const given = args('kms.mjs').filter((arg) => arg !== '--workers' && arg !== '0')
      const { status, err } = await place.laurel([...given, '--queue', 'redis://localhost:1', ...more])
      expect([status, err.includes('has no effect')]).toEqual([2, true])
    },
  )
})
