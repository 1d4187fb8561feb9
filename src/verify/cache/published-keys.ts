/** Retrieves verification methods from published documents, and remembers them. `verify` loads this file for such keys. */
import {
  type RetrievedVerificationMethod,
  retrieveVerificationMethod,
} from '../../did/verification-method.js'
import { remember } from '../../platform/remember.js'
import type { Load } from '../../ports.js'
import { textOfDocument } from './document-text.js'
import type { Retrieve } from './key-cache.js'
import type { VerifyCache } from './verify-cache.js'

/** A remembered key is used only if the loader returns the same document again. */
export async function retrievePublished(
  url: string,
  options: Parameters<Retrieve>[1],
  cache: VerifyCache,
): Promise<RetrievedVerificationMethod> {
  const name = `${options.relationship} ${url}`
  const known = cache.keys.get(name)
  let first: { readonly url: string; readonly document: unknown } | undefined
  if (known !== undefined) {
    const document = await options.load(known.source.url, 'controller', options.signal)
    if (textOfDocument(document) === known.source.text) return known.found
    first = { url: known.source.url, document }
  }
  const loaded: { readonly url: string; readonly text: string | undefined }[] = []
  const load: Load = async (address, purpose, signal) => {
    const again = first?.url === address && purpose === 'controller'
    const document = again ? first?.document : await options.load(address, purpose, signal)
    loaded.push({ url: address, text: textOfDocument(document) })
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
