/** The work of processing contexts that are not bundled, counted once for each context that a document comes to use. */

import { type CanonizeLimits, exceeded } from '../budget/limits.js'
import type { ActiveContext } from './active-context.js'

export class ContextWork {
  private readonly maximum: CanonizeLimits['contextWork']
  private readonly charged = new Set<ActiveContext>()
  private work = 0

  constructor({ contextWork }: CanonizeLimits) {
    this.maximum = contextWork
  }

  /** @throws OpenBadgeError `limit_exceeded` */
  charge(context: ActiveContext): void {
    if (this.charged.has(context)) return
    this.charged.add(context)
    this.work += context.cost
    if (this.work > this.maximum) throw exceeded('contextWork', this.maximum)
  }
}
