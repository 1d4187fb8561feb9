/** The options of `verify`, and their checks. A misspelt option is an error. */

import { bundled } from '../../documents/bundled.js'
import { CLOCK_SKEW_SECONDS } from '../../encoding/forms/date-time-stamp.js'
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import {
  abortSignal,
  boolean,
  callable,
  date,
  listOf,
  number,
  object,
  oneOf,
  text,
} from '../../option-tests.js'
import type { Clock, Load } from '../../ports.js'
import type { AnySuite, ForeignSuite } from '../../proof/suites/suite.js'
import { suiteNames } from '../../proof/suites/suites.js'
import type { VerifyCache } from '../cache/verify-cache.js'
import { LANGUAGES, type Language } from '../messages/message-writer.js'
import { CHECK_IDS, type CheckId, CREDENTIAL_KINDS, type CredentialKind } from '../report/report.js'
import type { IssuerPolicy } from './issuer-policy.js'
import { readLimits, type VerifyLimits } from './limits.js'
import { SHAPES } from './option-shapes.js'

/** The person who should be the recipient. One match of any kind is enough. */
export interface RecipientQuestion {
  /** DIDs or other URLs, which are compared with `credentialSubject.id`. */
  readonly id?: string | readonly string[]
  /** E-mail addresses, which are compared with each identifier of type `emailAddress`, hashed or not. */
  readonly email?: string | readonly string[]
  /** Other identifiers: `[{ type: 'sisSourcedId', value: '20-1234' }]`. The type is an `identityType`, or your own: `ext:…`. */
  readonly identifiers?: readonly { readonly type: string; readonly value: string }[]
}

export interface VerifyOptions {
  /**
   * Loads the documents that are needed. Default: only bundled contexts, without any network access. `remote()` has time
   * limits. A loader of your own must end by itself: without `signal`, `verify` waits for it for ever.
   */
  readonly load?: Load
  /** The time of the verification: a Date, or a clock. Default: the current time. */
  readonly now?: Date | Clock
  /** Tolerance for clocks that differ: that much before `validFrom` and after `validUntil` a credential is in force; default 300. */
  readonly clockSkewSeconds?: number
  /** Who the recipient should be; default: not checked. */
  readonly recipient?: RecipientQuestion
  /** Issuers whom you trust: a list of ids, a predicate, or registries. */
  readonly issuers?: IssuerPolicy
  /** Accepted suites, for example `eddsa-rdfc-2022` or `JWT RS256`; default: all that are implemented. */
  readonly accept?: readonly string[]
  /** `any` (default): one valid proof is enough (Open Badges 3.0). `all`: all proofs must be valid. */
  readonly proofPolicy?: 'any' | 'all'
  /**
   * How to treat a key that `/.well-known/jwks.json` of the issuer's host lists without `iss`. Such a key can sign for each issuer
   * of the host. `reported`: a warning (default). `refused`: the proof row fails (`key_shared`).
   */
  readonly sharedKeys?: 'reported' | 'refused'
  /** Further suites, for example from `laurel/digitalbazaar`. */
  readonly suites?: readonly ForeignSuite[]
  /**
   * Accepted kinds, for example `['open-badge']`, because an issuer also signs endorsements and status lists. Anybody can make a
   * presentation, so it is accepted only if `'presentation'` is listed or a `challenge` is given. The other kinds then apply to
   * its credentials. Default: every kind.
   */
  readonly kinds?: readonly (CredentialKind | 'presentation')[]
  /** Rows that must not be skipped for `verified` to be true. */
  readonly require?: readonly CheckId[]
  /** For presentations: the challenge that you gave the holder to sign. */
  readonly challenge?: string
  /** For presentations: the domain, or domains, that the holder signed for. */
  readonly domain?: string | readonly string[]
  /** `strict`: the certified form of Open Badges, with arrays where it requires them; `compact` (default): what JSON-LD allows. */
  readonly form?: 'strict' | 'compact'
  /**
   * How to treat a breach of form, which cannot change the claims, the issuer, the subject or the dates. `reported`: an issue and a
   * warning, and `conforms` is false (default). `required`: the row fails, as certification requires (default with the form
   * `strict`).
   */
  readonly conformance?: 'reported' | 'required'
  /**
   * What the credentials of a record must be for the record to be verified. `genuine` (default): none is forged or belongs to
   * another person. Expired and withdrawn ones are marked and do not count, if at least one is valid. `all`: each is valid.
   */
  readonly parts?: 'genuine' | 'all'
  /** Ask the refresh service of the document, if it has one, for a newer version; default true. */
  readonly refresh?: boolean
  /** The minimum number of entries of a status list; default 131,072, as the specification requires. */
  readonly minimumStatusEntries?: number
  /** Further issuers whose status lists are accepted, beside the issuer of the credential. */
  readonly statusIssuers?: readonly string[]
  /** Limits on size and work; default `VERIFY_LIMITS`. */
  readonly limits?: Partial<VerifyLimits>
  /** Language of the sentences; default `en`. */
  readonly language?: Language
  /** Keeps keys and status lists between verifications. */
  readonly cache?: VerifyCache
  /** Ends the call. Without it, a call can take as long as all its loads, which are 48 by default, one after the other. */
  readonly signal?: AbortSignal
}

