/** The pieces of work that are waited for, and the workers that answer: who is near, who is late. */
import { ownTopic } from '../session/names.js'
import type { Packet } from '../wire/packet.js'

export interface Order {
  /** Unique in the session. */
  readonly id: string
  readonly position: number
  readonly header: object
  readonly parts: readonly Uint8Array[]
  /** The worker that does it fastest. */
  readonly worker?: string | undefined
}

export interface Answer extends Packet {
  readonly worker: string
}

export interface Open {
  readonly order: Order
  readonly letter: Uint8Array
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  attempt: number
  topic: string
  /** How often it was not to be found in the queue. */
  missing: number
  /** When it was handed out, in milliseconds. */
  since: number
  readonly sequence: number
  /** Pieces of work that were asked for later, and answered already. */
  passed: number
  copies: number
  /** How often it came to nothing. */
  failures: number
}

/** All but what the list itself knows. */
export type NewOrder = Pick<Open, 'order' | 'letter' | 'resolve' | 'reject'>

/** How often it is handed out though it may still be answered. */
const COPIES = 3
/**
 * What is handed out is answered in about its turn. Once so many later pieces were, as a share of those that are waited for
 * at once, or once nothing else is left to do, another worker gets it too: the bytes are the same, and the rest waits for it.
 */
const OVERDUE = 0.5
const OVERDUE_MILLISECONDS = 1000

export class OpenOrders {
  private readonly topic: string
  private readonly open = new Map<string, Open>()
  private readonly workers = new Map<string, { isAlive: boolean }>()
  private asked = 0
  /** Milliseconds that an answer takes, on a running average. */
  private usual = Number.POSITIVE_INFINITY
  /** Most pieces of work that were waited for at once. */
  private most = 0

  constructor(topic: string) {
    this.topic = topic
  }

  get size(): number {
    return this.open.size
  }

  get(id: string): Open | undefined {
    return this.open.get(id)
  }

  all(): readonly Open[] {
    return [...this.open.values()]
  }

  /** For the worker that does it fastest, as long as it has not more than its share. */
  add(added: NewOrder): Open {
    const { id, worker } = added.order
    const isNear = worker !== undefined && this.isFree(worker)
    const open: Open = {
      ...added,
      topic: isNear ? ownTopic(this.topic, worker) : this.topic,
      since: performance.now(),
      sequence: this.asked++,
      ...{ attempt: 1, missing: 0, passed: 0, copies: 0, failures: 0 },
    }
    this.open.set(id, open)
    this.most = Math.max(this.most, this.open.size)
    return open
  }

  /** What was asked for earlier, and is open still, was passed by it. */
  answered(answered: Open): void {
    this.open.delete(answered.order.id)
    const took = performance.now() - answered.since
    this.usual = this.usual === Number.POSITIVE_INFINITY ? took : this.usual * 0.9 + took * 0.1
    // In the order in which they were asked for.
    for (const open of this.open.values()) {
      if (open.sequence > answered.sequence) break
      open.passed++
    }
  }

  remove({ order }: Open): void {
    this.open.delete(order.id)
  }

  /** Everybody may have it now. */
  again(open: Open): void {
    open.attempt++
    open.topic = this.topic
    open.missing = 0
    open.since = performance.now()
    open.passed = 0
  }

  isOverdue({ since, passed, copies }: Open): boolean {
    const waited = performance.now() - since
    if (copies === COPIES || waited < OVERDUE_MILLISECONDS) return false
    if (this.most > 3 && passed >= OVERDUE * this.most) return true
    return (copies > 0 || this.open.size < this.alive().length) && waited > 2 * this.usual
  }

  /** Its worker died with it. */
  isOrphaned({ topic }: Open): boolean {
    return topic !== this.topic && this.workers.get(topic.slice(this.topic.length + 1))?.isAlive === false
  }

  alive(): readonly string[] {
    return [...this.workers].flatMap(([worker, { isAlive }]) => (isAlive ? [worker] : []))
  }

  dead(): readonly string[] {
    return [...this.workers].flatMap(([worker, { isAlive }]) => (isAlive ? [] : [worker]))
  }

  /** True where the worker is new, or is back. */
  meet(worker: string): boolean {
    if (this.workers.get(worker)?.isAlive === true) return false
    this.workers.set(worker, { isAlive: true })
    return true
  }

  lose(worker: string): void {
    this.workers.set(worker, { isAlive: false })
  }

  private isFree(worker: string): boolean {
    if (this.workers.get(worker)?.isAlive !== true) return false
    const own = ownTopic(this.topic, worker)
    let count = 0
    for (const { topic } of this.open.values()) if (topic === own) count++
    return count < Math.max(3, Math.ceil((2 * this.open.size) / this.alive().length))
  }
}
