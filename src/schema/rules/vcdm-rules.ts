/** Rules of any credential that a schema cannot express: between members, and about terms that no context defines (VCDM 2.0). */
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isJsonObject, itemsOf, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import { isUri } from '../classes/value-kinds.js'
import { type Frame, isVersion1 } from '../contexts/context-scope.js'
import { contextsOfServices } from '../contexts/context-versions.js'
import { vcdmFrame } from '../contexts/vcdm-contexts.js'
import { type IssueList, quote } from '../issues/issue-list.js'
import { relatedResourceRules } from './related-resources.js'

/** Applies every rule to a credential that is not a badge. */
export function vcdmRules(credential: JsonObject, outer: Frame, findings: IssueList): void {
  const older = isVersion1(credential['@context'])
  const from = older ? 'issuanceDate' : 'validFrom'
  const until = older ? 'expirationDate' : 'validUntil'
  if (credential[until] !== undefined && isBefore(credential[until], credential[from])) {
    findings.add('dates_reversed', `/${until}`, `"${until}" is before "${from}"`, {
      expected: `a time after "${from}"`,
      found: String(credential[until]),
      hint: 'exchange the two values, or leave the end out',
    })
  }
  const frame = vcdmFrame(outer, credential['@context'])
  services(credential, older, frame, findings)
  const related = credential['relatedResource']
  if (!older && related !== undefined) relatedResourceRules(related, '/relatedResource', findings)
  if (!frame.open && frame.regular) undefinedTerms(credential, older, findings)
}

function isBefore(end: Json | undefined, start: Json | undefined): boolean {
  if (typeof end !== 'string' || typeof start !== 'string') return false
  const [last, first] = [readDateTimeStamp(end), readDateTimeStamp(start)]
  return last !== undefined && first !== undefined && last < first
}

/** Types of services that only a context of their own defines. */
function services(credential: JsonObject, older: boolean, frame: Frame, findings: IssueList): void {
  const { credentialSchema, credentialStatus, refreshService } = credential
  if (credentialSchema === undefined && credentialStatus === undefined && refreshService === undefined) return
  if (frame.open || !frame.regular) return
  for (const [context, types] of contextsOfServices(credential, older)) {
    if (frame.contexts.includes(context)) continue
    findings.add('undefined_type', '/@context', `no context here defines ${types.join(', ')}`, {
      expected: context,
      found: 'nothing',
      hint: `add "${context}" to "@context"`,
    })
  }
}

/** Types of the context of VCDM 2.0 that a credential may have. */
const TYPES: ReadonlySet<Json> = new Set<Json>([
  'VerifiableCredential',
  'JsonSchemaCredential',
  'BitstringStatusListCredential',
  'StatusList2021Credential',
])
/** Types whose own terms are not checked here. */
const SUBJECTS: ReadonlySet<Json> = new Set<Json>(['BitstringStatusList', 'JsonSchema', 'StatusList2021'])
/** Terms that the context of VCDM 2.0 defines for any object; that of 1.1 defines the first two. */
const TERMS_2: ReadonlySet<string> = new Set([
  'id',
  'type',
  'name',
  'description',
  'digestMultibase',
  'digestSRI',
  'mediaType',
])
const TERMS_1: ReadonlySet<string> = new Set(['id', 'type'])

/** The VCDM context alone defines few terms for a subject. Undefined members and types would not be signed. */
function undefinedTerms(credential: JsonObject, older: boolean, findings: IssueList): void {
  const { type, credentialSubject } = credential
  for (const [item, at] of itemsOf(type, '/type')) {
    if (typeof item !== 'string' || TYPES.has(item) || isUri(item) || item === '') continue
    findings.add('undefined_type', at, `no context here defines ${quote(item)}`, {
      found: item.slice(0, 40),
      hint: 'add the context that defines it to "@context", or write the type as an absolute URI',
    })
  }
  const terms = older ? TERMS_1 : TERMS_2
  for (const [subject, at] of itemsOf(credentialSubject, '/credentialSubject')) {
    if (!isJsonObject(subject) || [subject['type']].flat().some((one) => SUBJECTS.has(one as Json))) continue
    for (const name of Object.keys(subject)) {
      if (findings.full) return
      if (terms.has(name) || isUri(name) || name === '__proto__') continue
      findings.add('undefined_term', at + pointerToken(name), `no context here defines ${quote(name)}`, {
        found: name.slice(0, 40),
        hint: 'add the context that defines it to "@context"',
      })
    }
  }
}
