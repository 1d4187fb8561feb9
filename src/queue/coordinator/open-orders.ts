/** The open pieces of work, and the workers that answer: which worker has what, and which work is late. */
import { ownTopic } from '../session/names.js'
import type { Packet } from '../wire/packet.js'

export interface Order {
  /** Unique in the session. */
  readonly id: string
  readonly position: number
  readonly header: object
  readonly parts: readonly Uint8Array[]
  /** The worker that can do it fastest, because it has the rest already. */
  readonly worker?: string | undefined
  /** The rest, for any other worker. */
  readonly rest?: () => Packet
}

export interface Answer extends Packet {
  readonly worker: string
}

export interface Open {
  readonly order: Order
  /** Made when it is handed out; another worker gets another one. */
  letter?: Uint8Array | undefined
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  attempt: number
  topic: string
  /** How often it was missing in the queue. */
  missing: number
  /** Time when it was handed out, in milliseconds. */
  since: number
  readonly sequence: number
  /** Number of later pieces of work that are answered already. */
  passed: number
  copies: number
  /** Number of failed attempts. */
  failures: number
}

/** The fields that the caller gives. */
export type NewOrder = Pick<Open, 'order' | 'resolve' | 'reject'>

/** The maximum number of times that it is handed out while an answer is still possible. */
const COPIES = 3
/**
 * Answers come in about the order of the orders. If this share of later pieces is answered first, or if no other work is left,
 * another worker gets the piece too. The bytes are the same, and the other chunks wait for it.
 */
const OVERDUE = 0.5
const OVERDUE_MILLISECONDS = 1000

export class OpenOrders {
  private readonly topic: string
  private readonly open = new Map<string, Open>()
  private readonly workers = new Map<string, { isAlive: boolean }>()
  private asked = 0
  /** Milliseconds until an answer, as a running average. */
  private usual = Number.POSITIVE_INFINITY
  /** Highest number of open pieces of work so far. */
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

  /** Prefers the worker that can do it fastest, unless it already has more than its share. */
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

  /** Counts the answer for all earlier pieces that are still open. */
  answered(answered: Open): void {
    this.open.delete(answered.order.id)
    const took = performance.now() - answered.since
    this.usual = this.usual === Number.POSITIVE_INFINITY ? took : this.usual * 0.9 + took * 0.1
    // In the order of the orders.
    for (const open of this.open.values()) {
      if (open.sequence > answered.sequence) break
      open.passed++
    }
  }

  remove({ order }: Open): void {
    this.open.delete(order.id)
  }

  /** Any worker may take it now. */
  again(open: Open): void {
    open.attempt++
    if (open.topic !== this.topic) open.letter = undefined
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

  /** Whether its worker failed. */
  isOrphaned({ topic }: Open): boolean {
    return topic !== this.topic && this.workers.get(topic.slice(this.topic.length + 1))?.isAlive === false
  }

  alive(): readonly string[] {
    return [...this.workers].flatMap(([worker, { isAlive }]) => (isAlive ? [worker] : []))
  }

  dead(): readonly string[] {
    return [...this.workers].flatMap(([worker, { isAlive }]) => (isAlive ? [] : [worker]))
  }

  /** True if the worker is new, or answers again after a silence. */
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
