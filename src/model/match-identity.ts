/** Whether a badge belongs to a known person, outside of `verify`. */
import { isJsonObject, type JsonObject } from '../encoding/json.js'
import { type IdentityMatch, type KnownIdentity, matchSubject } from '../schema/match-identity.js'

export type { IdentityMatch, KnownIdentity }

const MEMBERS: ReadonlySet<string> = new Set(['id', 'email', 'identifiers'])

export interface KnownPerson extends KnownIdentity {
  /** Short for `identifiers: { emailAddress }`. */
  readonly email?: string
}

/**
 * Compares the recipient of a credential with what is known about a person, for every identity type, plain and
 * hashed (C5). E-mail addresses agree whatever their capitals. Comparing shows that names agree, not that the
 * credential is genuine: that is for `verify`.
 * @throws TypeError for an unknown member of `known`
 */
export function matchIdentity(credential: object, known: KnownPerson): IdentityMatch {
  for (const name of Object.keys(known))
    if (!MEMBERS.has(name)) throw new TypeError(`unknown member "${name}"`)
  const { id, email, identifiers } = known
  const { credentialSubject } = credential as JsonObject
  if (credentialSubject === undefined || !isJsonObject(credentialSubject)) return { outcome: 'unknown' }
  return matchSubject(credentialSubject, {
    ...(id === undefined ? {} : { id }),
    identifiers: { ...identifiers, ...(email === undefined ? {} : { emailAddress: email }) },
  })
}
