/** What laurel signs verifies in Digital Bazaar's libraries, and the other way round. */
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { generate } from '@digitalbazaar/ed25519-multikey'
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020'
import { cryptosuite as theirs } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { beforeAll, describe, expect, test } from 'vitest'
import {
  documentLoader,
  fromSuiteSigner,
  cryptosuite as ours,
  proofSuite,
  toSuiteSigner,
} from '../../src/digitalbazaar/index.js'
import { bundled } from '../../src/documents/bundled.js'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { issue } from '../../src/issue/issue.js'
import { present } from '../../src/issue/present.js'
import { generateSigner, type LocalSigner } from '../../src/keys/signers/make-signer.js'
import type { Load } from '../../src/ports.js'
import { digest, hashData, serializeSignature } from '../../src/proof/suites/hash-data.js'
import type { Suite } from '../../src/proof/suites/suite.js'
import { findSuite } from '../../src/proof/suites/suites.js'
import { verifyProofs } from '../proof/verify-alone.js'
import { badgeBy, CONTEXTS } from './badge.js'

const NOW = new Date('2026-06-01T12:00:00Z')
const SUITE_2020 = 'https://w3id.org/security/suites/ed25519-2020/v1'
const here = { load: bundled, now: NOW }

let signer: LocalSigner
beforeAll(async () => {
  signer = await generateSigner()
})

const sign = (): Promise<JsonObject> =>
  issue(badgeBy(signer.controller), { signer, created: NOW }) as unknown as Promise<JsonObject>

const theirVerdict = async (credential: object, suite: unknown): Promise<boolean> => {
  const answer = await vc.verifyCredential({
    credential: structuredClone(credential),
    suite,
    documentLoader: documentLoader(),
    now: NOW,
  })
  return answer.verified
}

const theirIssue = (
  suite: object,
  credential: JsonObject = badgeBy(signer.controller),
): Promise<JsonObject> =>
  vc.issue({ credential: structuredClone(credential), suite, documentLoader: documentLoader(), now: NOW })

describe('eddsa-rdfc-2022', () => {
  test('laurel signs, theirs verifies', async () => {
    const signed = await sign()
    expect(await theirVerdict(signed, new DataIntegrityProof({ cryptosuite: theirs }))).toBe(true)
    expect(
      await theirVerdict({ ...signed, name: 'Rust II' }, new DataIntegrityProof({ cryptosuite: theirs })),
    ).toBe(false)
  })

  test('theirs signs, laurel verifies', async () => {
    const suite = new DataIntegrityProof({ signer: toSuiteSigner(signer), cryptosuite: theirs, date: NOW })
    const signed = await theirIssue(suite)
    expect(await verifyProofs(signed, here)).toMatchObject({
      verified: true,
      proofs: [{ suite: 'eddsa-rdfc-2022', controller: signer.controller }],
    })
    const changed = await verifyProofs({ ...signed, name: 'Rust II' }, here)
    expect(changed).toMatchObject({ verified: false, proofs: [{ code: 'signature_invalid' }] })
  })

  test('both write the same proof, byte for byte', async () => {
    const suite = new DataIntegrityProof({ signer: toSuiteSigner(signer), cryptosuite: theirs, date: NOW })
    const [mine] = (await sign())['proof'] as unknown as JsonObject[]
    const theirProof = (await theirIssue(suite))['proof'] as JsonObject
    expect(theirProof['proofValue']).toBe(mine!['proofValue'])
    expect(theirProof).toEqual(mine)
  })

  test('a version 1.1 credential gets the context that its proof needs', async () => {
    const { validFrom, ...rest } = badgeBy(signer.controller)
    const old = {
      ...rest,
      '@context': ['https://www.w3.org/2018/credentials/v1', CONTEXTS[1]!.replace('-3.0.3', '-3.0.1')],
      issuanceDate: validFrom as string,
    }
    const signed = (await issue(old, { signer, created: NOW })) as unknown as JsonObject
    expect((signed['@context'] as Json[]).at(-1)).toBe('https://w3id.org/security/data-integrity/v2')
    expect((await verifyProofs(signed, here)).verified).toBe(true)
    expect(await theirVerdict(signed, new DataIntegrityProof({ cryptosuite: theirs }))).toBe(true)
  })
})

