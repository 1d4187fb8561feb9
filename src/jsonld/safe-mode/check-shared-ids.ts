/**
 * For a signature of the graph, several objects with the same id are one node. So anybody could move a member from one to
 * another, or write one object as two. Therefore the object that is nearest to the root must have all members.
 */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { ActiveContext } from '../context/active-context.js'
import { sameJson } from '../context/context-names.js'
import { propertyOf } from '../context/property.js'
import { MAXIMUM_ISSUES } from '../issues/path-issues.js'

type Path = readonly (string | number)[]

export interface NodeMention {
  readonly element: JsonObject
  readonly path: Path
  /** `undefined` for the general processor. */
  readonly active?: ActiveContext
  /** The graph of the object. */
  readonly graph?: unknown
  /** The previous object with this id. */
  readonly before?: NodeMention | undefined
  /** Only the text of the id is there. */
  readonly isReference?: boolean
}

/** Receives the objects of each node with several objects, instead of the strict rule. Not called if there is no such node. */
export type JudgeSharedIds = (nodes: readonly (readonly NodeMention[])[]) => void

/** Members that may be in each of the objects. Endorsements are verified at all places. */
const ANYWHERE: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  '@id',
  '@type',
  'endorsement',
  'endorsementJwt',
])

/** What an endorsement may add to an object. */
const COMMENT = 'endorsementComment'

/** The members of objects with the same id that must be elsewhere or have another value; about a hundred at most. */
export function misplacedMembers(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  const misplaced: Path[] = []
  const elements = new Set<unknown>(objects.map(({ element }) => element))
  const describing: NodeMention[] = []
  for (const mention of objects) {
    const { element, path } = mention
    // It belongs to the criteria; otherwise `isOwnCriteria` would accept it in both.
    if (Object.hasOwn(element, 'narrative') && elements.has(element['criteria'])) {
      misplaced.push([...path, 'narrative'])
    }
    if (hasOwnMembers(element) && !isInCredential(root, path)) describing.push(mention)
  }
  describing.sort((left, right) => depthOf(left) - depthOf(right))
  if (describing.length === 0) return misplaced
  misplaced.push(...misplacedByEmbedded(root, objects))
  const firsts = new Map<unknown, NodeMention>()
  for (const other of describing) {
    const first = firsts.get(other.graph)
    if (misplaced.length >= MAXIMUM_ISSUES) break
    if (first === undefined) firsts.set(other.graph, other)
    else compare(first, other, misplaced)
  }
  return misplaced
}

/**
 * The members that an embedded credential, such as an endorsement, states of an object of the document. For the signature they
 * are one node, so a forger can copy them to the object of the document, or remove them there.
 */
export function misplacedByEmbedded(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  return [...misplacedInEndorsed(root, objects), ...statedInside(root, objects)]
}

/** Members that decide whether a credential is in force. */
export const DECISIVE = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate', 'credentialStatus']

/** The members of objects of the document that an embedded credential states of them too. */
function statedInside(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  // The parts of a record are read, and what the record itself says of them is not.
  const inside = objects.filter(({ path }) => isInCredential(root, path) && startOfRecord(root, path) < 0)
  if (inside.length === 0) return []
  const byOthers = namesByGraph(inside.filter((each) => !isOwnIssuer(each)))
  const byIssuers = namesByGraph(inside.filter(isOwnIssuer))
  return objects
    .filter(({ path }) => !isInCredential(root, path))
    .flatMap(({ element, path, graph }) => {
      // An issuer of both, or a creator who endorses, may describe itself in both.
      const stated = /^(?:issuer|creator)$/.test(String(path.at(-1))) ? [byOthers] : [byOthers, byIssuers]
      const names = path.length === 0 ? [...Object.keys(element), ...DECISIVE] : Object.keys(element)
      return Array.from(new Set(names))
        .filter((name) => stated.some((byGraph) => byGraph.get(graph)?.has(name)))
        .map((name) => [...path, name])
    })
}

/** Whether the object is the issuer of an embedded credential, whose key signs what it states. */
function isOwnIssuer({ path }: NodeMention): boolean {
  const names = path.filter((step) => typeof step === 'string')
  return names.at(-1) === 'issuer' && /^(?:endorsement|verifiableCredential)$/.test(names.at(-2) ?? '')
}

