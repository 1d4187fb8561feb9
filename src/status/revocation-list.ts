/** The 1EdTech revocation list: a plain JSON list of withdrawn credentials (Open Badges 3.0, section 9.4; VCRL 1.0). */
import { freezeJson, isJsonObject, type Json, type JsonObject, snapshot } from '../encoding/json.js'
import { checkOptionNames } from '../encoding/options.js'
import { OpenBadgeError } from '../errors.js'

export interface Revocation {
  readonly revoked: boolean
  readonly reason?: string
  /** Whose list it says that it is. */
  readonly issuer?: string
}

/**
 * Looks a credential up. Listed, and `revoked` not false: withdrawn. That it is not listed says something only where
 * this is the list that was asked for, and a list at all: nobody signs it, and servers answer with all kinds of JSON.
 * @param url where the list was asked for
 * @throws OpenBadgeError `status_invalid`, reason MALFORMED_VALUE_ERROR or STATUS_VERIFICATION_ERROR
 */
export function readRevocationList(list: JsonObject, credentialId: string, url: string): Revocation {
  const entries = entriesOf(list)
  for (const item of entries ?? []) {
    if (!isJsonObject(item) || typeof item['id'] !== 'string') {
      throw invalid('MALFORMED_VALUE_ERROR', 'the revocation list has an entry without id')
    }
    if (item['id'] !== credentialId || String(item['revoked']) === 'false') continue
    const { revocationReason: reason } = item
    return { revoked: true, ...(typeof reason === 'string' ? { reason } : {}) }
  }
  if (entries === undefined) throw invalid('MALFORMED_VALUE_ERROR', 'the answer is no revocation list')
  const { id, issuer } = list
  if (id !== url)
    throw invalid('STATUS_VERIFICATION_ERROR', 'the revocation list has another id than its URL')
  if (issuer === undefined) return { revoked: false }
  const name = isJsonObject(issuer) ? issuer['id'] : issuer
  if (typeof name !== 'string') throw invalid('MALFORMED_VALUE_ERROR', 'the issuer of the list has no id')
  return { revoked: false, issuer: name }
}

export interface RevocationListOptions {
  /** URL under which it will be published; `credentialStatus` names it as its `id`. */
  readonly id: string
  /** The issuer of the badges. */
  readonly issuer: string | JsonObject
  /** Ids of the withdrawn credentials, with a reason where there is one to tell. */
  readonly revoked: readonly (string | { readonly id: string; readonly reason?: string })[]
}

const OPTIONS: ReadonlySet<string> = new Set([
  'id',
  'issuer',
  'revoked',
] satisfies (keyof RevocationListOptions)[])
const ABSOLUTE_URL = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/

/**
 * Makes a 1EdTech revocation list (Verifiable Credentials Revocation List 1.0; Open Badges 3.0 §9.4): plain JSON, which
 * nobody signs. Publish it at `id`, and give badges `credentialStatus: { id, type: '1EdTechRevocationList' }`. A new issuer
 * is better off with `statusListCredential`, which is signed and names nobody.
 *
 * @param options - `id`: https URL of publication; `issuer`; `revoked`: ids of credentials, or `{ id, reason }`.
 * @returns The list as plain JSON, frozen.
 * @throws OpenBadgeError `status_invalid` for an id that is no absolute URL, and for one that is named twice; TypeError for
 *   bad options.
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
  if (typeof id !== 'string' || !/^https:\/\//.test(id) || !URL.canParse(id)) {
    throw new TypeError('revocationList: id is an https URL')
  }
  if (!Array.isArray(revoked)) throw new TypeError('revocationList: revoked is a list of ids')
  const name = isJsonObject(issuer as Json) ? (issuer as JsonObject)['id'] : issuer
  if (typeof name !== 'string' || !ABSOLUTE_URL.test(name)) {
    throw new TypeError('revocationList: issuer is a URL, or an object with one as id')
  }
  const seen = new Set<string>()
  const entries = (revoked as RevocationListOptions['revoked']).map((item): JsonObject => {
    const entry = typeof item === 'string' ? { id: item } : item
    if (typeof entry?.id !== 'string' || !ABSOLUTE_URL.test(entry.id)) {
      throw invalid('MALFORMED_VALUE_ERROR', 'a withdrawn credential is named by its id, an absolute URL')
    }
    if (seen.has(entry.id)) throw invalid('MALFORMED_VALUE_ERROR', 'a credential is named twice')
    seen.add(entry.id)
    return {
      id: entry.id,
      revoked: true,
      ...(entry.reason === undefined ? {} : { revocationReason: entry.reason }),
    }
  })
  return freezeJson(snapshot({ id, issuer, revokedCredential: entries })) as JsonObject
}

/** Under either name: the specification's text and its data model differ, and so do issuers. */
function entriesOf({ revokedCredential, revokedCredentials }: JsonObject): readonly Json[] | undefined {
  if (revokedCredential === undefined && revokedCredentials === undefined) return undefined
  return [revokedCredential ?? [], revokedCredentials ?? []].flat() as readonly Json[]
}

function invalid(reason: string, message: string): OpenBadgeError {
  return new OpenBadgeError('status_invalid', message, { reason })
}
