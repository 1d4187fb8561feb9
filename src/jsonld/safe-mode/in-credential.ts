/** Where an object of a document is: in an embedded credential, in a record, or in neither; and the work to find this out. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { NodeMention, Path } from './node-mention.js'

/**
 * The work of a comparison of objects without the values of their members: the steps to each object, its names and its types.
 */
export function readsOf(objects: readonly NodeMention[]): number {
  return objects.reduce((sum, { element, path }) => {
    const types = element['type']
    return sum + path.length + Object.keys(element).length + (Array.isArray(types) ? types.length : 1)
  }, 0)
}

/** Whether the object is in a credential with its own proof, which covers its members. */
export function isInCredential(root: JsonObject, path: Path): boolean {
  if (!path.includes('endorsement') && !path.includes('verifiableCredential')) return false
  const record = startOfRecord(root, path)
  let value: Json | undefined = root
  let holds = false
  for (const [i, step] of path.entries()) {
    value = (value as Readonly<Record<string | number, Json>> | undefined)?.[step]
    if (i < record) continue
    if (typeof step === 'string') {
      const recorded = step === 'verifiableCredential'
      if (step === 'proof' || (recorded && !(i === record + 1 && path[record] === 'credentialSubject'))) {
        return false
      }
      holds = recorded || step === 'endorsement'
    }
    if (holds && isJsonObject(value)) return true
  }
  return false
}

/**
 * The length of the path to a record, whose parts share its graph: 0 if the document is the record, more if it is in a
 * presentation. -2 if no object of the path is in a record.
 */
export function startOfRecord(root: JsonObject, path: Path): number {
  if (hasType(root, 'ClrCredential')) return 0
  if (!hasType(root, 'VerifiablePresentation') || path[0] !== 'verifiableCredential') return -2
  const { verifiableCredential: held } = root
  const [item, steps] = Array.isArray(held) ? [(held as readonly Json[])[path[1] as number], 2] : [held, 1]
  return item !== undefined && isJsonObject(item) && hasType(item, 'ClrCredential') ? steps : -2
}

/**
 * A cache of types, because a document can have a long list of types, and each of its objects asks for them. Documents are
 * snapshots, so they do not change.
 */
const TYPES = new WeakMap<JsonObject, ReadonlySet<Json | undefined>>()

export function hasType(object: JsonObject, name: string): boolean {
  let types = TYPES.get(object)
  if (types === undefined) {
    types = new Set([object['type']].flat())
    TYPES.set(object, types)
  }
  return types.has(name)
}

function namesOf(path: Path): readonly string[] {
  return path.filter((step) => typeof step === 'string')
}

/**
 * Whether one issuer may describe the object both outside and inside an embedded credential: an issuer of both, a creator who
 * endorses, or an object of a record.
 */
export function isOfIssuer(root: JsonObject, path: Path): boolean {
  return startOfRecord(root, path) >= 0 || /^(?:issuer|creator)$/.test(String(path.at(-1)))
}

/** Whether the object is in a record, which its parts describe too: its subject, an achievement, the parent of its issuer. */
export function isShared(root: JsonObject, path: Path): boolean {
  const start = startOfRecord(root, path)
  return start >= 0 && path.length > start && !(path[start] === 'issuer' && path.length === start + 1)
}

/** Whether the object is the issuer of an embedded credential, or is in a part that the issuer of the record signed itself. */
export function isByItself(root: JsonObject, { path }: NodeMention): boolean {
  const names = namesOf(path)
  if (names.at(-1) === 'issuer' && /^(?:endorsement|verifiableCredential)$/.test(names.at(-2) ?? ''))
    return true
  const start = startOfRecord(root, path)
  if (start < 0) return false
  const end = Math.max(path.lastIndexOf('endorsement'), path.lastIndexOf('verifiableCredential')) + 1
  const part = path.slice(0, typeof path[end] === 'number' ? end + 1 : end)
  const id = issuerAt(root, path.slice(0, start))
  return id !== undefined && id === issuerAt(root, part)
}

/** The id of the issuer of the credential at this place. */
function issuerAt(root: JsonObject, path: Path): Json | undefined {
  let credential: Json = root
  for (const step of path) credential = (credential as Readonly<Record<string | number, Json>>)[step]!
  const { issuer } = credential as JsonObject
  return issuer !== undefined && isJsonObject(issuer) ? issuer['id'] : issuer
}
