/** The public exports of this room. */

export { type CheckPublishedKeyOptions, checkPublishedKey } from './check-published-key.js'
export {
  type DidDocumentOptions,
  didDocument,
  type IssuerKey,
  jsonWebKeySet,
  revokeKey,
  rotateKey,
} from './controller/did-document.js'
export { type DidWeb, didWeb, didWebUrl } from './methods/did-web.js'
export type { MethodWarning, RetrievedVerificationMethod } from './verification-method.js'
