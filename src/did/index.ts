/** What the package shows of this room. */
export {
  type DidDocumentOptions,
  didDocument,
  type IssuerKey,
  jsonWebKeySet,
  revokeKey,
  rotateKey,
} from './did-document.js'
export { type DidWeb, didWeb, didWebUrl } from './did-web.js'
export { checkPublishedKey } from './published-key.js'
