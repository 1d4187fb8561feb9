/** Why a key is not taken as its controller's: the specifications' names, and one of our own for each case. */
import { OpenBadgeError } from '../../errors.js'
import type { KeyFault } from '../../keys/formats/key-invalid.js'

/** Controlled Identifiers 1.0 section 3.5, DID Resolution and the did:key method. */
export type ControllerReason =
  | 'INVALID_VERIFICATION_METHOD_URL'
  | 'INVALID_CONTROLLED_IDENTIFIER_DOCUMENT'
  | 'INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID'
  | 'INVALID_VERIFICATION_METHOD'
  | 'INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD'
  | 'invalidDid'
  | 'methodNotSupported'
  | 'invalidPublicKey'
  | 'invalidPublicKeyLength'
  | 'unsupportedPublicKeyType'

export type ControllerFault =
  | KeyFault
  | 'urlMalformed' // not a URL, or with parts that no controller document's URL has
  | 'urlScheme' // neither did: nor https:
  | 'fragmentMissing' // names a document where a key is needed
  | 'fragmentForeign' // a did:key or did:jwk URL whose fragment is not its own key's
  | 'didMalformed'
  | 'didVersioned' // did:key:1.1:…
  | 'hostIsAddress' // an IP address instead of a domain name
  | 'hostIsLocal' // a name that no certificate can be for
  | 'documentMalformed'
  | 'documentDeactivated' // its owner has given the DID up
  | 'documentForeign' // the document's id is not the URL that it was asked for by
  | 'methodMissing' // the document has no such method: a key in a URL's fragment is nobody's word
  | 'methodAmbiguous' // two different methods under one id
  | 'methodMalformed'
  | 'controllerMissing'
  | 'controllerForeign' // the method belongs to another controller
  | 'keyMissing'
  | 'keyForms' // more than one form of key in one method
  | 'relationshipMissing' // known to the document, but not for this purpose
  | 'keyExpired'
  | 'keyRevoked'

export function controllerInvalid(
  url: string,
  reason: ControllerReason,
  fault: ControllerFault,
  message: string,
  cause?: unknown,
): OpenBadgeError<'controller_invalid'> {
  const details = { url: clip(url), reason, fault }
  return new OpenBadgeError('controller_invalid', message, details, cause === undefined ? {} : { cause })
}

/** Enough to recognise it by, and no room for a whole document in an error. */
function clip(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}…` : url
}
