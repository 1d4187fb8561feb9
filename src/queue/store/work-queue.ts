/** What coordinator and workers need of a queue. `redisQueue` is the one for many machines, `memoryQueue` that of tests. */

/** One job that a worker has leased. */
export interface Job {
  readonly id: string
  readonly data: string
  /** Renews the lease; false where it ran out and somebody else may have the job. */
  readonly keep: () => Promise<boolean>
}

export interface Taking {
  /** Takes no more, and waits for the jobs that it has. */
  readonly close: () => Promise<void>
}

/**
 * A queue of jobs by topic, values that end by themselves, and boxes of messages. Every method rejects with
 * `queue_failed` (`store_unavailable`, `store_full`).
 */
export interface WorkQueue {
  /** Adds a job, before all others if it is urgent. A job of this id that is there already is left as it is. */
  readonly add: (topic: string, id: string, data: string, isUrgent?: boolean) => Promise<void>
  /** Whether a job waits, or is being done. */
  readonly has: (topic: string, id: string) => Promise<boolean>
  /** Removes a topic with all its jobs. */
  readonly drop: (topic: string) => Promise<void>
  /** Leases jobs, so many at once, until it is closed. A job whose worker died is leased to another. */
  readonly take: (topic: string, work: (job: Job) => Promise<void>, atOnce: number) => Promise<Taking>
  /** Keeps a value for so many seconds. */
  readonly put: (name: string, value: Uint8Array, seconds: number) => Promise<void>
  readonly get: (name: string) => Promise<Uint8Array | undefined>
  readonly remove: (name: string) => Promise<void>
  /** Puts a message into a box, which ends so many seconds after its last message. */
  readonly post: (box: string, message: Uint8Array, seconds: number) => Promise<void>
  /** The oldest message of a box; `undefined` where none comes within so many seconds. */
  readonly collect: (box: string, seconds: number) => Promise<Uint8Array | undefined>
  /** Seconds after which a job whose worker gave no sign of life is leased to another. */
  readonly leaseSeconds: number
  readonly close: () => Promise<void>
}
