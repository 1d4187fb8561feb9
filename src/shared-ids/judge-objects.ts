/** Judges all objects of a document that share an id: how `verify` reads them, and whether `issue` may write them. */
import { type Json, type JsonObject, pointerToken } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import { issueFrom, type Messages, unsafeIssue } from '../jsonld/issues/issues.js'
import { MAXIMUM_ISSUES } from '../jsonld/issues/path-issues.js'
import { isInCredential } from '../jsonld/safe-mode/in-credential.js'
import { misplacedByEmbedded } from '../jsonld/safe-mode/misplaced-by-embedded.js'
import { DOCUMENT_TYPE } from '../jsonld/safe-mode/name-check.js'
import {
  EMBEDDED_HINT,
  NEAREST_HINT,
  type NodeMention,
  type Spend,
} from '../jsonld/safe-mode/node-mention.js'
import { judgeNode, type NodeFault, type Placed, placed } from './judge-node.js'
import { classAt, type Path } from './places.js'
import { valuesOf } from './same-value.js'

/** With more objects of one id, only the outermost is read, because sharing multiplies their members. */
const OBJECTS_MAXIMUM = 16

/** Pointer → what is to be read there; `undefined` for an object to leave out. */
export type Readings = Map<string, Placed | undefined>

/**
 * Returns the faults, and puts the readings of the objects into the map.
 * @param nodes the objects of each node that has several
 */
export function judgeObjects(
  document: JsonObject,
  nodes: readonly (readonly NodeMention[])[],
  readings: Readings,
  spend: Spend,
): readonly NodeFault[] {
  const faults: NodeFault[] = []
  for (const node of nodes) {
    if (faults.length >= MAXIMUM_ISSUES) break
    faults.push(...judge(document, node, readings, spend))
  }
  return faults
}

/** Whether the document is refused for it. */
export function isFatal(fault: NodeFault): fault is Fatal {
  return fault.kind !== 'captions'
}

/** Whether two objects with one id have different values. */
export function contradicts(fault: NodeFault): fault is Fatal {
  return fault.kind === 'contradiction'
}

export const pointerOf = (path: Path): string => path.map(pointerToken).join('')

export type Fatal = Exclude<NodeFault, { readonly kind: 'captions' }>

const CONTRADICTION: Messages<'contradicting_member'> = {
  contradicting_member: (name) => `${name} has another value in an object with the same id`,
}

export function issueOf(fault: Fatal): Issue {
  const { path } = fault
  const name = path.filter((step) => typeof step === 'string').at(-1) ?? ''
  const at = pointerOf(path)
  if (fault.kind === 'misplaced') return unsafeIssue('misplaced_member', at, name, fault.hint ?? NEAREST_HINT)
  return issueFrom(
    CONTRADICTION,
    'contradicting_member',
    at,
    name,
    'write the same value in each object with this id',
  )
}

/** Returns the faults of a node, and puts the readings of its objects into the map: `undefined` for an object to leave out. */
function judge(
  document: JsonObject,
  node: readonly NodeMention[],
  readings: Readings,
  spend: Spend,
): readonly NodeFault[] {
  const faults: NodeFault[] = [
    ...misplacedByEmbedded(document, node, spend).map(
      (path) => ({ kind: 'misplaced', path, hint: EMBEDDED_HINT }) as const,
    ),
    ...documentTypes(node).map((path) => ({ kind: 'misplaced', path }) as const),
  ]
  const byGraph = new Map<unknown, NodeMention[]>()
  for (const told of node) {
    if (isInCredential(document, told.path)) continue
    const objects = byGraph.get(told.graph)
    if (objects === undefined) byGraph.set(told.graph, [told])
    else objects.push(told)
  }
  for (const objects of byGraph.values()) {
    if (objects.length > 1) faults.push(...judgeOwn(document, objects, readings, spend))
  }
  return faults
}

/** Only the own object of a credential may have the type of a credential, and no object in an endorsement of it. */
function documentTypes(node: readonly NodeMention[]): readonly Path[] {
  if (!node.some(({ path }) => path.length === 0)) return []
  return node
    .filter(({ element, path }) => path.length > 0 && valuesOf(element['type'] ?? []).some(isDocumentType))
    .map(({ path }) => [...path, 'type'])
}

function isDocumentType(type: Json): boolean {
  return typeof type === 'string' && DOCUMENT_TYPE.test(type)
}

function judgeOwn(
  document: JsonObject,
  objects: readonly NodeMention[],
  readings: Readings,
  spend: Spend,
): readonly NodeFault[] {
  const isMany = objects.length > OBJECTS_MAXIMUM
  const known = objects.map((told) => {
    // The document's own object comes with its proof.
    const whole = told.path.length === 0 ? { ...told, element: document } : told
    return placed(whole, isMany ? 'none' : classAt(document, told.path))
  })
  const faults = judgeNode(known, spend)
  const lists = new Set<string>()
  for (const object of known) {
    const { path } = object.told
    const list = typeof path.at(-1) === 'number' ? pointerOf(path.slice(0, -1)) : undefined
    readings.set(pointerOf(path), list !== undefined && lists.has(list) ? undefined : object)
    if (list !== undefined) lists.add(list)
  }
  return faults
}
