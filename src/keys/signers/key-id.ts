/** Reads the controller of a JSON Web Key from its `kid` (RFC 7517 section 4.5). */
import type { LocalSignerOptions } from './local-signer.js'

/** The URL of a verification method: a DID or https URL with a fragment. Any other `kid` is ignored. */
const METHOD = /^(?:did:[a-z0-9]+:|https:\/\/)[^#\s]+#\S+$/

/** The caller's options take precedence over `kid`. */
export function keyIdOptions(jwk: unknown, options: LocalSignerOptions): LocalSignerOptions {
  const { kid } = jwk as { readonly kid?: unknown }
  if (typeof kid !== 'string' || !METHOD.test(kid) || options.verificationMethod !== undefined) return options
  const { controller } = options
  return controller === undefined || controller === kid.split('#', 1)[0]
    ? { ...options, verificationMethod: kid }
    : options
}
