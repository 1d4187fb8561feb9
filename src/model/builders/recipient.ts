/** Makes the id and the identifiers of a subject from a recipient. */
import { type Json, pointerToken } from '../../encoding/json.js'
import { nearest } from '../../encoding/nearest.js'
import { describe } from '../../schema/issues/issue-list.js'
import { construct } from '../assembly/construct.js'
import { type Draft, plainMembers } from '../assembly/draft.js'
import type { IdentityObjectInput, OneOrMany } from '../assembly/inputs.generated.js'
import { type IdentityInput, type IdentityOptions, identityObject } from './identity.js'

export interface RecipientNames {
  /** A DID or another URI that the learner can prove to own. */
  readonly id?: string
  /** Written as a salted hash, except if `hashed` is false. */
  readonly email?: string
  /** Written in plain text beside the address or id, so that a page or a certificate can show it. */
  readonly name?: string
  readonly identifier?: OneOrMany<IdentityInput | IdentityObjectInput>
}

/** The learner: at least one of a URI, an e-mail address and other identities. */
export type Recipient = IdentityOptions &
  RecipientNames &
  (
    | Required<Pick<RecipientNames, 'id'>>
    | Required<Pick<RecipientNames, 'email'>>
    | Required<Pick<RecipientNames, 'identifier'>>
  )

const MEMBERS: ReadonlySet<string> = new Set(['id', 'email', 'name', 'identifier', 'hashed', 'salt'])

export interface RecipientParts {
  readonly id?: Json
  readonly identifier?: readonly Json[]
}

/** Refuses `hashed` and `salt` without `email`: they would have no effect, and identities could stay readable. */
function refuseUnusedOptions(members: ReadonlyMap<string, unknown>, pointer: string, draft: Draft): void {
  for (const name of ['hashed', 'salt']) {
    if (!members.has(name)) continue
    draft.add(
      'unknown_member',
      `${pointer}/${name}`,
      `"${name}" needs an e-mail address, but the recipient has none`,
      {
        expected: 'an email, or this member in an item of identifier',
        found: name,
        hint: `write it into the item to which it belongs: { identityType, value, ${name} }`,
      },
    )
  }
}

/** The name in plain text, as an identity. */
function nameIdentity(name: unknown, pointer: string, draft: Draft): Json | undefined {
  if (name === undefined) return undefined
  if (typeof name === 'string' && name.trim() !== '') {
    return { type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' }
  }
  draft.add('wrong_type', pointer, 'the name is not a string, or is empty', {
    expected: 'the name of the learner',
    found: describe(name as Json),
    hint: "write name: 'Ada Lovelace', or remove it",
  })
  return undefined
}

/** Refuses an e-mail address without scheme, which belongs into `email`. */
function subjectId(id: unknown, pointer: string, draft: Draft): Json | undefined {
  if (typeof id !== 'string' || id.includes(':') || !id.includes('@')) return draft.json(id, pointer)
  draft.add('invalid_uri', pointer, '"id" is an e-mail address, not a URI', {
    expected: 'a DID or another URI that the learner can prove to own',
    found: 'an e-mail address',
    hint: 'write recipient: { email } instead of { id }',
  })
  return undefined
}

function foundInstead(input: unknown, members: ReadonlyMap<string, unknown>): string {
  if (typeof input === 'string') return 'a string'
  return members.has('name') ? 'a name, which many people share' : 'nothing'
}

function hintFor(input: unknown): string {
  if (typeof input !== 'string')
    return "write recipient: { email: 'ada@example.org' }, or bearer: true for any holder"
  const member = input.includes('@') ? 'email' : 'id'
  return `a recipient is an object: write recipient: { ${member}: … }`
}

/** Empty parts after an issue in the draft. */
export function recipientParts(input: unknown, pointer: string, draft: Draft): RecipientParts {
  const members =
    typeof input === 'object' && input !== null
      ? plainMembers(input, pointer, draft)
      : new Map<string, unknown>()
  if (members === undefined) return {}
  let misspelt = false
  for (const name of members.keys()) {
    if (MEMBERS.has(name)) continue
    const meant = nearest(name, [...MEMBERS])
    if (meant !== undefined) misspelt = true
    draft.add('unknown_member', pointer + pointerToken(name), 'a recipient does not have this member', {
      expected: [...MEMBERS].join(', '),
      found: name.slice(0, 40),
      hint: `write ${meant ?? '{ email }, { id } or { identifier }'}`,
    })
  }
  const identifiers: Json[] = []
  const email = members.get('email')
  if (email !== undefined) {
    const options = { email, hashed: members.get('hashed'), salt: members.get('salt') }
    push(identityObject(options, pointer, draft))
  } else refuseUnusedOptions(members, pointer, draft)
  push(nameIdentity(members.get('name'), `${pointer}/name`, draft))
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
    !misspelt &&
    id === undefined &&
    email === undefined &&
    (given === undefined || (Array.isArray(given) && given.length === 0))
  ) {
    draft.add('no_recipient', pointer, 'the badge has no recipient', {
      expected: 'email, id or identifier; or bearer: true instead of a recipient',
      found: foundInstead(input, members),
      hint: hintFor(input),
    })
  }
  const json = id === undefined ? undefined : subjectId(id, `${pointer}/id`, draft)
  return {
    ...(json === undefined ? {} : { id: json }),
    ...(identifiers.length === 0 ? {} : { identifier: identifiers }),
  }

  function push(identity: Json | undefined): void {
    if (identity !== undefined) identifiers.push(identity)
  }
}
