/** The 1EdTech revocation list: a plain JSON list of withdrawn credentials (Open Badges 3.0, section 9.4). */
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import { OpenBadgeError } from '../errors.js'

export interface Revocation {
  readonly revoked: boolean
  readonly reason?: string
}

/**
 * Looks a credential up. Listed and `revoked` absent or true: withdrawn.
 * @throws OpenBadgeError `status_invalid`, reason MALFORMED_VALUE_ERROR
 */
export function readRevocationList(list: JsonObject, credentialId: string): Revocation {
  const { revokedCredential } = list
  if (revokedCredential === undefined) return { revoked: false }
  for (const item of (Array.isArray(revokedCredential)
    ? revokedCredential
    : [revokedCredential]) as readonly Json[]) {
    if (!isJsonObject(item) || typeof item['id'] !== 'string') {
      throw new OpenBadgeError('status_invalid', 'the revocation list has an entry without id', {
        reason: 'MALFORMED_VALUE_ERROR',
      })
    }
    if (item['id'] !== credentialId || item['revoked'] === false) continue
    const { revocationReason: reason } = item
    return { revoked: true, ...(typeof reason === 'string' ? { reason } : {}) }
  }
  return { revoked: false }
}
