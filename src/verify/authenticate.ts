/** Checks the first three rows: structure, proof and issuer. Until they pass, the content of a credential has no effect. */
import type { Awaitable } from '#platform'
import { idOf, isJsonObject, type Json, type JsonObject } from '../encoding/json.js'
import type { JudgeSharedIds, NodeMention } from '../jsonld/safe-mode/node-mention.js'
import { lazy } from '../lazy.js'
import { credentialKind } from '../model/reading/credential-kind.js'
import { isPromise } from '../platform/and-then.js'
import { type VerifyProofsOptions, verifyProofs } from '../proof/data-integrity/verify-proofs.js'
import { describeFault } from '../proof/result/proof-fault.js'
import type { ProofResult } from '../proof/result/proof-result.js'
import { issuer } from './checks/issuer.js'
import { proof, refusedIssues } from './checks/proof.js'
import { structure } from './checks/structure.js'
import type { DetectedCredential } from './input/detected.js'
import { JWT_SUITE } from './options/options.js'
import type { Signed } from './reading/reading.js'
import { type Finding, fail, type SecuredDocument, skipped } from './verification/secured-document.js'
import type { Verification } from './verification/verification.js'

export interface Authentication {
  readonly secured: SecuredDocument
  readonly findings: { readonly structure: Finding; readonly proof: Finding; readonly issuer: Finding }
}

export async function authenticate(
  found: DetectedCredential,
  role: SecuredDocument['role'],
  verification: Verification,
  depth = 0,
): Promise<Authentication> {
  const shared: (readonly NodeMention[])[] = []
  const signed = isUnanswered(found, role, depth, verification)
    ? { document: found.document, proofs: [UNCHALLENGED] }
    : found.jws === undefined
      ? embedded(found, role, verification, shared)
      : external(found.jws, found, verification)
  const { document, proofs, reading } = isPromise(signed) ? await signed : signed
  const secured: { -readonly [name in keyof SecuredDocument]: SecuredDocument[name] } = {
    kind: found.jws === undefined || found.kind === 'presentation' ? found.kind : credentialKind(document),
    format: found.format,
    role,
    depth,
    document,
    proofs,
    rawWarnings: found.warnings.slice(),
    issues: [],
    embedded: [],
    shared,
  }
  if (reading !== undefined) secured.reading = reading
  // A value that is not a promise is not awaited, because each await takes a microtask.
  const shaped = structure.run(secured, verification)
  const shape = isPromise(shaped) ? await shaped : shaped
  const proved = proof.run(secured, verification)
  const signature = isPromise(proved) ? await proved : proved
  const bound = signature.outcome === 'pass' ? issuer.run(secured, verification) : skipped('not_reached')
  const binding = isPromise(bound) ? await bound : bound
  const form = shape.outcome === 'pass' ? (unformed(secured, verification) ?? shape) : shape
  return { secured, findings: { structure: form, proof: signature, issuer: binding } }
}

/** The row fails if conformance is required and the proof row found a breach of form, for example in the claims of a token. */
function unformed(secured: SecuredDocument, { settings }: Verification): Finding | undefined {
  const issues = settings.conformance === 'required' ? refusedIssues(secured) : []
  const [first] = issues
  if (first === undefined) return undefined
  return {
    ...fail('structure_invalid', { issues: issues.slice(0, 50), count: issues.length }),
    pointer: first['pointer'] as string,
  }
}

/**
 * Whether the issuer itself signed the document. A presentation that is in no other document may lack a holder, because it
 * makes no claims of its own.
 */
export function isProven({ secured: entity, findings: { proof, issuer } }: Authentication): boolean {
  const unnamed = issuer.code === 'holder_absent' && entity.role === 'document' && entity.depth === 0
  return proof.outcome === 'pass' && (issuer.outcome === 'pass' || unnamed)
}

/** Whether the issuer itself signed the document, and the document is well formed. */
export function isAccepted(authentication: Authentication): boolean {
  return isProven(authentication) && authentication.findings.structure.outcome === 'pass'
}

