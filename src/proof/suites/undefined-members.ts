/**
 * Members that no context defines, under a signature of the text: signed with all the rest, yet without a meaning that
 * JSON-LD knows. They are left aside, unless a reader could take them for what a verdict rests on.
 */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue, OpenBadgeError } from '../../errors.js'

const UNDEFINED: ReadonlySet<string> = new Set(['invalid_property', 'relative_type_reference'])

/** What is within two letters of these means an end, a list, a person or an issuer that nobody would look at. */
const WEIGHTY = [
  'validfrom',
  'validuntil',
  'validthrough',
  'issuancedate',
  'expirationdate',
  'expirydate',
  'credentialstatus',
  'credentialschema',
  'credentialsubject',
  'identifier',
  'recipient',
  'revocation',
  'revocationlist',
]
const WEIGHTY_WORDS: ReadonlySet<string> = new Set(
  (
    'exp expires expiry expired expiration expireson expiresat nbf notbefore notafter validto validtill status revoked ' +
    'suspended issuer issuedby issuedto subject holder iss sub id'
  ).split(' '),
)

/** More than this in one document is no slip. */
const MEMBERS_MAXIMUM = 50

/** A member that no context defines, or one of the types that an object is given. */
export interface Stray {
  readonly pointer: string
  readonly found: string
  readonly isType: boolean
}

/** An id that is no URL names nothing outside the document. Here nobody is known by it. */
const NAMELESS = /^\/(?:id|credentialSubject(?:\/\d+)?\/achievement\/id)$/

/** The members at fault, where nothing else is and none of them weighs; otherwise nothing. */
export function harmlessUndefined(
  error: OpenBadgeError<'jsonld_unsafe'>,
  document: JsonObject,
): readonly Stray[] | undefined {
  const { issues } = error.details
  if (issues.length > MEMBERS_MAXIMUM) return undefined
  let places: Places | undefined
  const strays: Stray[] = []
  for (const issue of issues) {
    const { code, pointer, found = '' } = issue
    if (code === 'relative_id_reference' && NAMELESS.test(pointer)) {
      strays.push({ pointer, found, isType: false })
      continue
    }
    // The general engine tells of a type twice.
    if (code === 'relative_object_reference' && issues.some((each) => isTypeOf(each, found))) continue
    if (!UNDEFINED.has(code) || isWeighty(found)) return undefined
    const isType = code === 'relative_type_reference'
    if (pointer !== '') {
      strays.push({ pointer, found, isType })
      continue
    }
    // The general engine does not tell where.
    places ??= placesIn(document)
    const at = (isType ? places.types : places.members).get(found) ?? []
    if (at.length === 0 || (at.length > 1 && at.some(({ value }) => holdsWeighty(value)))) return undefined
    strays.push(...at.map((place) => ({ pointer: place.pointer, found, isType })))
  }
  return strays
}

function isTypeOf({ code, found }: Issue, name: string): boolean {
  return code === 'relative_type_reference' && found === name
}

interface Place {
  readonly pointer: string
  readonly value: Json
}

interface Places {
  readonly members: ReadonlyMap<string, readonly Place[]>
  readonly types: ReadonlyMap<string, readonly Place[]>
}

/** Where each name stands as a member, and where as a type. */
function placesIn(document: JsonObject): Places {
  const members = new Map<string, Place[]>()
  const types = new Map<string, Place[]>()
  const add = (to: Map<string, Place[]>, name: string, place: Place): void => {
    const known = to.get(name)
    if (known === undefined) to.set(name, [place])
    else known.push(place)
  }
  const visit = (value: Json, pointer: string): void => {
    if (Array.isArray(value)) {
      for (const [i, item] of (value as readonly Json[]).entries()) visit(item, `${pointer}/${i}`)
    } else if (isJsonObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        if (name === '@context') continue
        const at = pointer + pointerToken(name)
        add(members, name, { pointer: at, value: member })
        if (name === 'type' || name === '@type') {
          for (const item of new Set([member].flat())) {
            if (typeof item === 'string') add(types, item, { pointer: at, value: item })
          }
        }
        visit(member, at)
      }
    }
  }
  visit(document, '')
  return { members, types }
}

function holdsWeighty(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(holdsWeighty)
  if (!isJsonObject(value)) return false
  return Object.entries(value).some(([name, member]) => isWeighty(name) || holdsWeighty(member))
}

/** The document without the members and types at fault. */
export function withoutStrays(document: JsonObject, strays: readonly Stray[]): JsonObject {
  const members = new Set<string>()
  const types = new Map<string, Set<Json>>()
  for (const { pointer, found, isType } of strays) {
    if (!isType) members.add(pointer)
    else types.set(pointer, (types.get(pointer) ?? new Set()).add(found))
  }
  return without(document, '', { members, types }) as JsonObject
}

interface Left {
  readonly members: ReadonlySet<string>
  readonly types: ReadonlyMap<string, ReadonlySet<Json>>
}

function without(value: Json, pointer: string, left: Left): Json {
  if (Array.isArray(value)) {
    return (value as readonly Json[])
      .map((item, i) => [`${pointer}/${i}`, item] as const)
      .filter(([at]) => !left.members.has(at))
      .map(([at, item]) => without(item, at, left))
  }
  if (!isJsonObject(value)) return value
  const kept: [string, Json][] = []
  for (const [name, member] of Object.entries(value)) {
    const at = pointer + pointerToken(name)
    if (left.members.has(at)) continue
    const strange = left.types.get(at)
    if (strange === undefined) {
      kept.push([name, without(member, at, left)])
      continue
    }
    // Only the type that is undefined: the others give the members their meaning.
    const known = [member].flat().filter((type) => !strange.has(type as Json))
    if (known.length > 0) kept.push([name, known as Json])
  }
  return Object.fromEntries(kept)
}

function isWeighty(name: string): boolean {
  if (name.startsWith('@')) return true
  const letters = name.toLowerCase().replace(/[^a-z]/g, '')
  return WEIGHTY_WORDS.has(letters) || WEIGHTY.some((word) => isNear(letters, word))
}

/** Levenshtein distance of two or less. */
function isNear(one: string, two: string): boolean {
  if (Math.abs(one.length - two.length) > 2) return false
  let row = Array.from({ length: two.length + 1 }, (_, i) => i)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= two.length; j++) {
      const change = row[j - 1]! + (one[i - 1] === two[j - 1] ? 0 : 1)
      next.push(Math.min(change, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[two.length]! <= 2
}
