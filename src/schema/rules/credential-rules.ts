/** What no schema can say: rules between members (Open Badges 3.0, Data Model; Open Badges 3.0, Verification and Validation), dates, and types that need a context. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isDateTime } from '../classes/value-kinds.js'
import { clashesWithin, type Frame, frameOf, isVersion1 } from '../contexts/context-scope.js'
import { contextsOfServices } from '../contexts/context-versions.js'
import type { Findings } from '../issues/issues.js'
import { relatedResourceRules } from './related-resources.js'

/** The rules of results (`result-rules.ts`), which few badges have. */
export type ResultRules = (
  results: Json | undefined,
  descriptions: Json | undefined,
  subject: string,
  findings: Findings,
) => void

/** Applies every rule to a credential; silent wherever `findings` already speaks about the same place. */
export function credentialRules(
  credential: JsonObject,
  outer: Frame,
  pointer: string,
  findings: Findings,
  results: ResultRules,
  frame: Frame = frameOf(outer, credential['@context']),
): void {
  const older = isVersion1(credential['@context'])
  const from = older ? 'issuanceDate' : 'validFrom'
  const until = older ? 'expirationDate' : 'validUntil'
  if (isBefore(credential[until], credential[from])) {
    findings.add('dates_reversed', `${pointer}/${until}`, `"${until}" is before "${from}"`, {
      expected: `a moment after "${from}"`,
      found: String(credential[until]),
      hint: 'exchange the two, or leave the end out',
    })
  }
  nestedContexts(credential['@context'], outer, pointer, findings)
  serviceTypes(credential, older, frame, pointer, findings)
  const related = credential['relatedResource']
  if (related !== undefined) relatedResourceRules(related, `${pointer}/relatedResource`, findings)
  const subject = credential['credentialSubject']
  if (isJsonObject(subject)) subjectRules(subject, frame, `${pointer}/credentialSubject`, findings, results)
  endorsementsOf(credential, frame, pointer, findings, results)
  const issuer = credential['issuer']
  if (isJsonObject(issuer)) endorsementsOf(issuer, frame, `${pointer}/issuer`, findings, results)
}

/** The rules of an achievement; also used where it stands alone. */
export function achievementRules(
  achievement: JsonObject,
  frame: Frame,
  pointer: string,
  findings: Findings,
  results: ResultRules,
): void {
  const criteria = achievement['criteria']
  if (isJsonObject(criteria) && criteria['id'] === undefined && criteria['narrative'] === undefined) {
    const place = `${pointer}/criteria`
    if (!speaksOf(findings, place)) {
      findings.add('no_criteria', place, 'the criteria say nothing: they have neither id nor narrative', {
        expected: 'id, narrative or both',
        found: 'neither',
        hint: 'write "narrative": <what has to be done>, or "id": <address of the page that says it>',
      })
    }
  }
  for (const name of ['name', 'description'] as const) {
    const text = achievement[name]
    if (typeof text !== 'string' || HAS_WORDS.test(text) || speaksOf(findings, `${pointer}/${name}`)) continue
    findings.add('empty_text', `${pointer}/${name}`, `"${name}" of the achievement is empty`, {
      expected: 'words for people',
      found: text === '' ? 'an empty string' : 'white space',
      hint: name === 'name' ? 'write what the badge is called' : 'write what its holder knows or can do',
    })
  }
  endorsementsOf(achievement, frame, pointer, findings, results)
  const creator = achievement['creator']
  if (isJsonObject(creator)) endorsementsOf(creator, frame, `${pointer}/creator`, findings, results)
}

const HAS_WORDS = /\S/

function subjectRules(
  subject: JsonObject,
  frame: Frame,
  pointer: string,
  findings: Findings,
  rules: ResultRules,
): void {
  const achievement = subject['achievement']
  if (isJsonObject(achievement))
    achievementRules(achievement, frame, `${pointer}/achievement`, findings, rules)
  else if (achievement === undefined) return
  const identifier = subject['identifier']
  if (subject['id'] === undefined) {
    if (identifier === undefined || (Array.isArray(identifier) && identifier.length === 0)) {
      if (!speaksOf(findings, `${pointer}/identifier`) && !speaksOf(findings, `${pointer}/id`)) {
        findings.add('no_recipient', pointer, 'the badge names no recipient: whoever holds it can claim it', {
          expected: 'id, or at least one identifier',
          found: 'neither',
          hint: 'give the subject an id, or an identifier such as a hashed e-mail address',
        })
      }
    }
  }
  if (identifier !== undefined) identityRules(identifier, `${pointer}/identifier`, findings)
  if (isBefore(subject['activityEndDate'], subject['activityStartDate'])) {
    findings.add(
      'activity_reversed',
      `${pointer}/activityEndDate`,
      '"activityEndDate" is before "activityStartDate"',
      {
        expected: 'a moment after "activityStartDate"',
        found: String(subject['activityEndDate']),
        hint: 'exchange the two',
      },
    )
  }
  if (isJsonObject(achievement)) {
    const results = subject['result']
    if (results !== undefined || achievement['resultDescription'] !== undefined) {
      rules(results, achievement['resultDescription'], pointer, findings)
    }
  }
}

