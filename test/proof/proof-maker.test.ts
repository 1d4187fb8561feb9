/** One step assembles every proof: alone, in a batch, or with a signature that is made elsewhere and later. */
import { describe, expect, it } from 'vitest'
import { bundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { signerFromSeed } from '../../src/keys/signers/make-signer.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { proofMaker } from '../../src/proof/data-integrity/proof-maker.js'
import { verifyProofs } from './verify-alone.js'

const CREATED = new Date('2026-06-30T12:00:00Z')
const V2 = 'https://www.w3.org/ns/credentials/v2'

const document = (n: number, more: JsonObject = {}): JsonObject => ({
  '@context': [V2],
  id: `urn:uuid:${n}`,
  type: ['VerifiableCredential'],
  issuer: { id: 'https://example.edu/', name: 'Example' },
  credentialSubject: { id: `urn:example:${n}`, name: 'Zoë 😀' },
  ...more,
})

describe('proofMaker', () => {
  for (const cryptosuite of ['eddsa-rdfc-2022', 'eddsa-jcs-2022']) {
    it(`makes what addProof makes, with a signature from elsewhere (${cryptosuite})`, async () => {
      const signer = await signerFromSeed(new Uint8Array(32).fill(9))
      const { verificationMethod, algorithm } = signer
      const options = { cryptosuite, created: CREATED }
      const maker = proofMaker({ verificationMethod, algorithm }, options, true)
      for (const each of [document(1), document(2), document(3, { '@context': [V2, V2] })]) {
        const signature = await signer.sign(await maker.dataToSign(each))
        expect(signature).toHaveLength(maker.signatureLength)
        const proof = maker.proofOf(each, signature)
        const { proofValue, ...rest } = proof
        expect(rest).toEqual(maker.unsignedProof(each))
        expect(JSON.stringify({ ...each, proof })).toBe(JSON.stringify(await addProof(each, signer, options)))
        const verdict = await verifyProofs({ ...each, proof }, { load: bundled, now: CREATED })
        expect(verdict.verified, JSON.stringify(verdict)).toBe(true)
      }
    })
  }

  it('says what to use with a key or a cryptosuite that it does not issue with', async () => {
    const { verificationMethod } = await signerFromSeed(new Uint8Array(32).fill(9))
    for (const [algorithm, cryptosuite] of [
      ['ES256', 'eddsa-rdfc-2022'],
      ['ES256', 'ecdsa-rdfc-2019'],
      ['RS256', 'eddsa-jcs-2022'],
      ['Ed25519', 'ecdsa-sd-2023'],
    ] as const) {
      const refused = () => proofMaker({ verificationMethod, algorithm }, { cryptosuite })
      expect(refused, cryptosuite).toThrow(TypeError)
      expect(refused, cryptosuite).toThrow(/Ed25519.*issueJwt/)
    }
  })

  it('gives no bytes for a document with a member that they would not cover', async () => {
    const signer = await signerFromSeed(new Uint8Array(32).fill(9))
    for (const batch of [false, true]) {
      const maker = proofMaker(signer, {}, batch)
      for (const each of [document(1), document(2)]) await maker.dataToSign(each)
      const silent = document(3, { name: null })
      const refused = Promise.resolve().then(() => maker.dataToSign(silent))
      await expect(refused).rejects.toMatchObject({ code: 'jsonld_unsafe' })
      await maker.dataToSign(document(4))
    }
  })

  it('asks every document of a batch about silent members, however like the others it is', async () => {
    const signer = await signerFromSeed(new Uint8Array(32).fill(9))
    const together = proofMaker(signer, {}, true)
    const subject = (id: string, more: JsonObject = {}): JsonObject => ({
      credentialSubject: { id, name: 'Zoë', ...more },
    })
    const refused: number[] = []
    const documents = [
      document(1, subject('urn:example:1')),
      document(2, subject('urn:example:2')),
      document(3, subject('')),
      document(4, subject('urn:example:4', { '@index': 'x' })),
      document(5, { ...subject('urn:example:5'), evidence: { id: '', type: ['Evidence'] } }),
      document(6, subject('urn:example:6', { name: '' })),
      document(7, subject('urn:example:7')),
    ]
    for (const [n, each] of documents.entries()) {
      const alone = proofMaker(signer, {})
      const outcome = async (maker: typeof alone): Promise<unknown> => {
        try {
          return await maker.dataToSign(each)
        } catch (error) {
          return (error as { readonly details: unknown }).details
        }
      }
      const expected = await outcome(alone)
      expect(await outcome(together)).toEqual(expected)
      if (!(expected instanceof Uint8Array)) refused.push(n + 1)
    }
    expect(refused).toEqual([3, 4, 5])
  })

  it('loads a context once for a batch whose documents overlap, and goes on after a failure', async () => {
    const signer = await signerFromSeed(new Uint8Array(32).fill(9))
    const [here, gone] = ['https://example.edu/context', 'https://example.edu/gone']
    const asked: string[] = []
    const load = async (url: string): Promise<unknown> => {
      asked.push(url)
      if (url === gone) throw new Error('gone')
      return { '@context': { colour: 'https://example.edu/colour' } }
    }
    const with_ = (n: number, url: string): JsonObject =>
      document(n, { '@context': [V2, url], ...(url === here ? { colour: `green ${n}` } : {}) })
    const documents = [with_(1, here), with_(2, gone), with_(3, here), document(4), with_(5, here)]
    const maker = proofMaker(signer, { load }, true)
    const together = await Promise.allSettled(documents.map(async (each) => maker.dataToSign(each)))
    expect(together.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'fulfilled',
    ])
    expect(asked.filter((url) => url === here)).toHaveLength(1)
    const alone = proofMaker(signer, { load })
    for (const [i, outcome] of together.entries()) {
      if (outcome.status === 'fulfilled') expect(outcome.value).toEqual(await alone.dataToSign(documents[i]!))
    }
  })
})
