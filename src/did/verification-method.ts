/** Retrieves a verification method and binds it to its controller (Controlled Identifiers 1.0 section 3.3). */
import type { Awaitable } from '#platform'
import { freezeJson, type JsonObject } from '../encoding/json.js'
import type { PublicKey } from '../keys/public-key.js'
import type { Load } from '../ports.js'
import {
  absolute,
  type ControllerDocument,
  checkRelationship,
  checkUnambiguous,
  controllerDocument,
  documentJson,
  findMethod,
  hasNoRelationships,
  type Relationship,
  refuseSecrets,
} from './controller-document.js'
import { type ControllerFault, controllerInvalid } from './controller-invalid.js'
import { checkMethodDates, hasFittingType, methodKey } from './method-key.js'
import { type MethodUrl, parseMethodUrl } from './method-url.js'
import { DID_METHODS, type SelfCertified } from './methods.js'

export type { Relationship } from './controller-document.js'

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

/** Oddities that were read over. None of them touches whose the key is. */
export interface MethodWarning {
  readonly code: 'key_type_odd' | 'method_single' | 'controller_empty' | 'relationship_unlisted'
  readonly message: string
}

export interface RetrievedVerificationMethod {
  /** Id of the document that vouches for the key: what the issuer must equal. */
  readonly controller: string
  readonly key: PublicKey
  /** The method as it stands in the document. */
  readonly method: JsonObject
  readonly warnings: readonly MethodWarning[]
}

const NO_WARNINGS: readonly MethodWarning[] = Object.freeze([])

/** Kept results for did:key and did:jwk; the oldest goes when it is full. */
const MEMO_SIZE = 512

/** A pure function's memo: these DIDs say all there is to say, so the answer never changes. */
const memo = new Map<string, Awaitable<RetrievedVerificationMethod>>()

/**
 * The verification method that `url` names, its key, and the controller that vouches for it. On Node, did:key and
 * did:jwk are answered at once.
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
  if (method === undefined || !('resolve' in method)) return retrieveLoaded(target, options)
  // Both relationships that can be asked for are among those of a signing key, so the answer depends on the URL alone.
  const retrieved = fromDid(target, method.resolve(target.document))
  if (memo.size >= MEMO_SIZE) memo.delete(memo.keys().next().value!)
  memo.set(url, retrieved)
  if (retrieved instanceof Promise) retrieved.catch(() => memo.delete(url))
  return retrieved
}

function fromDid(
  { url, document, fragment }: MethodUrl,
  own: SelfCertified,
): Awaitable<RetrievedVerificationMethod> {
  if (fragment === own.fragment) return withKey(own.key, document, own.method)
  if (own.key instanceof Promise) own.key.catch(() => {})
  throw fragment === undefined
    ? controllerInvalid(url, 'INVALID_VERIFICATION_METHOD_URL', 'fragmentMissing', 'the DID URL names no key')
    : invalidMethod(url, 'fragmentForeign', 'the fragment is not the name of the key in the DID')
}

function withKey(
  key: Awaitable<PublicKey>,
  controller: string,
  method: JsonObject,
  warnings = NO_WARNINGS,
): Awaitable<RetrievedVerificationMethod> {
  const result = (found: PublicKey): RetrievedVerificationMethod =>
    Object.freeze({ controller, key: found, method: freezeJson(method), warnings })
  return key instanceof Promise ? key.then(result) : result(key)
}

async function retrieveLoaded(
  target: MethodUrl,
  options: RetrieveOptions,
): Promise<RetrievedVerificationMethod> {
  const { url, fragment } = target
  if (fragment === undefined) return retrieveKeyDocument(target, options)
  // Steps 4 to 6
  const document = await loadController(target.document, target.didMethod, options)
  // Steps 7 to 10
  const method = findMethod(document, url)
  const warnings = [
    ...checkMethod(method, url, document.id),
    ...(isSingle(document) ? [warning('method_single', 'verificationMethod is one object, not a list')] : []),
    ...checkListed(document, url, options), // step 11
  ]
  checkMethodDates(method, url, options.at)
  return withKey(methodKey(method, url), document.id, method, warnings)
}

/**
 * A key that is a document of its own (B14). What it says of its controller is a claim; only the controller's own
 * document, which must list the key, makes it true.
 */