/** Only a presentation can answer a challenge, because everybody can copy a badge. */
function isUnanswered(
  { kind }: DetectedCredential,
  role: SecuredDocument['role'],
  depth: number,
  { settings }: Verification,
): boolean {
  const asked = settings.challenge !== undefined || settings.domain !== undefined
  return asked && role === 'document' && depth === 0 && kind !== 'presentation'
}

/** @param shared receives the objects of each node that has several */
function embedded(
  { document, kind }: DetectedCredential,
  role: SecuredDocument['role'],
  verification: Verification,
  shared: (readonly NodeMention[])[],
): Awaitable<Signed> {
  const { settings, load, retrieve } = verification
  const presentation = kind === 'presentation'
  const challenge = presentation ? settings.challenge : undefined
  const options: { -readonly [name in keyof VerifyProofsOptions]: VerifyProofsOptions[name] } = {
    load,
    retrieve,
    now: settings.now,
    clockSkewSeconds: settings.clockSkewSeconds,
    policy: settings.proofPolicy,
  }
  if (challenge !== undefined) options.challenge = challenge
  // Without a challenge, both purposes show who made the presentation. The proof row warns that it may be a copy.
  if (challenge !== undefined || (presentation && isForAuthentication(document))) {
    options.purpose = 'authentication'
  }
  if (presentation && settings.domain !== undefined) options.domain = settings.domain
  if (settings.accept !== undefined) options.accept = settings.accept.filter((name) => !JWT_SUITE.test(name))
  if (settings.suites !== undefined) options.suites = settings.suites
  if (settings.signal !== undefined) options.signal = settings.signal
  // A status list decides about other credentials. So the strict rule applies to its objects with the same id.
  const isList = role === 'status-list' || kind === 'status-list'
  const judgeSharedIds: JudgeSharedIds | undefined = isList ? undefined : (nodes) => shared.push(...nodes)
  const results = verifyProofs(verification.account, document, options, judgeSharedIds)
  const signer = idOf(document[presentation ? 'holder' : 'issuer'])
  const finish = ({ proofs }: { readonly proofs: readonly ProofResult[] }): Awaitable<Signed> =>
    shared.length === 0 && proofs.length < 2 && !proofs.some(isExtended)
      ? { document, proofs }
      : read({ document, proofs }, signer, shared, (count) => verification.account.spend('scalars', count))
  return isPromise(results) ? results.then(finish) : finish(results)
}

const readings = /* @__PURE__ */ lazy('what a document says', () => import('./reading/reading.js'))

const isExtended = ({ signedContext }: ProofResult): boolean => signedContext !== undefined

async function read(
  given: Signed,
  signer: string | undefined,
  shared: readonly (readonly NodeMention[])[],
  spend: (count: number) => void,
): Promise<Signed> {
  try {
    return (await readings()).readSigned(given, signer, shared, spend)
  } catch (error) {
    const fault = describeFault(error)
    const proofs = given.proofs.map((each) =>
      each.outcome === 'pass' ? { ...each, verified: false, ...fault } : each,
    )
    return { document: given.document, proofs }
  }
}

/** The result for a badge if a challenge was given: a badge cannot answer it (VC Data Integrity section 2.1). */
const UNCHALLENGED: ProofResult = {
  pointer: '/proof',
  outcome: 'fail',
  verified: false,
  code: 'challenge_missing',
  warnings: [],
}

function isForAuthentication({ proof }: JsonObject): boolean {
  const proofs = (Array.isArray(proof) ? proof : [proof]) as readonly Json[]
  return proofs.some((item) => isJsonObject(item) && item['proofPurpose'] === 'authentication')
}

const tokens = /* @__PURE__ */ lazy('JSON Web Tokens', () => import('./authenticate-token.js'))

async function external(jws: string, found: DetectedCredential, verification: Verification): Promise<Signed> {
  let room: Awaited<ReturnType<typeof tokens>>
  try {
    room = await tokens()
  } catch (error) {
    const proof = { pointer: '', verified: false, warnings: [], ...describeFault(error) }
    return { document: found.document, proofs: [proof] }
  }
  return room.verifyToken(jws, found, verification)
}
