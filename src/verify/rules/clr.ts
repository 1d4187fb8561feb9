/** What a Comprehensive Learner Record 2.0 has beyond a credential (1EdTech CLR 2.0, ClrCredential and ClrSubject). */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { texts } from '../recognise.js'
import type { Findings } from './finding.js'

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
  if (recorded(document).length === 0) {
    findings.error(
      '/credentialSubject/verifiableCredential',
      'missing',
      'a record holds at least one credential',
    )
  }
  const { association } = subject
  for (const [i, item] of ((association ?? []) as readonly Json[]).entries?.() ?? []) {
    for (const member of ASSOCIATION) {
      if (!isJsonObject(item) || typeof item[member] !== 'string') {
        findings.error(
          `/credentialSubject/association/${i}/${member}`,
          'missing',
          'an association has a type, a source and a target',
        )
      }
    }
  }
}

/** What a record holds, with the place of each. */
export function recorded(
  document: JsonObject,
): readonly { readonly pointer: string; readonly value: Json }[] {
  const { credentialSubject: subject } = document
  const held = isJsonObject(subject) ? subject['verifiableCredential'] : undefined
  if (held === undefined) return []
  const pointer = '/credentialSubject/verifiableCredential'
  return Array.isArray(held)
    ? (held as readonly Json[]).map((value, i) => ({ pointer: `${pointer}/${i}`, value }))
    : [{ pointer, value: held }]
}
