/** Row 2: is the signature genuine? One valid proof is enough, unless the caller requires all (Open Badges 3.0 section 8). */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { ProofResult, ProofWarning } from '../../proof/result/proof-result.js'
import { isMojibake } from '../input/mojibake.js'
import type { SentenceCode } from '../messages/en.js'
import type { Settings } from '../options/options.js'
import {
  type Check,
  type Finding,
  fail,
  pass,
  type SecuredDocument,
  selectionOf,
} from '../verification/secured-document.js'

export const proof: Check = {
  run: (secured, { settings }) => {
    const results = secured.proofs
    const good = results.filter(isSigned)
    for (const result of results) rawWarning(secured, result, good.length > 0)
    const details: JsonObject = { proofs: results.map(plain) }
    // All proofs of a contained credential must be valid. Otherwise somebody could move members of one reading to another.
    const all = settings.proofPolicy === 'all' || secured.role === 'embedded' || secured.role === 'part'
    const enough = all ? good.length === results.length : good.length > 0
    if (enough && good.length > 0) {
      const whole = selectionOf({ proofs: good }) === undefined
      return (
        unanswered(secured, settings, good[0]!) ??
        pass(whole ? 'signature_valid' : 'signature_partial', details)
      )
    }
    const worst =
      results.find(({ outcome }) => outcome === 'fail') ??
      results.find(({ outcome }) => outcome === 'unknown')
    return explain(secured, worst, results, details)
  },
}

/** Without a challenge a presentation may be a copy. It is accepted only if the caller asks for presentations, with a warning. */
function unanswered(
  { kind, rawWarnings: remarks }: SecuredDocument,
  { challenge, kinds = [] }: Settings,
  { pointer }: ProofResult,
): Finding | undefined {
  if (kind !== 'presentation' || challenge !== undefined) return undefined
  if (!kinds.includes('presentation')) return { ...fail('challenge_missing'), pointer }
  remarks.push({ code: 'presentation_unchallenged' })
  return undefined
}

/** The proof is valid for the key that it names. The issuer row checks whether the key belongs to the issuer. */
export function isSigned(result: ProofResult): boolean {
  return result.verified || result.code === 'key_not_bound'
}

function explain(
  secured: SecuredDocument,
  worst: ProofResult | undefined,
  results: readonly ProofResult[],
  details: JsonObject,
): Finding {
  if (worst === undefined) return fail('proof_missing')
  // A proof that could not be checked may be valid, so the result is unknown.
  const open = results.find(({ outcome }) => outcome === 'unknown')
  const result = open !== undefined && worst.code !== 'signature_invalid' ? open : worst
  const code = codeOf(result, secured)
  const garbled = code === 'signature_invalid' && isMojibake(secured.document)
  return {
    outcome: result.outcome === 'unknown' ? 'unknown' : 'fail',
    code: garbled ? 'text_damaged' : code,
    pointer: placeOf(result, secured.document),
    details: { ...details, ...(result.culprit as JsonObject | undefined) },
  }
}

/** The pointer of the faulty member of the document. For a fault in the proof it is the proof, and `details` name the member. */
function placeOf({ culprit, pointer }: ProofResult, document: JsonObject): string {
  const place = culprit?.place
  return place !== undefined && stands(place, document) ? place : pointer
}

/** Whether a pointer is to a value of the document, or to a missing member of an object in it. */
function stands(place: string, document: JsonObject): boolean {
  let at: Json | undefined = document
  for (const token of place.split('/').slice(1)) {
    if (typeof at !== 'object' || at === null) return false
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~')
    at = Object.hasOwn(at, name) ? (at as JsonObject)[name] : undefined
  }
  return at !== undefined
}

/** The codes for a key that belonged to the issuer, by the fault in the controller document. */
const KEY_FATES: Readonly<Record<string, SentenceCode>> = {
  keyRevoked: 'key_revoked',
  keyExpired: 'key_expired',
  methodMissing: 'key_removed',
}

/** Differences from the profile of a token, and members that no context defines. True: an error if conformance is required. */
const BREACHES: Readonly<Partial<Record<ProofWarning['code'], boolean>>> = {
  date_without_offset: false,
  method_without_fragment: false,
  jwt_header_extra: false,
  jwt_type: false,
  jwt_claim_unrepeated: false,
  jwt_claim_only: false,
  jwt_claim_missing: true,
  jwt_claim_mismatch: true,
  jwt_version: true,
  jwt_kid_missing: true,
  undefined_member: true,
  contexts_contradict: true,
  captions_contradict: true,
}

/** Warnings that are shown to people who rely on the credential. */
const SENTENCES: Readonly<Partial<Record<ProofWarning['code'], SentenceCode>>> = {
  key_shared: 'key_shared',
  key_binding_unchecked: 'presentation_unchallenged',
}

/** Issues that the proof row finds, and that make the structure row fail if conformance is required. */
export function refusedIssues({ proofs, issues }: SecuredDocument): readonly JsonObject[] {
  const refused = new Set<unknown>()
  for (const { warnings } of proofs) {
    for (const { code } of warnings) if (BREACHES[code] === true) refused.add(code)
  }
  return issues.filter(({ code }) => refused.has(code))
}

function rawWarning(secured: SecuredDocument, result: ProofResult, othersHold: boolean): void {
  if (!isSigned(result) && othersHold) {
    secured.rawWarnings.push({ code: 'other_proof_failed', pointer: result.pointer, details: plain(result) })
  }
  for (const { code, message, pointer = result.pointer } of result.warnings) {
    if (BREACHES[code] !== undefined) secured.issues.push({ pointer, code, message })
    const details = { warning: code, text: message }
    secured.rawWarnings.push({ code: SENTENCES[code] ?? 'proof_warning', pointer, details })
  }
}

function codeOf({ code, reason = '' }: ProofResult, { kind }: SecuredDocument): SentenceCode {
  if (code === 'proof_missing' && kind === 'presentation') return 'presentation_unsigned'
  if (code === 'controller_invalid' && Object.hasOwn(KEY_FATES, reason)) return KEY_FATES[reason]!
  // Codes of other libraries' suites are unknown here; the report writer replaces them with `check_failed`.
  return (code ?? 'check_failed') as SentenceCode
}

function plain(result: ProofResult): JsonObject {
  const { pointer, code, reason, suite, verificationMethod, controller, created } = result
  const out: Record<string, Json> = { pointer, outcome: isSigned(result) ? 'pass' : result.outcome }
  if (code !== undefined) out['code'] = code
  if (reason !== undefined) out['reason'] = reason
  if (suite !== undefined) out['suite'] = suite
  if (verificationMethod !== undefined) out['verificationMethod'] = verificationMethod
  if (controller !== undefined) out['controller'] = controller
  if (created !== undefined) out['created'] = created
  return out
}
