/** The signer's own document, for an issuer that is not its own key: nothing is fetched. */
import { didDocument, didWebUrl } from '../../did/index.js'
import type { JsonObject } from '../../encoding/json.js'
import type { Signer } from '../../ports.js'

/** By URL; `undefined` where the issuer is its own key, or the public key is not known. */
export function signerDocuments(
  issuer: string,
  { publicKeyMultibase, verificationMethod }: Signer,
): Readonly<Record<string, JsonObject>> | undefined {
  if (publicKeyMultibase === undefined || /^did:(?:key|jwk):/.test(issuer)) return undefined
  const address = issuer.startsWith('did:web:') ? didWebUrl(issuer) : issuer
  return { [address]: didDocument({ verificationMethod, publicKeyMultibase }) }
}
