/** The budget of one call, counted in units of work and never in time, so that every machine gives the same result. */
import { type LimitName, OpenBadgeError } from './errors.js'

/**
 * One account for each call. Code that processes untrusted input spends from it before each piece of work, so that many
 * small documents cost no more than one large document. Once a limit is exceeded, all further work under it is refused.
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

  /** As `spend`, but returns whether `amount` was left instead of throwing. */
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
