/** Converts an input to the form of the specification: types, lists, dates and images, by the table of classes. */
import { type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { ClassTable, PropertyTable } from '../../schema/classes/class-table.js'
import { CLASSES } from '../../schema/generated/model.generated.js'
import { builtAs } from './built.js'
import { type Draft, plainMembers } from './draft.js'
import { extensionMember } from './extension.js'
import { imageId } from './image-bytes.js'

/** The object twice: `full` with the members of extensions, and `core` without them, for the rules of the data model. */
export interface Pair<T extends Json = Json> {
  readonly core: T
  readonly full: T
}

const DEEPEST = 32

/** Makes an object of the class from the caller's literal, or from the result of another builder. */
export function construct(
  className: string,
  input: unknown,
  pointer: string,
  draft: Draft,
  depth = 0,
): Pair | undefined {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return scalar(input, pointer, draft)
  const built = builtAs(input, className)
  if (built !== undefined) {
    for (const extension of built.extensions) draft.extensions.add(extension)
    for (const term of built.standardTerms) draft.standardTerms.add(term)
    return { core: built.core, full: input as JsonObject }
  }
  const members = plainMembers(input, pointer, draft)
  if (members === undefined) return undefined
  if (depth > DEEPEST) {
    draft.add('limit', pointer, 'the value has too many levels, or contains itself', {
      expected: `at most ${DEEPEST} levels`,
      found: 'more',
      hint: 'remove the cycle',
    })
    return undefined
  }
  return assemble(CLASSES[className]!, members, pointer, draft, depth)
}

/** Members in the order of the data model, then those of extensions, then unknown ones, which the check reports. */
function assemble(
  source: ClassTable,
  members: ReadonlyMap<string, unknown>,
  pointer: string,
  draft: Draft,
  depth: number,
): Pair<JsonObject> {
  const core: Record<string, Json> = {}
  const full: Record<string, Json> = {}
  let differs = false
  for (const name of Object.keys(source.properties)) {
    const property = source.properties[name]!
    const given = members.get(name)
    const pair =
      property.kind === 'types' || property.kind === 'typeName'
        ? types(source, property, given, `${pointer}/${name}`, draft)
        : given === undefined
          ? undefined
          : member(source, name, property, given, `${pointer}/${name}`, draft, depth)
    if (pair === undefined) continue
    core[name] = pair.core
    full[name] = pair.full
    if (pair.core !== pair.full) differs = true
  }
  for (const name of [...members.keys()].sort()) {
    if (Object.hasOwn(source.properties, name)) continue
    const value = draft.json(members.get(name), pointer + pointerToken(name))
    if (value === undefined) continue
    if (extensionMember(draft.extensions, source.name, name, value, pointer + pointerToken(name), draft)) {
      full[name] = value
      differs = true
    } else {
      define(core, name, value)
      define(full, name, value)
    }
  }
  return { core, full: differs ? full : core }
}

function define(target: Record<string, Json>, name: string, value: Json): void {
  if (name !== '__proto__') target[name] = value
  else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
}

function member(
  source: ClassTable,
  name: string,
  property: PropertyTable,
  given: unknown,
  pointer: string,
  draft: Draft,
  depth: number,
): Pair | undefined {
  if (source.name === 'Image' && name === 'id' && given instanceof Uint8Array) {
    const id = imageId(given, pointer, draft)
    return id === undefined ? undefined : same(id)
  }
  if (!property.list || (property.either && !Array.isArray(given)))
    return item(property, given, pointer, draft, depth)
  if (!Array.isArray(given)) {
    if (given === null) return { core: null, full: null }
    const single = item(property, given, `${pointer}/0`, draft, depth)
    return single === undefined ? undefined : { core: [single.core], full: [single.full] }
  }
  // The model has no empty lists (Open Badges 3.0, Data Model).
  if (given.length === 0) return undefined
  const pairs: Pair[] = []
  for (let index = 0; index < given.length; index++) {
    const pair = item(property, given[index], `${pointer}/${index}`, draft, depth)
    if (pair !== undefined) pairs.push(pair)
  }
  if (pairs.length === 0) return undefined
  const core = pairs.map((pair) => pair.core)
  return pairs.every((pair) => pair.core === pair.full)
    ? { core, full: core }
    : { core, full: pairs.map((pair) => pair.full) }
}

function item(
  property: PropertyTable,
  given: unknown,
  pointer: string,
  draft: Draft,
  depth: number,
): Pair | undefined {
  const className = property.kind === 'profileRef' ? 'Profile' : property.of
  if (property.kind === 'class' || property.kind === 'profileRef') {
    if (className === 'Image' && (typeof given === 'string' || given instanceof Uint8Array)) {
      const id = imageId(given, pointer, draft)
      return id === undefined ? undefined : same({ id, type: 'Image' })
    }
    if (className === 'Criteria' && typeof given === 'string') {
      return same(criteriaMembers(given))
    }
    if (className === 'EndorsementCredential' || CLASSES[className!]!.foreign)
      return scalar(given, pointer, draft)
    return construct(className!, given, pointer, draft, depth + 1)
  }
  if (given instanceof Date && DATES.has(property.kind)) {
    if (Number.isNaN(given.getTime())) {
      draft.add('invalid_date', pointer, 'the Date is invalid', {
        expected: 'a valid Date',
        found: 'Invalid Date',
        hint: 'check how the Date was made',
      })
      return undefined
    }
    const text = given.toISOString()
    return same(property.kind === 'date' ? text.slice(0, 10) : text.replace('.000Z', 'Z'))
  }
  return scalar(given, pointer, draft)
}

/** The class's own types, then those that the caller adds. If a type has two names, the caller's choice is used. */
function types(
  source: ClassTable,
  property: PropertyTable,
  given: unknown,
  pointer: string,
  draft: Draft,
): Pair | undefined {
  const wanted = Array.isArray(given) ? (given as readonly unknown[]) : [given]
  const own = source.types.map((names) => names.find((name) => wanted.includes(name)) ?? names[0]!)
  if (property.kind === 'typeName') return given === undefined ? same(own[0]!) : scalar(given, pointer, draft)
  const added =
    draft.extensions.size === 0
      ? []
      : [...draft.extensions].flatMap((extension) => extension.typesOf(source.name))
  if (given === undefined && added.length === 0) return same(own)
  const value = given === undefined ? [] : draft.json(given, pointer)
  if (value === undefined) return undefined
  const further = Array.isArray(value) ? (value as readonly Json[]) : [value]
  return same([...new Set<Json>([...own, ...further, ...added])])
}

const DATES: ReadonlySet<PropertyTable['kind']> = new Set(['dateTime', 'dateTimeStamp', 'date'])

const same = (value: Json): Pair => ({ core: value, full: value })

function scalar(value: unknown, pointer: string, draft: Draft): Pair | undefined {
  const json = typeof value === 'string' ? wellFormed(value, pointer, draft) : draft.json(value, pointer)
  return json === undefined ? undefined : same(json)
}

function wellFormed(text: string, pointer: string, draft: Draft): Json | undefined {
  return text.length < 200 && !/[\uD800-\uDFFF]/.test(text) ? text : draft.json(text, pointer)
}

/** Criteria that are written as one text: the address of a page, or the criteria themselves. */
export function criteriaMembers(text: string): { readonly id: string } | { readonly narrative: string } {
  return /^https?:\/\/\S+$/.test(text) ? { id: text } : { narrative: text }
}
