/** Key material that can travel to a worker, and the local signer that each makes from it. */
import { isJsonObject, type Json } from '../../encoding/json.js'
import { signerFromJwk, signerFromMultikey, signerFromPem } from '../../keys/signers/signer.js'
import type { Signer } from '../../ports.js'

/** A secret key in one of the forms in which keys are kept. Ed25519 for Data Integrity proofs. */
export interface KeyMaterial {
  readonly form: 'jwk' | 'pem' | 'multikey'
  readonly key: Json
  /** Whose key it is; by default what `kid` says, or the key's own did:key. */
  readonly controller?: string
  readonly verificationMethod?: string
}

/** Finds out which form the text of a key file has. @throws SyntaxError for text that is none of them */
export function parseKey(text: string, controller?: string): KeyMaterial {
  const trimmed = text.trim()
  const own = controller === undefined ? {} : { controller }
  if (trimmed.startsWith('-----BEGIN')) return { form: 'pem', key: trimmed, ...own }
  if (trimmed.startsWith('z')) return { form: 'multikey', key: trimmed, ...own }
  const jwk = JSON.parse(trimmed) as Json
  const kid = isJsonObject(jwk) ? jwk['kid'] : undefined
  return controller === undefined && typeof kid === 'string' && /^(?:did|https):[^#\s]+#\S+$/.test(kid)
    ? { form: 'jwk', key: jwk, verificationMethod: kid }
    : { form: 'jwk', key: jwk, ...own }
}

/** @throws OpenBadgeError `key_invalid` */
export function signerOf({ form, key, ...identity }: KeyMaterial): Promise<Signer> {
  return SIGNERS[form](key, identity)
}

type Identity = Omit<KeyMaterial, 'form' | 'key'>

const SIGNERS: Readonly<Record<KeyMaterial['form'], (key: Json, identity: Identity) => Promise<Signer>>> = {
  jwk: (key, identity) => signerFromJwk(key, identity),
  pem: (key, identity) => signerFromPem(key as string, identity),
  multikey: (key, identity) => signerFromMultikey(key as string, identity),
}
