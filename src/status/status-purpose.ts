/** The purposes of status lists (Bitstring Status List v1.0, section 2.2), and a check for misspelt ones. */
import { nearest } from '../encoding/nearest.js'

const KNOWN = ['revocation', 'suspension', 'refresh', 'message'] as const

/**
 * Copies purposes that a caller gives. Other purposes than the known ones are allowed, but not names that only resemble one:
 * nobody could revoke a credential whose list is for `revoke`.
 * @throws TypeError
 */
export function readPurposes(caller: string, purpose: unknown): readonly string[] {
  const purposes: readonly unknown[] = Array.isArray(purpose) ? [...purpose] : [purpose]
  for (const each of purposes) {
    if (typeof each !== 'string' || each === '')
      throw new TypeError(`${caller}: purpose must be a text or a list of texts, such as 'revocation'`)
    const meant = resembled(each)
    if (meant !== undefined && each !== meant)
      throw new TypeError(`${caller}: purpose has "${each.slice(0, 40)}"; write "${meant}"`)
  }
  return purposes as readonly string[]
}

/** The known purpose with the same beginning, or with almost the same spelling. */
function resembled(purpose: string): string | undefined {
  const start = purpose.slice(0, 4).toLowerCase()
  return start === 'revo' ? KNOWN[0] : start === 'susp' ? KNOWN[1] : nearest(purpose, KNOWN)
}
