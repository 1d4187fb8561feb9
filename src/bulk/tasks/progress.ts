/** How far a run is, told at most once a second. */

export interface Progress {
  readonly phase: 'plan' | 'sign'
  /** Rows looked at in this phase. */
  readonly done: number
  /** Rows in all, where known. */
  readonly total?: number
  /** Rows refused so far. */
  readonly rejected: number
  readonly perSecond: number
  readonly secondsLeft?: number
  /** Resident memory of the whole process, bytes. */
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
