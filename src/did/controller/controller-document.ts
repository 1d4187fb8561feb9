/** Checks a controller document, and finds verification methods in it (Controlled Identifiers 1.0 section 2). */
import { frozenDocument, isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isSecretKey } from '../../encoding/secret-key.js'
import { onceForEach } from '../../platform/once-for-each.js'
import { controllerInvalid } from '../verification-method/controller-invalid.js'
import { type NameIn, nameOf, namesIn } from './method-names.js'

export type Relationship = 'assertionMethod' | 'authentication'

const RELATIONSHIPS = [
  'assertionMethod',
  'authentication',
  'keyAgreement',
  'capabilityInvocation',
  'capabilityDelegation',
] as const

export interface ControllerDocument {
  /** Its id, which equals the URL that was loaded. */
  readonly id: string
  readonly json: JsonObject
  /** All methods, anywhere in the document. */
  readonly entries: readonly JsonObject[]
  /** Name → the method with this name: see `nameOf`. */
  readonly methods: ReadonlyMap<string, Method>
  /** Whether a method has a date at which it is revoked. */
  readonly hasRevoked: boolean
  /** The names under each relationship. */
  readonly listed: Readonly<Record<Relationship, ReadonlySet<string>>>
}

interface Method {
  readonly json: JsonObject
  /** Whether the document has two different methods with this id. */
  isAmbiguous: boolean
}

/** Of documents that nobody can change, because hundreds of proofs may name one of them. */
const opened = new WeakMap<JsonObject, ControllerDocument | Refusal>()

interface Refusal {
  readonly fault: unknown
}

/**
 * Steps 5 and 6 of the retrieval algorithm: the document is well-formed, and its id is the URL that was loaded.
 * @throws OpenBadgeError `controller_invalid`
 */
export function controllerDocument(loaded: unknown, url: string): ControllerDocument {
  const json = documentJson(loaded, url)
  if (json['id'] !== url) {
    throw controllerInvalid(
      url,
      'INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID',
      'documentForeign',
      'the id of the controller document is not the URL that it was loaded from',
    )
  }
  let found = opened.get(json)
  if (found === undefined) {
    found = attempt(json, url)
    if (json === loaded) opened.set(json, found)
  }
  if ('fault' in found) throw found.fault
  return found
}

function attempt(json: JsonObject, url: string): ControllerDocument | Refusal {
  const { deactivated = false } = json
  try {
    if (deactivated !== false)
      throw malformed(url, 'documentDeactivated', 'the controller document says that it is deactivated')
    const nameIn = namesIn(url)
    const entries = everyMethod(json, url)
    const methods = methodsByName(entries, url, nameIn)
    const hasRevoked = entries.some(({ revoked }) => revoked !== undefined)
    return { id: url, json, entries, methods, hasRevoked, listed: relationships(json, nameIn) }
  } catch (fault) {
    return { fault }
  }
}

function methodsByName(
  entries: readonly JsonObject[],
  url: string,
  nameIn: NameIn,
): ControllerDocument['methods'] {
  const methods = new Map<string, Method>()
  for (const method of entries) {
    // Read once, and not remembered: a document may have a hundred thousand.
    if (isSecretKey(method)) throw secretPublished(url)
    const name = nameIn(method['id'])
    // Nobody can ask for a method without an id.
    if (name === undefined) continue
    const first = methods.get(name)
    if (first === undefined) methods.set(name, { json: method, isAmbiguous: false })
    else first.isAmbiguous ||= textOf(first.json) !== JSON.stringify(method)
  }
  return methods
}

const differs = (one: JsonObject, other: JsonObject): boolean => textOf(one) !== textOf(other)

/** For methods and whole key documents, which are parts of frozen copies. */
const textOf = /* @__PURE__ */ onceForEach((method: JsonObject): string => JSON.stringify(method))
const isSecret = /* @__PURE__ */ onceForEach((method: JsonObject): boolean => isSecretKey(method))

function relationships(json: JsonObject, nameIn: NameIn): ControllerDocument['listed'] {
  const namesOf = (relationship: Relationship): ReadonlySet<string> => {
    const names = new Set<string>()
    for (const entry of asArray(json[relationship])) {
      const name = nameIn(isJsonObject(entry) ? entry['id'] : entry)
      if (name !== undefined) names.add(name)
    }
    return names
  }
  return { assertionMethod: namesOf('assertionMethod'), authentication: namesOf('authentication') }
}

