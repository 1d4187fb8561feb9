/** Takes what was found in the input through all rows, and writes the report. */
import { isProven } from './authenticate.js'
import { endorsements } from './checks/endorsements.js'
import { recipient } from './checks/recipient.js'
import { status } from './checks/status.js'
import { trust } from './checks/trust.js'
import { validity } from './checks/validity.js'
import { type Found, isFound, type Sniffed } from './input/detect-input.js'
import { type Catalogue, say } from './messages/catalogue.js'
import {
  CHECK_IDS,
  type CheckId,
  type CheckResult,
  type EmbeddedReport,
  type Format,
  isVerified,
  type Kind,
  type Report,
  type Warning,
} from './report/report.js'
import { establish } from './resolve-credential.js'
import type { Check, Entity, Finding, Remark } from './verification/secured-document.js'
import { skipped } from './verification/secured-document.js'
import type { Scope } from './verification/verification.js'

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
  return write({ format, kind }, [finding], scope)
}

async function verifyFound(found: Found, role: Entity['role'], scope: Scope, depth: number): Promise<Report> {
  const admission = await establish(found, role, scope, depth)
  const { entity, findings } = admission
  const rows = [findings.structure, findings.proof, findings.issuer]
  if (!isProven(admission)) return write(entity, rows, scope)
  for (const check of CHECKS) {
    scope.settings.signal?.throwIfAborted()
    const finding = check.run(entity, scope)
    rows.push(finding instanceof Promise ? await finding : finding)
  }
  return write(entity, rows, scope)
}

interface Subject {
  readonly role?: Entity['role']
  readonly kind: Kind
  readonly format: Format
  readonly document?: Entity['document']
  readonly remarks?: readonly Remark[]
  readonly embedded?: readonly EmbeddedReport[]
}

/** A presentation has no dates and no status of its own, and what it holds is asked instead. */
const NOT_OF_PRESENTATIONS: readonly CheckId[] = ['validity', 'status']

/** What the caller requires of the document is not required of the endorsements and lists that come with it. */
function requiredOf(
  { role = 'document', kind, embedded = [] }: Subject,
  required: readonly CheckId[],
): readonly CheckId[] {
  if (required.length === 0 || role !== 'document') return []
  return kind === 'presentation' && embedded.length > 0
    ? required.filter((id) => !NOT_OF_PRESENTATIONS.includes(id))
    : required
}

/** Gives every row its place and its sentence; rows that were not reached say so. */
function write(subject: Subject, findings: readonly Finding[], { settings, catalogue }: Scope): Report {
  const { kind, format, document, remarks = [], embedded = [] } = subject
  const required = requiredOf(subject, settings.require)
  const checks = CHECK_IDS.map((id, i) => row(id, findings[i] ?? NOT_REACHED, catalogue))
  const warnings: Warning[] = remarks.map((remark) => ({
    ...remark,
    message: say(catalogue, remark.code),
  }))
  for (const { id, outcome } of checks) {
    if (outcome === 'skipped' && required.includes(id)) {
      warnings.push({
        code: 'required_skipped',
        message: say(catalogue, 'required_skipped'),
        details: { check: id },
      })
    }
  }
  const verified = document !== undefined && isVerified(checks, required)
  if (embedded.length > 0) {
    return verified
      ? { verified, credential: document, kind, format, checks, warnings, embedded }
      : { verified, kind, format, checks, warnings, embedded }
  }
  return verified
    ? { verified, credential: document, kind, format, checks, warnings }
    : { verified, kind, format, checks, warnings }
}

function row(id: CheckId, { outcome, code, pointer, details }: Finding, catalogue: Catalogue): CheckResult {
  const message = say(catalogue, code, details)
  if (details === undefined) {
    return pointer === undefined ? { id, outcome, code, message } : { id, outcome, code, message, pointer }
  }
  return pointer === undefined
    ? { id, outcome, code, message, details }
    : { id, outcome, code, message, pointer, details }
}

const NOT_REACHED = skipped('not_reached')
