/** Runs all checks on the detected input, in the order of the rows, and makes the report. */
import type { Awaitable } from '#platform'
import type { JsonObject } from '../encoding/json.js'
import { lazy } from '../lazy.js'
import { andThen } from '../platform/and-then.js'
import { isProven } from './authenticate.js'
import { authenticateWithDocuments } from './authenticate-with-documents.js'
import { endorsements, verifyHeldSeparately, verifySeparately } from './checks/endorsements.js'
import { recipient } from './checks/recipient.js'
import { status } from './checks/status.js'
import { trust } from './checks/trust.js'
import { validity } from './checks/validity.js'
import {
  type DetectedCredential,
  type DetectedInput,
  isDetected,
  isListed,
  type Listed,
} from './input/detected.js'
import { writerFor } from './messages/message-writer.js'
import { type CheckId, isAward, LATER_CHECK_IDS, type Report } from './report/report.js'
import {
  type Check,
  type Finding,
  type SecuredDocument,
  selectionOf,
  skipped,
  unknown,
} from './verification/secured-document.js'
import type { Verification } from './verification/verification.js'
import { type ListBadges, type Subject, writeReport } from './write-report.js'

/** The checks that run only if the first three rows show that the issuer signed the credential. */
export const CHECKS: Readonly<Record<(typeof LATER_CHECK_IDS)[number], Check>> = {
  validity,
  status,
  endorsements,
  recipient,
  trust,
}

/** A report, and the document that it is about. A report that is not verified does not contain the document. */
export interface CheckedDocument {
  readonly report: Report
  readonly document?: JsonObject
  /** For a derived credential: the predicates that the holder could not leave out. */
  readonly mandatory?: readonly string[]
}

export async function runChecks(
  detected: DetectedInput,
  role: SecuredDocument['role'],
  verification: Verification,
  depth = 0,
): Promise<CheckedDocument> {
  if (isDetected(detected)) return verifyCredential(detected, role, verification, depth)
  if (isListed(detected)) return { report: await verifyListed(detected, verification, depth) }
  const { format, kind, ...finding } = detected
  return { report: await writeInLanguage({ format, kind }, [finding], verification) }
}

async function verifyCredential(
  found: DetectedCredential,
  role: SecuredDocument['role'],
  verification: Verification,
  depth: number,
): Promise<CheckedDocument> {
  const authentication = await authenticateWithDocuments(found, role, verification, depth)
  const { secured: entity, findings } = authentication
  const rows = [findings.structure, findings.proof, findings.issuer]
  const { document } = entity
  if (!isProven(authentication)) {
    const held = role === 'document' && entity.kind === 'presentation'
    if (held) rows.push(NOT_REACHED, NOT_REACHED, await verifyHeldSeparately(entity, verification))
    return { report: await reportOf(entity, rows, verification, false), document }
  }
  const mandatory = selectionOf(entity)
  const asShown = mandatory === undefined ? undefined : await selectionRules(entity, mandatory)
  for (const id of LATER_CHECK_IDS) {
    verification.settings.signal?.throwIfAborted()
    const finding = CHECKS[id].run(entity, verification)
    const found = finding instanceof Promise ? await finding : finding
    rows.push(asShown === undefined ? found : asShown(id, found))
  }
  const report = await reportOf(entity, rows, verification, isAward(entity.kind))
  return mandatory === undefined ? { report, document } : { report, document, mandatory }
}

const selections = /* @__PURE__ */ lazy('the reading of selections', () => import('./checks/selection.js'))

/** Returns a function that changes rows for a derived credential, in which members may be missing. It does not change failures. */
async function selectionRules(
  { document }: SecuredDocument,
  mandatory: readonly string[],
): Promise<(id: CheckId, found: Finding) => Finding> {
  const part = await Promise.resolve(selections()).catch(() => undefined)
  return (id, found) => {
    if (found.outcome === 'fail' || found.outcome === 'unknown') return found
    return part === undefined ? unknown('part_unavailable') : part.asShown(document, mandatory, id, found)
  }
}

const badges = /* @__PURE__ */ lazy('the view of a credential', () => import('./badges.js'))

/** Makes the report, with the list of awarded credentials if there are any. */
async function reportOf(
  entity: Omit<SecuredDocument, 'document'> & Partial<SecuredDocument>,
  rows: Finding[],
  verification: Verification,
  award: boolean,
): Promise<Report> {
  if (!award && entity.embedded.length === 0) return writeInLanguage(entity, rows, verification)
  const part = badges()
  // A verified report must show the content. If the part that reads the content does not load, the row is unknown.
  const room = part instanceof Promise ? await part.catch(() => undefined) : part
  if (room === undefined) rows[0] = unknown('part_unavailable')
  else if (award) room.noteAward(entity)
  return writeInLanguage(entity, rows, verification, room?.badgesOf)
}

/** Writes the report in the language of the caller. Its messages may have to load. */
function writeInLanguage(
  subject: Subject,
  rows: readonly Finding[],
  { settings, messages }: Verification,
  list?: ListBadges,
): Awaitable<Report> {
  return andThen(writerFor(messages, rows, subject.rawWarnings), (able) =>
    writeReport(subject, rows, settings, able, list),
  )
}

/** Verifies each item of a list. A list has no signature, so it has no verdict of its own. */
async function verifyListed(
  { format, kind, items }: Listed,
  verification: Verification,
  depth: number,
): Promise<Report> {
  const secured: SecuredDocument = {
    kind,
    format,
    role: 'document',
    depth,
    document: {},
    proofs: [],
    rawWarnings: [],
    issues: [],
    embedded: [],
    shared: [],
  }
  const places = items.map((value, i) => ({ pointer: `/${i}`, value, role: 'credential' as const }))
  const held = await verifySeparately(places, secured, verification)
  const rows = [unknown('credential_list'), NOT_REACHED, NOT_REACHED, NOT_REACHED, NOT_REACHED, held]
  const { document: _, ...listed } = secured
  return reportOf(listed, rows, verification, false)
}

const NOT_REACHED = skipped('not_reached')