/** Options with all defaults filled in. */
export interface Settings {
  readonly load: Load
  readonly now: Date
  readonly clockSkewSeconds: number
  readonly recipient: RecipientQuestion | undefined
  readonly issuers: IssuerPolicy | undefined
  readonly accept: readonly string[] | undefined
  readonly proofPolicy: 'any' | 'all'
  readonly sharedKeys: 'reported' | 'refused'
  readonly suites: readonly AnySuite[] | undefined
  readonly kinds: readonly (CredentialKind | 'presentation')[] | undefined
  readonly require: readonly CheckId[]
  readonly challenge: string | undefined
  readonly domain: string | readonly string[] | undefined
  readonly form: 'strict' | 'compact'
  readonly conformance: 'reported' | 'required'
  readonly parts: 'genuine' | 'all'
  readonly refresh: boolean
  /** `undefined`: the minimum of the specification. */
  readonly minimumStatusEntries: number | undefined
  readonly statusIssuers: readonly string[]
  readonly limits: VerifyLimits
  readonly language: Language
  readonly cache: VerifyCache | undefined
  readonly signal: AbortSignal | undefined
}

const address: OptionTest = (value) =>
  text(value) && ((value as string).includes('@') || 'it is not an e-mail address')
const texts = listOf(text)
const textOrTexts = listOf(text, text)

/** An entry that is not an absolute URI, or is the id of a key, would match no issuer, and nobody would notice. */
function issuerId(value: unknown): true | string {
  if (typeof value !== 'string') return `it is of type ${typeof value}`
  if (/^did:[^#]*#/.test(value)) return 'it is the id of a key; write the part before the #'
  return isAbsoluteUri(value) || 'it is neither a DID nor a URL'
}

export const issuerPolicy: OptionTest = listOf(
  issuerId,
  (value) => callable(value) || (object(value) && 'registries' in (value as object)),
)

/** One row for each option: the test of its value. */
const OPTIONS: Readonly<Record<keyof VerifyOptions, OptionTest>> = {
  load: callable,
  now: (value) => date(value) || callable(value),
  clockSkewSeconds: number,
  recipient: object,
  issuers: issuerPolicy,
  accept: texts,
  proofPolicy: oneOf('any', 'all'),
  sharedKeys: oneOf('reported', 'refused'),
  suites: Array.isArray,
  kinds: listOf(oneOf(...CREDENTIAL_KINDS, 'presentation')),
  require: listOf(oneOf(...CHECK_IDS)),
  challenge: text,
  domain: textOrTexts,
  form: oneOf('strict', 'compact'),
  conformance: oneOf('reported', 'required'),
  parts: oneOf('genuine', 'all'),
  refresh: boolean,
  minimumStatusEntries: number,
  statusIssuers: texts,
  limits: object,
  language: oneOf(...LANGUAGES),
  cache: (value) => 'maximumBytes' in Object(value),
  signal: abortSignal,
}
const RECIPIENT: Readonly<Record<keyof RecipientQuestion, OptionTest>> = {
  id: textOrTexts,
  email: listOf(address, address),
  identifiers: listOf((item) => {
    const { type, value } = (item ?? {}) as { readonly type?: unknown; readonly value?: unknown }
    return text(type) && text(value)
  }),
}
const POLICY: Readonly<Record<string, OptionTest>> = { registries: Array.isArray }

/** @throws TypeError for an unknown name or a value of the wrong kind */
export function readOptions(options: VerifyOptions): Settings {
  checkOptions('verify', options, OPTIONS, SHAPES)
  const { recipient } = options
  if (recipient !== undefined) {
    checkOptions('recipient', recipient, RECIPIENT, SHAPES)
    const { id, email, identifiers } = recipient
    if (!(id?.length || email?.length || identifiers?.length))
      throw new TypeError(`verify: option "recipient" names nobody; write ${SHAPES['recipient']}`)
  }
  if (object(options.issuers)) checkOptions('issuers', options.issuers as object, POLICY)
  checkAccept(options)
  const { now } = options
  const instant = typeof now === 'function' ? now() : (now ?? new Date())
  if (!date(instant)) throw new TypeError('verify: option "now" must give a valid Date')
  return {
    load: options.load ?? bundled,
    now: instant,
    clockSkewSeconds: options.clockSkewSeconds ?? CLOCK_SKEW_SECONDS,
    recipient,
    issuers: options.issuers,
    accept: options.accept,
    proofPolicy: options.proofPolicy ?? 'any',
    sharedKeys: options.sharedKeys ?? 'reported',
    suites: options.suites,
    kinds: options.kinds,
    require: options.require ?? [],
    challenge: options.challenge,
    domain: options.domain,
    form: options.form ?? 'compact',
    conformance: options.conformance ?? (options.form === 'strict' ? 'required' : 'reported'),
    parts: options.parts ?? 'genuine',
    refresh: options.refresh ?? true,
    minimumStatusEntries: options.minimumStatusEntries,
    statusIssuers: options.statusIssuers ?? [],
    limits: readLimits(options.limits),
    language: options.language ?? 'en',
    cache: options.cache,
    signal: options.signal,
  }
}

/** The name of a JWT or COSE signature in reports. */
export const JWT_SUITE = /^(?:JWT|COSE) (?:EdDSA|Ed25519|ES256|ES384|ES512|RS256|RS384|RS512|PS256)$/

function checkAccept({ accept = [], suites = [] }: VerifyOptions): void {
  for (const name of accept) {
    const known =
      suiteNames().includes(name) || JWT_SUITE.test(name) || suites.some((suite) => suite.name === name)
    if (!known) throw new TypeError(`verify: option "accept" has an unknown suite: "${name}"`)
  }
}
