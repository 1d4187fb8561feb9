/** The 1EdTech revocation list: a plain JSON list of withdrawn credentials (Open Badges 3.0, section 9.4; VCRL 1.0). */
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
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

/** Under either name: the specification's text and its data model differ, and so do issuers. */
function entriesOf({ revokedCredential, revokedCredentials }: JsonObject): readonly Json[] | undefined {
  if (revokedCredential === undefined && revokedCredentials === undefined) return undefined
  return [revokedCredential ?? [], revokedCredentials ?? []].flat() as readonly Json[]
}

function invalid(reason: string, message: string): OpenBadgeError {
  return new OpenBadgeError('status_invalid', message, { reason })
}
