/** Base proofs of ecdsa-sd-2023 and what holders derive from them, by the suite's own package. */
import { generateKeyPairSync, sign } from 'node:crypto'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import * as sd from '@digitalbazaar/ecdsa-sd-2023-cryptosuite'
import { bundled } from '../../src/documents/bundled.js'
import type { JsonObject } from '../../src/encoding/json.js'
import { encodeMultikey } from '../../src/keys/formats/multikey.js'
import { type Change, clone, LIST, type World } from './world.js'

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const { x, y } = publicKey.export({ format: 'jwk' })
const compressed = Buffer.from([2 + (Buffer.from(y!, 'base64url')[31]! & 1), ...Buffer.from(x!, 'base64url')])
const publicKeyMultibase = encodeMultikey('P-256', compressed)
const controller = `did:key:${publicKeyMultibase}`
const KEY = {
  '@context': 'https://w3id.org/security/multikey/v1',
  type: 'Multikey',
  controller,
  id: `${controller}#${publicKeyMultibase}`,
  publicKeyMultibase,
}
const signer = {
  id: KEY.id,
  algorithm: 'P-256',
  sign: async ({ data }: { readonly data: Uint8Array }) =>
    sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
}
const purpose = {
  term: 'assertionMethod',
  match: async () => true,
  update: async (proof: object) => ({ ...proof, proofPurpose: 'assertionMethod' }),
}
/** Further contexts of a test, by URL. */
export const furtherContexts = new Map<string, object>()
const documentLoader = async (url: string): Promise<object> => ({
  contextUrl: null,
  documentUrl: url,
  document: furtherContexts.get(url) ?? (url === KEY.id ? KEY : await bundled(url, 'context')),
})

export const entry = {
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListCredential: LIST,
}

/** Signed for its holder; its issuer lets nothing be left out of `mandatoryPointers`. */
export async function base(
  world: World,
  mandatoryPointers: readonly string[],
  change: Change = () => undefined,
): Promise<JsonObject> {
  const badge = world.badge((b) => {
    b.issuer.id = KEY.controller
    b.credentialStatus = { id: `${LIST}#7`, ...entry, statusListIndex: '7' }
    change(b)
  })
  const document = clone(badge) as JsonObject
  const cryptosuite = sd.createSignCryptosuite({ mandatoryPointers })
  const suite = new DataIntegrityProof({ signer, cryptosuite, date: '2026-01-01T00:00:00Z' })
  return { ...document, proof: await suite.createProof({ document, purpose, documentLoader }) }
}

/** What the holder shows. */
export async function derive(
  { proof, ...document }: JsonObject,
  selectivePointers: readonly string[],
): Promise<JsonObject> {
  const suite = new DataIntegrityProof({ cryptosuite: sd.createDiscloseCryptosuite({ selectivePointers }) })
  return suite.derive({ document: clone(document), purpose, proofSet: [clone(proof)], documentLoader })
}
