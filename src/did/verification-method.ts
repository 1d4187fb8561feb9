/** Retrieves a verification method and binds it to its controller (Controlled Identifiers 1.0 section 3.3). */
import type { Awaitable } from '#platform'
import { lazy } from '../lazy.js'
import type { Load } from '../ports.js'
import type { Relationship } from './controller/controller-document.js'
import { DID_METHODS, type SelfCertified } from './methods/methods.js'
import { controllerInvalid } from './verification-method/controller-invalid.js'
import { type MethodUrl, parseMethodUrl } from './verification-method/method-url.js'
import { invalidMethod, type RetrievedVerificationMethod, withKey } from './verification-method/retrieved.js'

export type { Relationship } from './controller/controller-document.js'
export type { MethodWarning, RetrievedVerificationMethod } from './verification-method/retrieved.js'

export interface RetrieveOptions {
  /** What the key must be listed for; the proof's purpose. */
  readonly relationship: Relationship
  /**
   * Asked for `https://…/did.json` for did:web, for the URL itself for https, and for the DID itself for methods that
   * are not built in. did:key and did:jwk ask nobody.
   */
  readonly load: Load
  /** Compared with `expires` and `revoked` of the method; without it a method that has either is refused. */
  readonly at?: Date
  readonly signal?: AbortSignal
  /**
   * Takes the keys of an https issuer profile that says of none of its keys what they are for. Off by default: such
   * a profile does not authorise its keys to sign credentials.
   */
  readonly acceptUnlistedKeys?: boolean
}

/** Keys that lie in documents, which most badges have no need of. */
const published = /* @__PURE__ */ lazy('controller documents', () => import('./retrieve-published.js'))

/** Kept results for did:key and did:jwk; the oldest goes when it is full. */
const MEMO_SIZE = 512
/** Longer ones than those of RSA keys of 8192 bits are nobody's usual key, and would fill the memory. */
const MEMO_LENGTH = 2048

/** A pure function's memo: these DIDs say all there is to say, so the answer never changes. */
const memo = new Map<string, Awaitable<RetrievedVerificationMethod>>()

/**
 * The verification method that `url` names, its key, and the controller that vouches for it. On Node, a did:key of
 * Ed25519 is answered at once; other kinds of keys load when the first is met.
 * @throws OpenBadgeError `controller_invalid`, or whatever `load` rejects with
 */
export function retrieveVerificationMethod(
  url: string,
  options: RetrieveOptions,
): Awaitable<RetrievedVerificationMethod> {
  const known = memo.get(url)
  if (known !== undefined) return known
  // Steps 1 to 3
  const target = parseMethodUrl(url)
  const method = DID_METHODS.get(target.didMethod ?? '')
  if (method === undefined) return retrievePublished(target, options)
  // Both relationships that can be asked for are among those of a signing key, so the answer depends on the URL alone.
  const retrieved = fromDid(target, method(target.document))
  if (url.length > MEMO_LENGTH) return retrieved
  if (memo.size >= MEMO_SIZE) memo.delete(memo.keys().next().value!)
  memo.set(url, retrieved)
  if (retrieved instanceof Promise) {
    retrieved.then(
      (found) => memo.set(url, found),
      () => memo.delete(url),
    )
  }
  return retrieved
}

/**
 * The keys that a controller itself lists for the purpose: the one of a did:key or did:jwk, or those of its document.
 * For signatures that do not say which of their signer's keys made them.
 * @throws OpenBadgeError `controller_invalid`, or whatever `load` rejects with
 */
export async function retrieveListedMethods(
  controller: string,
  options: RetrieveOptions,
): Promise<readonly RetrievedVerificationMethod[]> {
  const own = DID_METHODS.get(parseMethodUrl(controller).didMethod ?? '')
  if (own === undefined) return (await published()).retrieveListed(controller, options)
  return [await retrieveVerificationMethod(`${controller}#${own(controller).fragment}`, options)]
}

function retrievePublished(
  target: MethodUrl,
  options: RetrieveOptions,
): Promise<RetrievedVerificationMethod> {
  const room = published()
  return room instanceof Promise
    ? room.then((loaded) => loaded.retrievePublished(target, options))
    : room.retrievePublished(target, options)
}

function fromDid(
  { url, document, fragment }: MethodUrl,
  own: SelfCertified,
): Awaitable<RetrievedVerificationMethod> {
  if (fragment === own.fragment) return withKey(own.key, document, own.method)
  throw fragment === undefined
    ? controllerInvalid(url, 'INVALID_VERIFICATION_METHOD_URL', 'fragmentMissing', 'the DID URL names no key')
    : invalidMethod(url, 'fragmentForeign', 'the fragment is not the name of the key in the DID')
}
