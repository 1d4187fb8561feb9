/** Decides whether the issues of a document make its structure row fail. `verify` loads this file for documents with issues. */
import type { JsonObject } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { isBreach } from '../../issue-codes.js'
import type { SentenceCode } from '../messages/en.js'
import type { Settings } from '../options/options.js'
import { isForm } from '../rules/form-breaches.js'
import { type Finding, fail, pass, type SecuredDocument } from '../verification/secured-document.js'

/** Most issues in a report. */
const REPORTED = 50

/** With more issues than this, the search ended early, and a breach of trust may have been missed. */
const WEIGHED = 100

/** A breach of trust makes the row fail. A breach of form does so only if conformance is required, or in a status list. */
export function weighIssues(
  issues: readonly Issue[],
  secured: SecuredDocument,
  { conformance }: Pick<Settings, 'conformance'>,
): Finding {
  const tolerant = conformance !== 'required' && secured.role !== 'status-list' && issues.length < WEIGHED
  const failing: Issue[] = []
  for (const finding of issues) {
    const error = finding.severity === 'error'
    if (error || isBreach(finding.code)) secured.issues.push(plain(finding))
    if (error && !(tolerant && isForm(finding))) failing.push(finding)
    else rawWarning(secured, finding)
  }
  const first = failing[0]
  if (first === undefined) return pass('well_formed')
  const reported = failing.slice(0, REPORTED).map(plain)
  return { ...fail('structure_invalid', { issues: reported, count: failing.length }), pointer: first.pointer }
}

function rawWarning(secured: SecuredDocument, finding: Issue): void {
  if (secured.rawWarnings.length >= REPORTED) return
  const code = WARNINGS.get(finding.code) ?? 'nonconforming'
  secured.rawWarnings.push({ code, pointer: finding.pointer, details: plain(finding) })
}

/** Issues that have a sentence of their own as a warning. */
const WARNINGS: ReadonlyMap<string, SentenceCode> = new Map([
  ['no_recipient', 'subject_unidentified'],
  ['association_dangling', 'association_dangling'],
  ['association_cycle', 'association_cycle'],
])

/** An issue as JSON. It lacks the value that was found, because reports contain no content of the document. */
function plain({ pointer, code, message, expected, hint }: Issue): JsonObject {
  return {
    pointer,
    code,
    message,
    ...(expected === undefined ? {} : { expected }),
    ...(hint === undefined ? {} : { hint }),
  }
}
