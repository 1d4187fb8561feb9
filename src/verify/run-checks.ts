/** Takes what was found in the input through all rows. */
import type { JsonObject } from '../encoding/json.js'
import { isProven } from './authenticate.js'
import { endorsements, heldApart, judgeApart } from './checks/endorsements.js'
import { recipient } from './checks/recipient.js'
import { asShown } from './checks/selection.js'
import { status } from './checks/status.js'
import { trust } from './checks/trust.js'
import { validity } from './checks/validity.js'
import { type Found, isFound, isListed, type Listed, type Sniffed } from './input/detect-input.js'
import type { Report } from './report/report.js'
import { establish } from './resolve-credential.js'
import { type Check, type Entity, skipped, unknown } from './verification/secured-document.js'
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
  if (isListed(sniffed)) return { report: await verifyListed(sniffed, scope, depth) }
  const { format, kind, ...finding } = sniffed
  return { report: writeReport({ format, kind }, [finding], scope) }
}

async function verifyFound(found: Found, role: Entity['role'], scope: Scope, depth: number): Promise<Judged> {
  const admission = await establish(found, role, scope, depth)
  const { entity, findings } = admission
  const rows = [findings.structure, findings.proof, findings.issuer]
  const { document } = entity
  if (!isProven(admission)) {
    const held = role === 'document' && entity.kind === 'presentation'
    if (held) rows.push(NOT_REACHED, NOT_REACHED, await heldApart(entity, scope))
    return { report: writeReport(entity, rows, scope), document }
  }
  for (const check of CHECKS) {
    scope.settings.signal?.throwIfAborted()
    const finding = check.run(entity, scope)
    rows.push(asShown(entity, check.id, finding instanceof Promise ? await finding : finding))
  }
  return { report: writeReport(entity, rows, scope), document }
}

/** Nobody signed a list: it has no verdict of its own, and everything in it has one. */
async function verifyListed({ format, kind, items }: Listed, scope: Scope, depth: number): Promise<Report> {
  const entity: Entity = {
    kind,
    format,
    role: 'document',
    depth,
    document: {},
    proofs: [],
    remarks: [],
    issues: [],
    embedded: [],
  }
  const places = items.map((value, i) => ({ pointer: `/${i}`, value, role: 'credential' as const }))
  const held = await judgeApart(places, entity, scope)
  const rows = [unknown('credential_list'), NOT_REACHED, NOT_REACHED, NOT_REACHED, NOT_REACHED, held]
  const { document: _, ...listed } = entity
  return writeReport(listed, rows, scope)
}

const NOT_REACHED = skipped('not_reached')
