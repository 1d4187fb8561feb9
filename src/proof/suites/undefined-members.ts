/**
 * Members that no context defines, in documents with a signature of the text. The signature covers them, but they have no
 * meaning in JSON-LD. They are ignored, except if a reader could take them for a member that decides the verdict.
 */
import { isJsonObject, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue, OpenBadgeError } from '../../errors.js'

const UNDEFINED: ReadonlySet<string> = new Set(['invalid_property', 'relative_type_reference'])

/** Names within two letters of these look like dates, statuses, persons or issuers, but no check would read them. */
const DECISIVE = [
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
const DECISIVE_WORDS: ReadonlySet<string> = new Set(
  (
    'exp expires expiry expired expiration expireson expiresat nbf notbefore notafter validto validtill status revoked ' +
    'suspended issuer issuedby issuedto subject holder iss sub id'
  ).split(' '),
)

/** Most undefined members of one document. */
const MEMBERS_MAXIMUM = 50

/** A member or a type that no context defines. */
export interface UndefinedMember {
  readonly pointer: string
  readonly found: string
  readonly isType: boolean
}

/** Ids of the credential and the achievement. An id that is not a URL identifies nothing outside the document, and no person. */
const UNUSED_IDS = /^\/(?:id|credentialSubject(?:\/\d+)?\/achievement\/id)$/

/** The undefined members, if there are no other issues and none of the names is decisive; otherwise `undefined`. */
export function harmlessUndefined(
  error: OpenBadgeError<'jsonld_unsafe'>,
  document: JsonObject,
): readonly UndefinedMember[] | undefined {
  const { issues } = error.details
  if (issues.length > MEMBERS_MAXIMUM) return undefined
  let places: Places | undefined
  const undefinedMembers: UndefinedMember[] = []
  for (const issue of issues) {
    const { code, pointer, found = '' } = issue
    if (code === 'relative_id_reference' && UNUSED_IDS.test(pointer)) {
      undefinedMembers.push({ pointer, found, isType: false })
      continue
    }
    // The general processor reports a type twice.
    if (code === 'relative_object_reference' && issues.some((each) => isTypeOf(each, found))) continue
    if (!UNDEFINED.has(code) || isDecisive(found)) return undefined
    const isType = code === 'relative_type_reference'
    if (pointer !== '') {
      undefinedMembers.push({ pointer, found, isType })
      continue
    }
    // The general processor reports no place.
    places ??= placesIn(document)
    const at = (isType ? places.types : places.members).get(found) ?? []
    if (at.length === 0 || (at.length > 1 && at.some(({ value }) => containsDecisive(value))))
      return undefined
    undefinedMembers.push(...at.map((place) => ({ pointer: place.pointer, found, isType })))
  }
  return undefinedMembers
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

/** The places of each name as a member, and as a type. */
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

function containsDecisive(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(containsDecisive)
  if (!isJsonObject(value)) return false
  return Object.entries(value).some(([name, member]) => isDecisive(name) || containsDecisive(member))
}

/** The document without the undefined members and types. */
export function withoutUndefined(
  document: JsonObject,
  undefinedMembers: readonly UndefinedMember[],
): JsonObject {
  const members = new Set<string>()
  const types = new Map<string, Set<Json>>()
  for (const { pointer, found, isType } of undefinedMembers) {
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
    // Only the undefined type is removed, because the others define the members.
    const known = [member].flat().filter((type) => !strange.has(type as Json))
    if (known.length > 0) kept.push([name, known as Json])
  }
  return Object.fromEntries(kept)
}

function isDecisive(name: string): boolean {
  if (name.startsWith('@')) return true
  const letters = name.toLowerCase().replace(/[^a-z]/g, '')
  return DECISIVE_WORDS.has(letters) || DECISIVE.some((word) => isNear(letters, word))
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
