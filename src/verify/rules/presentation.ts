/** The rules for a verifiable presentation, for both data models (VCDM 2.0 §4.13). */
import { isJsonObject, itemsOf, type Json, type JsonObject, pointerToken } from '../../encoding/json.js'
import type { Issue } from '../../errors.js'
import { isUri } from '../../schema/classes/value-kinds.js'
import { isVersion1 } from '../../schema/contexts/context-scope.js'
import { explainTypeNames, explainVcdmContexts } from '../../schema/explain/vcdm.js'
import { describe, IssueList, quote } from '../../schema/issues/issue-list.js'

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
export function checkPresentation(document: JsonObject, inside: boolean): readonly Issue[] {
  const findings = new IssueList('compact')
  if (inside) findings.add('presentation_inside', '', 'a presentation must not be in another document')
  for (const name of Object.keys(document)) {
    if ((OF_CREDENTIALS as readonly string[]).includes(name)) {
      const message = `only a credential may have ${quote(name)}, because its issuer must sign it`
      findings.add('credential_member', `/${name}`, message, { hint: 'put it into a credential' })
    } else if (name.startsWith('@') && name !== '@context') {
      const message = 'a presentation must be in compact form, without JSON-LD keywords'
      findings.add('expanded_form', pointerToken(name), message, { hint: 'write terms of the contexts' })
    }
  }
  const contexts = document['@context']
  if (contexts === undefined) missing('@context', '/@context', findings)
  else explainVcdmContexts(isVersion1(contexts), contexts, '/@context', findings)
  typeRules(document['type'], findings)
  uriRule('id', document['id'], '/id', findings)
  const { holder, proof } = document
  if (isJsonObject(holder)) uriRule('id', holder['id'] ?? null, '/holder/id', findings)
  else uriRule('holder', holder, '/holder', findings)
  heldRules(document, findings)
  // The proof row reports an absent proof.
  if (proof !== null) for (const [item, at] of itemsOf(proof, '/proof')) proofRules(item, at, findings)
  return findings.issues
}

function typeRules(type: Json | undefined, findings: IssueList): void {
  if (type === undefined) {
    missing('type', '/type', findings)
    return
  }
  explainTypeNames(type, '/type', findings)
  const names = namesIn(type)
  if (names.length > 0 && !names.includes('VerifiablePresentation')) {
    findings.add('missing_type', '/type', 'the type VerifiablePresentation is missing', {
      expected: '"VerifiablePresentation"',
      hint: 'add "VerifiablePresentation" to "type"',
    })
  }
  if (names.some((name) => OTHER_CLASS.test(name))) {
    const message = 'a presentation must not have the type of a credential or of a part of a credential'
    findings.add('types_contradict', '/type', message, { hint: 'remove that type' })
  }
}

function heldRules(document: JsonObject, findings: IssueList): void {
  for (const [held, at] of itemsOf(document['verifiableCredential'], '/verifiableCredential')) {
    // In VCDM 1.1 a presentation may contain JWTs as strings.
    if (isJsonObject(held) ? namesIn(held['type']).length > 0 : isVersion1(document['@context'])) continue
    findings.add('wrong_type', at, 'the credentials of a presentation must be objects with a type', {
      expected: 'an object with a type',
      found: describe(held),
    })
  }
}

function proofRules(proof: Json, at: string, findings: IssueList): void {
  if (!isJsonObject(proof)) {
    findings.add('wrong_type', at, 'a proof must be an object', {
      expected: 'an object',
      found: describe(proof),
    })
    return
  }
  if (proof['type'] === undefined) missing('type', `${at}/type`, findings)
  else explainTypeNames(proof['type'], `${at}/type`, findings)
  uriRule('id', proof['id'], `${at}/id`, findings)
}

function missing(name: string, at: string, findings: IssueList): void {
  findings.add('missing', at, `${quote(name)} is missing`, { found: 'nothing' })
}

function uriRule(name: string, value: Json | undefined, at: string, findings: IssueList): void {
  if (value === undefined || isUri(value)) return
  findings.add('invalid_uri', at, `${quote(name)} must be one absolute URI`, {
    expected: 'an absolute URI such as https://example.org/a/1 or did:web:example.org',
    found: describe(value),
  })
}

function namesIn(type: Json | undefined): readonly string[] {
  return itemsOf(type, '').flatMap(([name]) => (typeof name === 'string' ? [name] : []))
}
