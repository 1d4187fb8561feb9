/** What one verification shares with everything that it leads to: settings, guarded loading, budgets. */
import { OpenBadgeError } from '../errors.js'
import type { Load } from '../ports.js'
import { memoisedRetrieval, type Retrieve } from './known-keys.js'
import type { Settings } from './options.js'
import { type VerifyCache, verifyCache } from './verify-cache.js'

export interface Scope {
  readonly settings: Settings
  /** Counts, and listens to the signal. */
  readonly load: Load
  readonly retrieve: Retrieve
  /** The caller's, or one for this verification alone, made when it is first needed. */
  readonly cache: () => VerifyCache
  /** Takes one from the budget of credentials inside; false when it is used up. */
  readonly takeEmbedded: () => boolean
}

export function openScope(settings: Settings): Scope {
  let cache = settings.cache
  const held = (): VerifyCache => (cache ??= verifyCache())
  let loads = settings.limits.loads
  let embedded = settings.limits.embedded
  const load: Load = async (url, purpose, signal) => {
    settings.signal?.throwIfAborted()
    if (--loads < 0) {
      throw new OpenBadgeError('document_refused', 'one verification may not load more documents', {
        url,
        purpose,
        reason: 'too many documents',
      })
    }
    return settings.load(url, purpose, signal ?? settings.signal)
  }
  return {
    settings,
    load,
    retrieve: memoisedRetrieval(held),
    cache: held,
    takeEmbedded: () => --embedded >= 0,
  }
}
