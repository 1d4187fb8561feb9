/** Takes what was found in the input through all rows, and writes the report. */
import { type Admission, admit, isAdmitted, isProven, rejected } from './admit.js'
import { endorsements } from './checks/endorsements.js'
import { recipient } from './checks/recipient.js'
import { status } from './checks/status.js'
import { trust } from './checks/trust.js'
import { validity } from './checks/validity.js'
import type { Check, Entity, Finding, Remark } from './entity.js'
import { skipped } from './entity.js'
import { checkExtensionSchemas } from './extension-schemas.js'
import { refreshed } from './refresh.js'
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
} from './report.js'
import type { Scope } from './scope.js'
import { sentence } from './sentences/sentence.js'
import { type Found, isFound, type Sniffed } from './sniff.js'

/** Rows that need a credential proven to be its issuer's; a new check is one file and one row here. */
const CHECKS: readonly Check[] = [validity, status, endorsements, recipient, trust]

export async function verifySniffed(sniffed: Sniffed, role: Entity['role'], scope: Scope): Promise<Report> {
  if (isFound(sniffed)) return verifyFound(sniffed, role, scope)
  const { format, kind, outcome, ...finding } = sniffed
  return write({ format, kind }, { ...rejected(outcome, finding) }, scope)
}

async function verifyFound(found: Found, role: Entity['role'], scope: Scope): Promise<Report> {
  let admission = await admit(found, role, scope)
  if (!isProven(admission)) return write(admission.entity, admission.findings, scope)
  const { refresh } = scope.settings
  if (
    role === 'document' &&
    refresh &&
    isAdmitted(admission) &&
    'refreshService' in admission.entity.document
  ) {
    admission = await refreshed(admission, scope)
  }
  const { entity } = admission
  const findings: Partial<Record<CheckId, Finding>> = { ...admission.findings }
  if ('credentialSchema' in entity.document && admission.findings.structure.outcome === 'pass') {
    findings.structure = (await checkExtensionSchemas(entity, scope)) ?? admission.findings.structure
  }
  for (const check of CHECKS) {
    scope.settings.signal?.throwIfAborted()
    const finding = check.run(entity, scope)
    findings[check.id] = finding instanceof Promise ? await finding : finding
  }
  return write(entity, findings, scope)
}

interface Subject {
  readonly kind: Kind
  readonly format: Format
  readonly document?: Entity['document']
  readonly remarks?: readonly Remark[]
  readonly embedded?: readonly EmbeddedReport[]
}

/** Gives every row its place and its sentence. */
function write(
  { kind, format, document, remarks = [], embedded = [] }: Subject,
  findings: Partial<Record<CheckId, Finding>> | Admission['findings'],
  { settings }: Scope,
): Report {
  const { language, require: required } = settings
  const rows: Partial<Record<CheckId, Finding>> = findings
  const checks: CheckResult[] = CHECK_IDS.map((id) => {
    const finding = rows[id] ?? NOT_REACHED
    return {
      id,
      outcome: finding.outcome,
      code: finding.code,
      message: sentence(finding.code, language, finding.details),
      ...(finding.pointer === undefined ? undefined : { pointer: finding.pointer }),
      ...(finding.details === undefined ? undefined : { details: finding.details }),
    }
  })
  const warnings: Warning[] = remarks.map((remark) => ({
    ...remark,
    message: sentence(remark.code, language),
  }))
  for (const { id, outcome } of checks) {
    if (outcome === 'skipped' && required.includes(id)) {
      warnings.push({
        code: 'required_skipped',
        message: sentence('required_skipped', language),
        details: { check: id },
      })
    }
  }
  const common = { kind, format, checks, warnings, ...(embedded.length === 0 ? undefined : { embedded }) }
  return document !== undefined && isVerified(checks, required)
    ? { verified: true, credential: document, ...common }
    : { verified: false, ...common }
}

const NOT_REACHED = skipped('not_reached')
