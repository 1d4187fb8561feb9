/** Gives the rows their sentences, and decides by them what is handed back. */
import type { JsonObject } from '../encoding/json.js'
import { credentialFacts } from '../model/reading/credential-facts.js'
import { type Catalogue, say } from './messages/catalogue.js'
import {
  CHECK_IDS,
  type CheckId,
  type CheckResult,
  type EmbeddedReport,
  type Envelope,
  type EnvelopeKind,
  type Format,
  isEnvelope,
  isVerified,
  type Kind,
  type Report,
  type ReportedBadge,
  type Warning,
} from './report/report.js'
import type { Finding, RawWarning, SecuredDocument } from './verification/secured-document.js'
import { idOf, selectionOf, skipped } from './verification/secured-document.js'
import type { Verification } from './verification/verification.js'

interface Subject {
  readonly role?: SecuredDocument['role']
  readonly kind: Kind
  readonly format: Format
  readonly document?: SecuredDocument['document']
  readonly reading?: SecuredDocument['reading']
  readonly proofs?: SecuredDocument['proofs']
  readonly rawWarnings?: readonly RawWarning[]
  readonly embedded?: readonly EmbeddedReport[]
  readonly issues?: SecuredDocument['issues']
}

/** A presentation has no dates and no status of its own, and what it holds is asked instead. */
const NOT_OF_PRESENTATIONS: readonly CheckId[] = ['validity', 'status']

/** What the caller requires of the document is not required of the endorsements and lists that come with it. */
function requiredOf(
  { role = 'document', kind, embedded = [] }: Subject,
  required: readonly CheckId[],
): readonly CheckId[] {
  if (required.length === 0 || role !== 'document') return []
  return kind === 'presentation' && embedded.some(({ role: inner }) => inner === 'credential')
    ? required.filter((id) => !NOT_OF_PRESENTATIONS.includes(id))
    : required
}

/** Gives every row its place and its sentence; rows that were not reached say so. */
export function writeReport(
  subject: Subject,
  findings: readonly Finding[],
  { settings, catalogue }: Verification,
): Report {
  const { kind, format, document, rawWarnings: remarks = [], embedded = [], issues = [] } = subject
  const required = requiredOf(subject, settings.require)
  const checks = CHECK_IDS.map((id, i) => row(id, findings[i] ?? NOT_REACHED, catalogue))
  const warnings: Warning[] = remarks.map((rawWarning) => ({
    ...rawWarning,
    message: say(catalogue, rawWarning.code),
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
  const { reading = document } = subject
  const verified = document !== undefined && isVerified(checks, required)
  const common = {
    format,
    checks,
    check: Object.fromEntries(checks.map((each) => [each.id, each])) as Report['check'],
    badges: badgesOf(subject, verified),
    warnings,
    conforms: checks[0]!.outcome === 'pass' && issues.length === 0,
    issues: issues as unknown as Report['issues'],
    ...(embedded.length > 0 ? { embedded } : {}),
    checkedAt: settings.now.toISOString(),
  }
  if (!verified) return { verified, kind, ...common }
  const selection = isSelection(subject) ? { selection: true as const } : {}
  if (!isEnvelope(kind)) {
    return { verified, kind, credential: reading!, source: document, ...selection, ...common }
  }
  return {
    verified,
    kind,
    envelope: envelopeOf(reading!, kind, checks, settings.challenge),
    ...common,
  } as Report
}

/** Endorsements and status lists award nothing, and an envelope awards nothing itself. */
const AWARDS: readonly Kind[] = ['open-badge', 'credential']

/** What was awarded, one by one: what this is, and what stands inside it. */
function badgesOf(subject: Subject, verified: boolean): readonly ReportedBadge[] {
  const { kind, document, reading = document, embedded = [] } = subject
  const inside = embedded
    .filter(({ role }) => role === 'credential')
    .flatMap(({ pointer, report }) =>
      report.badges.map((badge) => ({ ...badge, pointer: pointer + badge.pointer })),
    )
  if (reading === undefined || !AWARDS.includes(kind)) return inside
  const own = { kind, pointer: '' }
  if (!verified) return [{ verified, ...own }, ...inside]
  const selection = isSelection(subject) ? { selection: true as const } : {}
  return [{ verified, ...own, ...selection, ...credentialFacts(reading) }, ...inside]
}

/** Whether its holder may have left out members. */
function isSelection({ proofs = [] }: Subject): boolean {
  return selectionOf({ proofs }) !== undefined
}

/** The members of an envelope that its signer's key stands for; all others are anybody's words. */
function envelopeOf(
  document: JsonObject,
  kind: EnvelopeKind,
  checks: readonly CheckResult[],
  challenge: string | undefined,
): Envelope {
  const { id, name, holder } = document
  const own = typeof id === 'string' ? { id } : {}
  if (kind === 'clr') {
    const { id: issuer = '', name: called } = credentialFacts(document).issuer
    return { ...own, by: { id: issuer, name: called }, ...(typeof name === 'string' ? { name } : {}) }
  }
  // Without a challenge it may be a copy, which shows nobody's presence.
  const bound =
    challenge !== undefined && checks.some((each) => each.id === 'issuer' && each.outcome === 'pass')
  const presenter = bound ? idOf(holder) : undefined
  return presenter === undefined ? own : { ...own, by: { id: presenter } }
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
