/** What one verification shares with everything that it leads to: settings, guarded loading, budgets. */
import { OpenBadgeError } from '../../errors.js'
import { CANONIZE_LIMITS, type CanonizeLimits, newWork, type Work } from '../../jsonld/budget/limits.js'
import type { Load, Purpose } from '../../ports.js'
import { memoisedRetrieval, type Retrieve } from '../cache/key-cache.js'
import { type VerifyCache, verifyCache } from '../cache/verify-cache.js'
import type { Catalogue } from '../messages/catalogue.js'
import type { Settings, VerifyLimits } from '../options/options.js'

export interface Scope {
  readonly settings: Settings
  /** The report's language. */
  readonly catalogue: Catalogue
  /** Counts, and listens to the signal. */
  readonly load: Load
  readonly retrieve: Retrieve
  /** The caller's, or one for this verification alone, made when it is first needed. */
  readonly cache: () => VerifyCache
  /** What all canonicalising together may cost. */
  readonly work: Work
  /** Takes one from the budget of credentials inside; false when it is used up. */
  readonly takeEmbedded: () => boolean
  /** The limits, less what was spent of them so far. */
  readonly left: { -readonly [limit in keyof VerifyLimits]: number }
}

/** Its input is small; what it leads to may be large, and in several places. */
const LIMITS: CanonizeLimits = { ...CANONIZE_LIMITS, quads: 200_000 }

export function openScope(settings: Settings, catalogue: Catalogue): Scope {
  let cache = settings.cache
  const held = (): VerifyCache => (cache ??= verifyCache())
  const left = { ...settings.limits }
  // No async function: on the way to a document that is at hand each one would cost a turn.
  const load: Load = (url, purpose, signal = settings.signal) => {
    if (signal?.aborted) return Promise.reject(signal.reason)
    return --left.loads < 0 ? Promise.reject(tooMany(url, purpose)) : settings.load(url, purpose, signal)
  }
  return {
    settings,
    catalogue,
    load,
    retrieve: memoisedRetrieval(held),
    cache: held,
    work: newWork(LIMITS),
    takeEmbedded: () => --left.embedded >= 0,
    left,
  }
}

function tooMany(url: string, purpose: Purpose): OpenBadgeError {
  return new OpenBadgeError('document_refused', 'one verification may not load more documents', {
    url,
    purpose,
    reason: 'too many documents',
  })
}
