/** The recipient, as id and identifiers of a subject. */
import { type Json, pointerToken } from '../../encoding/json.js'
import { construct } from '../assembly/construct.js'
import { type Draft, plainMembers } from '../assembly/draft.js'
import type { IdentityObjectInput, OneOrMany } from '../assembly/inputs.generated.js'
import { type IdentityInput, type IdentityOptions, identityObject } from './identity.js'

export interface RecipientNames {
  /** A DID or another URI that the learner can prove to hold. */
  readonly id?: string
  /** Written as a salted hash, unless `hashed` is false. */
  readonly email?: string
  readonly identifier?: OneOrMany<IdentityInput | IdentityObjectInput>
}

/** Who earned it: at least one of a URI, an e-mail address, other identities. */
export type Recipient = IdentityOptions &
  RecipientNames &
  (
    | Required<Pick<RecipientNames, 'id'>>
    | Required<Pick<RecipientNames, 'email'>>
    | Required<Pick<RecipientNames, 'identifier'>>
  )

const MEMBERS: ReadonlySet<string> = new Set(['id', 'email', 'identifier', 'hashed', 'salt'])

export interface RecipientParts {
  readonly id?: Json
  readonly identifier?: readonly Json[]
}

/** How to write an identity stands beside it: left here it would be without effect, and a name in the open. */
function refuseStrayOptions(members: ReadonlyMap<string, unknown>, pointer: string, draft: Draft): void {
  for (const name of ['hashed', 'salt']) {
    if (!members.has(name)) continue
    draft.add(
      'unknown_member',
      `${pointer}/${name}`,
      `"${name}" is about an e-mail address, and there is none`,
      {
        expected: 'email beside it, or its place inside an item of identifier',
        found: name,
        hint: `write it into the item that it is about: { identityType, value, ${name} }`,
      },
    )
  }
}

/** Empty parts after an issue in the draft. */
export function recipientParts(input: unknown, pointer: string, draft: Draft): RecipientParts {
  const members =
    typeof input === 'object' && input !== null
      ? plainMembers(input, pointer, draft)
      : new Map<string, unknown>()
  if (members === undefined) return {}
  for (const name of members.keys()) {
    if (MEMBERS.has(name)) continue
    draft.add('unknown_member', pointer + pointerToken(name), 'a recipient has no such member', {
      expected: [...MEMBERS].join(', '),
      found: name.slice(0, 40),
      hint: 'write { email }, { id } or { identifier }',
    })
  }
  const identifiers: Json[] = []
  const email = members.get('email')
  if (email !== undefined) {
    const options = { email, hashed: members.get('hashed'), salt: members.get('salt') }
    push(identityObject(options, pointer, draft))
  } else refuseStrayOptions(members, pointer, draft)
  const given = members.get('identifier')
  if (given !== undefined) {
    const list: readonly unknown[] = Array.isArray(given) ? given : [given]
    list.forEach((item, index) => {
      const place = `${pointer}/identifier/${index}`
      const written = typeof item === 'object' && item !== null && 'identityHash' in item
      push(
        written ? construct('IdentityObject', item, place, draft)?.full : identityObject(item, place, draft),
      )
    })
  }
  const id = members.get('id')
  if (
    id === undefined &&
    email === undefined &&
    (given === undefined || (Array.isArray(given) && given.length === 0))
  ) {
    draft.add('no_recipient', pointer, 'the badge names no recipient', {
      expected: 'email, id or identifier; or bearer: true instead of a recipient',
      found: 'nothing',
      hint: "write recipient: { email: 'ada@example.org' }, or bearer: true if whoever holds the badge is meant",
    })
  }
  const json = id === undefined ? undefined : draft.json(id, `${pointer}/id`)
  return {
    ...(json === undefined ? {} : { id: json }),
    ...(identifiers.length === 0 ? {} : { identifier: identifiers }),
  }

  function push(identity: Json | undefined): void {
    if (identity !== undefined) identifiers.push(identity)
  }
}
