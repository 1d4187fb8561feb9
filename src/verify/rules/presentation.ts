/** The rules for a verifiable presentation, for both data models (VCDM 2.0 §4.13). */
import { VCDM_1, VCDM_2 } from '../../documents/context-urls.js'
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isVersion1, texts } from '../input/detect-kind.js'
import { type Findings, isUrl } from './issues.js'
import { checkCompacted, checkContext, checkProofs } from './vcdm-2.js'

/**
 * Members that only a credential may have, because its issuer must sign them. Anybody may sign a presentation (VCDM 2.0
 * sections 4.3 and 4.13).
 */
const OF_CREDENTIALS = [
  'issuer',
  'credentialSubject',
  'validFrom',
  'validUntil',
  'issuanceDate',
  'expirationDate',
  'credentialStatus',
  'credentialSchema',
  'evidence',
] as const

const OTHER_CLASS = /(?:Credential|Subject)$|(?:^|[#/:])(?:Achievement|Profile)$/

/** @param inside whether the presentation is in another document */
export function checkPresentation(document: JsonObject, inside: boolean, findings: Findings): void {
  if (inside) findings.error('', 'presentation_inside', 'inside')
  for (const member of OF_CREDENTIALS) {
    if (document[member] !== undefined) {
      findings.error(`/${member}`, 'credential_member', 'of_credential')
    }
  }
  checkContext(document['@context'], isVersion1(document) ? VCDM_1 : VCDM_2, findings)
  checkCompacted(document, findings)
  const types = findings.types(document['type'], '/type')
  if (types.length > 0 && !types.includes('VerifiablePresentation')) {
    findings.error('/type', 'missing_type', 'presentation_type')
  }
  if (types.some((type) => OTHER_CLASS.test(type))) {
    findings.error('/type', 'types_contradict', 'contradiction')
  }
  findings.id(document['id'], '/id')
  const { holder } = document
  if (isJsonObject(holder)) {
    if (!isUrl(holder['id'])) findings.error('/holder/id', 'invalid_uri', 'holder_id')
  } else if (holder !== undefined && !isUrl(holder)) {
    findings.error('/holder', 'invalid_uri', 'holder')
  }
  const { verifiableCredential: held = [] } = document
  const several = Array.isArray(held)
  for (const [i, value] of ((several ? held : [held]) as readonly Json[]).entries()) {
    const pointer = several ? `/verifiableCredential/${i}` : '/verifiableCredential'
    if (isJsonObject(value) ? texts(value['type']).length === 0 : !isVersion1(document)) {
      findings.error(pointer, 'wrong_type', 'held')
    }
  }
  checkProofs(document['proof'], findings)
}
