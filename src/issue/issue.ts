/** Issues a credential: checks it, fills in what is missing, and signs it with a Data Integrity proof. */

import type { Awaitable } from '#platform'
import { isValidDate } from '../encoding/forms/date-time-stamp.js'
import type { JsonObject } from '../encoding/json.js'
import { checkOptionNames } from '../encoding/options.js'
import { checkSigner } from '../keys/check-signer.js'
import type { Unsigned } from '../model/assembly/credential.js'
import { andThen } from '../platform/and-then.js'
import type { Clock, Load, Signer } from '../ports.js'
import {
  makeProof,
  type ProofMaker,
  type ProofOptions,
  proofMaker,
} from '../proof/data-integrity/proof-maker.js'
import { type Cryptosuite, signsText } from '../proof/suites/suites.js'
import { judgeSharedIds, requireMeaning } from './judge-shared-ids.js'
import { LIMITS_BEFORE_PROOF, needsVerify } from './needs-verify.js'
import { prepareCredential, withProof } from './prepare-credential.js'
import { clockOf, refuseFutureProof } from './proof-time.js'
import { refuseUnverifiedProof } from './refuse-unverified.js'

export type { Unsigned } from '../model/assembly/credential.js'

/** A Data Integrity proof as `issue` writes it. */
export interface IssuedProof {
  readonly type: 'DataIntegrityProof'
  readonly cryptosuite: string
  readonly created: string
  readonly verificationMethod: string
  readonly proofPurpose: 'assertionMethod'
  readonly proofValue: string
}

/** The credential with what `issue` fills in and adds. */
export type Issued<T extends object> = Omit<T, 'id' | 'validFrom' | 'issuanceDate' | 'proof'> &
  ValidityStart<T> & { readonly id: string; readonly proof: readonly [IssuedProof] }

/** In VCDM 1.1 it is `issuanceDate`. For a type without known members, the name is not known. */
export type ValidityStart<T> = T extends unknown
  ? string extends keyof T
    ? object
    : 'issuanceDate' extends keyof T
      ? { readonly issuanceDate: string }
      : { readonly validFrom: string }
  : never

export interface IssueOptions {
  /** The key that signs. Its controller must be the issuer. */
  readonly signer: Signer
  /** `eddsa-rdfc-2022` (the default, certified) or `eddsa-jcs-2022`. */
  readonly cryptosuite?: Cryptosuite
  /** Time of the proof. Default: now. It must not be later: for a badge that is valid later, write `validFrom`. */
  readonly created?: Date
  /** Loads contexts that are not bundled. */
  readonly load?: Load
  /** Default: the machine's clock. */
  readonly now?: Clock
  /** Ends the call. */
  readonly signal?: AbortSignal
}

export const ISSUE_OPTIONS: ReadonlySet<string> = new Set([
  'signer',
  'cryptosuite',
  'created',
  'load',
  'now',
  'signal',
] satisfies (keyof IssueOptions)[])

/**
 * Signs a credential with a Data Integrity proof (VC Data Integrity §4.2). It checks the credential against the Open Badges
 * 3.0 model first, and fills in `@context`, `id` (`urn:uuid:`) and `validFrom` (`issuanceDate` in VCDM 1.1) where absent. Before the
 * key signs, it refuses what `verify` would refuse without a clock and without a network.
 *
 * @param credential - The unsigned credential, such as `openBadge` returns; it is not changed.
 * @param options - `signer`, and optionally `cryptosuite`, `created`, `load`, `now` and `signal`. See `IssueOptions`.
 * @returns The signed credential, frozen, with its proof in an array.
 * @throws OpenBadgeError `model_invalid` with every issue, `jsonld_unsafe` when JSON-LD would lose data, `limit_exceeded` for more
 *   than `verify` reads, `signer_failed`, `proof_invalid` for a proof in the future, or the `document_*` code of a loader; TypeError for bad options.
 * @example
 * const signed = await issue(badge, { signer })
 */
export async function issue<T extends Unsigned>(credential: T, options: IssueOptions): Promise<Issued<T>> {
  return (await issueDocument(credential, options)) as unknown as Issued<T>
}

