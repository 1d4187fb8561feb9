/** laurel's eddsa-rdfc-2022 with the interface of `@digitalbazaar/eddsa-rdfc-2022-cryptosuite`. */
import { isJsonObject, snapshot } from '../encoding/json.js'
import { decodeMultibase } from '../encoding/multibase.js'
import { OpenBadgeError } from '../errors.js'
import { toCanonical } from '../jsonld/canonize.js'
import { encodeMultikey } from '../keys/formats/multikey.js'
import { type PublicKey, publicKeyFromJwk, publicKeyFromMultikey } from '../keys/public-key.js'
import type { Load } from '../ports.js'
import type { DocumentLoader } from './document-loader.js'

/** The type of `cryptosuite` in `DataIntegrityProof` of `@digitalbazaar/data-integrity`. */
export interface Cryptosuite {
  readonly name: 'eddsa-rdfc-2022'
  readonly requiredAlgorithm: 'Ed25519'
  readonly canonize: (input: unknown, options?: CanonizeInput) => Promise<string>
  readonly createVerifier: (options: { readonly verificationMethod: unknown }) => Promise<Verifier>
}

export interface CanonizeInput {
  /** Loads contexts that are not bundled. */
  readonly documentLoader?: DocumentLoader
  /** Ends the call. */
  readonly signal?: AbortSignal
}

export interface Verifier {
  readonly algorithm: 'Ed25519'
  readonly id: string | undefined
  readonly verify: (options: {
    readonly data: Uint8Array
    readonly signature: Uint8Array
  }) => Promise<boolean>
}

/**
 * Replaces `cryptosuite` from `@digitalbazaar/eddsa-rdfc-2022-cryptosuite` in a `DataIntegrityProof`. It has the same name and
 * canonical form, always uses safe mode, and checks keys strictly (Data Integrity EdDSA Cryptosuites v1.0 §3.2).
 *
 * @example
 * const quads = await cryptosuite.canonize(badge)
 */
export const cryptosuite: Cryptosuite = Object.freeze({
  name: 'eddsa-rdfc-2022',
  requiredAlgorithm: 'Ed25519',
  canonize: async (input: unknown, { documentLoader, signal }: CanonizeInput = {}): Promise<string> => {
    const document = snapshot(input)
    if (!isJsonObject(document)) {
      throw new OpenBadgeError('jsonld_invalid', 'the document must be an object', {
        reason: 'not an object',
      })
    }
    return toCanonical(document, {
      standardNames: true,
      ...(documentLoader === undefined ? {} : { load: contextsOf(documentLoader) }),
      ...(signal === undefined ? {} : { signal }),
    })
  },
  createVerifier: async ({ verificationMethod }: { readonly verificationMethod: unknown }) => {
    const method = snapshot(verificationMethod)
    const key = await keyOf(method)
    if (key.algorithm !== 'Ed25519') throw unfit('wrongAlgorithm', 'eddsa-rdfc-2022 needs an Ed25519 key')
    const id = isJsonObject(method) && typeof method['id'] === 'string' ? method['id'] : undefined
    return {
      algorithm: 'Ed25519',
      id,
      verify: async ({ data, signature }) => key.verify(signature, data),
    } satisfies Verifier
  },
})

function contextsOf(documentLoader: DocumentLoader): Load {
  return async (url) => {
    const { document } = await documentLoader(url)
    return typeof document === 'string' ? (JSON.parse(document) as unknown) : document
  }
}

async function keyOf(method: unknown): Promise<PublicKey> {
  if (isJsonObject(method)) {
    const { publicKeyMultibase, publicKeyJwk, publicKeyBase58 } = method
    if (typeof publicKeyMultibase === 'string') return publicKeyFromMultikey(publicKeyMultibase)
    if (publicKeyJwk !== undefined) return publicKeyFromJwk(publicKeyJwk)
    if (typeof publicKeyBase58 === 'string') {
      return publicKeyFromMultikey(encodeMultikey('Ed25519', decodeMultibase(`z${publicKeyBase58}`)))
    }
  }
  throw unfit('keyMissing', 'the verification method has no public key')
}

function unfit(reason: string, message: string): OpenBadgeError<'key_invalid'> {
  return new OpenBadgeError('key_invalid', message, { reason })
}
