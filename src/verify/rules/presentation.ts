/** The rules for a verifiable presentation, of either data model (VC2-23, VC2-24, VC2-25; VC1-3). */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { texts, VC1, VC2 } from '../recognise.js'
import { type Findings, isUrl } from './finding.js'
import { checkCompacted, checkContext, checkProofs } from './vcdm-2.js'

export function checkPresentation(document: JsonObject, findings: Findings): void {
  checkContext(document['@context'], isVersion1(document) ? VC1 : VC2, findings)
  checkCompacted(document, findings)
  const types = findings.types(document['type'], '/type')
  if (types.length > 0 && !types.includes('VerifiablePresentation')) {
    findings.error('/type', 'missing_type', 'the type VerifiablePresentation is missing')
  }
  findings.id(document['id'], '/id')
  const { holder } = document
  if (isJsonObject(holder)) {
    if (!isUrl(holder['id'])) findings.error('/holder/id', 'invalid_uri', 'a holder has a URL as its id')
  } else if (holder !== undefined && !isUrl(holder)) {
    findings.error('/holder', 'invalid_uri', 'a holder is a URL, or an object with an id')
  }
  for (const { pointer, value } of presented(document)) {
    if (isJsonObject(value) ? texts(value['type']).length === 0 : !isVersion1(document)) {
      findings.error(pointer, 'wrong_type', 'a presentation holds credentials as objects with a type')
    }
  }
  checkProofs(document['proof'], findings)
}

/** What a presentation presents, with the place of each. */
export function presented(
  document: JsonObject,
): readonly { readonly pointer: string; readonly value: Json }[] {
  const { verifiableCredential: value } = document
  if (value === undefined) return []
  return Array.isArray(value)
    ? (value as readonly Json[]).map((item, i) => ({ pointer: `/verifiableCredential/${i}`, value: item }))
    : [{ pointer: '/verifiableCredential', value }]
}

/** VC1-1: the first context alone decides. */
export function isVersion1(document: JsonObject): boolean {
  const { '@context': context } = document
  return context === VC1 || (Array.isArray(context) && context[0] === VC1)
}
