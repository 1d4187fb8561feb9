/** How many contexts one `@context` may name. */
import { exceeded } from './limits.js'

/** Most distinct contexts of one `@context`, and most mentions of contexts in it. */
export const CONTEXTS_MAXIMUM = 10
export const MENTIONS_MAXIMUM = 40

/** A context that is named again counts once, but not without end. @throws OpenBadgeError `limit_exceeded` */
export function requireFewContexts(contexts: readonly unknown[]): void {
  if (contexts.length > MENTIONS_MAXIMUM || new Set(contexts).size > CONTEXTS_MAXIMUM) {
    throw exceeded('contextList', CONTEXTS_MAXIMUM)
  }
}
