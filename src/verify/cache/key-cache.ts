/** Retrieval of verification methods with a memory: the same document gives the same key. */
import {
  type RetrievedVerificationMethod,
  retrieveVerificationMethod,
} from '../../did/verification-method.js'
import type { Load } from '../../ports.js'
import { remember, type VerifyCache } from './verify-cache.js'

export type Retrieve = typeof retrieveVerificationMethod

/** Keys that lie in the identifier itself need no document; the DID room remembers them. */
const SELF_CONTAINED = /^did:(?:key|jwk):/

export function memoisedRetrieval(cache: () => VerifyCache): Retrieve {
  return (url, options) =>
    SELF_CONTAINED.test(url) ? retrieveVerificationMethod(url, options) : retrieve(url, options, cache())
}

/** A key is known again when the loader answers with what was in the document in which it was found. */
async function retrieve(
  url: string,
  options: Parameters<Retrieve>[1],
  cache: VerifyCache,
): Promise<RetrievedVerificationMethod> {
  const name = `${options.relationship} ${url}`
  const known = cache.keys.get(name)
  let first: { readonly url: string; readonly document: unknown } | undefined
  if (known !== undefined) {
    const document = await options.load(known.source.url, 'controller', options.signal)
    if (textOf(document) === known.source.text) return known.found
    first = { url: known.source.url, document }
  }
  const loaded: { readonly url: string; readonly text: string | undefined }[] = []
  const load: Load = async (address, purpose, signal) => {
    const again = first?.url === address && purpose === 'controller'
    const document = again ? first?.document : await options.load(address, purpose, signal)
    loaded.push({ url: address, text: textOf(document) })
    return document
  }
  const found = await retrieveVerificationMethod(url, { ...options, load })
  // A method that ends at some instant is looked at anew each time (Controlled Identifiers §2.2); so is one that needed two documents.
  const ends = 'expires' in found.method || 'revoked' in found.method
  const { url: address, text } = loaded[0] ?? {}
  if (loaded.length === 1 && address !== undefined && text !== undefined && !ends) {
    remember(cache.keys, name, { found, source: { url: address, text } }, cache.maximum)
  }
  return found
}

/** Longer documents are looked at anew each time. */
const TEXT = 16_384

/** What a document says, so that it is known again when it says the same, and only then. */
function textOf(document: unknown): string | undefined {
  try {
    const text = JSON.stringify(document)
    return text.length > TEXT ? undefined : text
  } catch {
    return undefined
  }
}
