/** The state of one verification, which its embedded credentials and status lists share: settings, loading, budgets. */

import { isBundled } from '../../documents/bundled.js'
import { untilAborted } from '../../documents/until-aborted.js'
import { CANONIZE_LIMITS, type CanonizeLimits, COMBINED } from '../../jsonld/budget/limits.js'
import { lazy } from '../../lazy.js'
import type { Load } from '../../ports.js'
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
  /** Work that is not repeated: see `once.ts`. */
  readonly done: Map<object, unknown>
  /** The caller's cache, or a new one for this verification, made at its first use. */
  readonly cache: () => VerifyCache
  /** The rest of the limits for the whole call. */
  readonly account: WorkAccount<keyof AccountLimits>
}

type AccountLimits = CanonizeLimits & VerifyLimits

/** Made once, because a spread object is slow to make and slow to read at each step of a walk. */
const DEFAULT_LIMITS: AccountLimits = { ...CANONIZE_LIMITS, ...VERIFY_LIMITS }

const limited = /* @__PURE__ */ lazy('loaded documents', () => import('./limited-load.js'))

/**
 * The account of one call.
 * @param share factor for the limits of canonicalisation; above 1 for records that are longer than a credential may be
 */
export function openAccount(limits: VerifyLimits, share = 1): Verification['account'] {
  return new WorkAccount(accountLimits(limits, share), { limits: COMBINED, percent: limits.combined })
}

export function openVerification(
  settings: Settings,
  messages: MessageWriter,
  account: Verification['account'],
): Verification {
  let cache = settings.cache
  const held = (): VerifyCache => (cache ??= verifyCache())
  let loadLimited: Load | undefined
  // Not an async function, because each one takes a microtask even if the document is already there.
  const ask: Load = (url, purpose, signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason)
    const isPaid = account.take('loads') && account.remaining('loadedBytes') > 0
    if (isPaid && purpose === 'context' && isBundled(url)) {
      try {
        return untilAborted(Promise.resolve(settings.load(url, purpose, signal)), signal)
      } catch (error) {
        return Promise.reject(error)
      }
    }
    return Promise.resolve(limited()).then(({ limitedLoad, tooManyDocuments }) => {
      if (!isPaid) throw tooManyDocuments(url, purpose)
      loadLimited ??= limitedLoad(settings.load, account)
      return loadLimited(url, purpose, signal)
    })
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
    done: new Map(),
    cache: held,
    account,
  }
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
