/** Why a key is refused: `reason` is the specifications' name for the class of fault, `fault` is our name for the case. */
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
  | 'urlMalformed' // not a URL, or with parts that the URL of a controller document cannot have
  | 'urlScheme' // neither did: nor https:
  | 'fragmentMissing' // names a document instead of a key
  | 'fragmentForeign' // a did:key or did:jwk URL whose fragment does not name its key
  | 'didMalformed'
  | 'didVersioned' // did:key:1.1:…
  | 'hostIsAddress' // an IP address instead of a domain name
  | 'hostIsLocal' // a name for which nobody can get a certificate
  | 'documentMalformed'
  | 'documentDeactivated' // the owner deactivated the DID
  | 'documentForeign' // the document's id is not the URL that was loaded
  | 'methodMissing' // the document does not have the method
  | 'methodAmbiguous' // two different methods under one id
  | 'methodMalformed'
  | 'controllerMissing'
  | 'controllerForeign' // the method belongs to another controller
  | 'keyMissing'
  | 'keyForms' // the method has its key in more than one form
  | 'relationshipMissing' // the document has the method, but not for this purpose
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

/** Limits the length, so that an error never contains a whole document. */
function clip(url: string): string {
  return url.length > 200 ? `${url.slice(0, 200)}…` : url
}
