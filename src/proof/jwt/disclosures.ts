/**
 * Selective disclosure of a token (SD-JWT, RFC 9901 section 7.1; VC-JOSE-COSE section 3.2): the issuer signs digests of
 * members, and the holder shows some of these members.
 */
import { sha256 } from '#platform'
import { isJsonObject, type Json, type JsonObject, parseJson, RECORD_LIMITS } from '../../encoding/json.js'
import { decodeBase64url, encodeBase64url } from '../../encoding/multibase.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import type { Work } from '../../jsonld/budget/limits.js'
import { DECISIVE } from '../../jsonld/safe-mode/misplaced-by-embedded.js'
import { IDENTIFIER, type ProofResult } from '../result/proof-result.js'
import type { CompactJws } from './jws.js'
import { jwtFault } from './jwt-fault.js'

/** Members that hold digests of other members. */
const DIGESTS = '_sd'
const ITEM = '...'
const ALGORITHM = '_sd_alg'

/** More members than any credential has. */
const DISCLOSURES_MAXIMUM = 1000
const DEPTH_MAXIMUM = 64

/** A signed token, and the disclosures of its holder. */
export interface SelectiveToken {
  readonly token: string
  readonly disclosures: readonly string[]
  /** Whether a key binding JWT follows, which laurel does not read (RFC 9901 section 7.3). */
  readonly hasKeyBinding: boolean
}

/** Splits at each `~`. Some libraries leave out the last one, so what follows it is a disclosure if it is not a token. */
export function splitDisclosures(text: string): SelectiveToken {
  const [token = '', ...rest] = text.split('~')
  const last = rest.at(-1) ?? ''
  const hasKeyBinding = last.includes('.')
  return { token, disclosures: last === '' || hasKeyBinding ? rest.slice(0, -1) : rest, hasKeyBinding }
}

/** Whether the value has digests of members. */
export function hasDigests(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(hasDigests)
  if (!isJsonObject(value)) return false
  return Object.entries(value).some(
    ([name, member]) => name === DIGESTS || name === ITEM || name === ALGORITHM || hasDigests(member),
  )
}

/** A token with its disclosed members, and what its holder may have withheld. */
export interface DisclosedToken {
  readonly jws: CompactJws
  readonly selection?: ProofResult['selection']
}

/**
 * Reads the disclosures of a token. A token with digests can have withheld members even without disclosures.
 * @throws OpenBadgeError `jwt_invalid` (`jwt_malformed`, `jwt_unsupported`), `limit_exceeded`
 */
export function disclosedToken(
  jws: CompactJws,
  text: string,
  disclosures: readonly string[],
  work: Work,
): DisclosedToken {
  if (!text.includes('~') && !hasDigests(jws.payload)) return { jws }
  const { payload, withheld } = disclose(jws.payload, disclosures, work)
  const disclosed = { ...jws, payload }
  if (withheld.length === 0) return { jws: disclosed }
  const standing = withheld.some(mayHideVerdict) ? [] : SHOWN_COMPLETELY
  const mandatory = [
    ...standing,
    ...(withheld.some(mayHidePerson) ? [] : [IDENTIFIER]),
    ...(withheld.some(mayHideResource) ? [] : [RESOURCES]),
  ]
  return { jws: disclosed, selection: { mandatory } }
}

const TERMS = 'https://www.w3.org/2018/credentials#'
const RESOURCES = `${TERMS}relatedResource`
/** These members are complete if no member of the credential's own object is withheld. */
const SHOWN_COMPLETELY = DECISIVE.map((name) => TERMS + name)

/** Whether the withheld members can contain a date, a status, or the meaning of their names. */
function mayHideVerdict(path: readonly string[]): boolean {
  const [first, ...rest] = inCredential(path)
  if (first === undefined || first === 'credentialStatus' || path.includes('@context')) return true
  return first === 'type' && rest.length === 0
}

/** Whether the withheld members can contain an id or identifier of a subject, or the claim `sub`. */
function mayHidePerson(path: readonly string[]): boolean {
  const [first, second = 'identifier'] = inCredential(path)
  return path.length === 0 || (first === 'credentialSubject' && second === 'identifier')
}

/** Whether the withheld members can contain an entry of `relatedResource`, or a part of one. */
function mayHideResource(path: readonly string[]): boolean {
  const [first = 'relatedResource'] = inCredential(path)
  return first === 'relatedResource' || path.includes('@context')
}

function inCredential(path: readonly string[]): readonly string[] {
  return path[0] === 'vc' || path[0] === 'vp' ? path.slice(1) : path
}

interface Disclosed {
  readonly payload: JsonObject
  /** The path, from the payload down, to each object or list with members that are not shown. */
  readonly withheld: readonly (readonly string[])[]
}