/** `issue` without types. The result is not a promise if nothing is asynchronous. */
export function issueDocument(credential: unknown, options: IssueOptions): Awaitable<JsonObject> {
  checkIssueOptions('issue', options, ISSUE_OPTIONS)
  const { signer, signal } = options
  const now = clockOf('issue', options.now)
  signal?.throwIfAborted()
  const document = prepareCredential(credential, { signer, now, embedded: true })
  return signDocument(document, options, options.created ?? now())
}

/** Signs a document that `prepareCredential` made. */
export function signDocument(
  document: JsonObject,
  options: IssueOptions,
  created: Date,
): Awaitable<JsonObject> {
  const mustVerify = needsVerify(document)
  const maker = proofMaker(options.signer, proofOptions(options, created, mustVerify))
  return signWithMaker(maker, document, options, mustVerify)
}

/** @param mustVerify whether `needsVerify` is true of the document */
export function signWithMaker(
  maker: ProofMaker,
  document: JsonObject,
  options: IssueOptions,
  mustVerify: boolean,
): Awaitable<JsonObject> {
  const { signer, signal } = options
  const defined = refuseUndefinedTerms(document, options, mustVerify)
  const verified = andThen(defined, () =>
    mustVerify ? refuseUnverifiedProof(maker, document, options) : undefined,
  )
  const proof = andThen(verified, () => makeProof(maker, document, signer, signal))
  return andThen(proof, (made) => withProof(document, made))
}

/** @param mustVerify as for `signWithMaker`; all other documents are canonicalised within the limits of `verify` */
export function proofOptions(
  { cryptosuite, load, signal }: IssueOptions,
  created: Date,
  mustVerify: boolean,
): ProofOptions {
  // Set one by one, because an object of spread parts takes microseconds.
  const made: { -readonly [name in keyof ProofOptions]: ProofOptions[name] } = {
    created,
    alsoJudge: judgeSharedIds,
  }
  if (!mustVerify) made.limits = LIMITS_BEFORE_PROOF
  if (cryptosuite !== undefined) made.cryptosuite = cryptosuite
  if (load !== undefined) made.load = load
  if (signal !== undefined) made.signal = signal
  return made
}

/**
 * A suite that signs the text would also sign members that no context defines, but a credential is valid only if JSON-LD keeps
 * all of it. Suites that sign the graph find such members when they sign.
 */
function refuseUndefinedTerms(
  document: JsonObject,
  options: Pick<IssueOptions, 'cryptosuite' | 'load' | 'signal'>,
  mustVerify: boolean,
): Awaitable<unknown> {
  const { cryptosuite, load, signal } = options
  if (cryptosuite === undefined || !signsText(cryptosuite)) return undefined
  return requireMeaning(
    document,
    {
      ...(load === undefined ? {} : { load }),
      ...(signal === undefined ? {} : { signal }),
    },
    mustVerify ? undefined : LIMITS_BEFORE_PROOF,
  )
}

/** @throws TypeError */
export function checkIssueOptions(
  caller: string,
  options: { readonly signer: Signer },
  known: ReadonlySet<string>,
): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${caller} needs options with a signer: { signer }`)
  if ('sign' in options && !('signer' in options))
    throw new TypeError(`${caller} takes the signer as an option: write { signer }`)
  checkOptionNames(caller, options, known)
  const { signer, created, now, load, signal } = options as { readonly [K in keyof IssueOptions]?: unknown }
  checkSigner(caller, signer)
  if (created !== undefined && !isValidDate(created))
    throw new TypeError(`${caller}: created must be a Date: write new Date(…)`)
  if (now !== undefined && typeof now !== 'function')
    throw new TypeError(`${caller}: now must be a function that returns a Date: write () => new Date(…)`)
  if (load !== undefined && typeof load !== 'function')
    throw new TypeError(`${caller}: load must be a function that loads a document, such as remote()`)
  if (signal !== undefined && !(signal instanceof Object && 'throwIfAborted' in signal))
    throw new TypeError(`${caller}: signal must be an AbortSignal: write AbortSignal.timeout(…)`)
  if (created !== undefined)
    refuseFutureProof('created', created, clockOf(caller, now as Clock | undefined)())
}
