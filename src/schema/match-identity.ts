/** Whether a credential names a known person (C5). Pure; every comparison takes the same time whatever it finds. */
import { md5 } from '@noble/hashes/legacy.js'
import { equalBytes, sha256 } from '#platform'
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { encodeUtf8 } from '../encoding/utf8.js'

/** A person as the verifier knows them. */
export interface KnownIdentity {
  /** URI of the subject, for example a DID. */
  readonly id?: string
  /** By identity type: `{ emailAddress: 'ada@example.org', sisSourcedId: '20-1234' }`. */
  readonly identifiers?: Readonly<Record<string, string>>
}

export interface IdentityMatch {
  /**
   * `match`: one name agrees. `mismatch`: none does. `unknown`: the credential has no name of a kind that is known
   * here, or only hashes of algorithms that the specification does not name.
   */
  readonly outcome: 'match' | 'mismatch' | 'unknown'
  /** What agreed: `id`, or the identity type. */
  readonly by?: string
  /** How the agreeing identity is written. */
  readonly hashed?: boolean
}

const HASH = /^([A-Za-z0-9]+)\$([0-9A-Fa-f]+)$/

/** Compares `credentialSubject` of a credential with what is known. */
export function matchSubject(subject: JsonObject, known: KnownIdentity): IdentityMatch {
  let compared = 0
  let found: IdentityMatch | undefined
  const id = subject['id']
  if (known.id !== undefined && typeof id === 'string') {
    compared++
    if (sameText(id, known.id)) found = { outcome: 'match', by: 'id' }
  }
  const given = subject['identifier']
  const list: readonly Json[] = given === undefined ? [] : Array.isArray(given) ? given : [given]
  for (const item of list) {
    const verdict = isJsonObject(item) ? compare(item, known.identifiers ?? {}) : undefined
    if (verdict === undefined) continue
    compared++
    if (verdict && found === undefined) {
      const { identityType, hashed } = item as JsonObject
      found = { outcome: 'match', by: String(identityType), hashed: hashed === true }
    }
  }
  return found ?? { outcome: compared > 0 ? 'mismatch' : 'unknown' }
}

/** Whether the identity agrees; nothing when it is of another kind, or hashed by another algorithm. */
function compare(identity: JsonObject, identifiers: Readonly<Record<string, string>>): boolean | undefined {
  const { identityType, identityHash, hashed, salt } = identity
  if (typeof identityType !== 'string' || typeof identityHash !== 'string') return undefined
  const known = Object.hasOwn(identifiers, identityType) ? identifiers[identityType] : undefined
  if (known === undefined) return undefined
  const spellings = identityType === 'emailAddress' ? [known, known.toLowerCase()] : [known]
  if (hashed !== true) {
    const held = identityType === 'emailAddress' ? [identityHash, identityHash.toLowerCase()] : [identityHash]
    return anyOf(held.flatMap((one) => spellings.map((other) => sameText(one, other))))
  }
  const [, algorithm, hex] = HASH.exec(identityHash) ?? []
  const hash = ALGORITHMS[algorithm?.toLowerCase() ?? '']
  if (hash === undefined || hex === undefined) return undefined
  const appended = typeof salt === 'string' ? salt : ''
  return anyOf(
    spellings.map((spelling) => sameText(hex.toLowerCase(), toHex(hash(encodeUtf8(spelling + appended))))),
  )
}

/** The specification's two; MD5 is read, never written. */
const ALGORITHMS: Readonly<Record<string, ((data: Uint8Array) => Uint8Array) | undefined>> = Object.assign(
  Object.create(null),
  { sha256, md5 },
)

const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** Looks at all of them, however soon one agrees. */
const anyOf = (verdicts: readonly boolean[]): boolean => verdicts.filter(Boolean).length > 0

const sameText = (one: string, two: string): boolean => equalBytes(encodeUtf8(one), encodeUtf8(two))
