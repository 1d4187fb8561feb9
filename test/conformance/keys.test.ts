/** Public vectors of keys and DIDs: did:key, did:web, Multikey, and the signatures of the EdDSA suites over their hashes. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { didWebUrl } from '../../src/did/methods/did-web.js'
import { retrieveVerificationMethod } from '../../src/did/verification-method.js'
import { decodeMultibase, encodeBase58btc, encodeBase64url } from '../../src/encoding/multibase.js'
import { isOpenBadgeError, type OpenBadgeError } from '../../src/errors.js'
import { publicKeyFromJwk, publicKeyFromMultikey, samePublicKey } from '../../src/keys/public-key.js'
import { exportSecretKey } from '../../src/keys/signers/export-key.js'
import { signerFromJwk, signerFromMultikey, signerFromSeed } from '../../src/keys/signers/make-signer.js'
import type { Load } from '../../src/ports.js'
import { vectors } from '../vectors.js'

const nobody: Load = () => Promise.reject(new Error('somebody was asked'))
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.trim(), 'hex'))
const text = (...path: string[]): string => readFileSync(join(vectors, 'w3c', ...path), 'utf8')
const json = (...path: string[]) => JSON.parse(text(...path))

/** Runs a suite if it is there, and prints one line that counts it. */
function suite(name: string, folder: string, run: (counted: typeof test) => void): void {
  const present = existsSync(join(vectors, 'w3c', folder))
  if (!present) console.log(`conformance: ${name} skipped, not present`)
  let passed = 0
  let total = 0
  const counted = ((title: string, body: () => unknown) => {
    total++
    test(title, async () => {
      await body()
      passed++
    })
  }) as typeof test
  describe.skipIf(!present)(name, () => {
    if (present) run(counted)
    afterAll(() => console.log(`conformance: ${name} ${passed}/${total}`))
  })
}

interface DidKeyVector {
  readonly seed?: string
  readonly verificationMethod?: {
    readonly id: string
    readonly publicKeyJwk?: { readonly crv: string }
    readonly publicKeyBase58?: string
    readonly privateKeyJwk?: object
  }
  readonly verificationKeyPair?: { readonly publicKeyBase58?: string; readonly publicKeyJwk?: object }
  readonly didDocument: Record<string, unknown>
}

suite('did:key Ed25519', 'did-key', (test) => {
  for (const [did, vector] of vectorsOf('ed25519-x25519')) {
    test(did, async () => {
      const signer = await signerFromSeed(hex(vector.seed!), { extractable: true })
      expect(signer.controller).toBe(did)
      const [own] = vector.didDocument['verificationMethod'] as readonly { id: string; controller: string }[]
      expect(signer.verificationMethod).toBe(own!.id)
      for (const relationship of ['assertionMethod', 'authentication'] as const) {
        expect(vector.didDocument[relationship]).toEqual([own!.id])
        const found = await retrieveVerificationMethod(own!.id, { relationship, load: nobody })
        expect(found.controller).toBe(own!.controller)
        const { x } = found.key.jwk as { x: string }
        const { publicKeyBase58, publicKeyJwk } = vector.verificationKeyPair!
        if (publicKeyJwk === undefined)
          expect(x).toBe(encodeBase64url(decodeMultibase(`z${publicKeyBase58}`)))
        else expect(samePublicKey(found.key, await publicKeyFromJwk(publicKeyJwk))).toBe(true)
      }
      const secret = exportSecretKey(signer, 'multikey')
      expect((await signerFromMultikey(secret)).controller).toBe(did)
    })
  }
})

suite('did:key NIST curves', 'did-key', (test) => {
  for (const [did, { verificationMethod }] of vectorsOf('nist-curves')) {
    test(did, async () => {
      const url = `${did}#${did.slice('did:key:'.length)}`
      const { publicKeyJwk, privateKeyJwk, publicKeyBase58 } = verificationMethod!
      if (publicKeyJwk?.crv === 'P-521') {
        expect(await reasonOf(url)).toBe('unsupportedPublicKeyType')
        return
      }
      const found = await retrieveVerificationMethod(url, { relationship: 'assertionMethod', load: nobody })
      if (publicKeyJwk === undefined) {
        // One vector gives the compressed point instead of a JWK.
        const point = decodeMultibase(`z${publicKeyBase58}`)
        expect(decodeMultibase(found.key.multibase!).slice(2)).toEqual(point)
        return
      }
      expect(samePublicKey(found.key, await publicKeyFromJwk(publicKeyJwk))).toBe(true)
      const signer = await signerFromJwk(privateKeyJwk)
      expect(signer.controller).toBe(did)
      const data = new Uint8Array(10)
      expect(await found.key.verify(await signer.sign(data), data)).toBe(true)
    })
  }
})

