/**
 * Several objects with one id are one node to a signature of the graph: a member could be moved from one to another, or
 * one object be written as two. So the one nearest the root says all that any of them says.
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
  /** Unknown where the general processor will read it. */
  readonly active?: ActiveContext
  /** The graph that it is in. */
  readonly graph?: unknown
  /** The object with this id before. */
  readonly before?: NodeMention | undefined
  /** It stands there as the text of its id. */
  readonly isReference?: boolean
}

/** Is handed the objects of each node that has several, in place of the strict rule; nothing where no node has. */
export type TellShared = (nodes: readonly (readonly NodeMention[])[]) => void

/** Told by the id; nor can an endorsement be lost, which is verified wherever it stands. */
const ANYWHERE: ReadonlySet<string> = new Set([
  '@context',
  'id',
  'type',
  '@id',
  '@type',
  'endorsement',
  'endorsementJwt',
])

/** The members of objects with one id that must stand elsewhere, or have another value; not many more than a hundred. */
export function misplacedMembers(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  const misplaced: Path[] = []
  const elements = new Set<unknown>(objects.map(({ element }) => element))
  const telling: NodeMention[] = []
  for (const mention of objects) {
    const { element, path } = mention
    // It is the criteria's, or `isOwnCriteria` would let it be in either.
    if (Object.hasOwn(element, 'narrative') && elements.has(element['criteria'])) {
      misplaced.push([...path, 'narrative'])
    }
    if (saysMore(element) && !isInCredential(root, path)) telling.push(mention)
  }
  telling.sort((left, right) => depthOf(left) - depthOf(right))
  if (telling.length === 0) return misplaced
  misplaced.push(...endorsedStrays(root, objects))
  const firsts = new Map<unknown, NodeMention>()
  for (const other of telling) {
    const first = firsts.get(other.graph)
    if (misplaced.length >= MAXIMUM_ISSUES) break
    if (first === undefined) firsts.set(other.graph, other)
    else compare(first, other, misplaced)
  }
  return misplaced
}

/** The members of endorsed objects that say anything but what the outermost object with their id says. */
export function endorsedStrays(root: JsonObject, objects: readonly NodeMention[]): readonly Path[] {
  const misplaced: Path[] = []
  const telling = objects.filter(({ element, path }) => saysMore(element) && !isInCredential(root, path))
  const outermost = telling.sort((left, right) => depthOf(left) - depthOf(right))[0]
  if (outermost === undefined) return misplaced
  for (const mention of objects) {
    if (misplaced.length >= MAXIMUM_ISSUES) break
    if (isEndorsed(mention)) endorse(outermost, mention, misplaced)
  }
  return misplaced
}

/** Whether an endorsement is about it. */
function isEndorsed({ path }: NodeMention): boolean {
  const at = path.lastIndexOf('endorsement')
  return at >= 0 && path.indexOf('credentialSubject', at) > at
}

/** Of what the document describes an endorser says nothing but his comment. */
function endorse(outermost: NodeMention, { element, path }: NodeMention, misplaced: Path[]): void {
  for (const name in element) {
    if (ANYWHERE.has(name) || name === 'endorsementComment') continue
    if (!sameJson(outermost.element[name], element[name])) misplaced.push([...path, name])
  }
}

function compare(first: NodeMention, other: NodeMention, misplaced: Path[]): void {
  const beside = depthOf(other) === depthOf(first)
  if (beside && isOwnIssuer(first, other)) return
  for (const name in other.element) {
    if (ANYWHERE.has(name) && !(beside && name === 'type')) continue
    if (sameJson(other.element[name], first.element[name])) continue
    if (beside || (canSay(first, name, other) && !isOwnCriteria(first, name, other))) {
      misplaced.push([...other.path, name])
    }
  }
  if (!beside) return
  for (const name in first.element) {
    if (!ANYWHERE.has(name) && !Object.hasOwn(other.element, name)) misplaced.push([...first.path, name])
    if (misplaced.length >= MAXIMUM_ISSUES) return
  }
}

function saysMore(element: JsonObject): boolean {
  for (const name in element) if (!ANYWHERE.has(name)) return true
  return false
}

/** Names from the root to it. */
export function depthOf({ path }: NodeMention): number {
  let depth = 0
  for (let i = 0; i < path.length; i++) if (typeof path[i] === 'string') depth++
  return depth
}

/** Whether the name would mean in `one` what it means in `other`. */
function canSay({ active }: NodeMention, name: string, other: NodeMention): boolean {
  if (active === undefined || other.active === undefined) return true
  return propertyOf(active, name).predicate.text === propertyOf(other.active, name).predicate.text
}

/** 1EdTech's own complete badge gives the criteria the id of the achievement, which has no narrative of its own. */
function isOwnCriteria({ element, path }: NodeMention, name: string, other: NodeMention): boolean {
  return (
    name === 'narrative' && element['criteria'] === other.element && other.path.length === path.length + 1
  )
}

/** Who awards himself is issuer and subject, of different types; nobody else has anything of it to move. */
function isOwnIssuer(one: NodeMention, other: NodeMention): boolean {
  const types = (mention: NodeMention): readonly Json[] => [mention.element['type'] ?? []].flat()
  return (
    [one, other].every(
      ({ path }) => path.length === 1 && /^(?:issuer|credentialSubject)$/.test(path[0] as string),
    ) && !types(one).some((type) => types(other).includes(type))
  )
}

/** Whether it is inside a credential that has to be verified by its own proof, which covers what it says. */
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
 * How many steps of the path lead to a record, whose parts share its graph: none where it is the document, a few where a
 * presentation holds it. Nothing on the path is a part of a record where the answer is -2.
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
