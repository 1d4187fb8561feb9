/** The loads of one call that end by the same signal, or without one. */

/** The first loads of a call without a signal have none: a signal takes a tenth of the time of a typical verification. */
const LOADS_WITHOUT_SIGNAL = 4
/** Node warns of more than ten listeners, and a loader may add two for each load. */
const LOADS_OF_A_SIGNAL = 4

/** Has one listener on the caller's signal, and only while loads are under way, because the caller may keep it for years. */
export class LoadGroup {
  /** Rejects when the loads end. */
  readonly ended: Promise<never>
  private readonly signal: AbortSignal | undefined
  private readonly controllers: AbortController[] = []
  private reject!: (reason: unknown) => void
  private underWay = 0
  private begun = 0

  constructor(signal: AbortSignal | undefined) {
    this.signal = signal
    this.ended = new Promise<never>((_, reject) => (this.reject = reject))
    this.ended.catch(() => {})
  }

  /** @returns the signal for the next load */
  begin(): AbortSignal | undefined {
    if (this.underWay++ === 0) this.signal?.addEventListener('abort', this.abort)
    const number = this.begun++ - (this.signal === undefined ? LOADS_WITHOUT_SIGNAL : 0)
    if (number >= 0 && number % LOADS_OF_A_SIGNAL === 0) this.controllers.push(new AbortController())
    return this.controllers.at(-1)?.signal
  }

  settle(): void {
    if (--this.underWay === 0) this.signal?.removeEventListener('abort', this.abort)
  }

  /** Ends the loads that are under way. */
  readonly end = (reason?: unknown): void => {
    for (const controller of this.controllers) controller.abort(reason)
    this.reject(reason)
  }

  private readonly abort = (): void => this.end(this.signal?.reason)
}