suite('did:key of types that cannot sign here, refused', 'did-key', (test) => {
  for (const name of ['secp256k1', 'bls12381', 'rsa', 'x25519']) {
    const dids =
      name === 'x25519'
        ? Object.keys(json('did-key', 'x25519.json').didDocument)
        : vectorsOf(name).map(([did]) => did)
    for (const did of dids) {
      test(did, async () => {
        const url = `${did}#${did.slice('did:key:'.length)}`
        // RSA keys, and pairs of BLS keys, are longer than any key that is read here.
        expect(['unsupportedPublicKeyType', 'invalidDid']).toContain(await reasonOf(url))
      })
    }
  }
})

suite('did:web cases', 'did-web', (test) => {
  const [, ...rows] = text('did-web', 'cases.tsv').trimEnd().split('\n')
  for (const row of rows) {
    const [did, expected] = row.split('\t') as [string, string]
    test(did, () => {
      if (expected.startsWith('https:')) {
        expect(didWebUrl(did)).toBe(expected)
        return
      }
      const { reason, fault } = refusal(() => didWebUrl(did)).details
      // `policy` is no name of a specification; ours for it is the fault.
      if (expected === 'ERROR policy') expect(fault).toBe('hostIsLocal')
      else expect(`ERROR ${reason}`).toBe(expected)
    })
  }
})

suite('Multikey pairs of vc-di-eddsa', 'vc-di-eddsa', (test) => {
  const pairs = [
    json('vc-di-eddsa', 'keyPair.json'),
    ...Object.values(json('vc-di-eddsa', 'proof-set-chain', 'multiKeyPairs.json')),
  ]
  for (const { publicKeyMultibase, privateKeyMultibase } of pairs as readonly Record<string, string>[]) {
    test(publicKeyMultibase!, async () => {
      const signer = await signerFromMultikey(privateKeyMultibase!, { extractable: true })
      expect(signer.publicKeyMultibase).toBe(publicKeyMultibase)
      expect(exportSecretKey(signer, 'multikey')).toBe(privateKeyMultibase)
      expect((await publicKeyFromMultikey(publicKeyMultibase!)).multibase).toBe(publicKeyMultibase)
    })
  }
})

suite('Ed25519 step vectors of vc-di-eddsa', 'vc-di-eddsa', (test) => {
  for (const [folder, mark] of [
    ['eddsa-rdfc-2022', 'DataInt'],
    ['eddsa-rdfc-2022/employ', 'DataInt'],
    ['eddsa-jcs-2022', 'JCS'],
    ['Ed25519Signature2020', 'EdSig'],
  ] as const) {
    test(folder, async () => {
      const { publicKeyMultibase, privateKeyMultibase } = json('vc-di-eddsa', 'keyPair.json')
      const hash = hex(text('vc-di-eddsa', folder, `combinedHash${mark}.txt`))
      const expected = hex(text('vc-di-eddsa', folder, `sigHex${mark}.txt`))
      const key = await publicKeyFromMultikey(publicKeyMultibase)
      expect(await key.verify(expected, hash)).toBe(true)
      const signer = await signerFromMultikey(privateKeyMultibase)
      const signature = await signer.sign(hash)
      expect(signature).toEqual(expected)
      expect(encodeBase58btc(signature)).toBe(text('vc-di-eddsa', folder, `sigBTC58${mark}.txt`).trim())
    })
  }
})

suite('multibase', 'multibase', (test) => {
  for (const name of ['basic', 'leading_zero', 'two_leading_zeros']) {
    const [head, ...rows] = text('multibase', `${name}.csv`).trimEnd().split('\n')
    const content = new TextEncoder().encode(
      JSON.parse(head!.split(', ')[1]!.replaceAll('\\x', '\\u00')) as string,
    )
    for (const row of rows) {
      const [encoding, quoted] = row.split(/,\s*/) as [string, string]
      const value = quoted.trim().slice(1, -1)
      test(`${name}: ${encoding}`, () => {
        if (encoding === 'base58btc' || encoding === 'base64url')
          expect(decodeMultibase(value)).toEqual(content)
        else expect(() => decodeMultibase(value)).toThrow() // only z and u
      })
    }
  }
})

function vectorsOf(name: string): readonly (readonly [string, DidKeyVector])[] {
  return Object.entries(json('did-key', `${name}.json`) as Record<string, DidKeyVector>)
}

async function reasonOf(url: string): Promise<string> {
  try {
    await retrieveVerificationMethod(url, { relationship: 'assertionMethod', load: nobody })
  } catch (error) {
    if (isOpenBadgeError(error, 'controller_invalid')) return error.details.reason
    throw error
  }
  return 'none'
}

function refusal(run: () => unknown): OpenBadgeError<'controller_invalid'> {
  try {
    run()
  } catch (error) {
    if (isOpenBadgeError(error, 'controller_invalid')) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
