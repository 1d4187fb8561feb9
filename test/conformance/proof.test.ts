/** Public Data Integrity suites: step vectors, proof sets and chains, previousProof files, signed Open Badges and CLR samples. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { didWebUrl } from '../../src/did/methods/did-web.js'
import { bundled } from '../../src/documents/bundled.js'
import { type Json, type JsonObject, parseJson } from '../../src/encoding/json.js'
import { OpenBadgeError } from '../../src/errors.js'
import { type LocalSigner, signerFromMultikey } from '../../src/keys/signers/make-signer.js'
import type { Load } from '../../src/ports.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import type { ProofsResult } from '../../src/proof/result/proof-result.js'
import { digest, hashData, parseSignature, serializeSignature } from '../../src/proof/suites/hash-data.js'
import type { Suite } from '../../src/proof/suites/suite.js'
import { findSuite } from '../../src/proof/suites/suites.js'
import { verifyProofs } from '../proof/verify-alone.js'
import { hasVectors, vectors } from '../vectors.js'

const eddsa = join(vectors, 'w3c/vc-di-eddsa')
const samples = join(vectors, 'ob3/samples')
const NOW = new Date('2026-06-01T00:00:00Z')

const read = (...path: string[]): string => readFileSync(join(...path), 'utf8')
const readObject = (...path: string[]): JsonObject => parseJson(read(...path)) as JsonObject
const withoutProof = ({ proof: _, ...rest }: JsonObject): JsonObject => rest

const CLR_CONTEXTS: Readonly<Record<string, string>> = {
  'https://purl.imsglobal.org/spec/clr/v2p0/context.json': 'clr-v2p0.json',
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': 'clr-v2p0-2.0.1.json',
}

/** Contexts of the suites that laurel does not bundle. */
const more: Load = async (url, purpose, signal) => {
  const line = read(vectors, 'w3c/contexts/INDEX.tsv')
    .split('\n')
    .map((each) => each.split('\t'))
    .find(([known]) => known === url)
  if (purpose === 'context' && url in CLR_CONTEXTS) {
    return JSON.parse(read(vectors, 'ob3/contexts/validator', CLR_CONTEXTS[url]!)) as unknown
  }
  if (line?.[1] === undefined || purpose !== 'context') return bundled(url, purpose, signal)
  return JSON.parse(read(vectors, 'w3c/contexts', line[1])) as unknown
}

/**
 * The samples name keys as `https://issuer#z6Mk…`. Certification tools take such a key from the fragment, which
 * anyone could write; here the issuer's document is supplied, as its owner would publish it.
 */
