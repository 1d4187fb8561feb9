/** Assigns each badge to its learner. A badge of several learners is assigned to none, because it would count for each. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { matchesIdentity, spellingsOf } from '../../identity/compare-identity.js'
import { md5Hex } from '../../identity/md5.js'
import { newerCredential } from '../../index.js'
import { yieldToEvents } from '../verification/yield-to-events.js'
import { type CollectedBadge, credentialKey, UNVERIFIED } from './collect-badges.js'
import type { Person } from './read-learners.js'

export interface Assigned {
  readonly byPerson: ReadonlyMap<Person, readonly CollectedBadge[]>
  readonly contested: readonly Contested[]
  /** Badges that belong to no learner in the table. */
  readonly strangers: number
}

/** A badge that names the learners of several rows. */
export interface Contested {
  /** Its id, if it has one. */
  readonly badge?: string
  readonly rows: readonly number[]
}

interface Known {
  readonly byId: ReadonlyMap<string, readonly Person[]>
  readonly addresses: readonly (readonly [person: Person, spelling: string])[]
}

/**
 * Ids are found by an index. A salted hash of an address must be compared with the address of each learner, which costs one
 * hash, about a microsecond, for each learner and badge.
 */
export async function assignBadges(
  badges: readonly CollectedBadge[],
  persons: readonly Person[],
  signal: AbortSignal,
): Promise<Assigned> {
  const byPerson = new Map<Person, CollectedBadge[]>(persons.map((person) => [person, []]))
  const known = knownOf(persons)
  const contested: Contested[] = []
  const unclear: JsonObject[] = []
  const owned: (readonly [badge: CollectedBadge, owners: ReadonlySet<Person>])[] = []
  const versions = new Map<string, Set<Person>>()
  let strangers = 0
  for (const [i, badge] of badges.entries()) {
    if (i % 32 === 0) await yieldToEvents(signal)
    const each = badge.credentials.map((credential) => [credential, ownersOf(credential, known)] as const)
    const [several] = each.filter(([, persons]) => persons.size > 1)
    if (several !== undefined) {
      const [{ id }, persons] = several
      const rows = [...persons].map(({ row }) => row).sort((one, two) => one - two)
      contested.push({ ...(typeof id === 'string' ? { badge: id } : {}), rows })
      if (badge.from !== UNVERIFIED) unclear.push(several[0])
      continue
    }
    for (const [credential, persons] of each) {
      const key = credentialKey(credential)
      versions.set(key, new Set([...(versions.get(key) ?? []), ...persons]))
    }
    // A presentation may hold badges of several learners.
    const owners = new Set(each.flatMap(([, persons]) => [...persons]))
    if (owners.size === 0) strangers++
    owned.push([badge, owners])
  }
  const replaced = new Map(unclear.map((credential) => [credentialKey(credential), credential]))
  for (const [badge, owners] of owned) {
    const keys = badge.credentials.map(credentialKey)
    // A newer version names several learners, so it is not known to whom this one belongs.
    if (
      keys.some((key, i) => {
        const other = replaced.get(key)
        return other !== undefined && newerCredential(other, badge.credentials[i]!) === other
      })
    )
      continue
    // A version for somebody else replaces the version that a learner has.
    const all = new Set([...owners, ...keys.flatMap((key) => [...versions.get(key)!])])
    for (const owner of all) byPerson.get(owner)!.push(badge)
  }
  return { byPerson, contested, strangers }
}

function knownOf(persons: readonly Person[]): Known {
  const addresses = persons.flatMap((person) =>
    spellingsOf(person.email ?? '').flatMap((each) => (each === '' ? [] : [[person, each] as const])),
  )
  const byId = new Map<string, Person[]>()
  const add = (id: string, person: Person): void => void byId.set(id, [...(byId.get(id) ?? []), person])
  for (const person of persons) if (person.id !== undefined) add(person.id, person)
  for (const [person, address] of addresses) add(`mailto:${address}`, person)
  return { byId, addresses }
}

function ownersOf({ credentialSubject }: JsonObject, { byId, addresses }: Known): ReadonlySet<Person> {
  const owners = objects(credentialSubject).flatMap(({ id, identifier }) => {
    const identities = objects(identifier).filter(({ identityType }) => identityType === 'emailAddress')
    const byAddress = addresses.filter(([, address]) =>
      identities.some((identity) => matchesIdentity(identity, address, md5Hex) === true),
    )
    return [...(byId.get(String(id)) ?? []), ...byAddress.map(([person]) => person)]
  })
  return new Set(owners)
}

const objects = (value: Json | undefined): readonly JsonObject[] =>
  ((Array.isArray(value) ? value : [value]) as readonly Json[]).filter(isJsonObject)
