/** The URL of a signer's verification method, and its controller. */

import { sha256 } from '#platform'
import { DID, isAbsoluteUri } from '../../encoding/forms/uri.js'
import { decodeBase64url, encodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8, encodeUtf8 } from '../../encoding/utf8.js'
import { isMethodUrl } from '../check-signer.js'
import { readPublicJwk } from '../formats/public-jwk.js'
import type { PublicKey } from '../public-key.js'
import { didWebHost, isAddressHost, isLocalHost, isWebHost, isWebPath } from './local-host.js'

export interface SignerIdentityOptions {
  /** DID or absolute URL of the controller. Default: the key's own `did:key`, or `did:jwk` for RSA. */
  readonly controller?: string
  /** Absolute URL of the key. Default: the controller, `#` and the Multikey (for RSA the JWK thumbprint). */
  readonly verificationMethod?: string
}

export interface SignerIdentity {
  readonly controller: string
  readonly verificationMethod: string
}

/**
 * @throws TypeError for a controller that is not an absolute URL, a malformed DID, a did:web of a host that is not public, or a did:key or
 *   did:jwk of another key
 */
export function signerIdentity(key: PublicKey, options: SignerIdentityOptions): SignerIdentity {
  const { verificationMethod } = options
  if (
    verificationMethod !== undefined &&
    !(isAbsolute(verificationMethod) && isMethodUrl(verificationMethod))
  ) {
    throw new TypeError('the verificationMethod must be the URL of a key, such as did:web:example.edu#key-1')
  }
  const controller = options.controller ?? verificationMethod?.split('#', 1)[0] ?? ownDid(key)
  if (!isAbsolute(controller) || controller.includes('#')) {
    throw new TypeError('the controller must be a DID or an absolute URL without a fragment')
  }
  refuseLocal(controller)
  refuseMalformed(controller)
  const method = verificationMethod ?? `${controller}#${fragment(controller, key)}`
  if (method.includes('#') && method.split('#', 1)[0] !== controller) {
    throw new TypeError("the verificationMethod must be the controller's URL with a fragment")
  }
  if (/^did:(?:key|jwk):/.test(controller) && method !== selfCertified(controller, key)) {
    throw new TypeError('the did:key or did:jwk contains another key than that of the signer')
  }
  return { controller, verificationMethod: method }
}

/** No verifier can resolve such a DID, so its badges would never be verified. */
function refuseLocal(controller: string): void {
  if (!controller.startsWith('did:web:')) return
  const host = didWebHost(controller.slice('did:web:'.length).split(':', 1)[0]!)
  if (!isAddressHost(host) && !isLocalHost(host)) return
  throw new TypeError(
    `a did:web needs a public host, but ${controller} has none; for tests on this machine, use the controller ` +
      `https://${host}/issuer, serve its document there, and verify with remote({ allowLocal: ['https://${host}'] })`,
  )
}

/** Nobody can resolve such a DID either. */
function refuseMalformed(controller: string): void {
  if (!/^did:/i.test(controller)) return
  const [host, ...path] = controller.slice('did:web:'.length).split(':')
  const isWeb = controller.startsWith('did:web:')
  if (DID.test(controller) && (!isWeb || (isWebHost(didWebHost(host!)) && isWebPath(path)))) return
  throw new TypeError(
    `the controller ${controller} is not a valid DID; didWeb('https://example.edu/path') makes a did:web of a web address`,
  )
}

/** The `did:jwk` of a key (did:jwk method specification, "Create"). */
function didJwk(key: PublicKey): string {
  return `did:jwk:${encodeBase64url(encodeUtf8(JSON.stringify(key.jwk)))}`
}

/** RFC 7638 with SHA-256. The members of `PublicKey.jwk` already have the required order. */
function jwkThumbprint(key: PublicKey): string {
  return encodeBase64url(sha256(JSON.stringify(key.jwk)))
}

function ownDid(key: PublicKey): string {
  return key.multibase === undefined ? didJwk(key) : `did:key:${key.multibase}`
}

function fragment(controller: string, key: PublicKey): string {
  if (controller.startsWith('did:jwk:')) return '0'
  return key.multibase ?? jwkThumbprint(key)
}

/** The verification method of a did:key or did:jwk, if it contains this key. The JWK in a did:jwk may have further members. */
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
  return typeof url === 'string' && isAbsoluteUri(url)
}
