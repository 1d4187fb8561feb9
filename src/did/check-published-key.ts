/** Checks that a signer's key is published where its badges say it is. */
import { isValidDate } from '../encoding/forms/date-time-stamp.js'
import { checkOptions, type OptionTest } from '../encoding/options.js'
import { publicKeyFromMultikey, samePublicKey } from '../keys/public-key.js'
import type { Load } from '../ports.js'
import { checkIssuerKey, type IssuerKey } from './controller/did-document.js'
import { controllerInvalid } from './verification-method/controller-invalid.js'
import { type RetrievedVerificationMethod, retrieveVerificationMethod } from './verification-method.js'

export interface CheckPublishedKeyOptions {
  /** Loads the published document, such as `remote()`. */
  readonly load: Load
  /** Time at which the key must be valid; default: none, so that a key with `expires` or `revoked` is refused. */
  readonly at?: Date
  /** Ends the call. */
  readonly signal?: AbortSignal
}

const OPTIONS: Readonly<Record<keyof CheckPublishedKeyOptions, OptionTest>> = {
  load: (value) => typeof value === 'function',
  at: isValidDate,
  signal: (value) => 'aborted' in Object(value),
}
const SHAPES: Readonly<Record<keyof CheckPublishedKeyOptions, string>> = {
  load: 'a loader, such as remote(), of laurel/net',
  at: 'a valid Date',
  signal: 'an AbortSignal',
}

/**
 * Retrieves a signer's key as a verifier would (Controlled Identifiers 1.0 §3.3), and compares it with the signer's own.
 * Call it before you issue under a did:web or an https issuer.
 *
 * @param signer - The signer, or its public part.
 * @param options - `load`: loads the published document; `at`: time at which the key must be valid, default none, so that a key with `expires` or `revoked` is refused; `signal`.
 * @returns The published verification method.
 * @throws OpenBadgeError `controller_invalid` (fault `keyMismatch` for another key), or what `load` rejects with; TypeError
 *   if the signer's public key is not known.
 * @example
 * const key = await generateSigner({ controller: 'did:web:example.edu' })
 * const load = documents({ 'https://example.edu/.well-known/did.json': didDocument(key) })
 * const { controller } = await checkPublishedKey(key, { load })
 */
export async function checkPublishedKey(
  signer: IssuerKey,
  options: CheckPublishedKeyOptions,
): Promise<RetrievedVerificationMethod> {
  checkIssuerKey('checkPublishedKey', signer)
  checkOptions('checkPublishedKey', options, OPTIONS, SHAPES)
  if (options.load === undefined)
    throw new TypeError(`checkPublishedKey: option "load" is missing; write ${SHAPES.load}`)
  const { verificationMethod, publicKey, publicKeyMultibase } = signer
  const own =
    publicKey ??
    (publicKeyMultibase === undefined ? undefined : await publicKeyFromMultikey(publicKeyMultibase))
  if (own === undefined) throw new TypeError('the signer must have publicKeyMultibase or publicKey')
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
