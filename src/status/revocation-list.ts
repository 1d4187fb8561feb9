/** The 1EdTech revocation list: unsigned JSON that lists revoked credentials (Open Badges 3.0, section 9.4; VCRL 1.0). */
import { parseUrl } from '../encoding/forms/parse-url.js'
import { isAbsoluteUri } from '../encoding/forms/uri.js'
import {
  DOCUMENT_LIMITS,
  freezeJson,
  isJsonObject,
  type Json,
  type JsonObject,
  snapshot,
} from '../encoding/json.js'
import { checkOptionNames } from '../encoding/options.js'
import { OpenBadgeError } from '../errors.js'

export interface Revocation {
  readonly revoked: boolean
  readonly reason?: string
  /** The issuer that the list names. */
  readonly issuer?: string
}

/** The entries by credential, so that many credentials can be looked up. */
export interface OpenRevocationList {
  readonly list: JsonObject
  /** Undefined if the document is not a revocation list. */
  readonly entries: readonly Json[] | undefined
  /** Credential id → its entry, up to the first entry without an id. */
  readonly revoked: ReadonlyMap<string, JsonObject>
  readonly hasMalformed: boolean
}

/** @param list that nobody changes */
export function openRevocationList(list: JsonObject): OpenRevocationList {
  const entries = entriesOf(list)
  const revoked = new Map<string, JsonObject>()
  for (const item of entries ?? []) {
    if (!isJsonObject(item) || typeof item['id'] !== 'string') {
      return { list, entries, revoked, hasMalformed: true }
    }
    if (String(item['revoked']) !== 'false' && !revoked.has(item['id'])) revoked.set(item['id'], item)
  }
  return { list, entries, revoked, hasMalformed: false }
}

/**
 * Looks a credential up. It is revoked if the list has it and `revoked` is not false. A missing credential counts as not
 * revoked only if the document is a list with the expected id: the list is unsigned, and a server may return any JSON.
 * @param url the URL that the list was loaded from
 * @throws OpenBadgeError `status_invalid`, reason MALFORMED_VALUE_ERROR or STATUS_VERIFICATION_ERROR
 */
export function readRevocationList(
  { list, entries, revoked, hasMalformed }: OpenRevocationList,
  credentialId: string,
  url: string,
): Revocation {
  const entry = revoked.get(credentialId)
  if (entry !== undefined) {
    const { revocationReason: reason } = entry
    return { revoked: true, ...(typeof reason === 'string' ? { reason } : {}) }
  }
  if (hasMalformed) throw invalid('MALFORMED_VALUE_ERROR', 'the revocation list has an entry without id')
  if (entries === undefined) throw invalid('MALFORMED_VALUE_ERROR', 'the document is not a revocation list')
  const { id, issuer } = list
  if (id !== url) throw invalid('STATUS_VERIFICATION_ERROR', 'the id of the revocation list is not its URL')
  if (issuer === undefined) return { revoked: false }
  const name = isJsonObject(issuer) ? issuer['id'] : issuer
  if (typeof name !== 'string')
    throw invalid('MALFORMED_VALUE_ERROR', 'the issuer of the revocation list has no id')
  return { revoked: false, issuer: name }
}

export interface RevocationListOptions {
  /** URL at which it will be published; it is the `id` in `credentialStatus`. */
  readonly id: string
  /** The issuer of the badges. */
  readonly issuer: string | JsonObject
  /** Ids of the revoked credentials, each with an optional reason. */
  readonly revoked: readonly (string | { readonly id: string; readonly reason?: string })[]
}

const OPTIONS: ReadonlySet<string> = new Set([
  'id',
  'issuer',
  'revoked',
] satisfies (keyof RevocationListOptions)[])

/**
 * Makes a 1EdTech revocation list (Verifiable Credentials Revocation List 1.0; Open Badges 3.0 §9.4): plain JSON without a
 * signature. Publish it at `id`, and give badges `credentialStatus: { id, type: '1EdTechRevocationList' }`. New issuers
 * should use `statusListCredential`, which is signed and does not list the revoked credentials by name.
 *
 * @param options - `id`: https URL of publication; `issuer`; `revoked`: ids of credentials, or `{ id, reason }`.
 * @returns The list as plain JSON, frozen.
 * @throws OpenBadgeError `status_invalid` for an id that is not an absolute URL or occurs twice; `limit_exceeded` for more than
 *   1 MiB, about 14,000 ids; TypeError for bad options.
 * @example
 * const list = revocationList({
 *   id: 'https://example.edu/revocations.json',
 *   issuer: signer.controller,
 *   revoked: [{ id: 'urn:uuid:0b5a9a3c-3c9e-4a57-8d9e-0b0b51f3a9d2', reason: 'Issued by mistake' }],
 * })
 */
export function revocationList(options: RevocationListOptions): JsonObject {
  checkOptionNames('revocationList', options, OPTIONS)
  const { id, issuer, revoked } = options
  if (typeof id !== 'string' || !/^https:\/\//.test(id) || parseUrl(id) === undefined) {
    throw new TypeError('revocationList: id must be an https URL')
  }
  if (!Array.isArray(revoked)) throw new TypeError('revocationList: revoked must be a list of ids')
  const name = isJsonObject(issuer as Json) ? (issuer as JsonObject)['id'] : issuer
  if (typeof name !== 'string' || !isAbsoluteUri(name)) {
    throw new TypeError('revocationList: issuer must be a URL, or an object with a URL as id')
  }
  const seen = new Set<string>()
  const entries = (revoked as RevocationListOptions['revoked']).map((item): JsonObject => {
    const entry = typeof item === 'string' ? { id: item } : item
    if (typeof entry?.id !== 'string' || !isAbsoluteUri(entry.id)) {
      throw invalid('MALFORMED_VALUE_ERROR', 'the id of a revoked credential must be an absolute URL')
    }
    if (seen.has(entry.id)) throw invalid('MALFORMED_VALUE_ERROR', 'revoked has the id of a credential twice')
    seen.add(entry.id)
    return {
      id: entry.id,
      revoked: true,
      ...(entry.reason === undefined ? {} : { revocationReason: entry.reason }),
    }
  })
  const list = freezeJson(snapshot({ id, issuer, revokedCredential: entries }, DOCUMENT_LIMITS)) as JsonObject
  const size = new TextEncoder().encode(JSON.stringify(list)).length
  if (size > DOCUMENT_LIMITS.length) throw tooLarge(size)
  return list
}

function tooLarge(found: number): OpenBadgeError {
  const { length: maximum } = DOCUMENT_LIMITS
  return new OpenBadgeError(
    'limit_exceeded',
    `the revocation list has ${found} bytes, and verifiers load at most ${maximum}; use statusListCredential for new badges`,
    { limit: 'length', maximum, found },
  )
}

/** Reads both names, because the specification's text and data model differ, and issuers use either. */
function entriesOf({ revokedCredential, revokedCredentials }: JsonObject): readonly Json[] | undefined {
  if (revokedCredential === undefined && revokedCredentials === undefined) return undefined
  return ([] as Json[]).concat(revokedCredential ?? [], revokedCredentials ?? [])
}

function invalid(reason: string, message: string): OpenBadgeError {
  return new OpenBadgeError('status_invalid', message, { reason })
}
