/** Presents credentials to somebody who gave a challenge: the holder's side of `verify` (VCDM 2.0 section 4.13). */
import { VCDM_2 } from '../documents/context-urls.js'
import {
  freezeJson,
  frozenSnapshot,
  isJsonObject,
  type Json,
  type JsonObject,
  type PlainObject,
  parseJson,
} from '../encoding/json.js'
import { isReport, REPORT_HINT } from '../encoding/json-value.js'
import { decodeBase64url } from '../encoding/multibase.js'
import { decodeUtf8 } from '../encoding/utf8.js'
import { type Issue, OpenBadgeError, withHint } from '../errors.js'
import type { Clock, Load, Signer } from '../ports.js'
import { makeProof, proofMaker } from '../proof/data-integrity/proof-maker.js'
import { signCompactJws, signingInputOf, unsignedJws, writtenAlgorithm } from '../proof/jwt/jws.js'
import type { Cryptosuite } from '../proof/suites/suites.js'
import type { BeforeSigningOptions } from '../verify/faults-before-signing.js'
import { checkIssueOptions } from './issue.js'
import { judgeSharedIds } from './judge-shared-ids.js'
import { clockOf } from './proof-time.js'
import { refuseUnverified, refuseUnverifiedProof } from './refuse-unverified.js'

export interface PresentJwtOptions {
  /** Signed credentials: objects with a proof, or compact JWS of the profile `vc-jose`. */
  readonly credentials: readonly (PlainObject | string)[]
  /** The holder's key. */
  readonly signer: Signer
  /** The text that the verifier gave for this one presentation. */
  readonly challenge: string
  /** Who asked. Without it, a receiver of the presentation can show it to others who gave the same challenge. */
  readonly domain?: string | readonly string[]
  /** An absolute URL. Default: none. */
  readonly id?: string
  readonly signal?: AbortSignal
}

export interface PresentOptions extends PresentJwtOptions {
  /** `eddsa-rdfc-2022` (the default) or `eddsa-jcs-2022`. */
  readonly cryptosuite?: Cryptosuite
  /** Time of the proof. Default: now. */
  readonly created?: Date
  /** Loads contexts that are not bundled. */
  readonly load?: Load
  /** Default: the machine's clock. */
  readonly now?: Clock
}

/** A presentation that `present` makes. */
export interface SignedPresentation {
  readonly '@context': readonly string[]
  readonly id?: string
  readonly type: readonly ['VerifiablePresentation']
  readonly holder: string
  readonly verifiableCredential: readonly JsonObject[]
  readonly proof: JsonObject
}

const JWT_OPTIONS = ['credentials', 'signer', 'challenge', 'domain', 'id', 'signal'] as const
const OPTIONS = [
  ...JWT_OPTIONS,
  'cryptosuite',
  'created',
  'load',
  'now',
] as const satisfies readonly (keyof PresentOptions)[]

/**
 * Presents credentials as a W3C Verifiable Presentation with a Data Integrity proof for `authentication` (VCDM 2.0 §4.13).
 * The holder is the signer's controller.
 *
 * @param options - `credentials`: signed ones only; `signer`: the holder's key; `challenge`: what the verifier gave for this one
 *   presentation; `domain`: who asked.
 * @returns The presentation, frozen.
 * @throws OpenBadgeError `model_invalid` for a credential without a proof, `jsonld_unsafe`, `signer_failed`, `document_*`;
 *   TypeError for bad options.
 * @example
 * const challenge = '7f1c' // from the verifier
 * const shown = await present({ credentials: [signed], signer, challenge, domain: 'https://verifier.example' })
 * const answer = await verify(shown, { challenge, domain: 'https://verifier.example' })
 * console.log(answer.verified, answer.badges.length)
 */
export async function present(options: PresentOptions): Promise<SignedPresentation> {
  const document = presentationOf('present', options, new Set(OPTIONS))
  const { signer, challenge, domain, cryptosuite, load, signal } = options
  const maker = proofMaker(signer, {
    proofPurpose: 'authentication',
    challenge,
    created: options.created ?? clockOf('present', options.now)(),
    ...(domain === undefined ? {} : { domain }),
    ...(cryptosuite === undefined ? {} : { cryptosuite }),
    ...(load === undefined ? {} : { load }),
    ...(signal === undefined ? {} : { signal }),
    alsoJudge: judgeSharedIds,
  })
  await refuseUnverifiedProof(maker, document, asked(options), NOT_SHOWN)
  const proof = await makeProof(maker, document, signer, signal)
  return freezeJson({ ...document, proof }) as unknown as SignedPresentation
}

