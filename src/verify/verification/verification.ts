/** What one verification shares with everything that it leads to: settings, guarded loading, budgets. */
import { Account } from '../../account.js'
import { isBundled } from '../../documents/bundled.js'
import { untilAborted } from '../../documents/until-aborted.js'
import { jsonBytes } from '../../encoding/json-budget.js'
import { OpenBadgeError } from '../../errors.js'
import { CANONIZE_LIMITS, type CanonizeLimits } from '../../jsonld/budget/limits.js'
import type { Load, Purpose } from '../../ports.js'
import { memoisedRetrieval, type Retrieve } from '../cache/key-cache.js'
import { type VerifyCache, verifyCache } from '../cache/verify-cache.js'
import type { Catalogue } from '../messages/catalogue.js'
import type { VerifyLimits } from '../options/limits.js'
import type { Settings } from '../options/options.js'

export interface Verification {
  readonly settings: Settings
  /** The report's language. */
  readonly catalogue: Catalogue
  /** Counts, and listens to the signal. */
  readonly load: Load
  readonly retrieve: Retrieve
  /** The caller's, or one for this verification alone, made when it is first needed. */
  readonly cache: () => VerifyCache
  /** What is left of the limits, for everything that the verification leads to. */
  readonly account: Account<keyof CanonizeLimits | keyof VerifyLimits>
}

export function openVerification(settings: Settings, catalogue: Catalogue): Verification {
  let cache = settings.cache
  const held = (): VerifyCache => (cache ??= verifyCache())
  const account = new Account({ ...CANONIZE_LIMITS, ...settings.limits })
  // No async function: on the way to a document that is at hand each one would cost a turn.
  const load: Load = (url, purpose, signal = settings.signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (!account.take('loads')) return Promise.reject(tooMany(url, purpose))
    const answer = settings.load(url, purpose, signal)
    // A loader may be deaf to the signal.
    const heard = signal === undefined ? answer : untilAborted(Promise.resolve(answer), signal)
    if (purpose === 'context' && isBundled(url)) return heard
    return heard.then((document) => weighed(document, url, purpose, account))
  }
  return {
    settings,
    catalogue,
    load,
    retrieve: memoisedRetrieval(held),
    cache: held,
    account,
  }
}

/** What was loaded stays in memory for the rest of the call. */
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
  return new OpenBadgeError('document_refused', 'one verification may not load more documents', {
    url,
    purpose,
    reason: 'too many documents',
  })
}