const publishing =
  (documents: readonly JsonObject[]): Load =>
  async (url, purpose, signal) => {
    if (purpose !== 'controller') return more(url, purpose, signal)
    const controller = (id: string): string => id.split('#')[0]!
    const address = (id: string): string => (id.startsWith('did:web:') ? didWebUrl(id) : id)
    const methods = documents
      .flatMap((document) => document['proof'] as Json)
      .map((proof) => (proof as JsonObject)['verificationMethod'])
      .filter((id): id is string => typeof id === 'string' && /^(?:https|did:web):.*#z/.test(id))
      .filter((id) => address(controller(id)) === url)
    const [first] = methods
    if (first === undefined) throw new OpenBadgeError('document_unknown', 'unknown', { url, purpose })
    return {
      id: controller(first),
      verificationMethod: [...new Set(methods)].map((id) => ({
        id,
        type: 'Multikey',
        controller: controller(id),
        publicKeyMultibase: id.split('#')[1],
      })),
      assertionMethod: [...new Set(methods)],
    }
  }

const counts = new Map<string, { passed: number; total: number }>()
const counted = (suite: string, name: string, body: () => unknown): void => {
  const count = counts.get(suite) ?? { passed: 0, total: 0 }
  counts.set(suite, { passed: count.passed, total: count.total + 1 })
  test(name, async () => {
    await body()
    const now = counts.get(suite)!
    counts.set(suite, { ...now, passed: now.passed + 1 })
  })
}

afterAll(() => {
  if (!hasVectors) console.log('conformance: proof suites absent, skipped')
  for (const [suite, { passed, total }] of counts) console.log(`conformance: ${suite} ${passed}/${total}`)
})

describe.skipIf(!hasVectors)('vc-di-eddsa step vectors', () => {
  const STEPS = [
    {
      directory: 'eddsa-rdfc-2022',
      suffix: 'DataInt',
      document: '../unsigned.json',
      keys: '../keyPair.json',
    },
    {
      directory: 'eddsa-rdfc-2022/employ',
      suffix: 'DataInt',
      document: '../../employmentAuth.json',
      keys: '../../keyPair.json',
    },
    { directory: 'eddsa-jcs-2022', suffix: 'JCS', document: '../unsigned.json', keys: '../keyPair.json' },
    { directory: 'Ed25519Signature2020', suffix: 'EdSig', document: undefined, keys: '../keyPair.json' },
  ]
  for (const { directory, suffix, document, keys } of hasVectors ? STEPS : []) {
    const at = join(eddsa, directory)
    const signed = readObject(at, `signed${suffix}.json`)
    const config = readObject(at, `proofConfig${suffix}.json`)
    const unsecured = document === undefined ? withoutProof(signed) : readObject(at, document)
    const suite = findSuite(config['type'] as string, config['cryptosuite'] as string | undefined) as Suite
    const kind = suite.keys[0]!
    const { configure, secured, transform } = suite.canonicalisation
    const hex = (name: string): string => read(at, `${name}${suffix}.txt`).trim()
    let proofText = ''
    let documentText = ''
    let signer: LocalSigner

    beforeAll(async () => {
      const { privateKeyMultibase } = readObject(at, keys)
      signer = await signerFromMultikey(privateKeyMultibase as string)
      documentText = await transform(secured(unsecured, config), kind.hash, { load: more })
      proofText = await transform(configure(config, unsecured), kind.hash, { load: more })
    })
    const step = (name: string, body: () => unknown): void =>
      counted('w3c/vc-di-eddsa steps', `${directory}: ${name}`, body)

    step('canonical document', () => expect(documentText).toBe(read(at, `canonDoc${suffix}.txt`)))
    step('canonical proof configuration', () => expect(proofText).toBe(read(at, `proofCanon${suffix}.txt`)))
    step('hashes', () => {
      const data = Buffer.from(hashData(digest(proofText, kind.hash), digest(documentText, kind.hash)))
      expect(data.subarray(0, 32).toString('hex')).toBe(hex('proofHash'))
      expect(data.subarray(32).toString('hex')).toBe(hex('docHash'))
      expect(data.toString('hex')).toBe(hex('combinedHash'))
    })
    step('signature', async () => {
      const signature = await signer.sign(
        hashData(digest(proofText, kind.hash), digest(documentText, kind.hash)),
      )
      expect(Buffer.from(signature).toString('hex')).toBe(hex('sigHex'))
      expect(serializeSignature(signature)).toBe(hex('sigBTC58'))
      expect(Buffer.from(parseSignature(hex('sigBTC58'), 64)).toString('hex')).toBe(hex('sigHex'))
    })
    step('signed document verifies', async () => {
      const result = await verifyProofs(signed, { load: more, now: NOW })
      expect(result).toMatchObject({ verified: true, proofs: [{ suite: suite.name }] })
    })
    if (suite.creates) {
      step('signed document, byte for byte', async () => {
        const again = await addProof(unsecured, signer, {
          cryptosuite: suite.name,
          created: new Date(config['created'] as string),
          load: more,
        })
        expect(again).toEqual(signed)
      })
    }
  }
})

describe.skipIf(!hasVectors)('vc-di-eddsa proof sets and chains', () => {
  const at = join(eddsa, 'proof-set-chain')
  const suite = 'w3c/vc-di-eddsa sets and chains'
  for (const name of ['signedProofSet1', 'signedProofSet2', 'signedProofChain1', 'signedProofChain2']) {
    if (!hasVectors) break
    counted(suite, `${name} verifies`, async () => {
      const result = await verifyProofs(readObject(at, `${name}.json`), { load: more, now: NOW })
      expect(result.verified).toBe(true)
    })
  }
  if (hasVectors) {
    for (const [file, config, pair, previous] of [
      ['signedProofChain1', 'proofChainConfig1', 'keyPair3', 'signedProofSet2'],
      ['signedProofChain2', 'proofChainConfig2', 'keyPair4', 'signedProofChain1'],
    ] as const) {
      counted(suite, `${file} is made again, byte for byte`, async () => {
        const { privateKeyMultibase } = readObject(at, 'multiKeyPairs.json')[pair] as JsonObject
        const signer = await signerFromMultikey(privateKeyMultibase as string)
        const { id, created, previousProof } = readObject(at, `${config}.json`)
        const again = await addProof(readObject(at, `${previous}.json`), signer, {
          created: new Date(created as string),
          previousProof: previousProof as string | readonly string[],
          ...(id === undefined ? {} : { id: id as string }),
          load: more,
        })
        expect(again).toEqual(readObject(at, `${file}.json`))
      })
    }
  }
})

describe.skipIf(!hasVectors)('data-integrity assertion suite: previousProof', () => {
  const at = join(vectors, 'w3c/di-assertion/eddsa-rdfc-2022')
  for (const file of hasVectors && existsSync(at) ? readdirSync(at) : []) {
    counted('w3c/di-assertion previousProof', file, async () => {
      const result = await verifyProofs(readObject(at, file), { load: more, now: NOW })
      expect(result.verified).toBe(/Ok-/.test(file))
      if (/Missing/.test(file)) expect(codes(result)).toContain('previous_proof_missing')
      if (/NotString/.test(file)) expect(codes(result)).toContain('proof_malformed')
    })
  }
})

describe.skipIf(!hasVectors)('official Open Badges and CLR vectors', () => {
  const VECTORS = [
    { vector: 'obv3p0', example: 'impl_linked-data-proof-ob__08-signed-credential.json' },
    { vector: 'clrv2p0', example: 'impl_linked-data-proof-clr__08-signed-credential.json' },
  ]
  for (const { vector, example } of VECTORS) {
    if (!hasVectors) break
    const signed = readObject(vectors, 'ob3/examples', example)
    const [proof] = [signed['proof'] as Json].flat() as JsonObject[]
    const { configure, transform } = (findSuite('DataIntegrityProof', 'eddsa-rdfc-2022') as Suite)
      .canonicalisation
    const suite = 'ob3/vectors'
    counted(suite, `${vector}: canonical document`, async () => {
      const text = await transform(withoutProof(signed), 'SHA-256', { load: more })
      expect(text).toBe(read(vectors, 'ob3/vectors', vector, 'document-canon.txt'))
    })
    counted(suite, `${vector}: canonical proof configuration`, async () => {
      const { proofValue: _, ...config } = proof as JsonObject
      const text = await transform(configure(config, signed), 'SHA-256', { load: more })
      expect(text).toBe(read(vectors, 'ob3/vectors', vector, 'proof-canon.txt'))
    })
    counted(suite, `${vector}: verifies`, async () => {
      const result = await verifyProofs(signed, { load: publishing([signed]), now: NOW })
      expect(result.verified).toBe(true)
    })
  }
})

/** What the proofs of each signed sample come to: files that are wrong in another way have a good proof. */
describe.skipIf(!hasVectors)('signed Open Badges and CLR samples', () => {
  const UNSAFE = ['fail jsonld_unsafe']
  const EXPECTED: Readonly<Record<string, readonly string[]>> = {
    'ob30/bit-string-list/credential-status-revoked-blank-nodes.json': ['pass'],
    'ob30/bit-string-list/credential-status-revoked.json': ['pass'],
    'ob30/bit-string-list/testlist': ['pass'],
    'ob30/complete.json': ['pass'],
    'ob30/complete_v1.json': UNSAFE, // lacks the extensions context
    'ob30/credential-status-revoked.json': ['pass'],
    'ob30/endorsement-err-schema-status-refresh.json': ['fail signature_invalid'],
    'ob30/endorsement-valid.json': ['pass'],
    'ob30/sd/derivedcredential.json': ['pass'],
    'ob30/simple-context-alias.json': ['pass'],
    'ob30/simple-context-version.json': ['pass'],
    'ob30/simple-did-key-method.json': ['pass'],
    'ob30/simple-did-web-method.json': ['pass'],
    'ob30/simple-eddsa-2022.json': ['pass'],
    'ob30/simple-err-context.json': UNSAFE,
    'ob30/simple-err-credential-subject-achievement-result-description-type.json': UNSAFE,
    'ob30/simple-err-credential-subject-identifier-type.json': UNSAFE,
    'ob30/simple-err-credential-subject-profile-type.json': UNSAFE,
    'ob30/simple-err-credential-subject-result-type.json': UNSAFE,
    'ob30/simple-err-credential-subject-type.json': UNSAFE,
    'ob30/simple-err-evidence-type.json': UNSAFE,
    'ob30/simple-err-expired.json': ['pass'],
    'ob30/simple-err-issued.json': ['pass'],
    'ob30/simple-err-issuer-otheridentifier-type.json': UNSAFE,
    'ob30/simple-err-issuer-parentorg-type.json': UNSAFE,
    'ob30/simple-err-issuer-type.json': UNSAFE,
    'ob30/simple-err-issuer.json': ['pass'],
    'ob30/simple-err-proof-method-no-scheme.json': ['fail proof_malformed'],
    'ob30/simple-err-proof-method-unknown-did-method.json': ['fail controller_invalid'],
    'ob30/simple-err-proof-method-unknown-scheme.json': ['fail controller_invalid'],
    'ob30/simple-err-proof-method.json': ['fail controller_invalid'],
    'ob30/simple-err-proof-value.json': ['fail signature_invalid'],
    'ob30/simple-err-type.json': UNSAFE,
    'ob30/simple-multiple-proofs.json': ['unknown proof_unsupported', 'pass'],
    'ob30/simple.1ob': ['pass'],
    'ob30/simple.json': ['pass'],
    'ob30/simple_v1.json': ['pass'],
    'clr20/complex.json': ['pass'],
    'clr20/simple.json': ['pass'],
    'clr20/simple_old_safesigned.json': ['unknown document_unknown'], // a draft context that is not to be had
    'clr20/simple_v1.json': ['fail controller_invalid'], // its key is named under a urn, which has no document
  }
  const files = (under: string): string[] =>
    readdirSync(join(samples, under), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? files(`${under}/${entry.name}`) : [`${under}/${entry.name}`],
    )
  for (const file of hasVectors ? ['ob30', 'clr20'].flatMap(files) : []) {
    let document: JsonObject
    try {
      document = readObject(samples, file)
    } catch {
      continue // images and tokens have tests of their own
    }
    if (document['proof'] === undefined) continue
    counted('ob3/samples signed', file, async () => {
      const result = await verifyProofs(document, { load: publishing([document]), now: NOW })
      const all = result.proofs.map(({ outcome, code }) => `${outcome} ${code ?? ''}`.trim())
      expect(all).toEqual(EXPECTED[file])
    })
  }
})

function codes(result: ProofsResult): readonly (string | undefined)[] {
  return result.proofs.map(({ code }) => code)
}
