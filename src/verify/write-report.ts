/** Gives the rows their sentences, and decides by them what is handed back. */
import { writeInstant } from '../encoding/date-time-stamp.js'
import { isJsonObject, type JsonObject } from '../encoding/json.js'
import type { viewOf } from '../model/reading/view-of.js'
import { type Catalogue, say } from './messages/catalogue.js'
import type { Settings } from './options/options.js'
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
  type VerifiedCredentialReport,
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

/** Reads a credential for display. */
export type Look = typeof viewOf

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
  look?: Look,
): Report {
  const { kind, format, document, rawWarnings: remarks = [], embedded = [], issues = [] } = subject
  const required = requiredOf(subject, settings.require)
  const checks: CheckResult[] = []
  const check = {} as Record<CheckId, CheckResult>
  for (const id of CHECK_IDS) {
    const written = row(id, findings[checks.length] ?? NOT_REACHED, catalogue)
    checks.push(written)
    check[id] = written
  }
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
  // Member by member: an object spread into another takes as long as all the rest of this.
  const report: Draft = { verified, kind }
  if (verified && isEnvelope(kind)) {
    report.envelope = envelopeOf(reading!, kind, checks, settings.challenge)
  } else if (verified) {
    report.credential = reading!
    report.source = document
    if (isSelection(subject)) report.selection = true
  }
  report.format = format
  report.checks = checks
  report.check = check
  report.warnings = warnings
  report.conforms = checks[0]!.outcome === 'pass' && issues.length === 0
  report.issues = issues as unknown as Report['issues']
  if (embedded.length > 0) report.embedded = embedded
  report.checkedAt = writeInstant(settings.now)
  return withBadges(report, () => badgesOf(subject, verified ? look : undefined, checks, settings))
}

/** Most callers ask for the verdict alone, so the views are made when they are first looked at. */
function withBadges(report: object, make: () => Report['badges']): Report {
  const set = (descriptor: PropertyDescriptor): object =>
    Object.defineProperty(report, 'badges', { ...descriptor, enumerable: true, configurable: true })
  return set({
    get() {
      const value = make()
      set({ value, writable: true })
      return value
    },
  }) as Report
}

/** A report in the making. */
type Draft = { verified: boolean; kind: Kind } & {
  -readonly [name in Exclude<
    keyof VerifiedCredentialReport,
    'verified' | 'kind' | 'envelope'
  >]?: VerifiedCredentialReport[name]
} & { envelope?: Envelope }

/** Endorsements and status lists award nothing, and an envelope awards nothing itself. */
export function isAward(kind: Kind): boolean {
  return kind === 'open-badge' || kind === 'credential'
}

/** What was awarded, one by one: what this is, and what stands inside it. */
function badgesOf(
  subject: Subject,
  look: Look | undefined,
  checks: readonly CheckResult[],
  { language }: Settings,
): readonly ReportedBadge[] {
  const { kind, document, reading = document, embedded = [], issues = [] } = subject
  const inside = embedded
    .filter(({ role }) => role === 'credential')
    .flatMap(({ pointer, report }) =>
      isBlank(report)
        ? [{ verified: false as const, kind: report.kind, pointer }]
        : report.badges.map((badge) => placed(badge, pointer)),
    )
  if (reading === undefined || !isAward(kind)) return inside
  if (look === undefined) return [{ verified: false, kind, pointer: '' }, ...inside]
  const { registry, name: issuerName } = checks[7]!.details ?? {}
  const view = look(reading, {
    language,
    issues: issues as unknown as Report['issues'],
    endorsed: (pointer) =>
      embedded.find((each) => each.counts === true && each.pointer === pointer)?.report.credential,
    ...(typeof registry === 'string'
      ? { registry: { name: registry, ...(typeof issuerName === 'string' ? { issuerName } : {}) } }
      : {}),
  })
  const selection = isSelection(subject) ? { selection: true as const } : {}
  return [reported(view, { verified: true, pointer: '', ...selection }), ...inside]
}

/** What could not be read stands in its place all the same: nobody is to count the badges and find them all. */
function isBlank({ verified, kind, badges }: Report): boolean {
  return !verified && badges.length === 0 && !HOLDS_OTHERS.includes(kind)
}

const HOLDS_OTHERS: readonly Kind[] = ['presentation', 'clr', 'list', 'endorsement', 'status-list']

/** The same view with more members. What it was read from does not stand in its JSON. */
function reported(view: { readonly original: JsonObject }, more: object): ReportedBadge {
  const badge = { ...view, ...more }
  Object.defineProperty(badge, 'original', { value: view.original })
  return Object.freeze(badge) as unknown as ReportedBadge
}

function placed(badge: ReportedBadge, at: string): ReportedBadge {
  const pointer = at + badge.pointer
  return badge.verified ? reported(badge, { pointer }) : { ...badge, pointer }
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
    const { issuer } = document
    const by = idOf(issuer) ?? ''
    const { name: called = by } = isJsonObject(issuer) ? issuer : {}
    return {
      ...own,
      by: { id: by, name: typeof called === 'string' ? called : by },
      ...(typeof name === 'string' ? { name } : {}),
    }
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
