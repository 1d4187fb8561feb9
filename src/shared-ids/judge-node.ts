/**
 * Judges the objects with one id. In a signed graph they are one node, so a forger can move a member from one object to another,
 * or write one object as two. So each member has its places: the objects whose class has it. It must be in one of them, and it is
 * read in all of them. Otherwise the document is refused.
 */
import type { Json } from '../encoding/json.js'
import type { NodeMention, Spend } from '../jsonld/safe-mode/node-mention.js'
import { depthOf } from '../jsonld/safe-mode/node-mention.js'
import type { ClassTable } from '../schema/classes/class-table.js'
import { type Path, placeOf, type Sharing, sharingOf, type Table } from './places.js'
import { sameValue, valuesOf } from './same-value.js'

/** An object, and the members that are read in its place. */
export interface Placed {
  readonly told: NodeMention
  readonly place: string
  /** `none` if no table has the place. */
  readonly table: Table
  /** Members by name, with the place of each value in the document. */
  readonly reading: Map<string, { readonly value: Json; readonly from?: Path }>
}

export type NodeFault =
  | { readonly kind: 'misplaced'; readonly path: Path; readonly hint?: string }
  /** Not a fault: the images are read without their captions. */
  | { readonly kind: 'captions'; readonly path: Path }
  | { readonly kind: 'contradiction'; readonly path: Path; readonly first: Json; readonly second: Json }

/** Members that are not claims about the node. */
const SILENT: ReadonlySet<string> = new Set(['@context', 'id', '@id', '@type'])
/** Classes that may have types of other vocabularies. An unknown type belongs to such a class, if the node has one. */
const OPEN: ReadonlySet<string> = new Set([
  'CredentialSchema',
  'CredentialStatus',
  'RefreshService',
  'TermsOfUse',
])
/** Members whose values in all objects of the node are joined. */
const TOGETHER: ReadonlySet<string> = new Set(['type', 'endorsement', 'endorsementJwt'])

export function placed(told: NodeMention, table: Table): Placed {
  const { element, path } = told
  const reading: Placed['reading'] = new Map()
  for (const name of Object.keys(element)) reading.set(name, { value: element[name]!, from: [...path, name] })
  return { told, place: placeOf(path), table, reading }
}

/** Returns the fault. Without a fault it sets the readings of the objects. */
export function judgeNode(given: readonly Placed[], spend: Spend): readonly NodeFault[] {
  const objects = [...given].sort((one, other) => rank(one) - rank(other))
  const faults: NodeFault[] = []
  const names = new Set(objects.flatMap(({ told }) => Object.keys(told.element)))
  spend(names.size * objects.length)
  for (const name of names) {
    if (!SILENT.has(name) && !TOGETHER.has(name)) judgeMember(name, objects, faults, spend)
  }
  for (const name of TOGETHER) if (names.has(name)) judgeTogether(name, objects, faults, spend)
  return faults
}

/** The issuer comes before the subject. */
function rank({ told, place }: Placed): number {
  return depthOf(told) * 2 + (place === 'issuer' ? 0 : 1)
}

const says = (name: string, { told }: Placed): boolean => Object.hasOwn(told.element, name)
const valueIn = (name: string, { told }: Placed): Json => told.element[name]!
const pathOf = (name: string, { told }: Placed): Path => (told.isReference ? told.path : [...told.path, name])

function judgeMember(name: string, objects: readonly Placed[], faults: NodeFault[], spend: Spend): void {
  const homes = homesOf(objects, (table) => knows(table, name))
  const atHome = new Set(homes)
  const holders = objects.filter((object) => says(name, object))
  const first = holders.find((object) => atHome.has(object))
  for (const object of holders) {
    if (first !== undefined && !sameValue(valueIn(name, first), valueIn(name, object), spend)) {
      if (isCaption(name, objects, holders)) {
        for (const picture of holders) picture.reading.delete(name)
        faults.push({ kind: 'captions', path: pathOf(name, object) })
        return
      }
      const [one, two] = [valueIn(name, first), valueIn(name, object)]
      faults.push({ kind: 'contradiction', path: pathOf(name, object), first: one, second: two })
      return
    }
    if (atHome.has(object)) continue
    if (first === undefined) faults.push({ kind: 'misplaced', path: pathOf(name, object) })
    else object.reading.delete(name)
  }
  if (first === undefined || homes.length === 1) return
  const sharing = sharingOf(
    name,
    homes.map(({ place }) => place),
  )
  const saying = holders.filter((object) => atHome.has(object))
  if (!isSaid(name, sharing, homes, saying)) {
    for (const object of saying) faults.push({ kind: 'misplaced', path: pathOf(name, object) })
    return
  }
  const best = saying.find((object) => typeof valueIn(name, object) === 'object') ?? first
  const shared = best.reading.get(name)!
  for (const object of homes) object.reading.set(name, shared)
}

