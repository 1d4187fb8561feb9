/** A key that a document has under several ids and in several forms: revoked under one of them, it is revoked. */
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import {
  generateSigner,
  issue,
  issueJwt,
  type LocalSigner,
  publicKeyFromJwk,
  publicKeyFromMultikey,
  revokeKey,
  rotateKey,
  verify,
} from 'laurel'
import { beforeEach, describe, expect, it } from 'vitest'
import { didDocument, makeWorld, NOW, type World } from '../verify/world.js'

const DID = 'did:web:twin.example'
const ADDRESS = 'https://twin.example/.well-known/did.json'
const PAST = '2026-01-15T00:00:00Z'
const FUTURE = '2099-01-15T00:00:00Z'

interface Entry {
  readonly id: string
  readonly [name: string]: unknown
}

let world: World
let signer: LocalSigner
let first: Entry
let others: readonly Entry[]
beforeEach(async () => {
  world = await makeWorld()
  signer = await generateSigner({ controller: DID, verificationMethod: `${DID}#first` })
  const own = didDocument(DID, signer) as unknown as { readonly verificationMethod: readonly Entry[] }
  first = own.verificationMethod[0]!
  const { jwk } = await publicKeyFromMultikey(signer.publicKeyMultibase!)
  const pem = createPublicKey({ key: jwk as never, format: 'jwk' }).export({ type: 'spki', format: 'pem' })
  const method = (id: string, type: string, form: object): Entry => ({
    id: `${DID}#${id}`,
    type,
    controller: DID,
    ...form,
  })
  others = [
    method('multikey', 'Multikey', { publicKeyMultibase: signer.publicKeyMultibase }),
    method('jwk', 'JsonWebKey', { publicKeyJwk: jwk }),
    method('pem', 'Ed25519VerificationKey2018', { publicKeyPem: pem }),
  ]
})

const document = (...methods: readonly Entry[]): object => ({
  id: DID,
  verificationMethod: methods,
  assertionMethod: methods.map(({ id }) => id),
  authentication: methods.map(({ id }) => id),
})

/** The rows of a badge with a proof, and of the same badge as a token, both by the key under its first id. */
async function proofs(own: object): Promise<readonly string[]> {
  world.documents.set(ADDRESS, document(first))
  const badge = world.badge((b) => (b.issuer.id = DID))
  const options = { signer, load: world.load, now: () => NOW } as const
  const issued = [await issue(badge as never, options), await issueJwt(badge as never, options)]
  world.documents.set(ADDRESS, own)
  const reports = await Promise.all(issued.map((each) => verify(each, world.options)))
  return reports.map(({ check }) => check.proof.code)
}

describe('a key in a document twice', () => {
  it('is revoked where it is revoked under the other id, in any form', async () => {
    for (const other of others) {
      const own = document({ ...first }, { ...other, revoked: PAST })
      expect(await proofs(own), other.id).toEqual(['key_revoked', 'key_revoked'])
    }
  })

  it('is revoked where a relationship has the other one', async () => {
    const own = { ...document(first), keyAgreement: [{ ...others[0], revoked: PAST }] }
    expect(await proofs(own)).toEqual(['key_revoked', 'key_revoked'])
  })

  it('is valid until the other one is revoked, and where it only expired under its other id', async () => {
    for (const end of [{ revoked: FUTURE }, { expires: PAST }]) {
      const own = document(first, { ...others[1]!, ...end })
      expect(await proofs(own)).toEqual(['signature_valid', 'signature_valid'])
    }
  })

  it('is valid where another key is revoked', async () => {
    const stranger = await generateSigner({ controller: DID })
    const [method] = (didDocument(DID, stranger) as unknown as { readonly verificationMethod: Entry[] })
      .verificationMethod
    expect(await proofs(document(first, { ...method!, revoked: PAST }))).toEqual([
      'signature_valid',
      'signature_valid',
    ])
  })

  it('is revoked under all ids by revokeKey, and keeps the dates that it has', async () => {
    const earlier = { ...others[2]!, revoked: '2025-01-01T00:00:00Z' }
    const own = document(first, others[0]!, others[1]!, earlier)
    const { verificationMethod } = revokeKey(own, others[1]!.id, new Date(PAST)) as unknown as {
      readonly verificationMethod: readonly Entry[]
    }
    expect(verificationMethod.map(({ revoked }) => revoked)).toEqual([PAST, PAST, PAST, earlier['revoked']])
    expect(verificationMethod.map(({ id }) => id)).toEqual([first, ...others].map(({ id }) => id))
  })

  it.each(['P-256', 'P-384'] as const)('is found by revokeKey in both forms of %s', async (namedCurve) => {
    const pair = generateKeyPairSync('ec', { namedCurve })
    const jwk = pair.publicKey.export({ format: 'jwk' })
    const { multibase } = await publicKeyFromJwk(jwk)
    const both: readonly Entry[] = [
      { id: `${DID}#a`, type: 'JsonWebKey', controller: DID, publicKeyJwk: jwk },
      { id: `${DID}#b`, type: 'Multikey', controller: DID, publicKeyMultibase: multibase },
      first,
    ]
    const revoked = revokeKey(document(...both), `${DID}#a`, new Date(PAST)) as unknown as {
      readonly verificationMethod: readonly Entry[]
    }
    expect(revoked.verificationMethod.map((method) => method['revoked'])).toEqual([PAST, PAST, undefined])
  })

  it('is not added again by rotateKey when it was revoked', async () => {
    const revoked = revokeKey(document(first), first.id, new Date(PAST))
    const again = { verificationMethod: `${DID}#again`, publicKeyMultibase: signer.publicKeyMultibase! }
    expect(() => rotateKey(revoked, again)).toThrow('has revoked this key')
    expect(rotateKey(document(first), again)).toMatchObject({
      assertionMethod: [again.verificationMethod, first.id],
    })
  })
})
