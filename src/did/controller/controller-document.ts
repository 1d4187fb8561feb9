/** Checks a controller document, and finds verification methods in it (Controlled Identifiers 1.0 section 2). */
import { isJsonObject, type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import { isSecretKey } from '../../encoding/secret-key.js'
import { controllerInvalid } from '../verification-method/controller-invalid.js'

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
  const { deactivated = false } = json
  if (deactivated !== false) {
    throw malformed(url, 'documentDeactivated', 'the controller document says that it is deactivated')
  }
  for (const method of everyMethod(json, url)) refuseSecrets(method, url)
  return { id: url, json }
}

/** A published secret key is compromised (Controlled Identifiers §2.2). @throws OpenBadgeError `controller_invalid` with fault privateMaterial */
export function refuseSecrets(method: JsonObject, url: string): void {
  if (isSecretKey(method)) {
    throw malformed(url, 'privateMaterial', 'the controller document contains a secret key')
  }
}

/** Copies what a loader returned, if it is an object with an id. */
export function documentJson(loaded: unknown, url: string): JsonObject {
  let json: Json
  try {
    json = snapshot(loaded)
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
  const found = everyMethod(document.json, document.id).find(
    (method) => absolute(method['id'], document.id) === url,
  )
  if (found === undefined) {
    throw controllerInvalid(
      url,
      'INVALID_VERIFICATION_METHOD',
      'methodMissing',
      'the controller document does not contain the verification method',
    )
  }
  checkUnambiguous(document, url, found)
  return found
}

/** Refuses a document with a different method under the same id. @throws OpenBadgeError `controller_invalid` */
export function checkUnambiguous(document: ControllerDocument, url: string, method: JsonObject): void {
  const text = JSON.stringify(method)
  for (const other of everyMethod(document.json, document.id)) {
    if (absolute(other['id'], document.id) !== url || JSON.stringify(other) === text) continue
    throw controllerInvalid(
      url,
      'INVALID_VERIFICATION_METHOD',
      'methodAmbiguous',
      'the controller document has two different verification methods with this id',
    )
  }
}

/** Step 11: the relationship lists the method, by reference or by value. @throws OpenBadgeError `controller_invalid` */
export function checkRelationship(
  document: ControllerDocument,
  url: string,
  relationship: Relationship,
): void {
  const listed = asArray(document.json[relationship]).some((entry) => {
    const id = isJsonObject(entry) ? entry['id'] : entry
    return absolute(id, document.id) === url
  })
  if (!listed) {
    throw controllerInvalid(
      url,
      'INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD',
      'relationshipMissing',
      `the controller document does not list the verification method under ${relationship}`,
    )
  }
}

/** Absolute ids of the document's own methods that it lists under a relationship. */
export function listedMethods(
  { json, id }: ControllerDocument,
  relationship: Relationship,
): readonly string[] {
  const ids = asArray(json[relationship]).map((entry) =>
    absolute(isJsonObject(entry) ? entry['id'] : entry, id),
  )
  return [...new Set(ids)].filter((each) => each?.startsWith(`${id}#`)) as string[]
}

/** The absolute ids of all methods that the controller's document contains, except those of other controllers. */
export function methodsOf({ json, id }: ControllerDocument): readonly string[] {
  const ids = everyMethod(json, id).map((method) => absolute(method['id'], id))
  return [...new Set(ids)].filter((each) => each?.startsWith(`${id}#`)) as string[]
}

/** True if the document has no relationships at all, as issuer profiles of Open Badges may. */
export function hasNoRelationships({ json }: ControllerDocument): boolean {
  return RELATIONSHIPS.every((name) => json[name] === undefined)
}

/** The absolute form of an id in a document; undefined if it is not a URL. `#x` and `''` are relative to the document. */
export function absolute(id: Json | undefined, base: string): string | undefined {
  if (typeof id !== 'string') return undefined
  if (id === '' || id.startsWith('#')) return `${base}${id}`
  if (/^[a-z][a-z0-9+.-]*:/i.test(id)) return id
  // Other relative forms need a hierarchical base URL; a DID is not hierarchical.
  return base.startsWith('https://') && URL.canParse(id, base) ? new URL(id, base).href : undefined
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
  const embedded = RELATIONSHIPS.flatMap((name) => asArray(json[name])).filter((entry) => {
    if (isJsonObject(entry)) return true
    if (typeof entry === 'string') return false
    throw malformed(url, 'documentMalformed', 'an entry of a relationship is neither a URL nor an object')
  })
  const older = asArray(json['publicKey']).filter(isJsonObject)
  return [...own, ...older, ...(embedded as readonly JsonObject[])] as readonly JsonObject[]
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