/** A published secret key is compromised (Controlled Identifiers §2.2). @throws OpenBadgeError `controller_invalid` with fault privateMaterial */
export function refuseSecrets(method: JsonObject, url: string): void {
  if (isSecret(method)) throw secretPublished(url)
}

function secretPublished(url: string): Error {
  return malformed(url, 'privateMaterial', 'the controller document contains a secret key')
}

/** Copies what a loader returned, if it is an object with an id. */
export function documentJson(loaded: unknown, url: string): JsonObject {
  let json: Json
  try {
    json = frozenDocument(loaded)
  } catch (cause) {
    throw malformed(url, 'documentMalformed', 'the controller document is not plain JSON', cause)
  }
  if (!isJsonObject(json) || typeof json['id'] !== 'string') {
    throw malformed(url, 'documentMalformed', 'the controller document is not an object with an id')
  }
  return json
}

/**
 * Step 7: finds the method that `url` names anywhere in the document.
 * @throws OpenBadgeError `controller_invalid` if there is none, or two that differ
 */
export function findMethod(document: ControllerDocument, url: string): JsonObject {
  const found = document.methods.get(nameOf(url, document.id))
  if (found === undefined) {
    throw controllerInvalid(
      url,
      'INVALID_VERIFICATION_METHOD',
      'methodMissing',
      'the controller document does not contain the verification method',
    )
  }
  checkUnambiguous(document, url, found.json)
  return found.json
}

/** Refuses a document with a different method under the same id. @throws OpenBadgeError `controller_invalid` */
export function checkUnambiguous(document: ControllerDocument, url: string, method: JsonObject): void {
  const own = document.methods.get(nameOf(url, document.id))
  if (own === undefined || !(own.isAmbiguous || (own.json !== method && differs(own.json, method)))) return
  throw controllerInvalid(
    url,
    'INVALID_VERIFICATION_METHOD',
    'methodAmbiguous',
    'the controller document has two different verification methods with this id',
  )
}

/** Step 11: the relationship lists the method, by reference or by value. @throws OpenBadgeError `controller_invalid` */
export function checkRelationship(
  document: ControllerDocument,
  url: string,
  relationship: Relationship,
): void {
  if (!document.listed[relationship].has(nameOf(url, document.id))) {
    throw controllerInvalid(
      url,
      'INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD',
      'relationshipMissing',
      `the controller document does not list the verification method under ${relationship}`,
    )
  }
}

/** The document's own methods that it lists under a relationship, each by what follows the id of the document: `#` and a fragment. */
export function listedMethods({ listed }: ControllerDocument, relationship: Relationship): readonly string[] {
  return ownNames(listed[relationship])
}

/** Hundreds of tokens may ask for the methods of one document. */
const ownNames = /* @__PURE__ */ onceForEach((names: ReadonlySet<string>): readonly string[] => {
  const own: string[] = []
  for (const name of names) if (name.startsWith('#')) own.push(name)
  return own
})

/** True if the document has no relationships at all, as issuer profiles of Open Badges may. */
export function hasNoRelationships({ json }: ControllerDocument): boolean {
  return RELATIONSHIPS.every((name) => json[name] === undefined)
}

/** The methods in `verificationMethod` or `publicKey`, its name in drafts of DID Core, and those embedded in relationships. */
function everyMethod(json: JsonObject, url: string): readonly JsonObject[] {
  const own = asArray(json['verificationMethod'])
  if (!own.every(isJsonObject)) {
    throw malformed(
      url,
      'documentMalformed',
      'a verificationMethod of the controller document is not an object',
    )
  }
  const embedded: JsonObject[] = []
  for (const name of RELATIONSHIPS) {
    for (const entry of asArray(json[name])) {
      if (isJsonObject(entry)) embedded.push(entry)
      else if (typeof entry !== 'string')
        throw malformed(url, 'documentMalformed', 'an entry of a relationship is neither a URL nor an object')
    }
  }
  const older = asArray(json['publicKey']).filter(isJsonObject)
  return [...own, ...older, ...embedded] as readonly JsonObject[]
}

function asArray(value: Json | undefined): readonly Json[] {
  if (value === undefined) return []
  return Array.isArray(value) ? (value as readonly Json[]) : [value as Json]
}

function malformed(
  url: string,
  fault: 'documentMalformed' | 'documentDeactivated' | 'privateMaterial',
  message: string,
  cause?: unknown,
): Error {
  return controllerInvalid(url, 'INVALID_CONTROLLED_IDENTIFIER_DOCUMENT', fault, message, cause)
}
