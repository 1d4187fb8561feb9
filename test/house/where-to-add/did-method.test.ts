/** "A DID method" of src/README.md: one file, and one row in one of two tables. */
import {
  bundled,
  didDocument,
  documents,
  firstOf,
  generateSigner,
  issue,
  signerFromSeed,
  verify,
} from 'laurel'
import { documentLoader } from 'laurel/digitalbazaar'
import { expect, test } from 'vitest'
import { LOCATIONS } from '../../../src/did/methods/locations.js'
import { DID_METHODS, type SelfCertifyingMethod } from '../../../src/did/methods/methods.js'
import { publicKeyFromMultikey } from '../../../src/keys/public-key.js'
import { sampleBadge } from './sample-badge.js'

/** A DID that ends with its key, as did:key does. */
const PREFIX = 'did:sample:'
const keyOf = (did: string): string => did.slice(PREFIX.length)
const sample: SelfCertifyingMethod = {
  read: (did) => ({ fragment: 'key', method: sample.method(did), key: publicKeyFromMultikey(keyOf(did)) }),
  method: (did) => ({ id: `${did}#key`, type: 'Multikey', controller: did, publicKeyMultibase: keyOf(did) }),
}

test('One row lets badges be signed and verified under a DID that contains its key', async () => {
  const seed = new Uint8Array(32).fill(5)
  const controller = `${PREFIX}${(await signerFromSeed(seed)).publicKeyMultibase}`
  const signer = await signerFromSeed(seed, { verificationMethod: `${controller}#key` })
  const signed = await issue(sampleBadge(controller), { signer })
  expect((await verify(signed)).check.proof).not.toMatchObject({ outcome: 'pass' })
  ;(DID_METHODS as Map<string, SelfCertifyingMethod>).set('sample', sample)
  expect(await verify(signed, { issuers: [controller] })).toMatchObject({ verified: true })
  const { document } = await documentLoader()(controller)
  expect(document).toMatchObject({ id: controller, assertionMethod: [`${controller}#key`] })
})

test('One row lets badges be verified under a DID whose document is published', async () => {
  const controller = 'did:shelf:uni'
  const signer = await generateSigner({ controller })
  const load = firstOf(bundled, documents({ 'https://shelf.example/uni': didDocument(signer) }))
  const signed = await issue(sampleBadge(controller), { signer })
  expect((await verify(signed, { load })).check.proof).toMatchObject({ outcome: 'unknown' })
  ;(LOCATIONS as Map<string, (did: string) => string>).set(
    'shelf',
    (did) => `https://shelf.example/${did.slice(10)}`,
  )
  expect(await verify(signed, { load, issuers: [controller] })).toMatchObject({ verified: true })
  expect((await documentLoader({ load })(controller)).document).toMatchObject({ id: controller })
})