async function retrieveKeyDocument(
  { url, didMethod: method }: MethodUrl,
  options: RetrieveOptions,
): Promise<RetrievedVerificationMethod> {
  const missing = (message: string): Error =>
    controllerInvalid(url, 'INVALID_VERIFICATION_METHOD_URL', 'fragmentMissing', message)
  if (method !== undefined) throw missing('the DID URL names no key')
  const key = documentJson(await options.load(url, 'key', options.signal), url)
  if (Object.hasOwn(key, 'verificationMethod'))
    throw missing('the URL names a controller document and no key')
  refuseSecrets(key, url)
  const owner = key['controller']
  if (key['id'] !== url) throw invalidMethod(url, 'methodMalformed', 'the key document has another id')
  if (typeof owner !== 'string' || owner === '' || owner === url) {
    throw invalidMethod(url, 'controllerMissing', 'the key document names no controller')
  }
  const target = parseMethodUrl(owner)
  const ownerMethod = DID_METHODS.get(target.didMethod ?? '')
  if (target.fragment !== undefined || (ownerMethod !== undefined && 'resolve' in ownerMethod)) {
    throw invalidMethod(url, 'controllerForeign', 'the controller of the key document cannot list it')
  }
  const document = await loadController(owner, target.didMethod, options)
  checkUnambiguous(document, url, key)
  const warnings = [...checkMethod(key, url, document.id), ...checkListed(document, url, options, true)]
  checkMethodDates(key, url, options.at)
  return withKey(methodKey(key, url), document.id, key, warnings)
}

async function loadController(
  url: string,
  didMethod: string | undefined,
  { load, signal }: RetrieveOptions,
): Promise<ControllerDocument> {
  const method = DID_METHODS.get(didMethod ?? '')
  const location = method !== undefined && 'location' in method ? method.location(url) : url
  return controllerDocument(await load(location, 'controller', signal), url)
}

/** Steps 8 to 10: the method conforms and belongs to the document. */
function checkMethod(method: JsonObject, url: string, controller: string): readonly MethodWarning[] {
  const warnings: MethodWarning[] = []
  const owner = method['controller']
  if (owner === undefined || owner === '') {
    // Open Badges makes it optional in a profile (OB 3.0 section B.6.1); the document that holds it is its controller.
    if (controller.startsWith('did:')) {
      throw invalidMethod(url, 'controllerMissing', 'the verification method names no controller')
    }
    warnings.push(warning('controller_empty', 'the verification method names no controller'))
  } else if (absolute(owner, controller) !== controller) {
    throw invalidMethod(url, 'controllerForeign', 'the verification method belongs to another controller')
  }
  if (!hasFittingType(method)) {
    warnings.push(warning('key_type_odd', 'the type of the verification method does not name its key'))
  }
  return warnings
}

function checkListed(
  document: ControllerDocument,
  url: string,
  { relationship, acceptUnlistedKeys }: RetrieveOptions,
  separate = false,
): readonly MethodWarning[] {
  const unlisted = acceptUnlistedKeys === true && !separate && !document.id.startsWith('did:')
  if (unlisted && hasNoRelationships(document)) {
    return [warning('relationship_unlisted', 'the profile does not say what its keys are for')]
  }
  checkRelationship(document, url, relationship)
  return []
}

function isSingle({ json }: ControllerDocument): boolean {
  return json['verificationMethod'] !== undefined && !Array.isArray(json['verificationMethod'])
}

function warning(code: MethodWarning['code'], message: string): MethodWarning {
  return { code, message }
}

function invalidMethod(url: string, fault: ControllerFault, message: string): Error {
  return controllerInvalid(url, 'INVALID_VERIFICATION_METHOD', fault, message)
}
