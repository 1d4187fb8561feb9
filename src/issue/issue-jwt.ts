/** Issues a credential as a compact JWS, secured from outside. */

import { toCanonical } from '../jsonld/canonize.js'
import type { Unsigned } from '../model/assembly/credential.js'
import type { Clock, Load, Signer } from '../ports.js'
import { type JwtProfileName, signJwt } from '../proof/jwt/jwt.js'
import { checkIssueOptions, systemClock } from './issue.js'
import { prepareCredential } from './prepare-credential.js'

export interface IssueJwtOptions {
  readonly signer: Signer
  /** `open-badges` (the default; certification wants RS256) or `vc-jose`. */
  readonly profile?: JwtProfileName
  /** For contexts that are not bundled. */
  readonly load?: Load
  /** By default the machine's clock. */
  readonly now?: Clock
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
 * The credential as JWT text, checked and filled as `issue` does it.
 * @throws OpenBadgeError `model_invalid`, `jsonld_unsafe`, `jwt_invalid`, `signer_failed`, `document_*`; TypeError for
 * bad options
 */
export async function issueJwt<T extends Unsigned>(credential: T, options: IssueJwtOptions): Promise<string> {
  checkIssueOptions('issueJwt', options, OPTIONS)
  const { signer, profile, load, signal, now = systemClock } = options
  signal?.throwIfAborted()
  const document = prepareCredential(credential, { signer, now, embedded: false })
  // A JWT signs the text, yet a badge is valid only where JSON-LD keeps all of it (B13).
  await toCanonical(document, {
    ...(load === undefined ? {} : { load }),
    ...(signal === undefined ? {} : { signal }),
  })
  return signJwt(document, signer, {
    ...(profile === undefined ? {} : { profile }),
    ...(signal === undefined ? {} : { signal }),
  })
}
