/** Reports the progress of a run at most once a second. */

export interface Progress {
  readonly phase: 'plan' | 'sign'
  /** Rows that this phase has handled. */
  readonly done: number
  /** The number of all rows, if it is known. */
  readonly total?: number
  /** Rows that were rejected so far. */
  readonly rejected: number
  readonly perSecond: number
  readonly secondsLeft?: number
  /** Resident memory of the process in bytes. */
  readonly memory: number
}

export type OnProgress = (progress: Progress) => void

export class ProgressMeter {
  private readonly tell: OnProgress | undefined
  private readonly phase: Progress['phase']
  private readonly total: number | undefined
  private readonly began = performance.now()
  private last = performance.now()

  constructor(tell: OnProgress | undefined, phase: Progress['phase'], total?: number) {
    this.tell = tell
    this.phase = phase
    this.total = total
  }

  at(done: number, rejected: number, now = false): void {
    const time = performance.now()
    if (this.tell === undefined || (!now && time - this.last < 1000)) return
    this.last = time
    const perSecond = Math.round((done * 1000) / Math.max(1, time - this.began))
    const { phase, total } = this
    this.tell({
      phase,
      done,
      ...(total === undefined ? {} : { total }),
      rejected,
      perSecond,
      ...(total === undefined || perSecond === 0
        ? {}
        : { secondsLeft: Math.ceil((total - done) / perSecond) }),
      memory: process.memoryUsage.rss(),
    })
  }
}
