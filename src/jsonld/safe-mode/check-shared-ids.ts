/**
 * For a signature of the graph, several objects with the same id are one node. So anybody could move a member from one to
 * another, or write one object as two. `strict-rule.ts` therefore wants all members in the object that is nearest to the
 * root. No rule lets an embedded credential state what an object of the document states too.
 */
import type { Awaitable } from '#platform'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import type { ActiveContext } from '../context/active-context.js'
import { sameJson } from '../context/context-names.js'
import { MAXIMUM_ISSUES } from '../issues/path-issues.js'

export type Path = readonly (string | number)[]

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

/**
 * Judges the objects of each node that has several, beside the strict rule, and returns what is wrong.
 * @param spend charges for so many comparisons before they are made
 */
export type AlsoJudge = (
  document: JsonObject,
  nodes: readonly (readonly NodeMention[])[],
  spend: (count: number) => void,
) => Awaitable<readonly Issue[]>

/** Members that may be in each of the objects. Endorsements are verified at all places. */
export const ANYWHERE: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  '@id',
  '@type',
  'endorsement',
  'endorsementJwt',
])

export const NEAREST_HINT = 'put it into the first and outermost of the objects with this id'
export const EMBEDDED_HINT =
  'an embedded credential describes this object too: embed that credential as a JWT, or let only one of them describe it'

/** What an endorsement may add to an object. */
const COMMENT = 'endorsementComment'

/**
 * The members that an embedded credential, such as an endorsement, states of an object of the document. For the signature they
 * are one node, so a forger can copy them to the object of the document, or remove them there.
 */
export function misplacedByEmbedded(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  return [
    ...misplacedInEndorsed(root, objects),
    ...statedInside(root, objects),
    ...typesInside(root, objects),
  ]
}

/** Members that decide whether a credential is in force. */
export const DECISIVE = ['validFrom', 'validUntil', 'issuanceDate', 'expirationDate', 'credentialStatus']

/** The members of objects of the document that an embedded credential states of them too. */
function statedInside(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  const inside = objects.filter(({ path }) => isInCredential(root, path))
  if (inside.length === 0) return []
  const own = namesByGraph(inside.filter((each) => isByItself(root, each)))
  const byOthers = namesByGraph(inside.filter((each) => !isByItself(root, each)))
  const beside = namesByGraph(inside.filter(({ path }) => startOfRecord(root, path) < 0))
  return objects
    .filter(({ path }) => !isInCredential(root, path))
    .flatMap(({ element, path, graph }) => {
      const withOwn = isOfIssuer(root, path) ? [byOthers] : [byOthers, own]
      const stated = isShared(root, path) ? [beside] : withOwn
      const names = path.length === 0 ? [...Object.keys(element), ...DECISIVE] : Object.keys(element)
      return Array.from(new Set(names))
        .filter((name) => stated.some((byGraph) => byGraph.get(graph)?.has(name)))
        .map((name) => [...path, name])
    })
}

/** Types that say no more than the place of an object does. */
const USUAL_TYPES: ReadonlySet<unknown> = new Set(
  (
    'Profile Achievement AchievementSubject EndorsementSubject ClrSubject Evidence Criteria Image Address GeoCoordinates ' +
    'IdentifierEntry IdentityObject Alignment Related Result ResultDescription RubricCriterionLevel Association ' +
    '1EdTechCredentialRefresh 1EdTechRevocationList BitstringStatusListEntry 1EdTechJsonSchemaValidator2019'
  ).split(' '),
)

function ownTypes({ element }: NodeMention): readonly Json[] {
  return [element['type'] ?? [], element['@type'] ?? []].flat().filter((type) => !USUAL_TYPES.has(type))
}

/** The types that an embedded credential gives an object of the document: they are the document's too, with or without it. */
function typesInside(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  const places = objects.filter(({ path }) => !isInCredential(root, path))
  return objects.flatMap((mention) => {
    const types = isInCredential(root, mention.path) ? ownTypes(mention) : []
    const isOpen = (place: NodeMention): boolean =>
      place.graph === mention.graph &&
      (isShared(root, place.path)
        ? ownTypes(place).some((type) => types.includes(type))
        : !(isOfIssuer(root, place.path) && isByItself(root, mention)))
    return types.length > 0 && places.some(isOpen) ? [[...mention.path, 'type']] : []
  })
}

function namesOf(path: Path): readonly string[] {
  return path.filter((step) => typeof step === 'string')
}

/** Whether an issuer may describe the object outside and inside: an issuer of both, a creator who endorses, or what a record has. */
function isOfIssuer(root: JsonObject, path: Path): boolean {
  return startOfRecord(root, path) >= 0 || /^(?:issuer|creator)$/.test(String(path.at(-1)))
}

/** Whether the object is in a record, which its parts describe too: its subject, an achievement, the parent of its issuer. */
function isShared(root: JsonObject, path: Path): boolean {
  const start = startOfRecord(root, path)
  return start >= 0 && path.length > start && !(path[start] === 'issuer' && path.length === start + 1)
}

/** Whether the object is the issuer of an embedded credential, or is in a part that the issuer of the record signed itself. */
function isByItself(root: JsonObject, { path }: NodeMention): boolean {
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

export function hasOwnMembers(element: JsonObject): boolean {
  for (const name in element) if (!ANYWHERE.has(name)) return true
  return false
}

/** Number of names from the root to the object. */
export function depthOf({ path }: NodeMention): number {
  let depth = 0
  for (let i = 0; i < path.length; i++) if (typeof path[i] === 'string') depth++
  return depth
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
