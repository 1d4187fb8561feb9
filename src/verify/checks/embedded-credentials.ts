/** Verifies the credentials in another document, each like a document of its own. `verify` loads this file if there are any. */
import { idOf, isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { comparePersons, hasMd5, type Relation } from '../../identity/compare-persons.js'
import { lazy } from '../../lazy.js'
import { IDENTIFIER } from '../../proof/result/proof-result.js'
import { detectInside } from '../input/detect-input.js'
import { isVerified } from '../report/judged.js'
import type { CheckId, EmbeddedReport, Report } from '../report/report.js'
import { runChecks } from '../run-checks.js'
import {
  type Finding,
  fail,
  pass,
  type SecuredDocument,
  signersOf,
  skipped,
  unknown,
} from '../verification/secured-document.js'
import type { Verification } from '../verification/verification.js'

/** The signature of each level covers all inner levels, so the work grows with the square of the depth. */
const DEPTH_MAXIMUM = 4

export interface Place {
  readonly pointer: string
  readonly value: Json
  readonly role: EmbeddedReport['role']
}

/** The report of each credential, and the outcome of all together. */
export async function verifyEmbedded(
  places: readonly Place[],
  ids: ReadonlySet<string>,
  secured: SecuredDocument,
  verification: Verification,
): Promise<Finding> {
  const present = secured.kind === 'presentation' && verification.settings.challenge !== undefined
  if (secured.depth >= DEPTH_MAXIMUM) {
    return {
      ...fail('limit_exceeded', { limit: 'depth', maximum: DEPTH_MAXIMUM }),
      pointer: places[0]!.pointer,
    }
  }
  const signers = signersOf(secured)
  const things = thingsIn(secured)
  const strangers: Json[] = []
  let elsewhere: Finding | undefined
  let withheld: Finding | undefined
  for (const { pointer, value, role } of places) {
    if (!verification.account.take('embedded')) {
      const { embedded: maximum } = verification.settings.limits
      return { ...fail('limit_exceeded', { limit: 'embedded', maximum }), pointer }
    }
    const detected = detectInside(value, verification.settings.limits)
    const found = detected instanceof Promise ? await detected : detected
    const { report, document, mandatory } = await runChecks(
      found,
      roleOf(role, secured),
      verification,
      secured.depth + 1,
    )
    const subjects = subjectsOf(document ?? value)
    const relation = await relationTo(secured, document, role, strangers, verification)
    if (relation === 'too_much') {
      const { hashes: maximum } = verification.settings.limits
      return { ...fail('limit_exceeded', { limit: 'hashes', maximum }), pointer }
    }
    if (relation === 'other') {
      elsewhere ??= { ...fail('record_of_other'), pointer }
      secured.embedded.push({ pointer, role, report, counts: false })
    } else if (relation === 'unknown' && mandatory?.includes(IDENTIFIER) === false) {
      withheld ??= { ...unknown('record_person_unknown'), pointer }
      secured.embedded.push({ pointer, role, report, counts: false })
    } else if (role === 'credential') secured.embedded.push({ pointer, role, report })
    else
      secured.embedded.push({ pointer, role, report, counts: isAbout(subjects, things) && endorses(report) })
    const lapsed = lapseOf({ pointer, role, report }, secured, verification)
    if (lapsed !== undefined) {
      const code = role === 'endorsement' ? 'endorsement_lapsed' : 'part_lapsed'
      secured.rawWarnings.push({ code, pointer, details: { code: lapsed } })
    }
    // An endorsement is about something with an id: the credential, its achievement or its issuer (Open Badges 3.0, Verification and Validation).
    if (role === 'endorsement' && subjects.some((id) => !ids.has(id))) {
      secured.rawWarnings.push({ code: 'endorsement_elsewhere', pointer })
    }
    if (relation === 'unknown') secured.rawWarnings.push({ code: 'record_person_unknown', pointer })
    // Another person may present a badge than its subject. That is allowed, so it is only a warning.
    if (present && signers.length > 0 && !subjects.some((id) => signers.includes(id))) {
      if (subjects.length > 0) secured.rawWarnings.push({ code: 'presented_by_other', pointer })
      else if (mandatory?.includes(IDENTIFIER) === false) {
        secured.rawWarnings.push({ code: 'parts_withheld', pointer: `${pointer}/credentialSubject` })
      }
    }
  }
  if (elsewhere !== undefined) return elsewhere
  const word = places.some(({ role }) => role === 'credential') ? 'credentials' : 'endorsements'
  const found = summarise(secured, word, verification)
  return found.outcome === 'fail' ? found : (withheld ?? found)
}

/** Only very old badges have MD5 hashes. */
const old = /* @__PURE__ */ lazy('MD5', () => import('../../identity/md5.js'))

/**
 * Whether a part is about the person of the record; `too_much` if the comparison exceeds the limits of the call. If the ids do
 * not show this, the part must not contradict the other parts of which it is not known, the `strangers`. If the caller names
 * the person, each part is compared with that person instead.
 */
async function relationTo(
  { kind, document }: SecuredDocument,
  part: JsonObject | undefined,
  role: Place['role'],
  strangers: Json[],
  { account, settings }: Verification,
): Promise<Relation | 'too_much' | undefined> {
  if (standsAlone(kind) || role !== 'credential' || settings.recipient !== undefined) return undefined
  const subject = part?.['credentialSubject']
  const compare = async (person: Json | undefined): Promise<Relation> => {
    const md5 = hasMd5(person) || hasMd5(subject) ? (await old()).md5Hex : (): string => ''
    return comparePersons(person, subject, { md5, spend: (units) => account.spend('hashes', units) })
  }
  try {
    const relation = await compare(document['credentialSubject'])
    if (relation !== 'unknown' || subject === undefined) return relation
    for (const stranger of strangers) if ((await compare(stranger)) === 'other') return 'other'
    strangers.push(subject)
    return 'unknown'
  } catch (error) {
    if (isOpenBadgeError(error, 'limit_exceeded')) return 'too_much'
    // If the code for MD5 does not load, the answer is not known.
    if (!isOpenBadgeError(error, 'part_unavailable')) throw error
    return 'unknown'
  }
}

/** A credential in a presentation or list is verified like a document of its own. In a record or badge it is a part of the award. */
function roleOf(role: Place['role'], { kind }: SecuredDocument): SecuredDocument['role'] {
  if (role === 'endorsement') return 'embedded'
  return standsAlone(kind) ? 'document' : 'part'
}

function standsAlone(kind: SecuredDocument['kind']): boolean {
  return kind === 'presentation' || kind === 'list'
}

/** The issuer of a record confirms the record, and not the issuers of its parts. The recipient row compares the person. */
const NOT_OF_RECORDS: readonly CheckId[] = ['recipient', 'trust']

function summarise(
  secured: SecuredDocument,
  word: 'credentials' | 'endorsements',
  verification: Verification,
): Finding {
  const { kind, embedded: reports } = secured
  const passed = kind === 'clr' ? NOT_OF_RECORDS : []
  const counted = reports.filter(({ counts }) => counts === true).length
  const lapsed = reports.filter((each) => lapseOf(each, secured, verification) !== undefined)
  const parts = lapsed.filter(({ role }) => role === 'credential')
  const details = {
    checked: reports.length,
    ...(word === 'endorsements' ? { counted } : {}),
    ...(parts.length === 0 ? {} : { lapsed: parts.length }),
  }
  const judged = reports.filter((each) => !lapsed.includes(each))
  const bad = judged.find((each) => hasFailed(each.report, passed) || isOtherKind(each))
  if (bad !== undefined) return { ...fail(`${word}_failed`, details), pointer: bad.pointer }
  const holds = ({ checks, verified }: Report): boolean =>
    passed.length === 0
      ? verified
      : isVerified(
          checks.filter(({ id }) => !passed.includes(id)),
          [],
        )
  const open = judged.find(({ report }) => !holds(report))
  if (open !== undefined)
    return { outcome: 'unknown', code: `${word}_unknown`, details, pointer: open.pointer }
  // If no part is valid any more, the record proves nothing.
  if (parts.length > 0 && parts.length === reports.filter(({ role }) => role === 'credential').length) {
    return { ...fail(`${word}_failed`, details), pointer: parts[0]!.pointer }
  }
  if (parts[0] !== undefined) return { ...pass('credentials_partly', details), pointer: parts[0].pointer }
  if (word === 'credentials' || counted === reports.length) return pass(`${word}_valid`, details)
  return counted === 0 ? skipped('no_endorsement_counts') : pass('endorsements_partly', details)
}

/** The codes for a genuine credential that is not valid any more. */
const LAPSES: ReadonlySet<string> = new Set(['expired', 'not_yet_valid', 'revoked', 'suspended'])

/**
 * Why a genuine credential is not valid any more, if nothing else is wrong with it and this is only a warning. Such an
 * endorsement does not count. A record stays valid when one of its parts expires, because it says what was awarded.
 */
function lapseOf(
  { role, report }: EmbeddedReport,
  { kind }: SecuredDocument,
  { settings }: Verification,
): string | undefined {
  const part = role === 'credential'
  if (part ? kind !== 'clr' || settings.parts === 'all' : report.kind !== 'endorsement') return undefined
  const wrong = report.checks.filter(
    ({ id, outcome }) =>
      (outcome === 'fail' || outcome === 'unknown') && !(part && NOT_OF_RECORDS.includes(id)),
  )
  return wrong.every(({ code }) => LAPSES.has(code)) ? wrong[0]?.code : undefined
}

function endorses({ verified, kind }: Report): boolean {
  return verified && kind === 'endorsement'
}

/** The ids of the credential itself, of its issuer, and of the achievements in it: what an endorsement may be about. */
function thingsIn({ document }: SecuredDocument): ReadonlySet<string | undefined> {
  const achievements = [document['credentialSubject'] ?? []]
    .flat()
    .flatMap((subject) => (isJsonObject(subject) ? [subject['achievement'] ?? []].flat() : []))
  return new Set([document['id'], document['issuer'], ...achievements].map(idOf))
}

function isAbout(subjects: readonly string[], things: ReadonlySet<string | undefined>): boolean {
  return subjects.length > 0 && subjects.every((id) => things.has(id))
}

/** A badge in the place of an endorsement may be genuine, but it endorses nothing. */
function isOtherKind({ role, report }: EmbeddedReport): boolean {
  return role === 'endorsement' && report.verified && report.kind !== 'endorsement'
}

function hasFailed(report: Report, passed: readonly CheckId[]): boolean {
  return report.checks.some(({ id, outcome }) => outcome === 'fail' && !passed.includes(id))
}

function subjectsOf(value: Json): readonly string[] {
  const subjects = isJsonObject(value) ? [value['credentialSubject']].flat() : []
  return subjects.flatMap((subject) => idOf(subject) ?? [])
}
