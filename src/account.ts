/** What one call may cost, in counts of work and never in time, so that every machine gives the same answer. */
import { type LimitName, OpenBadgeError } from './errors.js'

/**
 * One account a call. Whatever works through what a stranger wrote draws on it before it works, so that many small
 * documents cost no more than one. What was overdrawn stays overdrawn: the rest of the call is refused at once.
 */
export class Account<Limit extends LimitName> {
  readonly limits: Readonly<Record<Limit, number>>
  private readonly left: Record<Limit, number>

  constructor(limits: Readonly<Record<Limit, number>>) {
    this.limits = limits
    this.left = { ...limits }
  }

  /** @throws OpenBadgeError `limit_exceeded` when less than `amount` is left */
  spend(limit: Limit, amount: number): void {
    if ((this.left[limit] -= amount) < 0) throw this.exceeded(limit)
  }

  /** The same with an answer instead of an error: whether there was enough. */
  take(limit: Limit, amount = 1): boolean {
    return (this.left[limit] -= amount) >= 0
  }

  remaining(limit: Limit): number {
    return Math.max(0, this.left[limit])
  }

  exceeded(limit: Limit): OpenBadgeError<'limit_exceeded'> {
    const maximum = this.limits[limit]
    return new OpenBadgeError('limit_exceeded', `the work passes the limit ${limit} (${maximum})`, {
      limit,
      maximum,
    })
  }
}
