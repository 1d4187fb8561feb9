/** Makes the document to sign from a caller's credential: copies it, fills in what is missing, and checks it. */

import { randomBytes } from '#platform'
import { DATA_INTEGRITY_2, OPEN_BADGES, VCDM_1, VCDM_2 } from '../documents/context-urls.js'
import { writeDateTimeStamp } from '../encoding/forms/date-time-stamp.js'
import {
  frozenSnapshot,
  idOf,
  isJsonObject,
  type Json,
  type JsonObject,
  RECORD_LIMITS,
  setMember,
} from '../encoding/json.js'
import { isReport } from '../encoding/json-value.js'
import { SECRET_KEY, secretKeyAt } from '../encoding/secret-key.js'
import { type Issue, issuesInWords, OpenBadgeError } from '../errors.js'
import { type DocumentIssueCode, type IssueCode, isBreach } from '../issue-codes.js'
import type { Signer } from '../ports.js'
import { isRecord } from '../schema/check-record.js'
import { checkCredential, credentialClass } from '../schema/validate.js'
import { isStatusList, LIST_LIMITS } from '../status/list-limits.js'

const CONTEXTS: Json = Object.freeze([VCDM_2, OPEN_BADGES])
const VCDM_CONTEXTS: Json = Object.freeze([VCDM_2])

/** Canonicalisation finds these with the contexts themselves. */
const JSON_LD: ReadonlySet<string> = new Set<DocumentIssueCode>([
  'undefined_term',
  'undefined_type',
  'context_alias',
  'context_clash',
])

export interface PrepareOptions {
  readonly signer: Signer
  /** Start of validity if the credential has none. */
  readonly now: () => Date
  /** Embedded proofs need their terms in the context of version 1.1 credentials (VC Data Integrity §2.4). */
  readonly embedded: boolean
}

/**
 * Fills `@context`, `id` (`urn:uuid:`) and the start of validity where they are absent, and refuses a credential that breaks
 * the schema, is signed already, or has an issuer that is not the signer's controller. All parts of the document are frozen.
 * @throws OpenBadgeError `model_invalid` with all issues, `json_invalid`, `limit_exceeded`
 */
export function prepareCredential(credential: unknown, options: PrepareOptions): JsonObject {
  if (!isJsonObject(credential)) throw invalid([noObject(credential)])
  if (isReport(credential)) throw invalid([REPORT])
  const given = frozenSnapshot(
    credential,
    looksLike(isRecord, credential)
      ? RECORD_LIMITS
      : looksLike(isStatusList, credential)
        ? LIST_LIMITS
        : undefined,
  ) as JsonObject
  if (isAchievement(given)) throw invalid([ACHIEVEMENT])
  const secret = secretKeyAt(given)
  if (secret !== undefined) throw invalid([{ pointer: secret, ...SECRET_KEY }])
  const document = fill(given, options)
  const issues = checkCredential(document, 'compact').filter(
    ({ severity, code }) => severity === 'error' || (isBreach(code) && !JSON_LD.has(code)),
  )
  const own = [...checkUnsigned(given), ...checkIssuer(document, options.signer)]
  if (issues.length + own.length > 0)
    throw invalid([...own, ...issues.map((issue) => ofFilledStart(issue, given))])
  return document
}

/** A record holds credentials, and a status list many bits: they may be as large as those that `verify` reads. */
function looksLike(is: (credential: JsonObject) => boolean, credential: unknown): boolean {
  try {
    return is(credential as JsonObject)
  } catch {
    return false
  }
}

/** A member with null is not absent: it stays, and the check of the model refuses it. */
function fill(given: JsonObject, { now, embedded }: PrepareOptions): JsonObject {
  const context =
    given['@context'] === undefined
      ? credentialClass(given) === undefined
        ? VCDM_CONTEXTS
        : CONTEXTS
      : given['@context']
  const first = Array.isArray(context) ? context[0] : context
  const from = first === VCDM_1 ? 'issuanceDate' : 'validFrom'
  const wantsTerms = embedded && first === VCDM_1 && Array.isArray(context) && !context.some(isDataIntegrity)
  if (
    given['@context'] !== undefined &&
    given['id'] !== undefined &&
    given[from] !== undefined &&
    !wantsTerms
  ) {
    return given
  }
  const filled: Record<string, Json> = {
    '@context': wantsTerms ? Object.freeze([...(context as readonly Json[]), DATA_INTEGRITY_2]) : context,
    id: given['id'] === undefined ? `urn:uuid:${randomUuid()}` : given['id'],
  }
  // Copied member by member, because the rest of a destructured object is slow to make and slow to read.
  for (const name of Object.keys(given)) {
    if (name !== '@context' && name !== 'id') setMember(filled, name, given[name]!)
  }
  if (given[from] === undefined) filled[from] = writeDateTimeStamp(now())
  return filled
}

