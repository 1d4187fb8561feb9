/** Retrieves verification methods from controller documents (Controlled Identifiers 1.0 section 3.3). */
import type { JsonObject } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'
import type { PublicKey } from '../keys/public-key.js'
import {
  type ControllerDocument,
  checkRelationship,
  checkUnambiguous,
  controllerDocument,
  documentJson,
  findMethod,
  hasNoRelationships,
  listedMethods,
  refuseSecrets,
} from './controller/controller-document.js'
import { absolute } from './controller/method-names.js'
import { documentUrl } from './methods/locations.js'
import { DID_METHODS } from './methods/methods.js'
import { controllerInvalid } from './verification-method/controller-invalid.js'
import { keyMaterial, withSameKey } from './verification-method/key-material.js'
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
  return keyInForce(method, url, document, warnings, options)
}

/** Whoever stole a key chooses the id under which it signs, so a key that is revoked under any id is revoked. */
async function keyInForce(
  method: JsonObject,
  url: string,
  { id, entries, hasRevoked }: ControllerDocument,
  warnings: readonly MethodWarning[],
  { at, pay }: RetrieveOptions,
): Promise<RetrievedVerificationMethod> {
  checkMethodDates(method, url, at)
  const key = await methodKey(method, url)
  if (hasRevoked) {
    pay?.(Math.floor(entries.length / COMPARED))
    for (const { revoked } of withSameKey(key, entries)) {
      if (revoked !== undefined) checkMethodDates({ revoked }, url, at)
    }
  }
  return withKey(key, id, method, warnings)
}

/** To compare so many keys or dates costs as much as to read a key. */
const COMPARED = 50
/** Most keys of one document that are tried, because each costs a signature check. */
const LISTED_MAXIMUM = 16

/** All valid methods that a controller's document lists for the purpose, except methods of other controllers. */
export async function retrieveListed(
  controller: string,
  options: RetrieveOptions,
): Promise<readonly RetrievedVerificationMethod[]> {
  const target = parseMethodUrl(controller)
  const document = await loadController(target.document, options)
  const names = listedMethods(document, options.relationship)
  if (names.length > LISTED_MAXIMUM) {
    throw new OpenBadgeError(
      'limit_exceeded',
      `the controller document lists more than ${LISTED_MAXIMUM} keys`,
      {
        limit: 'keys',
        maximum: LISTED_MAXIMUM,
        found: names.length,
      },
    )
  }
  options.pay?.(names.length)
  const found = await Promise.all(
    // Skip keys that cannot be read or are no longer valid.
    names.map((name) => readMethod(document, `${document.id}${name}`, options).catch(() => undefined)),
  )
  return found.filter((each) => each !== undefined)
}

/**
 * Compares a key that another source lists with the controller's own document, which may have withdrawn it: the key is revoked
 * or expired there, or for other purposes, under whichever id.
 * @returns False if nobody can tell, because the document withdraws a key that cannot be read.
 * @throws the fault of the key: OpenBadgeError `controller_invalid`; or what `load` rejects with
 */
export async function isKnownValid(
  key: PublicKey,
  controller: string,
  options: RetrieveOptions,
): Promise<boolean> {
  const document = await loadController(parseMethodUrl(controller).document, options)
  options.pay?.(Math.ceil(document.entries.length / COMPARED))
  const same = withSameKey(key, document.entries)
  options.pay?.(same.length)
  for (const entry of same) await requireValid(entry, document, options)
  return keyMaterial(document.entries).unread.every((entry) => isInForce(entry, document, options))
}

/** An entry may have any id, or one that is relative: the document says all the same that it has the key. */
async function requireValid(
  entry: JsonObject,
  document: ControllerDocument,
  options: RetrieveOptions,
): Promise<void> {
  const url = absolute(entry['id'], document.id) ?? document.id
  checkMethodDates(entry, url, options.at)
  checkUnambiguous(document, url, entry)
  if (url.startsWith(`${document.id}#`)) checkMethod(entry, url, document.id)
  checkRelationship(document, url, options.relationship)
  await methodKey(entry, url)
}

function isInForce(entry: JsonObject, { id }: ControllerDocument, { at }: RetrieveOptions): boolean {
  try {
    checkMethodDates(entry, id, at)
    return true
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
  return keyInForce(key, url, document, warnings, options)
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
