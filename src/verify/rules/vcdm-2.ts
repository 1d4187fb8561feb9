/** The rules of the W3C Verifiable Credentials Data Model 2.0 for a credential (VCDM 2.0 §6.1, §4.12). */

import { readDateTimeStamp } from '../../encoding/date-time-stamp.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { VC2 } from '../input/detect-kind.js'
import { type Findings, isUrl } from './issues.js'

const OFFSET = /(?:Z|[+-]\d\d:\d\d)$/
const LANGUAGE_TAG = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/
const KEYWORDS: ReadonlySet<string> = new Set(['@id', '@type', '@graph', '@value', '@included', '@reverse'])

export function checkVcdm2(document: JsonObject, findings: Findings): void {
  checkContext(document['@context'], VC2, findings)
  checkCompacted(document, findings)
  const types = findings.types(document['type'], '/type')
  if (types.length > 0 && !types.includes('VerifiableCredential')) {
    findings.error('/type', 'missing_type', 'the type VerifiableCredential is missing')
  }
  findings.id(document['id'], '/id')
  checkText(document['name'], '/name', findings)
  checkText(document['description'], '/description', findings)
  checkIssuer(document['issuer'], findings)
  checkSubjects(document['credentialSubject'], findings)
  checkPeriod(document, 'validFrom', 'validUntil', findings)
  for (const member of ['issuanceDate', 'expirationDate']) {
    // The graph of a VCDM 1.1 credential can be written under the context of 2.0: it must not become one.
    if (document[member] !== undefined) {
      findings.error(`/${member}`, 'misnamed', 'version 2.0 has validFrom and validUntil for the dates')
    }
  }
  findings.typed(document['credentialStatus'], '/credentialStatus')
  findings.typed(document['credentialSchema'], '/credentialSchema', { url: true })
  for (const member of ['evidence', 'termsOfUse', 'refreshService', 'confidenceMethod', 'renderMethod']) {
    findings.typed(document[member], `/${member}`)
  }
  checkRelatedResources(document['relatedResource'], findings)
  checkProofs(document['proof'], findings)
}

/** VCDM 2.0 §4.3; VCDM 1.1 §4.1: a list whose first item is the base context; then URLs and objects. */
export function checkContext(value: Json | undefined, base: string, findings: Findings): void {
  if (value === undefined) {
    findings.error('/@context', 'missing', 'the @context is missing')
    return
  }
  const items = (typeof value === 'string' && base !== VC2 ? [value] : value) as readonly Json[]
  if (!Array.isArray(items)) {
    findings.error('/@context', 'wrong_type', 'the @context is a list')
    return
  }
  if (items[0] !== base) findings.error('/@context/0', 'context_order', `the first context must be ${base}`)
  for (const [i, item] of items.entries()) {
    if (i > 0 && !isUrl(item) && !isJsonObject(item)) {
      findings.error(`/@context/${i}`, 'invalid_uri', 'a context is an absolute URL or an object')
    }
  }
}

/** VCDM 2.0 §6.1: expanded JSON-LD is not a conforming document. */
export function checkCompacted(document: JsonObject, findings: Findings): void {
  for (const member of Object.keys(document)) {
    if (KEYWORDS.has(member)) {
      findings.error(
        `/${member}`,
        'expanded_form',
        'a credential is written in compact form, without keywords',
      )
    }
  }
}

/** VCDM 2.0 §4.12: one proof object or several. An absent proof is the proof row's business. */
export function checkProofs(value: Json | undefined, findings: Findings): void {
  if (Array.isArray(value) && value.length === 0) return
  if (value === null || value === undefined) return
  findings.typed(value, '/proof')
}

export function checkIssuer(value: Json | undefined, findings: Findings): void {
  if (value === undefined) findings.error('/issuer', 'missing', 'the issuer is missing')
  else if (isJsonObject(value)) {
    if (value['id'] === undefined) findings.error('/issuer/id', 'missing', 'the issuer has no id')
    findings.id(value['id'], '/issuer/id')
    checkText(value['name'], '/issuer/name', findings)
    checkText(value['description'], '/issuer/description', findings)
  } else if (!isUrl(value))
    findings.error('/issuer', 'invalid_uri', 'the issuer is a URL, or an object with an id')
}

