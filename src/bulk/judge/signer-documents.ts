/** The signer's own document, for an issuer that is not its own key: nothing is fetched. */
import { didDocument } from '../../did/index.js'
import { documentUrl } from '../../did/methods/locations.js'
import { selfCertifying } from '../../did/methods/methods.js'
import type { JsonObject } from '../../encoding/json.js'
import type { Signer } from '../../ports.js'

/** By URL; `undefined` where the issuer is its own key, or the public key is not known. */
export function signerDocuments(
  issuer: string,
  { publicKeyMultibase, verificationMethod }: Signer,
): Readonly<Record<string, JsonObject>> | undefined {
  if (publicKeyMultibase === undefined || selfCertifying(issuer) !== undefined) return undefined
  return { [documentUrl(issuer)]: didDocument({ verificationMethod, publicKeyMultibase }) }
}
