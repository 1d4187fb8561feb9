/** The state of one verification, which its embedded credentials and status lists share: settings, loading, budgets. */

import { isBundled } from '../../documents/bundled.js'
import { untilAborted } from '../../documents/until-aborted.js'
import { jsonBytes } from '../../encoding/json-budget.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { CANONIZE_LIMITS, type CanonizeLimits, COMBINED } from '../../jsonld/budget/limits.js'
import type { Load, Purpose } from '../../ports.js'
import { WorkAccount } from '../../work-account.js'
import { memoisedRetrieval, type Retrieve } from '../cache/key-cache.js'
import { type VerifyCache, verifyCache } from '../cache/verify-cache.js'
import type { MessageWriter } from '../messages/message-writer.js'
import { VERIFY_LIMITS, type VerifyLimits } from '../options/limits.js'
import type { Settings } from '../options/options.js'

export interface Verification {
  readonly settings: Settings
  /** Writes messages in the language of the report, if they are loaded. */
  readonly messages: MessageWriter
  /** Loads documents, counts them, and stops when the signal is aborted. */
  readonly load: Load
  readonly retrieve: Retrieve
  /** The caller's cache, or a new one for this verification, made at its first use. */
  readonly cache: () => VerifyCache
  /** The rest of the limits for the whole call. */
  readonly account: WorkAccount<keyof AccountLimits>
}

type AccountLimits = CanonizeLimits & VerifyLimits

/** Made once, because a spread object is slow to make and slow to read at each step of a walk. */
const DEFAULT_LIMITS: AccountLimits = { ...CANONIZE_LIMITS, ...VERIFY_LIMITS }

/** @param share factor for the limits of canonicalisation; above 1 for records that are longer than a credential may be */
export function openVerification(settings: Settings, messages: MessageWriter, share = 1): Verification {
  let cache = settings.cache
  const held = (): VerifyCache => (cache ??= verifyCache())
  const combined = { limits: COMBINED, percent: settings.limits.combined }
  const account = new WorkAccount(accountLimits(settings.limits, share), combined)
  // Not an async function, because each one takes a microtask even if the document is already there.
  const ask: Load = (url, purpose, signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (!account.take('loads') || account.remaining('loadedBytes') === 0)
      return Promise.reject(tooMany(url, purpose))
    let answer: Promise<unknown>
    try {
      answer = settings.load(url, purpose, signal)
    } catch (error) {
      answer = Promise.reject(error)
    }
    // A loader may ignore the signal.
    const heard = signal === undefined ? answer : untilAborted(Promise.resolve(answer), signal)
    if (purpose === 'context' && isBundled(url)) return heard
    return Promise.resolve(heard).then(
      (document) =>
        weighed(document === undefined ? unanswered(url, purpose) : document, url, purpose, account),
      (error: unknown) => {
        throw signal?.aborted || isOpenBadgeError(error) ? error : unavailable(url, purpose, error)
      },
    )
  }
  const answers = new Map<string, Promise<unknown>>()
  // Sixty badges of one issuer have one document, so each document is asked for once.
  const load: Load = (url, purpose, signal = settings.signal) => {
    if (signal !== settings.signal) return ask(url, purpose, signal)
    const name = `${purpose} ${url}`
    let answer = answers.get(name)
    if (answer === undefined) answers.set(name, (answer = ask(url, purpose, signal)))
    return answer
  }
  return {
    settings,
    messages,
    load,
    retrieve: memoisedRetrieval(held),
    cache: held,
    account,
  }
}

/** The error for a loader that returns nothing. It is not the fault of the issuer. */
function unanswered(url: string, purpose: Purpose): never {
  throw new OpenBadgeError('document_unavailable', 'the loader returned nothing', {
    url,
    purpose,
    reason: 'the loader returned nothing',
  })
}

/** The error of a loader may describe the caller's network. So only its code or name is reported. */
function unavailable(url: string, purpose: Purpose, cause: unknown): OpenBadgeError {
  const { code, name } = (cause ?? {}) as { readonly code?: unknown; readonly name?: unknown }
  const kind = [code, name].find((each) => typeof each === 'string' && /^\w{1,40}$/.test(each))
  const reason = `the loader failed${kind === undefined ? '' : `: ${String(kind)}`}`
  return new OpenBadgeError('document_unavailable', reason, { url, purpose, reason }, { cause })
}

/** Charges for the memory of a loaded document, which is kept until the call ends. */
function weighed(
  document: unknown,
  url: string,
  purpose: Purpose,
  account: Verification['account'],
): unknown {
  const bytes = jsonBytes(document, account.remaining('loadedBytes'))
  if (!account.take('loadedBytes', bytes)) throw tooMany(url, purpose)
  return document
}

function tooMany(url: string, purpose: Purpose): OpenBadgeError {
  return new OpenBadgeError(
    'document_refused',
    'the verification exceeds limits.loads or limits.loadedBytes',
    {
      url,
      purpose,
      reason: 'too many documents',
    },
  )
}

function accountLimits(limits: VerifyLimits, share: number): AccountLimits {
  if (share === 1) return limits === VERIFY_LIMITS ? DEFAULT_LIMITS : { ...CANONIZE_LIMITS, ...limits }
  return {
    ...CANONIZE_LIMITS,
    ...limits,
    scalars: share * limits.scalars,
    bytes: share * limits.bytes,
    quads: share * limits.quads,
    hashes: share * limits.hashes,
  }
}
