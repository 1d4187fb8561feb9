/** Whose key a JSON Web Key is, where its `kid` says so (RFC 7517 section 4.5). */
import type { LocalSignerOptions } from './local-signer.js'

/** The URL of a verification method: a DID or https, with a fragment. Any other `kid` is a name that says nothing here. */
const METHOD = /^(?:did:[a-z0-9]+:|https:\/\/)[^#\s]+#\S+$/

/** What the caller says goes before what the key says. */
export function keyIdOptions(jwk: unknown, options: LocalSignerOptions): LocalSignerOptions {
  const { kid } = jwk as { readonly kid?: unknown }
  if (typeof kid !== 'string' || !METHOD.test(kid) || options.verificationMethod !== undefined) return options
  const { controller } = options
  return controller === undefined || controller === kid.split('#', 1)[0]
    ? { ...options, verificationMethod: kid }
    : options
}
