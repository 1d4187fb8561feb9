/** Verifies the signature of a token. `verify` loads this file for tokens only. */
import { verifyJwt } from '../proof/jwt/jwt.js'
import { type PresentationRequest, withoutRegisteredClaims } from '../proof/jwt/jwt-profile.js'
import type { ProofResult } from '../proof/result/proof-result.js'
import type { DetectedCredential } from './input/detected.js'
import type { Settings } from './options/options.js'
import type { Signed } from './reading/reading.js'
import type { Verification } from './verification/verification.js'

export async function verifyToken(
  jws: string,
  found: DetectedCredential,
  { account, settings, load, retrieve }: Verification,
): Promise<Signed> {
  const result = await verifyJwt(account, jws, {
    load,
    retrieve,
    now: settings.now,
    clockSkewSeconds: settings.clockSkewSeconds,
    profile: found.profile ?? 'open-badges',
    sharedKeys: settings.sharedKeys,
    ...(found.kind === 'presentation' ? answerOf(settings) : {}),
    ...(settings.signal === undefined ? {} : { signal: settings.signal }),
  })
  const refused = settings.accept?.includes(result.suite ?? '') === false
  const proof: ProofResult = refused
    ? { ...result, verified: false, outcome: 'fail', code: 'proof_not_accepted' }
    : result
  // The claims of a token are no members of its credential, so they are no breach of its form.
  return { document: result.credential ?? withoutRegisteredClaims(found.document), proofs: [proof] }
}

function answerOf({ challenge, domain }: Settings): PresentationRequest {
  return {
    ...(challenge === undefined ? {} : { challenge }),
    ...(domain === undefined ? {} : { domain }),
  }
}