/** The result of prepareCredential with its proof, deep-frozen. */
export function withProof(document: JsonObject, proof: JsonObject): JsonObject {
  return Object.freeze({ ...document, proof: Object.freeze([Object.freeze(proof)]) })
}

function isDataIntegrity(context: Json): boolean {
  return typeof context === 'string' && context.startsWith('https://w3id.org/security/data-integrity/v')
}

function checkUnsigned(given: JsonObject): readonly Issue[] {
  if (!Object.hasOwn(given, 'proof')) return []
  return [
    {
      ...wrong('/proof', 'already_signed', 'the credential is signed already'),
      hint: 'issue the credential without its proof',
    },
  ]
}

/** Each verifier would refuse a badge whose issuer is not the key's controller (VCDM 2.0 §7.1). */
function checkIssuer(document: JsonObject, signer: Signer): readonly Issue[] {
  const { issuer } = document
  const id = idOf(issuer)
  if (id === undefined) return []
  const controller = signer.controller ?? signer.verificationMethod.split('#', 1)[0]!
  if (id === controller) return []
  return [
    {
      ...wrong(
        isJsonObject(issuer) ? '/issuer/id' : '/issuer',
        'issuer_mismatch',
        'the issuer is not the controller of the signing key',
      ),
      expected: controller,
      found: id,
      hint: 'write signer.controller as the id of the issuer, or make the signer with that issuer as its controller',
    },
  ]
}

/** Version 4, RFC 9562. Browsers offer it to secure pages only. */
function randomUuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = randomBytes(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  let hex = ''
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

function isAchievement({ type, credentialSubject }: JsonObject): boolean {
  return credentialSubject === undefined && [type].flat().includes('Achievement')
}

/** Explains an end before a start that the caller did not write. */
function ofFilledStart(issue: Issue, given: JsonObject): Issue {
  if (issue.code !== 'dates_reversed') return issue
  const [from, until] =
    issue.pointer === '/expirationDate' ? ['issuanceDate', 'expirationDate'] : ['validFrom', 'validUntil']
  if (issue.pointer !== `/${until}` || given[from!] !== undefined) return issue
  return {
    ...issue,
    message: `"${until}" is in the past, and without "${from}" the credential begins now`,
    hint: `write "${from}", or a later end`,
  }
}

const ACHIEVEMENT: Issue = {
  ...wrong('', 'wrong_type', 'this is an achievement, not a badge'),
  expected: 'an object, such as openBadge() returns',
  found: 'an achievement',
  hint: 'write openBadge({ issuer, recipient, achievement })',
}

const REPORT: Issue = {
  ...wrong('', 'wrong_type', 'this is a report, not a credential'),
  expected: 'an object, such as openBadge() returns',
  found: 'a report of verify()',
  hint: 'pass a credential without proof; a credential of a report is signed already',
}

function noObject(found: unknown): Issue {
  return {
    ...wrong('', 'wrong_type', 'the credential is not an object'),
    expected: 'an object, such as openBadge() returns',
    found: Array.isArray(found) ? 'a list' : found === null ? 'null' : typeof found,
    hint: typeof found === 'string' ? 'parse it first: JSON.parse(…)' : 'pass one credential',
  }
}

function wrong(pointer: string, code: IssueCode, message: string): Issue {
  return { pointer, code, message }
}

/** @param what the start of the message */
export function invalid(
  issues: readonly Issue[],
  what = 'the credential cannot be issued',
): OpenBadgeError<'model_invalid'> {
  return new OpenBadgeError('model_invalid', `${what}: ${issuesInWords(issues)}`, { issues })
}
