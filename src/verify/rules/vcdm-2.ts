/** The rules of the W3C Verifiable Credentials Data Model 2.0 for a credential (VCDM 2.0 §6.1, §4.12). */

import { VCDM_2 } from '../../documents/context-urls.js'
import { hasZone, readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import { isLanguageTag } from '../../encoding/forms/language-tag.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { type Findings, isUrl } from './issues.js'

const KEYWORDS: ReadonlySet<string> = new Set(['@id', '@type', '@graph', '@value', '@included', '@reverse'])

export function checkVcdm2(document: JsonObject, findings: Findings): void {
  checkContext(document['@context'], VCDM_2, findings)
  checkCompacted(document, findings)
  const types = findings.types(document['type'], '/type')
  if (types.length > 0 && !types.includes('VerifiableCredential')) {
    findings.error('/type', 'missing_type', 'credential_type')
  }
  findings.id(document['id'], '/id')
  checkText(document['name'], '/name', findings)
  checkText(document['description'], '/description', findings)
  checkIssuer(document['issuer'], findings)
  checkSubjects(document['credentialSubject'], findings)
  checkPeriod(document, 'validFrom', 'validUntil', findings)
  for (const member of ['issuanceDate', 'expirationDate']) {
    // The graph of a VCDM 1.1 credential could be written with the context of 2.0. It must not become a 2.0 credential.
    if (document[member] !== undefined) {
      findings.error(`/${member}`, 'misnamed', 'older_date')
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

/** VCDM 2.0 §4.3; VCDM 1.1 §4.1: a list. Its first item is the base context; the others are URLs and objects. */
export function checkContext(value: Json | undefined, base: string, findings: Findings): void {
  if (value === undefined) {
    findings.error('/@context', 'missing', 'context_missing')
    return
  }
  const items = (typeof value === 'string' && base !== VCDM_2 ? [value] : value) as readonly Json[]
  if (!Array.isArray(items)) {
    findings.error('/@context', 'wrong_type', 'context_list')
    return
  }
  if (items[0] !== base) findings.error('/@context/0', 'context_order', 'context_first', base)
  for (const [i, item] of items.entries()) {
    if (i > 0 && !isUrl(item) && !isJsonObject(item)) {
      findings.error(`/@context/${i}`, 'invalid_uri', 'context_item')
    }
  }
}

/** VCDM 2.0 §6.1: expanded JSON-LD is not a conforming document. */
export function checkCompacted(document: JsonObject, findings: Findings): void {
  for (const member of Object.keys(document)) {
    if (KEYWORDS.has(member)) {
      findings.error(`/${member}`, 'expanded_form', 'compact')
    }
  }
}

/** VCDM 2.0 §4.12: one proof object or several. The proof row reports an absent proof. */
export function checkProofs(value: Json | undefined, findings: Findings): void {
  if (Array.isArray(value) && value.length === 0) return
  if (value === null || value === undefined) return
  findings.typed(value, '/proof')
}

export function checkIssuer(value: Json | undefined, findings: Findings): void {
  if (value === undefined) findings.error('/issuer', 'missing', 'issuer')
  else if (isJsonObject(value)) {
    if (value['id'] === undefined) findings.error('/issuer/id', 'missing', 'issuer_id')
    findings.id(value['id'], '/issuer/id')
    checkText(value['name'], '/issuer/name', findings)
    checkText(value['description'], '/issuer/description', findings)
  } else if (!isUrl(value)) findings.error('/issuer', 'invalid_uri', 'issuer_url')
}

/** VCDM 2.0 §4.8: each subject has at least one claim. */
export function checkSubjects(value: Json | undefined, findings: Findings): void {
  if (value === undefined) {
    findings.error('/credentialSubject', 'missing', 'subject')
    return
  }
  const several = Array.isArray(value)
  const subjects = (several ? value : [value]) as readonly Json[]
  if (subjects.length === 0) findings.error('/credentialSubject', 'empty', 'no_subject')
  for (const [i, subject] of subjects.entries()) {
    const pointer = several ? `/credentialSubject/${i}` : '/credentialSubject'
    if (!isJsonObject(subject)) findings.error(pointer, 'wrong_type', 'subject_object')
    else if (Object.keys(subject).length === 0) findings.error(pointer, 'empty', 'subject_empty')
    else findings.id(subject['id'], `${pointer}/id`)
  }
}

/** VCDM 2.0 §4.9. */
export function checkPeriod(document: JsonObject, from: string, until: string, findings: Findings): void {
  const start = checkInstant(document[from], `/${from}`, findings)
  const end = checkInstant(document[until], `/${until}`, findings)
  if (start !== undefined && end !== undefined && start > end) {
    findings.error(`/${until}`, 'dates_reversed', 'reversed', until, from)
  }
}

function checkInstant(value: Json | undefined, pointer: string, findings: Findings): number | undefined {
  if (value === undefined) return undefined
  const time = typeof value === 'string' ? readDateTimeStamp(value) : undefined
  if (time === undefined) findings.error(pointer, 'invalid_date', 'date')
  else if (!hasZone(value as string)) {
    findings.warn(pointer, 'date_without_zone', 'zone')
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
      findings.error(place, 'wrong_type', 'text')
      continue
    }
    const { '@language': language, '@direction': direction } = item
    if (language !== undefined && !(typeof language === 'string' && isLanguageTag(language))) {
      findings.error(`${place}/@language`, 'invalid_language', 'language')
    }
    if (direction !== undefined && !['ltr', 'rtl', null].includes(direction as string | null)) {
      findings.error(`${place}/@direction`, 'unknown_value', 'direction')
    }
    for (const member of Object.keys(item)) {
      if (!['@value', '@language', '@direction'].includes(member)) {
        findings.error(`${place}/${member}`, 'unknown_member', 'text_members')
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
      findings.error(pointer, 'wrong_type', 'resource')
      continue
    }
    const { id, digestSRI, digestMultibase } = item
    if (!isUrl(id)) findings.error(`${pointer}/id`, 'invalid_uri', 'resource_id')
    else if (seen.has(id)) findings.error(`${pointer}/id`, 'duplicate_id', 'resource_once')
    else seen.add(id)
    if (digestSRI === undefined && digestMultibase === undefined) {
      findings.error(pointer, 'missing', 'resource_digest')
    }
  }
}
