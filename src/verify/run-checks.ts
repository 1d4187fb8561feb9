/** Takes what was found in the input through all rows. */
import type { JsonObject } from '../encoding/json.js'
import { isProven } from './authenticate.js'
import { endorsements } from './checks/endorsements.js'
import { recipient } from './checks/recipient.js'
import { asShown } from './checks/selection.js'
import { status } from './checks/status.js'
import { trust } from './checks/trust.js'
import { validity } from './checks/validity.js'
import { type Found, isFound, type Sniffed } from './input/detect-input.js'
import type { Report } from './report/report.js'
import { establish } from './resolve-credential.js'
import type { Check, Entity } from './verification/secured-document.js'
import type { Scope } from './verification/verification.js'
import { writeReport } from './write-report.js'

/** Rows that need a credential proven to be its issuer's; a new check is one file and one row here. */
const CHECKS: readonly Check[] = [validity, status, endorsements, recipient, trust]

/** A report, and the document that it is about, which a report that is not verified does not hold. */
export interface Judged {
  readonly report: Report
  readonly document?: JsonObject
}

export async function verifySniffed(
  sniffed: Sniffed,
  role: Entity['role'],
  scope: Scope,
  depth = 0,
): Promise<Judged> {
  if (isFound(sniffed)) return verifyFound(sniffed, role, scope, depth)
  const { format, kind, ...finding } = sniffed
  return { report: writeReport({ format, kind }, [finding], scope) }
}

async function verifyFound(found: Found, role: Entity['role'], scope: Scope, depth: number): Promise<Judged> {
  const admission = await establish(found, role, scope, depth)
  const { entity, findings } = admission
  const rows = [findings.structure, findings.proof, findings.issuer]
  const { document } = entity
  if (!isProven(admission)) return { report: writeReport(entity, rows, scope), document }
  for (const check of CHECKS) {
    scope.settings.signal?.throwIfAborted()
    const finding = check.run(entity, scope)
    rows.push(asShown(entity, check.id, finding instanceof Promise ? await finding : finding))
  }
  return { report: writeReport(entity, rows, scope), document }
}
