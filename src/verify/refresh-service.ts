/**
 * Asks the refresh service once, after the proof was verified. Its answer is used only if it is the same credential (Open Badges
 * 3.0, Verification and Validation).
 */
import { idOf, isJsonObject, type Json } from '../encoding/json.js'
import { sameCredential } from '../model/reading/comparison.js'
import { type Authentication, authenticate, isAccepted } from './authenticate.js'
import { periodOf } from './checks/validity.js'
import { detectInput } from './input/detect-input.js'
import { texts } from './input/detect-kind.js'
import { isDetected } from './input/detected.js'
import type { Verification } from './verification/verification.js'

export async function askRefreshService(
  authentication: Authentication,
  verification: Verification,
): Promise<Authentication> {
  const { secured: entity } = authentication
  const { refreshService: value } = entity.document
  const services = (Array.isArray(value) ? value : [value]) as readonly Json[]
  // Of several the first by URL, because the holder may have changed their order.
  const [url] = services
    .filter(isJsonObject)
    .filter((item) => texts(item['type']).includes('1EdTechCredentialRefresh'))
    .flatMap((item) => idOf(item) ?? [])
    .sort()
  if (url === undefined) return authentication
  let answer: unknown
  try {
    answer = await verification.load(url, 'refresh')
  } catch {
    verification.settings.signal?.throwIfAborted()
    entity.rawWarnings.push({ code: 'refresh_failed', pointer: '/refreshService' })
    return authentication
  }
  const detected = await detectInput(answer, verification.settings.limits)
  if (isDetected(detected)) {
    const newer = await authenticate(detected, 'document', verification)
    if (isAccepted(newer) && replaces(newer, authentication)) {
      newer.secured.rawWarnings.push({ code: 'refreshed', pointer: '/refreshService' })
      return newer
    }
  }
  entity.rawWarnings.push({ code: 'refresh_refused', pointer: '/refreshService' })
  return authentication
}

/**
 * Whether the answer is the same credential and not an older version (Open Badges 3.0, Equality and Comparison). It must have the
 * same kind, and a proof by a key of the same issuer.
 */
function replaces(newer: Authentication, older: Authentication): boolean {
  return (
    newer.findings.issuer.outcome === 'pass' &&
    newer.secured.kind === older.secured.kind &&
    sameCredential(newer.secured.document, older.secured.document) &&
    from(newer) >= from(older)
  )
}

function from({ secured: { document } }: Authentication): number {
  const { start = Number.NEGATIVE_INFINITY } = periodOf(document)
  return start
}
