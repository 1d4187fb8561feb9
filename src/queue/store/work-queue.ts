/** The interface of a queue. `redisQueue` is for several machines, `memoryQueue` for tests. */

/** A job that a worker has leased. */
export interface Job {
  readonly id: string
  readonly data: string
  /** Renews the lease; false if it expired, so that another worker may have the job. */
  readonly keep: () => Promise<boolean>
}

export interface Taking {
  /** Takes no more jobs, and waits for the current ones. */
  readonly close: () => Promise<void>
}

/**
 * A queue of jobs by topic, values that expire, and boxes of messages. Every method can reject with `queue_failed`
 * (`store_unavailable`, `store_full`).
 */
export interface WorkQueue {
  /** Adds a job, before all others if it is urgent. An existing job with the same id is not changed. */
  readonly add: (topic: string, id: string, data: string, isUrgent?: boolean) => Promise<void>
  /** Whether a job is waiting or in work. */
  readonly has: (topic: string, id: string) => Promise<boolean>
  /** Removes a topic with all its jobs. */
  readonly drop: (topic: string) => Promise<void>
  /** Leases jobs, a limited number at a time, until it is closed. If a worker fails, its job is leased to another. */
  readonly take: (topic: string, work: (job: Job) => Promise<void>, atOnce: number) => Promise<Taking>
  /** Keeps a value for a number of seconds. */
  readonly put: (name: string, value: Uint8Array, seconds: number) => Promise<void>
  readonly get: (name: string) => Promise<Uint8Array | undefined>
  readonly remove: (name: string) => Promise<void>
  /** Puts a message into a box. The box expires a number of seconds after its last message. It keeps no reference to the bytes. */
  readonly post: (box: string, message: Uint8Array, seconds: number) => Promise<void>
  /** The oldest message of a box; `undefined` if none comes within a number of seconds. */
  readonly collect: (box: string, seconds: number) => Promise<Uint8Array | undefined>
  /** Seconds after which a job is leased to another worker, if its worker does not answer. */
  readonly leaseSeconds: number
  readonly close: () => Promise<void>
}