describe('Ed25519Signature2020', () => {
  const document = (): JsonObject => ({
    ...badgeBy(signer.controller),
    '@context': [...CONTEXTS, SUITE_2020],
  })

  test('theirs signs, laurel verifies with a warning', async () => {
    const suite = new Ed25519Signature2020({ signer: toSuiteSigner(signer), date: NOW })
    const signed = await theirIssue(suite, document())
    expect(await verifyProofs(signed, here)).toMatchObject({
      verified: true,
      proofs: [{ suite: 'Ed25519Signature2020', warnings: [{ code: 'suite_legacy' }] }],
    })
    expect((await verifyProofs({ ...signed, name: 'Rust II' }, here)).verified).toBe(false)
  })

  test('a proof by laurel’s steps verifies there', async () => {
    const { canonicalisation } = findSuite('Ed25519Signature2020', undefined) as Suite
    const proof = {
      type: 'Ed25519Signature2020',
      created: '2026-06-01T12:00:00Z',
      verificationMethod: signer.verificationMethod,
      proofPurpose: 'assertionMethod',
    }
    const hash = async (value: JsonObject): Promise<Uint8Array> =>
      digest(await canonicalisation.transform(value, 'SHA-256', {}), 'SHA-256')
    const data = hashData(await hash(canonicalisation.configure(proof, document())), await hash(document()))
    const proofValue = serializeSignature(await signer.sign(data))
    const signed = { ...document(), proof: { ...proof, proofValue } }
    expect(await theirVerdict(signed, new Ed25519Signature2020())).toBe(true)
    expect(await theirVerdict({ ...signed, name: 'Rust II' }, new Ed25519Signature2020())).toBe(false)
  })
})

describe('laurel’s parts in their libraries', () => {
  test('the cryptosuite signs and verifies, and signs as theirs does', async () => {
    const suiteSigner = toSuiteSigner(signer)
    const mine = await theirIssue(
      new DataIntegrityProof({ signer: suiteSigner, cryptosuite: ours, date: NOW }),
    )
    const same = await theirIssue(
      new DataIntegrityProof({ signer: suiteSigner, cryptosuite: theirs, date: NOW }),
    )
    expect(mine).toEqual(same)
    expect(await theirVerdict(mine, new DataIntegrityProof({ cryptosuite: ours }))).toBe(true)
    const changed = { ...mine, name: 'Rust II' }
    expect(await theirVerdict(changed, new DataIntegrityProof({ cryptosuite: ours }))).toBe(false)
  })

  test('the cryptosuite refuses what jsonld.js drops silently', async () => {
    const signed = await sign()
    const forged = JSON.parse(
      JSON.stringify(signed).replace('{', '{"__proto__":{"name":"Mallory"},'),
    ) as object
    expect(await theirVerdict(forged, new DataIntegrityProof({ cryptosuite: ours }))).toBe(false)
    // The reason for this test: with their own canonicaliser the addition goes unseen.
    expect(await theirVerdict(forged, new DataIntegrityProof({ cryptosuite: theirs }))).toBe(true)
  })

  test('the cryptosuite reads keys as the original does, and no others', async () => {
    const { createVerifier } = ours
    const { publicKeyMultibase } = signer
    const verifier = await createVerifier({
      verificationMethod: { id: 'did:example:a#b', type: 'Multikey', publicKeyMultibase },
    })
    expect(verifier).toMatchObject({ id: 'did:example:a#b', algorithm: 'Ed25519' })
    const data = new Uint8Array([1, 2, 3])
    expect(await verifier.verify({ data, signature: await signer.sign(data) })).toBe(true)
    expect(await verifier.verify({ data, signature: new Uint8Array(64) })).toBe(false)
    for (const method of [
      {},
      'did:key:z',
      null,
      { publicKeyMultibase: 'zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme' },
    ]) {
      await expect(createVerifier({ verificationMethod: method })).rejects.toThrow()
    }
  })

  test('the document loader serves did:web through a load, with bound keys', async () => {
    const controller = 'did:web:example.edu'
    const web = await generateSigner({ controller })
    const method = {
      id: web.verificationMethod,
      type: 'Multikey',
      controller,
      publicKeyMultibase: web.publicKeyMultibase!,
    }
    const load: Load = async (url) => {
      if (url !== 'https://example.edu/.well-known/did.json') throw new Error(`not asked for: ${url}`)
      return {
        '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
        id: controller,
        verificationMethod: [method],
        assertionMethod: [method.id],
      }
    }
    const signed = await issue(badgeBy(controller), { signer: web, created: NOW })
    const answer = await vc.verifyCredential({
      credential: structuredClone(signed),
      suite: new DataIntegrityProof({ cryptosuite: ours }),
      documentLoader: documentLoader({ load }),
      now: NOW,
    })
    expect(answer.verified).toBe(true)
  })

  test('a presentation of laurel answers their challenge, and no other', async () => {
    const asked = { challenge: 'c-1', domain: 'https://verifier.example' }
    const shown = await present({ credentials: [await sign()], signer, created: NOW, ...asked })
    const theirs = async (challenge: string): Promise<boolean> => {
      const answer = await vc.verify({
        presentation: structuredClone(shown),
        suite: new DataIntegrityProof({ cryptosuite: ours }),
        documentLoader: documentLoader(),
        now: NOW,
        ...asked,
        challenge,
      })
      return answer.verified
    }
    expect(await theirs('c-1')).toBe(true)
    expect(await theirs('c-2')).toBe(false)
  })

  test('the loader lets jsonld.js keep only contexts that never change', async () => {
    const url = 'https://example.edu/context'
    const loader = documentLoader({ load: async () => ({ '@context': {} }) })
    expect(await loader(CONTEXTS[0]!)).toMatchObject({ tag: 'static' })
    expect(await loader(url)).toEqual({ contextUrl: null, documentUrl: url, document: { '@context': {} } })
  })

  test('the document loader is offline', async () => {
    await expect(documentLoader()('https://example.edu/context')).rejects.toMatchObject({
      code: 'document_unknown',
    })
  })
})