const SHA256 = /^sha256\$[0-9a-fA-F]{64}$/
const MD5 = /^md5\$[0-9a-fA-F]{32}$/

export function identityRules(identifier: Json, pointer: string, findings: Findings): void {
  const list = Array.isArray(identifier) ? (identifier as readonly Json[]) : [identifier]
  for (let i = 0; i < list.length; i++) {
    const identity = list[i]
    if (!isJsonObject(identity) || identity['hashed'] !== true) continue
    const hash = identity['identityHash']
    if (typeof hash !== 'string' || SHA256.test(hash)) continue
    const place = `${pointer}${Array.isArray(identifier) ? `/${i}` : ''}/identityHash`
    if (MD5.test(hash)) {
      findings.add('weak_hash', place, 'the identity is hashed with MD5, which is broken', {
        expected: 'sha256$ and 64 hexadecimal digits',
        found: 'md5$…',
        hint: 'hash with SHA-256 and a fresh salt',
      })
    } else {
      findings.add('invalid_hash', place, '"hashed" is true, yet "identityHash" is no hash', {
        expected: 'sha256$ and 64 hexadecimal digits',
        found: 'another string',
        hint: 'hash the identity with its salt, or write "hashed": false',
      })
    }
  }
}

/** Types of services that no context here defines (pitfall 3). */
function serviceTypes(
  credential: JsonObject,
  older: boolean,
  frame: Frame,
  pointer: string,
  findings: Findings,
): void {
  const { credentialSchema, credentialStatus, refreshService } = credential
  if (credentialSchema === undefined && credentialStatus === undefined && refreshService === undefined) return
  if (frame.open || speaksOf(findings, `${pointer}/@context`)) return
  for (const [context, types] of contextsOfServices(credential, older)) {
    if (frame.contexts.includes(context)) continue
    findings.add('undefined_type', `${pointer}/@context`, `no context here defines ${types.join(', ')}`, {
      expected: context,
      found: 'nothing',
      hint: `add "${context}" to "@context"`,
    })
  }
}

function nestedContexts(contexts: Json | undefined, outer: Frame, pointer: string, findings: Findings): void {
  if (!clashesWithin(outer.contexts, contexts) || speaksOf(findings, `${pointer}/@context`)) return
  findings.add(
    'context_clash',
    `${pointer}/@context`,
    'the endorsement is of other versions than the credential around it; JSON-LD takes the two apart only',
    {
      expected: 'the VCDM and Open Badges contexts of the credential around it',
      found: 'other versions of them',
      hint: 'have it issued in the versions of the badge, or carry it as a compact JWS in endorsementJwt',
    },
  )
}

export function endorsementsOf(
  owner: JsonObject,
  outer: Frame,
  pointer: string,
  findings: Findings,
  results: ResultRules,
): void {
  const value = owner['endorsement']
  if (value === undefined) return
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value]
  list.forEach((endorsement, index) => {
    if (!isJsonObject(endorsement)) return
    const place = `${pointer}/endorsement${Array.isArray(value) ? `/${index}` : ''}`
    const { proof } = endorsement
    if (proof === undefined || (Array.isArray(proof) && proof.length === 0)) {
      findings.add(
        'unsigned_endorsement',
        `${place}/proof`,
        'the endorsement is not signed, so nobody can tell who made it',
        {
          expected: 'a signed endorsement',
          found: 'no proof',
          hint: 'sign it first: await issue(endorsement, { signer }), with the key of whoever endorses',
        },
      )
    }
    credentialRules(endorsement, outer, place, findings, results)
  })
}

/** Whether the first moment lies before the second; false for anything that is no date. */
function isBefore(first: Json | undefined, second: Json | undefined): boolean {
  if (first === undefined || second === undefined) return false
  return isDateTime(first) && isDateTime(second) && Date.parse(first as string) < Date.parse(second as string)
}

export function speaksOf(findings: Findings, pointer: string): boolean {
  return findings.issues.some((issue) => issue.pointer === pointer || issue.pointer.startsWith(`${pointer}/`))
}