function namesByGraph(objects: readonly NodeMention[]): ReadonlyMap<unknown, ReadonlySet<string>> {
  const byGraph = new Map<unknown, Set<string>>()
  for (const { element, graph } of objects) {
    const names = byGraph.get(graph) ?? new Set()
    byGraph.set(graph, names)
    for (const name in element) if (!ANYWHERE.has(name) && name !== COMMENT) names.add(name)
  }
  return byGraph
}

/** The members of endorsed objects that differ from the outermost object with their id. */
function misplacedInEndorsed(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  const misplaced: Path[] = []
  const describing = objects.filter(
    ({ element, path }) => hasOwnMembers(element) && !isInCredential(root, path),
  )
  const outermost = describing.sort((left, right) => depthOf(left) - depthOf(right))[0]
  if (outermost === undefined) return misplaced
  for (const mention of objects) {
    if (misplaced.length >= MAXIMUM_ISSUES) break
    if (isEndorsed(mention)) compareEndorsed(outermost, mention, misplaced)
  }
  return misplaced
}

/** Whether the object is endorsed. */
function isEndorsed({ path }: NodeMention): boolean {
  const at = path.lastIndexOf('endorsement')
  return at >= 0 && path.indexOf('credentialSubject', at) > at
}

/** An endorsement may add only `endorsementComment` to an object that the document describes. */
function compareEndorsed(outermost: NodeMention, { element, path }: NodeMention, misplaced: Path[]): void {
  for (const name in element) {
    if (ANYWHERE.has(name) || name === COMMENT) continue
    if (!sameJson(outermost.element[name], element[name])) misplaced.push([...path, name])
  }
}

function compare(first: NodeMention, other: NodeMention, misplaced: Path[]): void {
  const beside = depthOf(other) === depthOf(first)
  if (beside && isSelfIssued(first, other)) return
  for (const name in other.element) {
    if (ANYWHERE.has(name) && !(beside && name === 'type')) continue
    if (sameJson(other.element[name], first.element[name])) continue
    if (beside || (hasSameMeaning(first, name, other) && !isOwnCriteria(first, name, other))) {
      misplaced.push([...other.path, name])
    }
  }
  if (!beside) return
  for (const name in first.element) {
    if (!ANYWHERE.has(name) && !Object.hasOwn(other.element, name)) misplaced.push([...first.path, name])
    if (misplaced.length >= MAXIMUM_ISSUES) return
  }
}

function hasOwnMembers(element: JsonObject): boolean {
  for (const name in element) if (!ANYWHERE.has(name)) return true
  return false
}

/** Number of names from the root to the object. */
export function depthOf({ path }: NodeMention): number {
  let depth = 0
  for (let i = 0; i < path.length; i++) if (typeof path[i] === 'string') depth++
  return depth
}

/** Whether the name has the same meaning in both objects. */
function hasSameMeaning({ active }: NodeMention, name: string, other: NodeMention): boolean {
  if (active === undefined || other.active === undefined) return true
  return propertyOf(active, name).predicate.text === propertyOf(other.active, name).predicate.text
}

/** In 1EdTech's complete example badge, the criteria have the id of the achievement, which has no narrative itself. */
function isOwnCriteria({ element, path }: NodeMention, name: string, other: NodeMention): boolean {
  return (
    name === 'narrative' && element['criteria'] === other.element && other.path.length === path.length + 1
  )
}

/** In a self-issued credential, issuer and subject have the same id and different types. This is allowed. */
function isSelfIssued(one: NodeMention, other: NodeMention): boolean {
  const types = (mention: NodeMention): readonly Json[] => [mention.element['type'] ?? []].flat()
  return (
    [one, other].every(
      ({ path }) => path.length === 1 && /^(?:issuer|credentialSubject)$/.test(path[0] as string),
    ) && !types(one).some((type) => types(other).includes(type))
  )
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
function startOfRecord(root: JsonObject, path: Path): number {
  if (hasType(root, 'ClrCredential')) return 0
  if (!hasType(root, 'VerifiablePresentation') || path[0] !== 'verifiableCredential') return -2
  const { verifiableCredential: held } = root
  const [item, steps] = Array.isArray(held) ? [(held as readonly Json[])[path[1] as number], 2] : [held, 1]
  return item !== undefined && isJsonObject(item) && hasType(item, 'ClrCredential') ? steps : -2
}

function hasType({ type }: JsonObject, name: string): boolean {
  return [type].flat().includes(name)
}