describe('their parts in laurel', () => {
  test('their signer issues', async () => {
    const pair = await generate()
    const id = `did:key:${pair.publicKeyMultibase}`
    const suiteSigner = { ...pair.signer(), id: `${id}#${pair.publicKeyMultibase}`, algorithm: 'Ed25519' }
    const theirKey = fromSuiteSigner(suiteSigner, { publicKeyMultibase: pair.publicKeyMultibase })
    const signed = await issue(badgeBy(id), { signer: theirKey, created: NOW })
    expect((await verifyProofs(signed as unknown as JsonObject, here)).verified).toBe(true)
  })

  test.each([
    ['a cryptosuite', () => proofSuite(theirs)],
    ['a proof suite', () => proofSuite(new DataIntegrityProof({ cryptosuite: theirs }) as never)],
  ])('%s verifies', async (_, make) => {
    const suite = make()
    const signed = await sign()
    expect(suite.name).toBe('eddsa-rdfc-2022')
    expect((await verifyProofs(signed, { ...here, suites: [suite] })).verified).toBe(true)
    const changed = await verifyProofs({ ...signed, name: 'Rust II' }, { ...here, suites: [suite] })
    expect(changed).toMatchObject({ verified: false, proofs: [{ code: 'signature_invalid' }] })
  })

  test('an older proof suite verifies', async () => {
    const suite = new Ed25519Signature2020({ signer: toSuiteSigner(signer), date: NOW })
    const signed = await theirIssue(suite, {
      ...badgeBy(signer.controller),
      '@context': [...CONTEXTS, SUITE_2020],
    })
    const suites = [proofSuite(new Ed25519Signature2020())]
    expect((await verifyProofs(signed, { ...here, suites })).verified).toBe(true)
  })

  test('laurel’s own checks run before another library’s suite', async () => {
    const yes = { name: 'yes', type: 'DataIntegrityProof', cryptosuite: 'yes', verify: async () => true }
    const proof = { ...((await sign())['proof'] as unknown as JsonObject[])[0]!, cryptosuite: 'yes' }
    const options = { ...here, suites: [yes] }
    const document = badgeBy(signer.controller)
    expect((await verifyProofs({ ...document, proof }, options)).verified).toBe(true)
    const expired = { ...proof, expires: '2026-01-01T00:00:00Z' }
    const foreign = { ...proof, verificationMethod: 'did:key:z6MkForeign#z6MkForeign' }
    for (const [attempt, code] of [
      [{ ...document, proof: expired }, 'proof_expired'],
      [{ ...document, proof: foreign }, 'controller_invalid'],
      [{ ...document, undefinedTerm: 1, proof }, 'jsonld_unsafe'],
    ] as const) {
      expect(await verifyProofs(attempt as JsonObject, options)).toMatchObject({ proofs: [{ code }] })
    }
  })

  test('what is no suite and no signer is a mistake of the program', () => {
    expect(() => proofSuite({} as never)).toThrow(TypeError)
    expect(() => fromSuiteSigner({} as never)).toThrow(TypeError)
    expect(() => toSuiteSigner({ ...signer, algorithm: 'RS256' } as never)).toThrow(TypeError)
  })
})
