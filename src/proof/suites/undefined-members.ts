/**
 * Members that no context defines, under a signature of the text: signed with all the rest, yet without a meaning that
 * JSON-LD knows. They are left aside, unless a reader could take them for what a verdict rests on.
 */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
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

/** The members at fault, where nothing else is and none of them weighs; otherwise nothing. */
export function harmlessUndefined(error: OpenBadgeError<'jsonld_unsafe'>): readonly Issue[] | undefined {
  const { issues } = error.details
  const harmless = issues.every(({ code, found = '' }) => UNDEFINED.has(code) && !isWeighty(found))
  return harmless && issues.length <= MEMBERS_MAXIMUM ? issues : undefined
}

/** The document without what stands at the pointers. */
export function withoutMembers(document: JsonObject, pointers: readonly string[]): JsonObject {
  return without(document, '', new Set(pointers)) as JsonObject
}

function without(value: Json, pointer: string, left: ReadonlySet<string>): Json {
  if (Array.isArray(value)) {
    return (value as readonly Json[])
      .map((item, i) => [`${pointer}/${i}`, item] as const)
      .filter(([at]) => !left.has(at))
      .map(([at, item]) => without(item, at, left))
  }
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .map(
        ([name, member]) =>
          [name, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, member] as const,
      )
      .filter(([, at]) => !left.has(at))
      .map(([name, at, member]) => [name, without(member, at, left)]),
  )
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
