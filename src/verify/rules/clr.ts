/** What a Comprehensive Learner Record 2.0 has beyond a credential (1EdTech CLR 2.0, ClrCredential and ClrSubject). */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { texts } from '../input/detect-kind.js'
import type { Findings } from './issues.js'

const ASSOCIATION = ['associationType', 'sourceId', 'targetId'] as const

export function checkClr(document: JsonObject, findings: Findings): void {
  if (document['id'] === undefined) findings.error('/id', 'missing', 'a record has an id')
  if (typeof document['name'] !== 'string') findings.error('/name', 'missing', 'a record has a name')
  const { credentialSubject: subject } = document
  if (!isJsonObject(subject)) {
    findings.error('/credentialSubject', 'wrong_type', 'a record has one subject')
    return
  }
  if (!texts(subject['type']).includes('ClrSubject')) {
    findings.error('/credentialSubject/type', 'missing_type', 'the type ClrSubject is missing')
  }
  const { verifiableCredential: held = [], association = [] } = subject
  if (Array.isArray(held) && held.length === 0) {
    findings.error(
      '/credentialSubject/verifiableCredential',
      'missing',
      'a record holds at least one credential',
    )
  }
  const several = Array.isArray(association)
  for (const [i, item] of ((several ? association : [association]) as readonly Json[]).entries()) {
    const pointer = several ? `/credentialSubject/association/${i}` : '/credentialSubject/association'
    for (const member of ASSOCIATION) {
      if (!isJsonObject(item) || typeof item[member] !== 'string') {
        findings.error(`${pointer}/${member}`, 'missing', 'an association has a type, a source and a target')
      }
    }
  }
}
