/** The strict rule for objects with one id: the object that is nearest to the root must have all members. */
import { type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { countValues } from '../budget/count-values.js'
import { propertyOf } from '../context/property.js'
import { unsafeIssue } from '../issues/issues.js'
import { isFull, MAXIMUM_ISSUES } from '../issues/path-issues.js'
import { sameJson } from '../jcs/same-json.js'
import { isInCredential, readsOf } from './in-credential.js'
import { misplacedByEmbedded } from './misplaced-by-embedded.js'
import {
  ANYWHERE,
  depthOf,
  EMBEDDED_HINT,
  hasOwnMembers,
  NEAREST_HINT,
  type NodeMention,
  type Path,
  type Spend,
} from './node-mention.js'

/**
 * The members that must be in another object or have another value, for each node with several objects; at most about a
 * hundred.
 */
export function misplacedMembers(
  root: JsonObject,
  nodes: readonly (readonly NodeMention[])[],
  spend: Spend,
): readonly Issue[] {
  const issues: Issue[] = []
  const add = (path: Path, hint: string): void => {
    if (isFull(issues)) return
    issues.push(unsafeIssue('misplaced_member', path.map(pointerToken).join(''), String(path.at(-1)), hint))
  }
  for (const all of nodes) {
    // The members of the document's own node were compared while they were read.
    if (all.some(({ path }) => path.length === 0)) continue
    spend(readsOf(all))
    const objects = all.filter(({ isReference }) => isReference !== true)
    const describing = objects.filter(
      ({ element, path }) => hasOwnMembers(element) && !isInCredential(root, path),
    )
    for (const path of misplacedBeside(objects, describing, spend)) add(path, NEAREST_HINT)
    if (describing.length === 0) continue
    for (const path of misplacedByEmbedded(root, objects, spend)) add(path, EMBEDDED_HINT)
  }
  return issues
}

/** @param describing the objects of the document that have own members */
function misplacedBeside(
  objects: readonly NodeMention[],
  describing: readonly NodeMention[],
  spend: Spend,
): readonly Path[] {
  const misplaced: Path[] = []
  const elements = new Set<unknown>(objects.map(({ element }) => element))
  for (const { element, path } of objects) {
    // The narrative belongs to the criteria; otherwise `isOwnCriteria` would accept it in both objects.
    if (Object.hasOwn(element, 'narrative') && elements.has(element['criteria'])) {
      misplaced.push([...path, 'narrative'])
    }
  }
  const firsts = new Map<unknown, NodeMention>()
  for (const other of [...describing].sort((left, right) => depthOf(left) - depthOf(right))) {
    const first = firsts.get(other.graph)
    if (misplaced.length >= MAXIMUM_ISSUES) break
    if (first === undefined) firsts.set(other.graph, other)
    else compare(first, other, misplaced, spend)
  }
  return misplaced
}

function compare(first: NodeMention, other: NodeMention, misplaced: Path[], spend: Spend): void {
  const beside = depthOf(other) === depthOf(first)
  if (beside && isSelfIssued(first, other)) return
  for (const name in other.element) {
    if (ANYWHERE.has(name) && !(beside && name === 'type')) continue
    spend(countValues(other.element[name]!))
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
  const own = new Set(types(other))
  return (
    [one, other].every(
      ({ path }) => path.length === 1 && /^(?:issuer|credentialSubject)$/.test(path[0] as string),
    ) && !types(one).some((type) => own.has(type))
  )
}
