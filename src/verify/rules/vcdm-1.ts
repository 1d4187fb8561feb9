/** The rules of the W3C Verifiable Credentials Data Model 1.1 for a credential (VCDM 1.1 §4.1, §4). */
import { VCDM_1 } from '../../documents/context-urls.js'
import type { JsonObject } from '../../encoding/json.js'
import type { Findings } from './issues.js'
import {
  checkCompacted,
  checkContext,
  checkIssuer,
  checkPeriod,
  checkProofs,
  checkSubjects,
} from './vcdm-2.js'

export function checkVcdm1(document: JsonObject, findings: Findings): void {
  checkContext(document['@context'], VCDM_1, findings)
  checkCompacted(document, findings)
  const types = findings.types(document['type'], '/type')
  if (types.length > 0 && !types.includes('VerifiableCredential')) {
    findings.error('/type', 'missing_type', 'credential_type')
  }
  findings.id(document['id'], '/id')
  checkIssuer(document['issuer'], findings)
  checkSubjects(document['credentialSubject'], findings)
  if (document['issuanceDate'] === undefined) {
    findings.error('/issuanceDate', 'missing', 'issuance_date')
  }
  checkPeriod(document, 'issuanceDate', 'expirationDate', findings)
  findings.typed(document['credentialStatus'], '/credentialStatus', { url: true })
  findings.typed(document['credentialSchema'], '/credentialSchema', { url: true })
  findings.typed(document['refreshService'], '/refreshService', { url: true })
  findings.typed(document['termsOfUse'], '/termsOfUse')
  findings.typed(document['evidence'], '/evidence')
  checkProofs(document['proof'], findings)
}
