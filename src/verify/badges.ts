/** Makes the list of awarded credentials of a report. `verify` loads this file with the first genuine badge. */
import { idOf, isJsonObject, type JsonObject } from '../encoding/json.js'
import { viewOf } from '../model/reading/view-of.js'
import type { Settings } from './options/options.js'
import { type CheckResult, isAward, type Kind, type Report, type ReportedBadge } from './report/report.js'
import { type SecuredDocument, selectionOf } from './verification/secured-document.js'
import { decision, type Subject } from './write-report.js'

/** Lists the awarded credentials: the document itself, and the credentials in it. */
export function badgesOf(
  subject: Subject,
  verified: boolean,
  checks: readonly CheckResult[],
  { language, require }: Settings,
): readonly ReportedBadge[] {
  const { kind, document, reading = document, embedded = [], issues = [] } = subject
  const inside = embedded
    .filter(({ role }) => role === 'credential')
    .flatMap(({ pointer, report, counts }) =>
      counts === false
        ? report.badges.map((badge) => ofOther(badge, pointer + badge.pointer, mayBeTheirs(pointer, subject)))
        : isBlank(report)
          ? [{ verified: false as const, ...decision(report.checks, []), kind: report.kind, pointer }]
          : report.badges.map((badge) => placed(badge, pointer)),
    )
  if (reading === undefined || !isAward(kind)) return inside
  if (!verified) return [{ verified: false, ...decision(checks, require), kind, pointer: '' }, ...inside]
  const { registry, name: issuerName } = checks.find(({ id }) => id === 'trust')?.details ?? {}
  const view = viewOf(reading, {
    language,
    issues: issues as unknown as Report['issues'],
    endorsed: (pointer) =>
      embedded.find((each) => each.counts === true && each.pointer === pointer)?.report.credential,
    ...(typeof registry === 'string'
      ? { registry: { name: registry, ...(typeof issuerName === 'string' ? { issuerName } : {}) } }
      : {}),
  })
  const selection =
    selectionOf({ proofs: subject.proofs ?? [] }) !== undefined ? { selection: true as const } : {}
  return [reported(view, { verified: true, pointer: '', ...selection }), ...inside]
}

/**
 * Marks a genuine badge in a record that was issued, or may have been issued, to another person, so that nobody takes it for
 * the learner's.
 */
function ofOther({ kind }: ReportedBadge, pointer: string, isOpen: boolean): ReportedBadge {
  const code = isOpen ? 'record_person_unknown' : 'record_of_other'
  const outcome = isOpen ? 'unknown' : 'fail'
  return { verified: false, outcome, check: 'endorsements', code, kind, pointer }
}

function mayBeTheirs(at: string, { rawWarnings = [] }: Subject): boolean {
  return rawWarnings.some(({ code, pointer }) => code === 'record_person_unknown' && pointer === at)
}

/** Adds an entry for each credential that could not be read, so that the list is not shorter than the document. */
function isBlank({ verified, kind, badges }: Report): boolean {
  return !verified && badges.length === 0 && !HOLDS_OTHERS.includes(kind)
}

const HOLDS_OTHERS: readonly Kind[] = ['presentation', 'clr', 'list', 'endorsement', 'status-list']

/** Returns the view with more members. The source of the view is not enumerable, so it is not in its JSON. */
function reported(view: { readonly original: JsonObject }, more: object): ReportedBadge {
  const badge = { ...view, ...more }
  Object.defineProperty(badge, 'original', { value: view.original })
  return Object.freeze(badge) as unknown as ReportedBadge
}

function placed(badge: ReportedBadge, at: string): ReportedBadge {
  const pointer = at + badge.pointer
  return badge.verified ? reported(badge, { pointer }) : { ...badge, pointer }
}

type Award = Omit<SecuredDocument, 'document'> & Partial<SecuredDocument>

/** Adds warnings about an award for content that is allowed but unusual. */
export function noteAward(award: Award): void {
  const { kind, role, document = {}, rawWarnings } = award
  if (role !== 'document' && role !== 'part') return
  if (kind === 'open-badge') noteCreator(award)
  const { credentialSubject: subjects } = document
  if (Array.isArray(subjects) && subjects.length > 1) {
    const details = { subjects: subjects.length }
    rawWarnings.push({ code: 'subject_unidentified', pointer: '/credentialSubject', details })
  }
}

/** Whether somebody else created the achievement and no valid endorsement of its creator is present (Open Badges 3.0 §B.1). */
function noteCreator({ document = {}, embedded, rawWarnings }: Award): void {
  const { credentialSubject: subject, issuer: issuing } = document
  if (subject === undefined || !isJsonObject(subject)) return
  const { achievement } = subject
  const creator =
    achievement !== undefined && isJsonObject(achievement) ? idOf(achievement['creator']) : undefined
  const issuer = idOf(issuing)
  if (creator === undefined || creator === issuer) return
  const endorsed = embedded.some(
    ({ counts, report }) => counts === true && idOf(report.credential?.['issuer']) === creator,
  )
  if (endorsed) return
  const pointer = '/credentialSubject/achievement/creator'
  rawWarnings.push({
    code: 'creator_other',
    pointer,
    details: { creator, ...(issuer === undefined ? {} : { issuer }) },
  })
}
