/** Under which URL a signer's key is known, and who controls it. */
import { sha256 } from '#platform'
import { decodeBase64url, encodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8, encodeUtf8 } from '../../encoding/utf8.js'
import { readPublicJwk } from '../formats/public-jwk.js'
import type { PublicKey } from '../public-key.js'
import { didWebHost, isAddressHost, isLocalHost } from './local-host.js'

export interface SignerIdentityOptions {
  /** DID or absolute URL of the controller; by default the key is its own: `did:key`, or `did:jwk` for RSA. */
  readonly controller?: string
  /** Absolute URL of the key; by default the controller, `#` and the Multikey (for RSA the JWK thumbprint). */
  readonly verificationMethod?: string
}

export interface SignerIdentity {
  readonly controller: string
  readonly verificationMethod: string
}

/** @throws TypeError for a controller that is no absolute URL, a did:web of no public host, or a self-certifying DID of another key */
export function signerIdentity(key: PublicKey, options: SignerIdentityOptions): SignerIdentity {
  const { verificationMethod } = options
  if (verificationMethod !== undefined && !isAbsolute(verificationMethod)) {
    throw new TypeError('the verificationMethod is an absolute URL, as did:web:example.edu#key-1')
  }
  const controller = options.controller ?? verificationMethod?.split('#', 1)[0] ?? ownDid(key)
  if (!isAbsolute(controller) || controller.includes('#')) {
    throw new TypeError('the controller is a DID or an absolute URL without a fragment')
  }
  refuseLocal(controller)
  const method = verificationMethod ?? `${controller}#${fragment(controller, key)}`
  if (method.includes('#') && method.split('#', 1)[0] !== controller) {
    throw new TypeError("the verificationMethod is the controller's URL with a fragment")
  }
  if (/^did:(?:key|jwk):/.test(controller) && method !== selfCertified(controller, key)) {
    throw new TypeError('a did:key or did:jwk names its own key, and this signer has another')
  }
  return { controller, verificationMethod: method }
}

/** Nobody resolves such a DID, so that every badge of it would be called not verified. */
function refuseLocal(controller: string): void {
  if (!controller.startsWith('did:web:')) return
  const host = didWebHost(controller.slice('did:web:'.length).split(':', 1)[0]!)
  if (!isAddressHost(host) && !isLocalHost(host)) return
  throw new TypeError(
    `a did:web names a public host, and nobody resolves ${controller}; to try things out on this machine, make the ` +
      `controller https://${host}/issuer, serve its document there, and verify with remote({ allowLocal: ['https://${host}'] })`,
  )
}

/** `did:jwk` of a key (did:jwk method specification, "Create"). */
export function didJwk(key: PublicKey): string {
  return `did:jwk:${encodeBase64url(encodeUtf8(JSON.stringify(key.jwk)))}`
}

/** RFC 7638, SHA-256: the members of `PublicKey.jwk` already stand in its order. */
export function jwkThumbprint(key: PublicKey): string {
  return encodeBase64url(sha256(JSON.stringify(key.jwk)))
}

function ownDid(key: PublicKey): string {
  return key.multibase === undefined ? didJwk(key) : `did:key:${key.multibase}`
}

function fragment(controller: string, key: PublicKey): string {
  if (controller.startsWith('did:jwk:')) return '0'
  return key.multibase ?? jwkThumbprint(key)
}

/** The one method of a self-certifying DID, if the key is its key. A did:jwk may carry more than the key itself. */
function selfCertified(did: string, key: PublicKey): string | undefined {
  if (did === `did:key:${key.multibase}`) return `${did}#${key.multibase}`
  try {
    const jwk = JSON.parse(decodeUtf8(decodeBase64url(did.slice('did:jwk:'.length)))) as unknown
    return JSON.stringify(readPublicJwk(jwk)) === JSON.stringify(key.jwk) ? `${did}#0` : undefined
  } catch {
    return undefined
  }
}

function isAbsolute(url: unknown): url is string {
  return typeof url === 'string' && /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(url)
}
