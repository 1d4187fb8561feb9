/** Retrieval of verification methods with a memory: the same document gives the same key. */
import { type RetrievedVerificationMethod, retrieveVerificationMethod } from '../did/verification-method.js'
import type { Load } from '../ports.js'
import { type KnownKey, remember, type VerifyCache } from './verify-cache.js'

export type Retrieve = typeof retrieveVerificationMethod

/** Keys that lie in the identifier itself need no document; the DID room remembers them. */
const SELF_CONTAINED = /^did:(?:key|jwk):/

export function memoisedRetrieval(cache: () => VerifyCache): Retrieve {
  return (url, options) =>
    SELF_CONTAINED.test(url) ? retrieveVerificationMethod(url, options) : retrieve(url, options, cache())
}

/** A key is known again when the loader answers with the very document in which it was found. */
async function retrieve(
  url: string,
  options: Parameters<Retrieve>[1],
  cache: VerifyCache,
): Promise<RetrievedVerificationMethod> {
  const name = `${options.relationship} ${url}`
  const known = cache.keys.get(name)
  let first: KnownKey['source'] | undefined
  if (known !== undefined) {
    const document = await options.load(known.source.url, 'controller', options.signal)
    if (document === known.source.document) return known.found
    first = { url: known.source.url, document }
  }
  const loaded: KnownKey['source'][] = []
  const load: Load = async (address, purpose, signal) => {
    const again = first?.url === address && purpose === 'controller'
    const document = again ? first?.document : await options.load(address, purpose, signal)
    loaded.push({ url: address, document })
    return document
  }
  const found = await retrieveVerificationMethod(url, { ...options, load })
  // A method that ends at some instant is looked at anew each time (CI-3); so is one that needed two documents.
  const ends = 'expires' in found.method || 'revoked' in found.method
  const [source] = loaded
  if (loaded.length === 1 && source !== undefined && typeof source.document === 'object' && !ends) {
    remember(cache.keys, name, { found, source }, cache.maximum)
  }
  return found
}
