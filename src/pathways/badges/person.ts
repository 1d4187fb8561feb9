/** Whether a badge belongs to the holder. The holder's names are prepared once for all badges. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import { matchesIdentity, spellingsOf, trimmedAddress } from '../../identity/compare-identity.js'
import { md5Hex } from '../../identity/md5.js'
import type { RecipientQuestion } from '../../verify/index.js'
import type { Facts } from './facts.js'
import { lackOf } from './facts.js'

export type PersonMatch = 'match' | 'mismatch' | 'unknown'

/** Everything that is known about the holder. */
export interface Holder {
  readonly ids: ReadonlySet<string>
  /** Identity type → the texts, in each spelling that issuers hash. */
  readonly names: ReadonlyMap<string, readonly string[]>
}

const MEMBERS: ReadonlySet<string> = new Set([
  'id',
  'email',
  'identifiers',
] satisfies (keyof RecipientQuestion)[])

/**
 * @throws TypeError if `question` has no id, e-mail address or identifier, an unknown member, or a value of the wrong type
 */
export function holderOf(question: RecipientQuestion): Holder {
  checkOptionNames('holder', question, MEMBERS)
  const { id = [], email = [], identifiers = [] } = question
  if (!Array.isArray(identifiers))
    throw new TypeError('holder: identifiers must be a list, such as [{ type, value }]')
  const names = new Map<string, string[]>()
  const add = (type: string, texts: readonly string[]): void => {
    names.set(type, [...new Set([...(names.get(type) ?? []), ...texts])])
  }
  for (const address of texts([email].flat())) {
    if (!address.includes('@')) throw new TypeError("holder: email is no address, such as 'ada@example.org'")
    add('emailAddress', spellingsOf(address))
  }
  for (const { type, value } of identifiers) {
    const [text] = texts([value])
    add(texts([type])[0]!, type === 'emailAddress' ? spellingsOf(text!) : [text!])
  }
  // Documents use this method for examples, so a did:example proves nothing about the person.
  const ids = new Set(texts([id].flat()).filter((each) => !isExample(each)))
  if (ids.size === 0 && names.size === 0)
    throw new TypeError('holder must have an id, an email or identifiers')
  return { ids, names }
}

const isExample = (id: string): boolean => id.startsWith('did:example:')

function texts(values: readonly unknown[]): readonly string[] {
  for (const value of values)
    if (typeof value !== 'string' || value === '')
      throw new TypeError('holder: id, email and value must be strings that are not empty')
  return values as readonly string[]
}

/** One equal name is a match. Names of a type that the holder does not have are ignored. */
export function matchPerson(facts: Facts, { ids, names }: Holder): PersonMatch {
  const { subject } = facts
  // Another address may be among those that are not known.
  const other = lackOf(facts, 'subject', 'identifier') === undefined ? 'mismatch' : 'unknown'
  let outcome: PersonMatch = 'unknown'
  const { id } = subject
  if (typeof id === 'string' && ids.size > 0 && !isExample(id)) {
    if (ids.has(id)) return 'match'
    outcome = 'mismatch'
  }
  const addresses = names.get('emailAddress') ?? []
  if (typeof id === 'string' && id.startsWith('mailto:') && addresses.length > 0) {
    const plain = { identityHash: trimmedAddress(id.slice('mailto:'.length)), identityType: 'emailAddress' }
    if (addresses.some((text) => matchesIdentity(plain, text, md5Hex) === true)) return 'match'
    if (outcome === 'unknown') outcome = other
  }
  const identities = identitiesOf(subject['identifier'])
  for (const identity of identities.slice(0, MOST_IDENTITIES)) {
    const { identityType: type } = identity
    for (const text of (typeof type === 'string' && names.get(type)) || []) {
      const answer = matchesIdentity(identity, text, md5Hex)
      if (answer === true) return 'match'
      if (answer === false && outcome === 'unknown') outcome = other
    }
  }
  return identities.length > MOST_IDENTITIES ? 'unknown' : outcome
}

/** Each may take a hash for each name of the holder, so no more are compared. */
const MOST_IDENTITIES = 100

function identitiesOf(value: Json | undefined): readonly JsonObject[] {
  if (value === undefined) return []
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(isJsonObject)
}
