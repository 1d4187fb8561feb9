/** Checks a record itself. Its parts are checked separately, when each is read. */
import { isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import type { Issue } from '../errors.js'
import type { DocumentIssueCode, Form } from '../issue-codes.js'
import { isVersion1, standalone } from './contexts/context-scope.js'
import { explainObject } from './explain/explain.js'
import { cleanRecord } from './generated/clean-record.generated.js'
import { CLASSES } from './generated/model.generated.js'
import { type Account, IssueList } from './issues/issue-list.js'
import { recordRules } from './rules/record-rules.js'

/** Whether a document has the type of a record, or the subject of a record and no other type that we know. */
export function isRecord({ type, credentialSubject: subject }: JsonObject): boolean {
  if (names(type, 'ClrCredential')) return true
  if (OTHERS.some((other) => names(type, other))) return false
  return isJsonObject(subject) && names(subject['type'], 'ClrSubject')
}

function names(type: Json | undefined, name: string): boolean {
  return Array.isArray(type) ? type.includes(name) : type === name
}

const OTHERS = ['OpenBadgeCredential', 'AchievementCredential', 'EndorsementCredential']

/** Checks a snapshot of a record against the data model of CLR 2.0. An empty list means that it is valid. */
export function checkRecord(document: JsonObject, form: Form, account?: Account): readonly Issue[] {
  const older =
    isVersion1(document['@context']) ||
    (document['issuanceDate'] !== undefined && document['validFrom'] === undefined)
  const kind = older ? 'ClrCredential11' : 'ClrCredential'
  const frame = standalone(form === 'strict')
  const findings = new IssueList(form, account)
  if (!cleanRecord[kind]!(document, frame)) explainObject(CLASSES[kind]!, document, frame, '', findings)
  const { credentialSubject: subject } = document
  recordRules(document, isJsonObject(subject) ? subject : {}, frame, findings)
  return findings.issues
}

/** Checks a credential as a part of a record, in the compact form, because somebody else made it. */
export function checkRecordedCredential(
  part: JsonObject,
): readonly (Issue & { readonly code: DocumentIssueCode })[] {
  const kind = isVersion1(part['@context']) ? 'RecordedCredential11' : 'RecordedCredential'
  const findings = new IssueList('compact')
  const frame = standalone(false)
  if (!cleanRecord[kind]!(part, frame)) explainObject(CLASSES[kind]!, part, frame, '', findings)
  return findings.issues as readonly (Issue & { readonly code: DocumentIssueCode })[]
}