/**
 * Whether one image has different captions, for example a logo of two organisations. It is not known which caption belongs to
 * which place, so no caption is read.
 */
function isCaption(name: string, objects: readonly Placed[], holders: readonly Placed[]): boolean {
  return (
    name === 'caption' &&
    objects.every(({ table }) => typeof table === 'object' && table.name === 'Image') &&
    holders.every((holder) => typeof valueIn(name, holder) === 'string')
  )
}

/** Whether a member is at the places that must have it, so that a forger cannot remove it there. */
function isSaid(
  name: string,
  sharing: Sharing | undefined,
  homes: readonly Placed[],
  saying: readonly Placed[],
): boolean {
  if (saying.length === homes.length) return true
  if (sharing === undefined) return false
  const [outermost] = sharing.givers
  return sharing.first?.includes(name) && homes.some(({ place }) => place === outermost)
    ? saying.some(({ place }) => place === outermost)
    : saying.some(({ place }) => sharing.givers.includes(place))
}

/** Types and endorsements have several items, and each item has its places. */
function judgeTogether(name: string, objects: readonly Placed[], faults: NodeFault[], spend: Spend): void {
  const values = objects.filter((object) => says(name, object)).map((object) => valueIn(name, object))
  // Each item is compared with all others.
  spend(values.reduce<number>((sum, value) => sum + valuesOf(value).length, 0) ** 2)
  const items: { readonly item: Json; readonly from: Path }[] = []
  for (const object of objects) {
    if (!says(name, object)) continue
    const value = valueIn(name, object)
    for (const [i, item] of valuesOf(value).entries()) {
      const from = Array.isArray(value) ? [...pathOf(name, object), i] : pathOf(name, object)
      if (!items.some((each) => sameItems(each.item, item, spend))) items.push({ item, from })
    }
  }
  const read = new Map<Placed, { readonly item: Json; readonly from: Path }[]>()
  for (const each of items) {
    const { item } = each
    const homes =
      name === 'type' ? homesOfType(objects, item) : homesOf(objects, (table) => knows(table, name))
    const has = (object: Placed): boolean =>
      says(name, object) && valuesOf(valueIn(name, object)).some((own) => sameItems(own, item, spend))
    const saying = homes.filter(has)
    const sharing = sharingOf(
      name,
      homes.map(({ place }) => place),
    )
    if (saying.length === 0 || (homes.length > 1 && !isSaid(name, sharing, homes, saying))) {
      const holder = objects.find(has)!
      faults.push({ kind: 'misplaced', path: pathOf(name, holder) })
      continue
    }
    for (const object of homes) read.set(object, [...(read.get(object) ?? []), each])
  }
  for (const object of objects) {
    const now = read.get(object)
    const own = says(name, object) ? valueIn(name, object) : undefined
    if (now === undefined) object.reading.delete(name)
    else if (
      own === undefined ||
      valuesOf(own).length !== now.length ||
      !now.every(({ item }) => valuesOf(own).includes(item))
    ) {
      const [only] = now
      object.reading.set(
        name,
        now.length === 1 ? { value: only!.item, from: only!.from } : { value: now.map(({ item }) => item) },
      )
    }
  }
}

function sameItems(one: Json, other: Json, spend: Spend): boolean {
  return typeof one === 'string' || typeof other === 'string' ? one === other : sameValue(one, other, spend)
}

/** The places whose class has the member. If there is none: all if they have one class, else the subject or the outermost. */
function homesOf(objects: readonly Placed[], isKnown: (table: ClassTable) => boolean): readonly Placed[] {
  const knowing = objects.filter(({ table }) => typeof table === 'object' && isKnown(table))
  if (knowing.length > 0) return knowing
  const first = objects[0]!
  if (first.table !== 'none' && objects.every(({ table }) => table === first.table)) return objects
  const subjects = objects.filter(({ place, table }) => place === 'credentialSubject' && table !== 'none')
  return subjects.length > 0 ? subjects : objects.filter((object) => rank(object) === rank(first))
}

function homesOfType(objects: readonly Placed[], type: Json): readonly Placed[] {
  const open = objects.filter(({ table }) => typeof table === 'object' && OPEN.has(table.name))
  const isKnown = objects.some(({ table }) => typeof table === 'object' && isType(table, type))
  return isKnown || open.length === 0 ? homesOf(objects, (table) => isType(table, type)) : open
}

function knows({ properties, also }: ClassTable, name: string): boolean {
  return Object.hasOwn(properties, name) || also.includes(name)
}

function isType({ name, types }: ClassTable, type: Json): boolean {
  return type === name || types.some((names) => (names as readonly Json[]).includes(type))
}
