/** Makes the controller document of the signer's issuer, so that nothing must be fetched. */
import { didDocument } from '../../did/index.js'
import { documentUrl } from '../../did/methods/locations.js'
import { selfCertifying } from '../../did/methods/methods.js'
import type { JsonObject } from '../../encoding/json.js'
import type { Signer } from '../../ports.js'

/** The documents by URL; `undefined` if the issuer's id has the key, or the public key is not known. */
export function signerDocuments(
  issuer: string,
  { publicKeyMultibase, verificationMethod }: Signer,
): Readonly<Record<string, JsonObject>> | undefined {
  if (publicKeyMultibase === undefined || selfCertifying(issuer) !== undefined) return undefined
  return { [documentUrl(issuer)]: didDocument({ verificationMethod, publicKeyMultibase }) }
}
