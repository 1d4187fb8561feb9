/** Compares the recipient of a badge with a known person, without `verify`. */

import { requireObject, requireText } from '../../encoding/arguments.js'
import { isJsonObject, type Json, type JsonObject, type PlainObject } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import { foldedAddress, matchesIdentity, sameText, spellingsOf } from '../../identity/compare-identity.js'
import { md5Hex } from '../../identity/md5.js'

/** A person as you know them. */
export interface KnownPerson {
  /** URI of the subject, for example a DID. */
  readonly id?: string
  /** Short for `identifiers: { emailAddress }`. */
  readonly email?: string
  /** By identity type: `{ emailAddress: 'ada@example.org', sisSourcedId: '20-1234' }`; or a list, as `verify` takes it. */
  readonly identifiers?:
    | Readonly<Record<string, string>>
    | readonly { readonly type: string; readonly value: string }[]
}

export interface IdentityMatch {
  /**
   * `match`: one identifier is equal. `mismatch`: none is. `unknown`: the credential has no identifier of a type that you gave,
   * or only hashes with algorithms that the specification does not name.
   */
  readonly outcome: 'match' | 'mismatch' | 'unknown'
  /** The equal identifier: `id`, or the identity type. */
  readonly by?: string
  /** How the equal identity is written. */
  readonly hashed?: boolean
}

const MEMBERS: ReadonlySet<string> = new Set(['id', 'email', 'identifiers'] satisfies (keyof KnownPerson)[])

/**
 * Compares the recipient of a credential with a person that you know, for every identity type, plain or hashed (Open Badges
 * 3.0 §B.1). E-mail addresses are compared without case, also with a subject whose id is a `mailto:`. The function does not
 * verify the credential: use `verify`.
 *
 * @param credential - The credential as plain JSON.
 * @param known - `id`, `email`, or `identifiers` by identity type.
 * @returns `match`, `mismatch` or `unknown`, and the equal name.
 * @throws TypeError for an unknown member of `known`, or a wrong value.
 * @example
 * const { outcome } = matchIdentity(signed, { email: 'ada@example.org' }) // match
 */
export function matchIdentity(credential: PlainObject, known: KnownPerson): IdentityMatch {
  requireObject('matchIdentity', 'credential', credential, 'the credential as plain JSON')
  checkOptionNames('matchIdentity', known, MEMBERS)
  for (const name of ['id', 'email'] as const) {
    if (known[name] !== undefined) requireText('matchIdentity', name, known[name], 'a text')
  }
  const names = namesOf(known.identifiers)
  if (known.email !== undefined) names.set('emailAddress', known.email)
  const subjects = objects((credential as JsonObject)['credentialSubject'])
  const answers = subjects.flatMap((subject) => [
    compareId(subject, known.id),
    compareAddress(subject, names.get('emailAddress')),
    ...objects(subject['identifier']).map((identity) => compareIdentity(identity, names)),
  ])
  const given = answers.filter((answer) => answer !== undefined)
  return (
    given.find(({ outcome }) => outcome === 'match') ?? {
      outcome: given.length > 0 ? 'mismatch' : 'unknown',
    }
  )
}

/** @throws TypeError */
function namesOf(identifiers: KnownPerson['identifiers'] = {}): Map<string, string> {
  const isList = Array.isArray(identifiers)
  if (!isList)
    requireObject(
      'matchIdentity',
      'identifiers',
      identifiers,
      "an object, such as { sisSourcedId: '20-1234' }",
    )
  const entries: readonly (readonly [string, string])[] = isList
    ? (identifiers as readonly { readonly type: string; readonly value: string }[]).map(
        (each) => [each?.type, each?.value] as const,
      )
    : Object.entries(identifiers)
  for (const [type, value] of entries) {
    requireText('matchIdentity', 'the type of an identifier', type, 'a text')
    requireText('matchIdentity', 'an identifier', value, 'a text')
  }
  const names = new Map(entries)
  if (names.size < entries.length)
    throw new TypeError('matchIdentity: identifiers has a type twice; call it once for each value')
  return names
}

function compareId({ id }: JsonObject, known: string | undefined): IdentityMatch | undefined {
  if (known === undefined || typeof id !== 'string') return undefined
  return sameText(id, known) ? { outcome: 'match', by: 'id' } : { outcome: 'mismatch' }
}

/** The id of a subject can be an address: `mailto:ada@example.org`. */
function compareAddress({ id }: JsonObject, known: string | undefined): IdentityMatch | undefined {
  if (known === undefined || typeof id !== 'string' || !id.startsWith('mailto:')) return undefined
  return sameText(foldedAddress(id.slice('mailto:'.length)), foldedAddress(known))
    ? { outcome: 'match', by: 'id' }
    : { outcome: 'mismatch' }
}

/** `undefined` if the type of the identity is not known here, or if it cannot be compared. */
function compareIdentity(
  identity: JsonObject,
  names: ReadonlyMap<string, string>,
): IdentityMatch | undefined {
  const { identityType: by, hashed } = identity
  const known = typeof by === 'string' ? names.get(by) : undefined
  if (typeof by !== 'string' || known === undefined) return undefined
  const spellings = by === 'emailAddress' ? spellingsOf(known) : [known]
  const answers = spellings.map((text) => matchesIdentity(identity, text, md5Hex))
  if (answers.includes(true)) return { outcome: 'match', by, hashed: hashed === true }
  return answers.includes(false) ? { outcome: 'mismatch' } : undefined
}

function objects(value: Json | undefined): readonly JsonObject[] {
  const list: readonly Json[] = value === undefined ? [] : Array.isArray(value) ? value : [value]
  return list.filter(isJsonObject)
}