/**
 * Presents credentials as a JWT of the type `vp+jwt`: the challenge is `nonce`, the domain `aud` (VC-JOSE-COSE §3.1.2).
 *
 * @param options - `credentials`: signed ones only; `signer`: the holder's key; `challenge` and `domain` as the verifier gave them.
 * @returns A compact JWS.
 * @throws OpenBadgeError `model_invalid` for a credential without a proof, `signer_failed`; TypeError for bad options.
 * @example
 * const token = await presentJwt({ credentials: [signed], signer, challenge: '7f1c', domain: 'https://verifier.example' })
 * const answer = await verify(token, { challenge: '7f1c', domain: 'https://verifier.example' })
 * console.log(answer.verified)
 */
export async function presentJwt(options: PresentJwtOptions): Promise<string> {
  const document = presentationOf('presentJwt', options, new Set(JWT_OPTIONS))
  const { signer, challenge, domain, signal } = options
  const header = {
    alg: writtenAlgorithm(signer).name,
    kid: signer.verificationMethod,
    typ: 'vp+jwt',
    cty: 'vp',
  }
  const claims: JsonObject = {
    ...document,
    iss: document['holder']!,
    nonce: challenge,
    ...(domain === undefined ? {} : { aud: domain as Json }),
  }
  const text = signingInputOf(header, claims)
  await refuseUnverified(unsignedJws(text, signer), asked(options), NOT_SHOWN)
  return signCompactJws(text, signer, signal)
}

const NOT_SHOWN = 'the credentials cannot be presented'

/** What `verify` is asked about the presentation. */
function asked({ load, signal, challenge, domain }: PresentOptions): BeforeSigningOptions {
  return { load, signal, challenge, ...(domain === undefined ? {} : { domain }) }
}

function presentationOf(caller: string, options: PresentJwtOptions, known: ReadonlySet<string>): JsonObject {
  checkIssueOptions(caller, options, known)
  const { credentials, signer, challenge, domain, id, signal } = options
  if (!Array.isArray(credentials))
    throw new TypeError(`${caller}: credentials must be a list, such as [signed]`)
  if (typeof challenge !== 'string' || challenge === '') {
    throw new TypeError(`${caller}: challenge must be the text that the verifier gave`)
  }
  const domains: readonly unknown[] = [domain ?? []].flat()
  if (domain === null || domains.some((each) => typeof each !== 'string'))
    throw new TypeError(
      `${caller}: domain must be a text, such as 'https://verifier.example', or a list of texts`,
    )
  if (id !== undefined && typeof id !== 'string') throw new TypeError(`${caller}: id must be an absolute URL`)
  signal?.throwIfAborted()
  const issues: Issue[] = []
  const held = credentials.map((each, i) => heldOf(each, `/verifiableCredential/${i}`, issues))
  if (issues.length > 0) {
    throw new OpenBadgeError(
      'model_invalid',
      `only signed credentials can be presented: ${withHint(issues[0]!.message, issues[0]!.hint)}`,
      { issues },
    )
  }
  return {
    '@context': [VCDM_2],
    ...(id === undefined ? {} : { id }),
    type: ['VerifiablePresentation'],
    holder: signer.controller ?? signer.verificationMethod.split('#', 1)[0]!,
    verifiableCredential: held,
  }
}

/** A token is put into an envelope (VCDM 2.0 section 4.13.1); an object is not changed. */
function heldOf(credential: unknown, pointer: string, issues: Issue[]): Json {
  if (typeof credential === 'string') {
    if (isVcJose(credential)) {
      return {
        '@context': VCDM_2,
        id: `data:application/vc+jwt,${credential}`,
        type: 'EnvelopedVerifiableCredential',
      }
    }
    const hint = /^\s*\{/.test(credential)
      ? 'parse JSON first: JSON.parse(text)'
      : "issue it with issueJwt and the profile 'vc-jose'"
    issues.push({ pointer, code: 'wrong_type', message: 'the text is not a JWT of the type vc+jwt', hint })
    return null
  }
  const own = frozenSnapshot(credential)
  const enveloped = isJsonObject(own) && own['type'] === 'EnvelopedVerifiableCredential'
  if (!isJsonObject(own) || (!enveloped && own['proof'] === undefined)) {
    const [message, hint] =
      isJsonObject(own) && isReport(own)
        ? ['this is a report, not a credential', REPORT_HINT]
        : ['the credential is not signed', 'sign it first: await issue(credential, { signer })']
    issues.push({ pointer, code: 'missing', message, hint })
  }
  return own
}

function isVcJose(token: string): boolean {
  try {
    const header = parseJson(decodeUtf8(decodeBase64url(token.split('.', 1)[0]!)))
    const { typ } = header as { readonly typ?: unknown }
    return typeof typ === 'string' && /^(?:application\/)?vc\+jwt$/i.test(typ)
  } catch {
    return false
  }
}
