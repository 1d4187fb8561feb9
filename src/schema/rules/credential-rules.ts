/** Rules that a schema cannot express: between members (Open Badges 3.0, Data Model; Open Badges 3.0, Verification and Validation), dates, and types that need a context. */
import { isJsonObject, type Json, type JsonObject } from '../../encoding/json.js'
import { isDateTime } from '../classes/value-kinds.js'
import { clashesWithin, type Frame, frameOf, isVersion1 } from '../contexts/context-scope.js'
import { contextsOfServices } from '../contexts/context-versions.js'
import type { RuleReporter } from './rule-reporter.js'

/** Applies every rule to a credential. A place that has an issue already gets no second one. */
export function credentialRules(
  credential: JsonObject,
  outer: Frame,
  pointer: string,
  reporter: RuleReporter,
  frame: Frame = frameOf(outer, credential['@context']),
): void {
  const older = isVersion1(credential['@context'])
  const from = older ? 'issuanceDate' : 'validFrom'
  const until = older ? 'expirationDate' : 'validUntil'
  if (isBefore(credential[until], credential[from])) {
    reporter.report('dates_reversed', `${pointer}/${until}`, from, until, String(credential[until]))
  }
  nestedContexts(credential['@context'], outer, pointer, reporter)
  serviceTypes(credential, older, frame, pointer, reporter)
  for (const name of older ? [] : OBJECTS) {
    if (credential[name] !== undefined) reporter.objects(name, credential[name], `${pointer}/${name}`)
  }
  const subject = credential['credentialSubject']
  if (isJsonObject(subject))
    subjectRules(subject, credential, frame, `${pointer}/credentialSubject`, reporter)
  endorsementsOf(credential, frame, pointer, reporter)
  const issuer = credential['issuer']
  if (isJsonObject(issuer)) endorsementsOf(issuer, frame, `${pointer}/issuer`, reporter)
}

/** Members of VCDM 2.0 that the data model of Open Badges does not describe. */
const OBJECTS = ['relatedResource', 'confidenceMethod', 'renderMethod'] as const

/** The rules of an achievement; also used where it stands alone. */
export function achievementRules(
  achievement: JsonObject,
  frame: Frame,
  pointer: string,
  reporter: RuleReporter,
): void {
  const criteria = achievement['criteria']
  if (isJsonObject(criteria) && criteria['id'] === undefined && criteria['narrative'] === undefined) {
    const place = `${pointer}/criteria`
    if (!reporter.hasIssueAt(place)) reporter.report('no_criteria', place)
  }
  for (const name of ['name', 'description'] as const) {
    const text = achievement[name]
    if (typeof text !== 'string' || HAS_WORDS.test(text) || reporter.hasIssueAt(`${pointer}/${name}`))
      continue
    reporter.report(
      `empty_${name}`,
      `${pointer}/${name}`,
      name,
      text === '' ? 'an empty string' : 'white space',
    )
  }
  endorsementsOf(achievement, frame, pointer, reporter)
  const creator = achievement['creator']
  if (isJsonObject(creator)) endorsementsOf(creator, frame, `${pointer}/creator`, reporter)
}

const HAS_WORDS = /\S/

function subjectRules(
  subject: JsonObject,
  credential: JsonObject,
  frame: Frame,
  pointer: string,
  reporter: RuleReporter,
): void {
  const achievement = subject['achievement']
  if (isJsonObject(achievement)) achievementRules(achievement, frame, `${pointer}/achievement`, reporter)
  else if (achievement === undefined) return
  const identifier = subject['identifier']
  if (subject['id'] === undefined) {
    if (identifier === undefined || (Array.isArray(identifier) && identifier.length === 0)) {
      if (!reporter.hasIssueAt(`${pointer}/identifier`) && !reporter.hasIssueAt(`${pointer}/id`)) {
        reporter.report('no_recipient', pointer)
      }
    }
  }
  if (identifier !== undefined) identityRules(identifier, `${pointer}/identifier`, reporter)
  if (isBefore(subject['activityEndDate'], subject['activityStartDate'])) {
    reporter.report('activity_reversed', `${pointer}/activityEndDate`, String(subject['activityEndDate']))
  }
  if (isJsonObject(achievement)) {
    const results = subject['result']
    if (results !== undefined || achievement['resultDescription'] !== undefined) {
      reporter.results(results, achievement['resultDescription'], pointer, credential)
    }
  }
}

const SHA256 = /^sha256\$[0-9a-fA-F]{64}$/
const MD5 = /^md5\$[0-9a-fA-F]{32}$/

export function identityRules(identifier: Json, pointer: string, reporter: RuleReporter): void {
  const list = Array.isArray(identifier) ? (identifier as readonly Json[]) : [identifier]
  for (let i = 0; i < list.length; i++) {
    const identity = list[i]
    if (!isJsonObject(identity) || identity['hashed'] !== true) continue
    const hash = identity['identityHash']
    if (typeof hash !== 'string' || SHA256.test(hash)) continue
    const place = `${pointer}${Array.isArray(identifier) ? `/${i}` : ''}/identityHash`
    reporter.report(MD5.test(hash) ? 'weak_hash' : 'invalid_hash', place)
  }
}

/** Types of services that no context here defines. */
function serviceTypes(
  credential: JsonObject,
  older: boolean,
  frame: Frame,
  pointer: string,
  reporter: RuleReporter,
): void {
  const { credentialSchema, credentialStatus, refreshService } = credential
  if (credentialSchema === undefined && credentialStatus === undefined && refreshService === undefined) return
  if (frame.open || reporter.hasIssueAt(`${pointer}/@context`)) return
  for (const [context, types] of contextsOfServices(credential, older)) {
    if (frame.contexts.includes(context)) continue
    reporter.report('undefined_type', `${pointer}/@context`, context, types.join(', '))
  }
}

function nestedContexts(
  contexts: Json | undefined,
  outer: Frame,
  pointer: string,
  reporter: RuleReporter,
): void {
  if (!clashesWithin(outer.contexts, contexts) || reporter.hasIssueAt(`${pointer}/@context`)) return
  reporter.report('context_clash', `${pointer}/@context`)
}

export function endorsementsOf(
  owner: JsonObject,
  outer: Frame,
  pointer: string,
  reporter: RuleReporter,
): void {
  const value = owner['endorsement']
  if (value === undefined) return
  const list = Array.isArray(value) ? (value as readonly Json[]) : [value]
  list.forEach((endorsement, index) => {
    if (!isJsonObject(endorsement)) return
    const place = `${pointer}/endorsement${Array.isArray(value) ? `/${index}` : ''}`
    const { proof } = endorsement
    if (proof === undefined || (Array.isArray(proof) && proof.length === 0)) {
      reporter.report('unsigned_endorsement', `${place}/proof`)
    }
    credentialRules(endorsement, outer, place, reporter)
  })
}

/** Whether the first time is before the second; false for a value that is not a date. */
function isBefore(first: Json | undefined, second: Json | undefined): boolean {
  if (first === undefined || second === undefined) return false
  return isDateTime(first) && isDateTime(second) && Date.parse(first as string) < Date.parse(second as string)
}
