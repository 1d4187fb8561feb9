/** Retrieves verification methods and remembers them: the same document gives the same key. */
import {
  type RetrievedVerificationMethod,
  retrieveVerificationMethod,
} from '../../did/verification-method.js'
import { remember } from '../../platform/remember.js'
import type { Load } from '../../ports.js'
import type { VerifyCache } from './verify-cache.js'

export type Retrieve = typeof retrieveVerificationMethod

/** Keys that are in the identifier itself need no document; the room `did` remembers them. */
const SELF_CONTAINED = /^did:(?:key|jwk):/

export function memoisedRetrieval(cache: () => VerifyCache): Retrieve {
  return (url, options) =>
    SELF_CONTAINED.test(url) ? retrieveVerificationMethod(url, options) : retrieve(url, options, cache())
}

/** A remembered key is used only if the loader returns the same document again. */
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
  // A method with an end is retrieved again each time (Controlled Identifiers §2.2), and so is one that needed two documents.
  const ends = 'expires' in found.method || 'revoked' in found.method
  const { url: address, text } = loaded[0] ?? {}
  if (loaded.length === 1 && address !== undefined && text !== undefined && !ends) {
    remember(cache.keys, name, { found, source: { url: address, text } }, cache.maximum)
  }
  return found
}

/** Longer documents are read again each time. */
const TEXT = 16_384

/** The content of a document as text, to compare it later. */
function textOf(document: unknown): string | undefined {
  try {
    const text = JSON.stringify(document)
    return text.length > TEXT ? undefined : text
  } catch {
    return undefined
  }
}
