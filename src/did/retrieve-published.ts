/** Retrieves verification methods from controller documents (Controlled Identifiers 1.0 section 3.3). */
import type { JsonObject } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import { type PublicKey, samePublicKey } from '../keys/public-key.js'
import {
  absolute,
  type ControllerDocument,
  checkRelationship,
  checkUnambiguous,
  controllerDocument,
  documentJson,
  findMethod,
  hasNoRelationships,
  listedMethods,
  methodsOf,
  refuseSecrets,
} from './controller/controller-document.js'
import { documentUrl } from './methods/locations.js'
import { DID_METHODS } from './methods/methods.js'
import { controllerInvalid } from './verification-method/controller-invalid.js'
import { checkMethodDates, hasFittingType, methodKey } from './verification-method/method-key.js'
import { type MethodUrl, parseMethodUrl } from './verification-method/method-url.js'
import {
  invalidMethod,
  type MethodWarning,
  type RetrievedVerificationMethod,
  withKey,
} from './verification-method/retrieved.js'
import type { RetrieveOptions } from './verification-method.js'

/**
 * Steps 4 to 11, for verification methods that are not in the DID itself.
 * @throws OpenBadgeError `controller_invalid`, or what `load` rejects with
 */
export async function retrievePublished(
  target: MethodUrl,
  options: RetrieveOptions,
): Promise<RetrievedVerificationMethod> {
  const { url, fragment } = target
  if (fragment === undefined) return retrieveKeyDocument(target, options)
  // Steps 4 to 6
  return readMethod(await loadController(target.document, options), url, options)
}

async function readMethod(
  document: ControllerDocument,
  url: string,
  options: RetrieveOptions,
): Promise<RetrievedVerificationMethod> {
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

/** Most keys of one document that are tried, because each costs a signature check. */
const LISTED_MAXIMUM = 16

/** All valid methods that a controller's document lists for the purpose, except methods of other controllers. */
export async function retrieveListed(
  controller: string,
  options: RetrieveOptions,
): Promise<readonly RetrievedVerificationMethod[]> {
  const target = parseMethodUrl(controller)
  const document = await loadController(target.document, options)
  const urls = listedMethods(document, options.relationship)
  if (urls.length > LISTED_MAXIMUM) {
    throw new OpenBadgeError(
      'limit_exceeded',
      `the controller document lists more than ${LISTED_MAXIMUM} keys`,
      {
        limit: 'keys',
        maximum: LISTED_MAXIMUM,
        found: urls.length,
      },
    )
  }
  options.pay?.(urls.length)
  const found = await Promise.all(
    // Skip keys that cannot be read or are no longer valid.
    urls.map((url) => readMethod(document, url, options).catch(() => undefined)),
  )
  return found.filter((each) => each !== undefined)
}

/**
 * Refuses a key that another source lists, if the controller's own document has it and does not accept it for the purpose: it
 * is revoked, expired, or for other purposes.
 * @throws the fault of the key: OpenBadgeError `controller_invalid`; or what `load` rejects with
 */
export async function refuseWithdrawn(
  key: PublicKey,
  controller: string,
  options: RetrieveOptions,
): Promise<void> {
  const document = await loadController(parseMethodUrl(controller).document, options)
  const urls = methodsOf(document)
  options.pay?.(2 * urls.length)
  for (const url of urls) {
    try {
      await readMethod(document, url, options)
    } catch (fault) {
      if (await isKeyOf(document, url, key)) throw fault
    }
  }
}

async function isKeyOf(document: ControllerDocument, url: string, key: PublicKey): Promise<boolean> {
  try {
    return samePublicKey(await methodKey(findMethod(document, url), url), key)
  } catch {
    return false
  }
}

/**
 * Retrieves a key that has its own document (Open Badges 3.0 Implementation Guide, Key Provenance). Anybody can name a
 * controller in such a document, so the controller's own document must list the key.
 */
async function retrieveKeyDocument(
  { url, didMethod: method }: MethodUrl,
  options: RetrieveOptions,
): Promise<RetrievedVerificationMethod> {
  const missing = (message: string): Error =>
    controllerInvalid(url, 'INVALID_VERIFICATION_METHOD_URL', 'fragmentMissing', message)
  if (method !== undefined) throw missing('the DID URL has no fragment')
  const key = documentJson(await options.load(url, 'key', options.signal), url)
  if (Object.hasOwn(key, 'verificationMethod'))
    throw missing('the URL names a controller document instead of a key')
  refuseSecrets(key, url)
  const owner = key['controller']
  if (key['id'] !== url)
    throw invalidMethod(url, 'methodMalformed', 'the id of the key document is not its URL')
  if (typeof owner !== 'string' || owner === '' || owner === url) {
    throw invalidMethod(url, 'controllerMissing', 'the key document names no controller')
  }
  const target = parseMethodUrl(owner)
  if (target.fragment !== undefined || DID_METHODS.has(target.didMethod ?? '')) {
    throw invalidMethod(
      url,
      'controllerForeign',
      'the controller of the key document has no document that could list the key',
    )
  }
  const document = await loadController(owner, options)
  checkUnambiguous(document, url, key)
  const warnings = [...checkMethod(key, url, document.id), ...checkListed(document, url, options, true)]
  checkMethodDates(key, url, options.at)
  return withKey(methodKey(key, url), document.id, key, warnings)
}

async function loadController(url: string, { load, signal }: RetrieveOptions): Promise<ControllerDocument> {
  return controllerDocument(await load(documentUrl(url), 'controller', signal), url)
}

/** Steps 8 to 10: the method is well-formed and belongs to the document. */
function checkMethod(method: JsonObject, url: string, controller: string): readonly MethodWarning[] {
  const warnings: MethodWarning[] = []
  const owner = method['controller']
  if (owner === undefined || owner === '') {
    // It is optional in an Open Badges profile (Open Badges 3.0 section B.6.1): the profile is then the controller.
    if (controller.startsWith('did:')) {
      throw invalidMethod(url, 'controllerMissing', 'the verification method names no controller')
    }
    warnings.push(warning('controller_empty', 'the verification method names no controller'))
  } else if (absolute(owner, controller) !== controller) {
    throw invalidMethod(url, 'controllerForeign', 'the verification method belongs to another controller')
  }
  if (!hasFittingType(method)) {
    warnings.push(warning('key_type_odd', 'the type of the verification method does not fit its key'))
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
