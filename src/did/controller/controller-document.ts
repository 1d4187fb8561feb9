/** A fetched controller document, and the verification methods in it (Controlled Identifiers 1.0 section 2). */
import { isJsonObject, type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import { controllerInvalid } from '../verification-method/controller-invalid.js'

export type Relationship = 'assertionMethod' | 'authentication'

const RELATIONSHIPS = [
  'assertionMethod',
  'authentication',
  'keyAgreement',
  'capabilityInvocation',
  'capabilityDelegation',
] as const

/** Controlled Identifiers §2.2: whoever publishes these has lost the key. */
const SECRET_MEMBERS = /^(?:secretKey|privateKey)/

export interface ControllerDocument {
  /** Its id, which is the URL that it was asked for by. */
  readonly id: string
  readonly json: JsonObject
}

/**
 * Steps 5 and 6 of the retrieval algorithm: the document conforms, and is the one that was asked for.
 * @throws OpenBadgeError `controller_invalid`
 */
export function controllerDocument(loaded: unknown, url: string): ControllerDocument {
  const json = documentJson(loaded, url)
  if (json['id'] !== url) {
    throw controllerInvalid(
      url,
      'INVALID_CONTROLLED_IDENTIFIER_DOCUMENT_ID',
      'documentForeign',
      'the controller document has another id than the URL that it was asked for by',
    )
  }
  const { deactivated = false } = json
  if (deactivated !== false) {
    throw malformed(url, 'documentDeactivated', 'the controller document says that it is deactivated')
  }
  for (const method of everyMethod(json, url)) refuseSecrets(method, url)
  return { id: url, json }
}

/** @throws OpenBadgeError `controller_invalid` with fault privateMaterial */
export function refuseSecrets(method: JsonObject, url: string): void {
  if (Object.keys(method).some((member) => SECRET_MEMBERS.test(member))) {
    throw malformed(url, 'privateMaterial', 'the document publishes a secret key')
  }
}

/** A plain copy of what a loader answered, so long as it is an object with an id. */
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
 * Step 7: the method that `url` names, wherever in the document it stands.
 * @throws OpenBadgeError `controller_invalid` when there is none, or two that differ
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
      'the controller document has no such verification method',
    )
  }
  checkUnambiguous(document, url, found)
  return found
}

/** Whatever else the document calls by that name is the same method. @throws OpenBadgeError `controller_invalid` */
export function checkUnambiguous(document: ControllerDocument, url: string, method: JsonObject): void {
  const text = JSON.stringify(method)
  for (const other of everyMethod(document.json, document.id)) {
    if (absolute(other['id'], document.id) !== url || JSON.stringify(other) === text) continue
    throw controllerInvalid(
      url,
      'INVALID_VERIFICATION_METHOD',
      'methodAmbiguous',
      'the controller document has another verification method of that name',
    )
  }
}

/** Step 11: by reference or by value. @throws OpenBadgeError `controller_invalid` */
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

/** Absolute ids of the methods of its own that a document lists under a relationship. */
export function listedMethods(
  { json, id }: ControllerDocument,
  relationship: Relationship,
): readonly string[] {
  const ids = asArray(json[relationship]).map((entry) =>
    absolute(isJsonObject(entry) ? entry['id'] : entry, id),
  )
  return [...new Set(ids)].filter((each) => each?.startsWith(`${id}#`)) as string[]
}

/** True when the document says of none of its keys what they are for, as issuer profiles of Open Badges may. */
export function hasNoRelationships({ json }: ControllerDocument): boolean {
  return RELATIONSHIPS.every((name) => json[name] === undefined)
}

/** The absolute form of an id in a document; undefined for what is no URL. `#x` and `''` are relative to the document. */
export function absolute(id: Json | undefined, base: string): string | undefined {
  if (typeof id !== 'string') return undefined
  if (id === '' || id.startsWith('#')) return `${base}${id}`
  if (/^[a-z][a-z0-9+.-]*:/i.test(id)) return id
  // A DID has no hierarchy that another relative form could be resolved in.
  return base.startsWith('https://') && URL.canParse(id, base) ? new URL(id, base).href : undefined
}

/**
 * `verificationMethod`, a single object tolerated, and the methods embedded under the relationships; `publicKey` is its
 * name in drafts of DID Core.
 */
function everyMethod(json: JsonObject, url: string): readonly JsonObject[] {
  const own = asArray(json['verificationMethod'])
  if (!own.every(isJsonObject)) {
    throw malformed(url, 'documentMalformed', 'a verificationMethod of the controller document is no object')
  }
  const embedded = RELATIONSHIPS.flatMap((name) => asArray(json[name])).filter((entry) => {
    if (isJsonObject(entry)) return true
    if (typeof entry === 'string') return false
    throw malformed(url, 'documentMalformed', 'a relationship lists something that is neither URL nor object')
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
