/** The budget of one call, counted in units of work and never in time, so that every machine gives the same result. */
import { type LimitName, OpenBadgeError } from './errors.js'

/** How much of several limits a call may use together, in percent of one of them. */
export interface Combined {
  readonly limits: ReadonlySet<LimitName>
  readonly percent: number
}

/**
 * One account for each call. Code that processes untrusted input spends from it before each piece of work, so that many
 * small documents cost no more than one large document. Once a limit is exceeded, all further work under it is refused.
 */
export class WorkAccount<Limit extends LimitName> {
  readonly limits: Readonly<Record<Limit, number>>
  private readonly left: Record<Limit, number>
  private readonly combined: Combined | undefined
  /** The rest of the combined limits, in shares of one limit. */
  private shares: number
  private readonly paid = new WeakSet<object>()

  constructor(limits: Readonly<Record<Limit, number>>, combined?: Combined) {
    this.limits = limits
    this.left = { ...limits }
    this.combined = combined
    this.shares = combined === undefined ? Number.POSITIVE_INFINITY : combined.percent / 100
  }

  /** @throws OpenBadgeError `limit_exceeded` when less than `amount` is left */
  spend(limit: Limit, amount: number): void {
    if (!this.take(limit, amount)) throw this.exceeded(limit)
  }

  /** As `spend`, for what is made once and used again in the same call. */
  spendOnce(limit: Limit, amount: number, made: object): void {
    if (this.paid.has(made)) return
    this.paid.add(made)
    this.spend(limit, amount)
  }

  /** As `spend`, but returns whether `amount` was left instead of throwing. */
  take(limit: Limit, amount = 1): boolean {
    const left = (this.left[limit] -= amount)
    if (this.combined?.limits.has(limit) !== true) return left >= 0
    if (amount > 0) this.shares -= amount / this.limits[limit]
    return left >= 0 && this.shares >= 0
  }

  remaining(limit: Limit): number {
    const shares = this.combined?.limits.has(limit) ? this.shares : 1
    return Math.max(0, Math.min(this.left[limit], Math.floor(shares * this.limits[limit])))
  }

  exceeded(limit: Limit): OpenBadgeError<'limit_exceeded'> {
    const { combined, left, limits, shares } = this
    const isCombined = combined?.limits.has(limit) === true && shares < left[limit] / limits[limit]
    const [name, maximum] = isCombined ? (['combined', combined.percent] as const) : [limit, limits[limit]]
    return new OpenBadgeError('limit_exceeded', `the work exceeds the limit ${name} (${maximum})`, {
      limit: name,
      maximum,
    })
  }
}