/** VCDM 2.0 §4.8: every subject says something. */
export function checkSubjects(value: Json | undefined, findings: Findings): void {
  if (value === undefined) {
    findings.error('/credentialSubject', 'missing', 'the credentialSubject is missing')
    return
  }
  const several = Array.isArray(value)
  const subjects = (several ? value : [value]) as readonly Json[]
  if (subjects.length === 0) findings.error('/credentialSubject', 'empty', 'there is no subject')
  for (const [i, subject] of subjects.entries()) {
    const pointer = several ? `/credentialSubject/${i}` : '/credentialSubject'
    if (!isJsonObject(subject)) findings.error(pointer, 'wrong_type', 'a subject is an object')
    else if (Object.keys(subject).length === 0) findings.error(pointer, 'empty', 'a subject says something')
    else findings.id(subject['id'], `${pointer}/id`)
  }
}

/** VCDM 2.0 §4.9. */
export function checkPeriod(document: JsonObject, from: string, until: string, findings: Findings): void {
  const start = checkInstant(document[from], `/${from}`, findings)
  const end = checkInstant(document[until], `/${until}`, findings)
  if (start !== undefined && end !== undefined && start > end) {
    findings.error(`/${until}`, 'dates_reversed', `${until} lies before ${from}`)
  }
}

function checkInstant(value: Json | undefined, pointer: string, findings: Findings): number | undefined {
  if (value === undefined) return undefined
  const time = typeof value === 'string' ? readDateTimeStamp(value) : undefined
  if (time === undefined)
    findings.error(pointer, 'invalid_date', 'a date-time such as 2026-05-01T00:00:00Z must stand here')
  else if (!OFFSET.test(value as string)) {
    findings.warn(pointer, 'date_without_zone', 'a date-time without offset is read as UTC')
  }
  return time
}

/** VCDM 2.0 §4.6, §11.1: text, or text in one or several languages. */
function checkText(value: Json | undefined, pointer: string, findings: Findings): void {
  if (value === undefined || typeof value === 'string') return
  const several = Array.isArray(value)
  for (const [i, item] of ((several ? value : [value]) as readonly Json[]).entries()) {
    const place = several ? `${pointer}/${i}` : pointer
    if (!isJsonObject(item) || typeof item['@value'] !== 'string') {
      findings.error(place, 'wrong_type', 'text, or an object with @value and @language, must stand here')
      continue
    }
    const { '@language': language, '@direction': direction } = item
    if (language !== undefined && !(typeof language === 'string' && LANGUAGE_TAG.test(language))) {
      findings.error(`${place}/@language`, 'invalid_language', 'a language tag such as en-GB must stand here')
    }
    if (direction !== undefined && !['ltr', 'rtl', null].includes(direction as string | null)) {
      findings.error(`${place}/@direction`, 'unknown_value', 'a direction is ltr or rtl')
    }
    for (const member of Object.keys(item)) {
      if (!['@value', '@language', '@direction'].includes(member)) {
        findings.error(`${place}/${member}`, 'unknown_member', 'text in a language has no further members')
      }
    }
  }
}

/** VCDM 2.0 §5.3. */
function checkRelatedResources(value: Json | undefined, findings: Findings): void {
  if (value === undefined) return
  const several = Array.isArray(value)
  const seen = new Set<string>()
  for (const [i, item] of ((several ? value : [value]) as readonly Json[]).entries()) {
    const pointer = several ? `/relatedResource/${i}` : '/relatedResource'
    if (!isJsonObject(item)) {
      findings.error(pointer, 'wrong_type', 'a related resource is an object')
      continue
    }
    const { id, digestSRI, digestMultibase } = item
    if (!isUrl(id)) findings.error(`${pointer}/id`, 'invalid_uri', 'a related resource has a URL as its id')
    else if (seen.has(id)) findings.error(`${pointer}/id`, 'duplicate_id', 'a related resource is named once')
    else seen.add(id)
    if (digestSRI === undefined && digestMultibase === undefined) {
      findings.error(pointer, 'missing', 'a related resource has digestSRI or digestMultibase')
    }
  }
}
