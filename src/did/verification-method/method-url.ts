/** Parses the URL of a verification method (Controlled Identifiers 1.0 section 3.3 steps 1 to 3). */

import { parseUrl } from '../../encoding/forms/parse-url.js'
import { DID } from '../../encoding/forms/uri.js'
import { controllerInvalid } from './controller-invalid.js'

export interface MethodUrl {
  readonly url: string
  /** The URL without its fragment: a DID, or an https URL. */
  readonly document: string
  /** Without `#`; absent if the URL names a document. */
  readonly fragment?: string
  /** `key`, `web` …; absent for https. */
  readonly didMethod?: string
}

export const METHOD_URL_MAXIMUM = 8192

/** @throws OpenBadgeError `controller_invalid` with reason INVALID_VERIFICATION_METHOD_URL or invalidDid */
export function parseMethodUrl(url: string): MethodUrl {
  const invalid = (fault: 'urlMalformed' | 'urlScheme', message: string): Error =>
    controllerInvalid(url, 'INVALID_VERIFICATION_METHOD_URL', fault, message)
  // URL parsers strip white space and control characters, so one URL could be written in several ways.
  if (typeof url !== 'string' || url.length > METHOD_URL_MAXIMUM || /[\x00-\x20\x7f]/.test(url)) {
    throw invalid('urlMalformed', 'the verification method is not a URL')
  }
  const hash = url.indexOf('#')
  const document = hash < 0 ? url : url.slice(0, hash)
  const part = hash < 0 ? {} : { fragment: url.slice(hash + 1) }
  if (part.fragment === '' || part.fragment?.includes('#')) {
    throw invalid('urlMalformed', 'the verification method has an empty fragment or two fragments')
  }
  if (/^did:/i.test(document)) return { url, document, ...part, didMethod: didMethod(document) }
  if (!document.startsWith('https://')) {
    throw invalid('urlScheme', 'a verification method must be a did: or https: URL')
  }
  const parsed = parseUrl(document)
  if (parsed === undefined) {
    throw invalid('urlMalformed', 'the verification method is not a URL')
  }
  if (parsed.username !== '' || parsed.password !== '') {
    throw invalid('urlMalformed', 'the verification method has a user name in its URL')
  }
  return { url, document, ...part }
}

/** The name of the DID method. @throws OpenBadgeError `controller_invalid` with reason invalidDid */
export function didMethod(did: string): string {
  const method = DID.exec(did)?.[1]
  if (method === undefined) {
    throw controllerInvalid(
      did,
      'invalidDid',
      'didMalformed',
      'the DID does not have the form did:method:identifier',
    )
  }
  return method
}
