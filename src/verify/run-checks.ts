/** Takes what was found in the input through all rows. */
import { isProven } from './authenticate.js'
import { endorsements } from './checks/endorsements.js'
import { recipient } from './checks/recipient.js'
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

export async function verifySniffed(
  sniffed: Sniffed,
  role: Entity['role'],
  scope: Scope,
  depth = 0,
): Promise<Report> {
  if (isFound(sniffed)) return verifyFound(sniffed, role, scope, depth)
  const { format, kind, ...finding } = sniffed
  return writeReport({ format, kind }, [finding], scope)
}

async function verifyFound(found: Found, role: Entity['role'], scope: Scope, depth: number): Promise<Report> {
  const admission = await establish(found, role, scope, depth)
  const { entity, findings } = admission
  const rows = [findings.structure, findings.proof, findings.issuer]
  if (!isProven(admission)) return writeReport(entity, rows, scope)
  for (const check of CHECKS) {
    scope.settings.signal?.throwIfAborted()
    const finding = check.run(entity, scope)
    rows.push(finding instanceof Promise ? await finding : finding)
  }
  return writeReport(entity, rows, scope)
}