/**
 * Puts the disclosed members into the payload. The payload or another disclosure must name each disclosure exactly once, and
 * no other member may have its name.
 * @throws OpenBadgeError `jwt_invalid` (`jwt_malformed`, `jwt_unsupported`), `limit_exceeded`
 */
function disclose(payload: JsonObject, disclosures: readonly string[], work: Work): Disclosed {
  const { [ALGORITHM]: algorithm = 'sha-256', ...claims } = payload as Readonly<Record<string, Json>>
  if (algorithm !== 'sha-256') {
    throw jwtFault('jwt_unsupported', 'the digests of the token are not SHA-256')
  }
  if (disclosures.length > DISCLOSURES_MAXIMUM)
    throw malformed(`it has more than ${DISCLOSURES_MAXIMUM} disclosures`)
  work.spend(
    'bytes',
    disclosures.reduce((sum, { length }) => sum + length, 0),
  )
  const shown = new Disclosures(disclosures)
  const whole = shown.place(claims, [], 0)
  if (!shown.areAllPlaced) throw malformed('it has a disclosure that the issuer did not sign')
  // The assembled payload has the same limits as one that is read.
  return { payload: parseJson(JSON.stringify(whole), RECORD_LIMITS) as JsonObject, withheld: shown.withheld }
}

type Item = readonly [salt: Json, value: Json]
type Member = readonly [salt: Json, name: string, value: Json]

class Disclosures {
  readonly withheld: (readonly string[])[] = []
  private readonly open = new Map<string, Item | Member>()
  private readonly met = new Set<string>()

  constructor(texts: readonly string[]) {
    for (const text of texts) {
      const digest = encodeBase64url(sha256(text))
      if (this.open.has(digest)) throw malformed('it has the same disclosure twice')
      this.open.set(digest, read(text))
    }
  }

  get areAllPlaced(): boolean {
    return this.open.size === 0
  }

  place(value: Json, path: readonly string[], depth: number): Json {
    if (depth > DEPTH_MAXIMUM) throw malformed('its disclosures are nested too deeply')
    if (Array.isArray(value)) {
      return (value as readonly Json[]).flatMap((item) => this.placeItem(item, path, depth))
    }
    return isJsonObject(value) ? this.placeMembers(value, path, depth) : value
  }

  private placeMembers(value: JsonObject, path: readonly string[], depth: number): JsonObject {
    const { [DIGESTS]: digests = [], ...own } = value as Readonly<Record<string, Json>>
    if (Object.hasOwn(own, ITEM)) throw malformed('a digest of a list item is not in a list')
    if (!Array.isArray(digests)) throw malformed('its digests are not a list')
    const members = new Map<string, Json>()
    for (const [name, member] of Object.entries(own)) {
      members.set(name, this.place(member, [...path, name], depth + 1))
    }
    for (const digest of digests as readonly Json[]) {
      const found = this.take(digest, path)
      if (found === undefined) continue
      if (found.length !== 3) throw malformed('a member has the disclosure of a list item')
      const [, name, member] = found
      if (name === DIGESTS || name === ITEM || members.has(name)) {
        throw malformed('a disclosure has the name of another member')
      }
      members.set(name, this.place(member, [...path, name], depth + 1))
    }
    return Object.fromEntries(members)
  }

  private placeItem(item: Json, path: readonly string[], depth: number): readonly Json[] {
    if (!isJsonObject(item) || !Object.hasOwn(item, ITEM)) return [this.place(item, path, depth + 1)]
    if (Object.keys(item).length !== 1)
      throw malformed('an object with the digest of a list item has other members')
    const found = this.take(item[ITEM]!, path)
    if (found === undefined) return []
    if (found.length !== 2) throw malformed('a list item has the disclosure of a member')
    return [this.place(found[1], path, depth + 1)]
  }

  /** The disclosure of a digest; `undefined` if it is not shown, or if the digest is a decoy. */
  private take(digest: Json, path: readonly string[]): Item | Member | undefined {
    if (typeof digest !== 'string') throw malformed('one of its digests is not a text')
    if (this.met.has(digest)) throw malformed('it has the same digest twice')
    this.met.add(digest)
    const found = this.open.get(digest)
    if (found === undefined) this.withheld.push(path)
    else this.open.delete(digest)
    return found
  }
}

function read(text: string): Item | Member {
  let value: Json
  try {
    value = parseJson(decodeUtf8(decodeBase64url(text)), RECORD_LIMITS)
  } catch {
    throw malformed('a disclosure is not JSON')
  }
  if (Array.isArray(value)) {
    const items = value as readonly Json[]
    if (items.length === 2) return items as unknown as Item
    if (items.length === 3 && typeof items[1] === 'string') return items as unknown as Member
  }
  throw malformed('a disclosure is not a list of salt, name and value')
}

function malformed(what: string): Error {
  return jwtFault('jwt_malformed', `the token is not a valid SD-JWT: ${what}`)
}
