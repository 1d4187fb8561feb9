/** Asks the refresh service once, after the proof; what it sends counts only if it is the same credential (Open Badges 3.0, Verification and Validation). */
import { isJsonObject, type Json } from '../encoding/json.js'
import { sameCredential } from '../model/reading/comparison.js'
import { type Admission, admit, isAdmitted } from './authenticate.js'
import { periodOf } from './checks/validity.js'
import { isFound, sniff } from './input/detect-input.js'
import { texts } from './input/detect-kind.js'
import { idOf } from './verification/secured-document.js'
import type { Scope } from './verification/verification.js'

export async function refreshed(admission: Admission, scope: Scope): Promise<Admission> {
  const { entity } = admission
  const { refreshService: value } = entity.document
  const services = (Array.isArray(value) ? value : [value]) as readonly Json[]
  const service = services
    .filter(isJsonObject)
    .find((item) => texts(item['type']).includes('1EdTechCredentialRefresh'))
  const url = idOf(service)
  if (url === undefined) return admission
  let answer: unknown
  try {
    answer = await scope.load(url, 'refresh')
  } catch {
    scope.settings.signal?.throwIfAborted()
    entity.remarks.push({ code: 'refresh_failed', pointer: '/refreshService' })
    return admission
  }
  const sniffed = await sniff(answer, scope.settings.limits)
  if (isFound(sniffed)) {
    const newer = await admit(sniffed, 'document', scope)
    if (isAdmitted(newer) && replaces(newer, admission)) {
      newer.entity.remarks.push({ code: 'refreshed', pointer: '/refreshService' })
      return newer
    }
  }
  entity.remarks.push({ code: 'refresh_refused', pointer: '/refreshService' })
  return admission
}

/** The same credential (Open Badges 3.0, Equality and Comparison), of the same kind and by the same issuer's own key, and not an older version of it (Open Badges 3.0, Equality and Comparison). */
function replaces(newer: Admission, older: Admission): boolean {
  return (
    newer.findings.issuer.outcome === 'pass' &&
    newer.entity.kind === older.entity.kind &&
    sameCredential(newer.entity.document, older.entity.document) &&
    from(newer) >= from(older)
  )
}

function from({ entity: { document } }: Admission): number {
  const { start = Number.NEGATIVE_INFINITY } = periodOf(document)
  return start
}
