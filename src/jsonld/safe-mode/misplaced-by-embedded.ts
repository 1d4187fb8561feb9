/** What an embedded credential, such as an endorsement or a part of a record, states of objects outside it. */
import type { Json, JsonObject } from '../../encoding/json.js'
import { countValues } from '../budget/count-values.js'
import { MAXIMUM_ISSUES } from '../issues/path-issues.js'
import { sameJson } from '../jcs/same-json.js'
import { CLASS_TYPES } from './class-types.generated.js'
import {
  hasType,
  isByItself,
  isInCredential,
  isOfIssuer,
  isShared,
  readsOf,
  startOfRecord,
} from './in-credential.js'
import { ANYWHERE, depthOf, hasOwnMembers, type NodeMention, type Path, type Spend } from './node-mention.js'

/** The only member that an endorsement may add to an object. */
const COMMENT = 'endorsementComment'

/**
 * The members and types that an embedded credential, such as an endorsement, states of an object of the document. For the
 * signature they are one node, so a forger can copy them to the object of the document, or remove them there.
 */
export function misplacedByEmbedded(
  root: JsonObject,
  objects: readonly NodeMention[],
  spend: Spend,
): readonly Path[] {
  spend(readsOf(objects))
  return [
    ...misplacedInEndorsed(root, objects, spend),
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
        .filter((name) => name !== COMMENT || !isOwnSubject(root, path))
        .filter((name) =>
          (name === COMMENT ? [byOthers, own] : stated).some((byGraph) => byGraph.get(graph)?.has(name)),
        )
        .map((name) => [...path, name])
    })
}

/** Whether the object is the subject of an endorsement, which has a comment of its own. */
function isOwnSubject(root: JsonObject, path: Path): boolean {
  return path.length === 1 && path[0] === 'credentialSubject' && hasType(root, 'EndorsementCredential')
}

/** Types that say no more than the place of an object does. */
const USUAL_TYPES: ReadonlySet<unknown> = new Set([
  ...CLASS_TYPES,
  // The data model requires no type of criteria, and lets services have others.
  'Criteria',
  '1EdTechCredentialRefresh',
  '1EdTechRevocationList',
  'BitstringStatusListEntry',
  '1EdTechJsonSchemaValidator2019',
])

function ownTypes({ element }: NodeMention): readonly Json[] {
  return [element['type'] ?? [], element['@type'] ?? []].flat().filter((type) => !USUAL_TYPES.has(type))
}

/**
 * The types of objects of the document for which an embedded credential gives a type too: a holder can copy or remove it.
 * Objects that a record shares with its parts may have further types.
 */
function typesInside(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  const inside = objects.filter((each) => ownTypes(each).length > 0 && isInCredential(root, each.path))
  if (inside.length === 0) return []
  const all = typesByGraph(inside)
  const byOthers = typesByGraph(inside.filter((each) => !isByItself(root, each)))
  return objects
    .filter((place) => {
      // A text with only the id states no type.
      if (place.isReference === true || isInCredential(root, place.path)) return false
      if (isShared(root, place.path)) {
        return ownTypes(place).some((type) => all.get(place.graph)?.has(type) === true)
      }
      return (isOfIssuer(root, place.path) ? byOthers : all).has(place.graph)
    })
    .map(({ path }) => [...path, 'type'])
}

function typesByGraph(objects: readonly NodeMention[]): ReadonlyMap<unknown, ReadonlySet<Json>> {
  const byGraph = new Map<unknown, Set<Json>>()
  for (const mention of objects) {
    const types = byGraph.get(mention.graph) ?? new Set()
    byGraph.set(mention.graph, types)
    for (const type of ownTypes(mention)) types.add(type)
  }
  return byGraph
}

function namesByGraph(objects: readonly NodeMention[]): ReadonlyMap<unknown, ReadonlySet<string>> {
  const byGraph = new Map<unknown, Set<string>>()
  for (const { element, graph } of objects) {
    const names = byGraph.get(graph) ?? new Set()
    byGraph.set(graph, names)
    for (const name in element) if (!ANYWHERE.has(name)) names.add(name)
  }
  return byGraph
}

/** The members of endorsed objects that differ from the outermost object with their id. */
function misplacedInEndorsed(
  root: JsonObject,
  objects: readonly NodeMention[],
  spend: Spend,
): readonly Path[] {
  const misplaced: Path[] = []
  const describing = objects.filter(
    ({ element, path }) => hasOwnMembers(element) && !isInCredential(root, path),
  )
  const outermost = describing.sort((left, right) => depthOf(left) - depthOf(right))[0]
  if (outermost === undefined) return misplaced
  for (const mention of objects) {
    if (misplaced.length >= MAXIMUM_ISSUES) break
    if (isEndorsed(mention)) compareEndorsed(outermost, mention, misplaced, spend)
  }
  return misplaced
}

/** Whether the object is endorsed. */
function isEndorsed({ path }: NodeMention): boolean {
  const at = path.lastIndexOf('endorsement')
  return at >= 0 && path.indexOf('credentialSubject', at) > at
}

/** An endorsement may add only `endorsementComment` to an object that the document describes. */
function compareEndorsed(
  outermost: NodeMention,
  { element, path }: NodeMention,
  misplaced: Path[],
  spend: Spend,
): void {
  for (const name in element) {
    if (ANYWHERE.has(name) || name === COMMENT) continue
    spend(countValues(element[name]!))
    if (!sameJson(outermost.element[name], element[name])) misplaced.push([...path, name])
  }
}
