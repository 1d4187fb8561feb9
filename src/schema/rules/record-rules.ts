/** Rules of records that a schema cannot express: dates, versions of contexts, and associations of achievements. */
import { isJsonObject, itemsOf, type Json, type JsonObject } from '../../encoding/json.js'
import { clashesWithin, type Frame } from '../contexts/context-scope.js'
import { CLR_VERSIONS, recordFrame } from '../contexts/record-scope.js'
import { describe, type IssueList } from '../issues/issue-list.js'
import { descriptionsRules } from '../results/result-rules.js'
import { associationRules } from './association-rules.js'
import { achievementRules, credentialRules, identityRules } from './credential-rules.js'
import { IssueReporter } from './issue-reporter.js'

const SUBJECT = '/credentialSubject'

export function recordRules(
  record: JsonObject,
  subject: JsonObject,
  outer: Frame,
  findings: IssueList,
): void {
  const frame = recordFrame(outer, record['@context'])
  const { credentialSubject: _, ...around } = record
  const reporter = new IssueReporter(findings)
  credentialRules(around, outer, '', reporter, frame)
  olderTerms(record, subject, frame, findings)
  person(subject, findings)
  for (const [achievement, at] of objects(subject['achievement'], `${SUBJECT}/achievement`)) {
    achievementRules(achievement, frame, at, reporter)
    descriptionsRules(achievement['resultDescription'], `${at}/resultDescription`, findings)
  }
  for (const [part, at] of objects(subject['verifiableCredential'], `${SUBJECT}/verifiableCredential`)) {
    partContexts(part, frame, at, findings)
  }
  associationRules(subject, SUBJECT, findings)
}

/** The context of 2.0 gives no meaning to what came with 2.0.1. */
function olderTerms(record: JsonObject, subject: JsonObject, frame: Frame, findings: IssueList): void {
  if (frame.open || !frame.contexts.includes(CLR_VERSIONS['2.0.0'])) return
  for (const [owner, name, at] of [
    [record, 'partial', '/partial'],
    [subject, 'identifier', `${SUBJECT}/identifier`],
  ] as const) {
    if (owner[name] === undefined || findings.hasIssueAt(at)) continue
    findings.add('undefined_term', at, `the CLR context here does not define "${name}"`, {
      hint: 'use context-2.0.1.json, or leave the member out',
    })
  }
}

function person({ id, identifier }: JsonObject, findings: IssueList): void {
  if (identifier !== undefined)
    identityRules(identifier, `${SUBJECT}/identifier`, new IssueReporter(findings))
  const unnamed = identifier === undefined || (Array.isArray(identifier) && identifier.length === 0)
  if (id !== undefined || !unnamed || findings.hasIssueAt(SUBJECT)) return
  findings.add('no_recipient', SUBJECT, 'the record names no learner', {
    expected: 'id, or at least one identifier',
    found: 'neither',
    hint: 'give the subject an id, or an identifier such as a hashed e-mail address',
  })
}

/** JSON-LD takes a credential inside another only in the versions of the one around it. */
function partContexts(part: JsonObject, frame: Frame, at: string, findings: IssueList): void {
  const place = `${at}/@context`
  if (!clashesWithin(frame.contexts, part['@context']) || findings.hasIssueAt(place)) return
  findings.add(
    'context_clash',
    place,
    'the contexts are not those of the record, and JSON-LD cannot combine the versions',
    {
      expected: 'the VCDM and Open Badges contexts of the record',
      found: describe(part['@context']),
      hint: 'present it beside the record, or name it in relatedResource by its digest',
    },
  )
}

function objects(value: Json | undefined, at: string): readonly (readonly [JsonObject, string])[] {
  return itemsOf(value, at).flatMap(([item, place]) => (isJsonObject(item) ? [[item, place] as const] : []))
}
