/** Whether the world can find a signer's key where its badges will say it is. */
import { publicKeyFromMultikey, samePublicKey } from '../keys/public-key.js'
import type { Load } from '../ports.js'
import type { IssuerKey } from './controller/did-document.js'
import { controllerInvalid } from './verification-method/controller-invalid.js'
import { type RetrievedVerificationMethod, retrieveVerificationMethod } from './verification-method.js'

/**
 * Retrieves the signer's verification method as a verifier would, and compares the key.
 * @throws OpenBadgeError `controller_invalid` with what is wrong in what is published (`keyMismatch` for another key),
 *   or what `load` rejects with when nothing can be had
 * @throws TypeError when the signer's public key is not known
 */
export async function checkPublishedKey(
  signer: IssuerKey,
  options: { readonly load: Load; readonly at?: Date; readonly signal?: AbortSignal },
): Promise<RetrievedVerificationMethod> {
  const { verificationMethod, publicKey, publicKeyMultibase } = signer
  const own =
    publicKey ??
    (publicKeyMultibase === undefined ? undefined : await publicKeyFromMultikey(publicKeyMultibase))
  if (own === undefined) throw new TypeError('the public key of the signer is not known')
  const found = await retrieveVerificationMethod(verificationMethod, {
    relationship: 'assertionMethod',
    ...options,
  })
  if (!samePublicKey(found.key, own)) {
    throw controllerInvalid(
      verificationMethod,
      'INVALID_VERIFICATION_METHOD',
      'keyMismatch',
      'the published key is not the key of the signer',
    )
  }
  return found
}
