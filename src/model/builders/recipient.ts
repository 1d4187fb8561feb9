/** The recipient, as id and identifiers of a subject. */
import { type Json, pointerToken } from '../../encoding/json.js'
import { nearest } from '../../encoding/nearest.js'
import { describe } from '../../schema/issues/issues.js'
import { construct } from '../assembly/construct.js'
import { type Draft, plainMembers } from '../assembly/draft.js'
import type { IdentityObjectInput, OneOrMany } from '../assembly/inputs.generated.js'
import { type IdentityInput, type IdentityOptions, identityObject } from './identity.js'

export interface RecipientNames {
  /** A DID or another URI that the learner can prove to hold. */
  readonly id?: string
  /** Written as a salted hash, unless `hashed` is false. */
  readonly email?: string
  /** Written in the open beside the address or id, so that a page or a certificate can show it. */
  readonly name?: string
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

const MEMBERS: ReadonlySet<string> = new Set(['id', 'email', 'name', 'identifier', 'hashed', 'salt'])

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

/** The name as everybody may read it. */
function nameIdentity(name: unknown, pointer: string, draft: Draft): Json | undefined {
  if (name === undefined) return undefined
  if (typeof name === 'string' && name.trim() !== '') {
    return { type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' }
  }
  draft.add('wrong_type', pointer, 'the name is no text', {
    expected: 'the name as it is to be read',
    found: describe(name as Json),
    hint: "write name: 'Ada Lovelace', or leave it out",
  })
  return undefined
}

/** An address without scheme is meant for `email`. */
function subjectId(id: unknown, pointer: string, draft: Draft): Json | undefined {
  if (typeof id !== 'string' || id.includes(':') || !id.includes('@')) return draft.json(id, pointer)
  draft.add('invalid_uri', pointer, '"id" is an e-mail address, and no URI', {
    expected: 'a DID or another URI that the learner can prove to hold',
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
    return "write recipient: { email: 'ada@example.org' }, or bearer: true if whoever holds the badge is meant"
  const member = input.includes('@') ? 'email' : 'id'
  return `say what it is: recipient: { ${member}: … }`
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
    draft.add('unknown_member', pointer + pointerToken(name), 'a recipient has no such member', {
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
  } else refuseStrayOptions(members, pointer, draft)
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
    draft.add('no_recipient', pointer, 'the badge names no recipient', {
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
