/** A further proof, by the stranger, on a document that somebody else signed. */
import { createHash } from 'node:crypto'
import type { JsonObject } from '../../src/encoding/json.js'
import { encodeBase58btc } from '../../src/encoding/multibase.js'
import { canonize } from '../../src/jsonld/canonize.js'
import type { World } from './world.js'

/** Made by hand, because laurel signs no document in which a forger could move members. */
export async function withStrangersProof(
  { stranger }: World,
  { proof, ...document }: JsonObject,
): Promise<JsonObject> {
  const added = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: stranger.verificationMethod,
    proofPurpose: 'assertionMethod',
  }
  const hash = async (value: JsonObject): Promise<Buffer> =>
    createHash('sha256')
      .update(await canonize(value))
      .digest()
  const configuration = { '@context': document['@context']!, ...added }
  const data = Buffer.concat([await hash(configuration), await hash(document)])
  const proofValue = encodeBase58btc(await stranger.sign(data))
  return { ...document, proof: [proof!, { ...added, proofValue }].flat() }
}
