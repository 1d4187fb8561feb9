/** Issues a credential as a compact JWS. */

import type { Unsigned } from '../model/assembly/credential.js'
import type { Clock, Load, Signer } from '../ports.js'
import { signCompactJws, unsignedJws } from '../proof/jwt/jws.js'
import { credentialInput, type JwtProfileName } from '../proof/jwt/jwt.js'
import { isStatusList } from '../status/list-limits.js'
import { checkIssueOptions } from './issue.js'
import { requireMeaning } from './judge-shared-ids.js'
import { LIMITS_BEFORE_PROOF, needsVerify } from './needs-verify.js'
import { prepareCredential } from './prepare-credential.js'
import { clockOf } from './proof-time.js'
import { refuseUnsafeIntegers, refuseUnverified } from './refuse-unverified.js'

export interface IssueJwtOptions {
  /** The key that signs. Its controller must be the issuer. */
  readonly signer: Signer
  /** `open-badges` (the default; certification requires RS256) or `vc-jose`. */
  readonly profile?: JwtProfileName
  /** Loads contexts that are not bundled. */
  readonly load?: Load
  /** Default: the machine's clock. */
  readonly now?: Clock
  /** Ends the call. */
  readonly signal?: AbortSignal
}

const OPTIONS: ReadonlySet<string> = new Set([
  'signer',
  'profile',
  'load',
  'now',
  'signal',
] satisfies (keyof IssueJwtOptions)[])

/**
 * Signs a credential as a compact JWS (Open Badges 3.0, "JSON Web Token Proof Format", or Securing VCs using JOSE and COSE). It checks and fills
 * in the credential as `issue` does.
 *
 * @param credential - The unsigned credential; it is not changed.
 * @param options - `signer`, and optionally `profile` (default `open-badges`), `load`, `now` and `signal`.
 * @returns The JWS as text.
 * @throws OpenBadgeError `model_invalid`, `jsonld_unsafe`, `jwt_invalid`, `signer_failed`, or the `document_*` code of a
 *   loader; TypeError for bad options.
 * @example
 * const token = await issueJwt(badge, { signer })
 */
export async function issueJwt<T extends Unsigned>(credential: T, options: IssueJwtOptions): Promise<string> {
  checkIssueOptions('issueJwt', options, OPTIONS)
  const { signer, profile, load, signal } = options
  const now = clockOf('issueJwt', options.now)
  signal?.throwIfAborted()
  const document = prepareCredential(credential, { signer, now, embedded: false })
  const mustVerify = needsVerify(document)
  // A JWT signs the text, yet a badge is valid only where JSON-LD keeps all of it.
  await requireMeaning(
    document,
    {
      ...(load === undefined ? {} : { load }),
      ...(signal === undefined ? {} : { signal }),
    },
    mustVerify ? undefined : LIMITS_BEFORE_PROOF,
  )
  if (mustVerify) refuseUnsafeIntegers(document)
  const text = credentialInput(document, signer, profile)
  if (mustVerify)
    await refuseUnverified(unsignedJws(text, signer), { ...options, isStatusList: isStatusList(document) })
  return signCompactJws(text, signer, signal)
}
