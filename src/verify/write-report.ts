/** Writes the sentence of each row. The rows decide which content the report has. */
import { writeInstant } from '../encoding/forms/date-time-stamp.js'
import { idOf, isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import type { badgesOf } from './badges.js'
import type { SentenceCode } from './messages/en.js'
import { lacksMessages, type MessageWriter } from './messages/message-writer.js'
import type { Settings } from './options/options.js'
import { withBadges } from './report/deferred-badges.js'
import { isVerified } from './report/judged.js'
import {
  CHECK_IDS,
  type CheckId,
  type CheckResult,
  type EmbeddedReport,
  type Envelope,
  type EnvelopeKind,
  type Format,
  isAward,
  isEnvelope,
  type Kind,
  type Report,
  type UnverifiedBadge,
  type VerifiedCredentialReport,
  type Warning,
} from './report/report.js'
import type { Finding, RawWarning, SecuredDocument } from './verification/secured-document.js'
import { selectionOf, skipped } from './verification/secured-document.js'

export interface Subject {
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

/** Lists the awarded credentials; loaded only if there are any. */
export type ListBadges = typeof badgesOf

/** A presentation has no dates and no status of its own; its credentials have. */
const NOT_OF_PRESENTATIONS: readonly CheckId[] = ['validity', 'status']

/** `require` applies to the document, and not to its endorsements and status lists. */
function requiredOf(
  { role = 'document', kind, embedded = [] }: Subject,
  required: readonly CheckId[],
): readonly CheckId[] {
  if (required.length === 0 || role !== 'document') return []
  return kind === 'presentation' && embedded.some(({ role: inner }) => inner === 'credential')
    ? required.filter((id) => !NOT_OF_PRESENTATIONS.includes(id))
    : required
}

/** Gives each row its id and its sentence. Rows that did not run are `not_reached`. */
export function writeReport(
  subject: Subject,
  findings: readonly Finding[],
  settings: Settings,
  messages: MessageWriter,
  list?: ListBadges,
): Report {
  const { kind, format, document, rawWarnings: remarks = [], embedded = [], issues = [] } = subject
  const required = requiredOf(subject, settings.require)
  const checks: CheckResult[] = []
  const check = {} as Record<CheckId, CheckResult>
  for (const id of CHECK_IDS) {
    const written = row(id, findings[checks.length] ?? NOT_REACHED, messages)
    checks.push(written)
    check[id] = written
  }
  const warnings: Warning[] = remarks.map((rawWarning) => ({
    ...rawWarning,
    message: messages.write(rawWarning.code, rawWarning.details),
  }))
  for (const { id, outcome } of checks) {
    if (outcome === 'skipped' && required.includes(id)) {
      warnings.push({
        code: 'required_skipped',
        message: messages.write('required_skipped', { check: id }),
        details: { check: id },
      })
    }
  }
  const { reading = document } = subject
  const verified = document !== undefined && isVerified(checks, required)
  // Each member is assigned, because spreading an object takes as long as the rest of this function.
  const report: Draft = { verified, kind }
  if (verified && isEnvelope(kind)) {
    report.envelope = envelopeOf(reading!, kind, checks, settings.challenge)
  } else if (verified) {
    report.credential = reading!
    report.source = document
  }
  if (verified && isSelection(subject)) report.selection = true
  report.format = format
  report.checks = checks
  report.check = check
  report.warnings = warnings
  report.conforms = checks[0]!.outcome === 'pass' && issues.length === 0
  report.issues = issues as unknown as Report['issues']
  if (embedded.length > 0) report.embedded = embedded
  report.checkedAt = writeInstant(settings.now)
  const make = (): Report['badges'] =>
    list === undefined ? ownPlace(subject, checks, required) : list(subject, verified, checks, settings)
  return withBadges(report, make, subject)
}

/** A report without all of its members. */
type Draft = { verified: boolean; kind: Kind } & {
  -readonly [name in Exclude<
    keyof VerifiedCredentialReport,
    'verified' | 'kind' | 'envelope'
  >]?: VerifiedCredentialReport[name]
} & { envelope?: Envelope }

/** For a credential that is not verified: only its place, and the row that decided. */
function ownPlace(
  { kind, document }: Subject,
  checks: readonly CheckResult[],
  required: readonly CheckId[],
): Report['badges'] {
  const pointer = ''
  return document !== undefined && isAward(kind)
    ? [{ verified: false, ...decision(checks, required), kind, pointer }]
    : []
}

/** The row that decided against the credential: a row that failed, then an unknown one, then a skipped one that is required. */
export function decision(
  checks: readonly CheckResult[],
  required: readonly CheckId[],
): Pick<UnverifiedBadge, 'outcome' | 'check' | 'code'> {
  const failed = checks.find(({ outcome }) => outcome === 'fail')
  const { id, code } =
    failed ??
    checks.find(({ outcome }) => outcome === 'unknown') ??
    checks.find(({ id: row, outcome }) => outcome === 'skipped' && required.includes(row)) ??
    checks.find(({ outcome }) => outcome === 'skipped')!
  return { outcome: failed === undefined ? 'unknown' : 'fail', check: id, code }
}

/** Whether the holder may have left out members of the credential. */
function isSelection({ proofs = [] }: Subject): boolean {
  return selectionOf({ proofs }) !== undefined
}

/** The members of an envelope that its signer confirms. Nobody confirms the others. */
function envelopeOf(
  document: JsonObject,
  kind: EnvelopeKind,
  checks: readonly CheckResult[],
  challenge: string | undefined,
): Envelope {
  const { id, name, holder, partial } = document
  const own = typeof id === 'string' ? { id } : {}
  if (kind === 'clr') {
    const { issuer } = document
    const by = idOf(issuer) ?? ''
    const called = isJsonObject(issuer) ? onlyText(issuer['name']) : undefined
    const text = onlyText(name)
    return {
      ...own,
      by: { id: by, name: called ?? by },
      ...(text === undefined ? {} : { name: text }),
      ...(partial === true ? { partial } : {}),
    }
  }
  // Without a challenge the presentation may be a copy, so it does not show who presents it now.
  const bound =
    challenge !== undefined && checks.some((each) => each.id === 'issuer' && each.outcome === 'pass')
  const presenter = bound ? idOf(holder) : undefined
  return presenter === undefined ? own : { ...own, by: { id: presenter } }
}

/** The text of a name in each form with the same signature: a text, a list of one, a JSON-LD value object. */
function onlyText(value: Json | undefined): string | undefined {
  const one = Array.isArray(value) && value.length === 1 ? (value[0] as Json) : value
  const text = isJsonObject(one ?? null) ? (one as JsonObject)['@value'] : one
  return typeof text === 'string' ? text : undefined
}

function row(
  id: CheckId,
  { outcome, code: found, pointer, details }: Finding,
  messages: MessageWriter,
): CheckResult {
  const code: SentenceCode = messages.has(found) || lacksMessages(messages) ? found : 'check_failed'
  const message = messages.write(code, details)
  if (details === undefined) {
    return pointer === undefined ? { id, outcome, code, message } : { id, outcome, code, message, pointer }
  }
  return pointer === undefined
    ? { id, outcome, code, message, details }
    : { id, outcome, code, message, pointer, details }
}

const NOT_REACHED = skipped('not_reached')
