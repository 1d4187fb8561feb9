/** A DID resolution result (DID Resolution 0.3) for a did:key, made with what laurel itself reads a did:key by. */
import type { JsonObject } from 'laurel'
import { isOpenBadgeError } from 'laurel'
import { didKeyMethod } from '../../src/did/methods/did-key.js'
import { retrieveVerificationMethod } from '../../src/did/verification-method.js'

interface Resolution {
  readonly status: 200 | 400
  readonly body: JsonObject
}

/** Forms in which this resolver writes keys. */
const FORMATS = new Set(['Multikey', undefined])
const EXPERIMENTAL = new Set(['Ed25519VerificationKey2018', 'X25519KeyAgreementKey2019'])

export async function resolve(url: string, query: Readonly<Record<string, string>>): Promise<Resolution> {
  const dereferencing = url.includes('#') || url.includes('/') || url.includes('?')
  const { publicKeyFormat } = query
  const did = url.split(/[/?#]/, 1)[0]!
  if (/[/?]/.test(url)) return failed('invalidDidUrl', dereferencing)
  if (!FORMATS.has(publicKeyFormat)) {
    const reason = EXPERIMENTAL.has(publicKeyFormat!) ? 'invalidPublicKeyType' : 'unsupportedPublicKeyType'
    return failed(reason, dereferencing)
  }
  if (!did.startsWith('did:key:') && /^did:[a-z0-9]+:/.test(did))
    return failed('methodNotSupported', dereferencing)
  try {
    const multibase = did.slice('did:key:'.length)
    await retrieveVerificationMethod(`${did}#${multibase}`, {
      relationship: 'assertionMethod',
      load: () => Promise.reject(new Error('did:key asks nobody')),
    })
  } catch (error) {
    if (!isOpenBadgeError(error, 'controller_invalid')) throw error
    const { reason } = error.details
    return failed(reason.startsWith('INVALID') ? 'invalidDid' : reason, dereferencing)
  }
  const method = didKeyMethod(did)
  return {
    status: 200,
    body: {
      '@context': 'https://w3id.org/did-resolution/v1',
      didDocument: dereferencing
        ? method
        : {
            '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
            id: did,
            verificationMethod: [method],
            assertionMethod: [method['id']!],
            authentication: [method['id']!],
          },
      didDocumentMetadata: {},
      [dereferencing ? 'didDereferencingMetadata' : 'didResolutionMetadata']: {},
    },
  }
}

function failed(error: string, dereferencing: boolean): Resolution {
  return {
    status: 400,
    body: {
      '@context': 'https://w3id.org/did-resolution/v1',
      didDocument: {},
      didDocumentMetadata: {},
      [dereferencing ? 'didDereferencingMetadata' : 'didResolutionMetadata']: { error },
    },
  }
}
