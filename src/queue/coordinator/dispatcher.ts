/** Hands work out over the queue, and sees to it that every piece is answered once: whoever dies, restarts, or is late. */
import { hash } from 'node:crypto'
import { boxName, ownTopic, sessionName, workerName } from '../session/names.js'
import type { SecretOf } from '../session/secret.js'
import type { ObjectStore } from '../store/object-store.js'
import { type QueueFault, queueFailed } from '../store/queue-failed.js'
import type { WorkQueue } from '../store/work-queue.js'
import { receive, send } from '../wire/letter.js'
import { type Packet, pack, unpack } from '../wire/packet.js'
import { type Seal, sealOf } from '../wire/seal.js'
import { revive, type Told } from '../wire/sign-packet.js'
import type { OnQueueEvent } from './events.js'

export interface DispatcherOptions {
  readonly queue: WorkQueue
  readonly topic: string
  readonly secretOf: SecretOf
  /** What every worker must know of the session. */
  readonly document: Uint8Array
  readonly store?: ObjectStore | undefined
  readonly inlineMaximum?: number | undefined
  readonly onEvent?: OnQueueEvent | undefined
}

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

interface Open {
  readonly order: Order
  readonly letter: Uint8Array
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
  attempt: number
  topic: string
  /** How often it was not to be found in the queue. */
  missing: number
}

/** The header of an answer. */
interface AnswerHeader {
  readonly id: string
  readonly worker: string
  readonly outcome: 'done' | 'stale' | 'refused' | 'error' | 'crashed'
  readonly digest?: string
  readonly reason?: QueueFault
  readonly error?: Told
}

/** How often a piece of work is handed out. */
const ATTEMPTS = 10
const COLLECT_SECONDS = 1
const WAITING_SECONDS = 15

export class Dispatcher {
  readonly session: string
  private readonly options: DispatcherOptions
  private readonly seal: Seal
  private readonly open = new Map<string, Open>()
  /** What names the bytes of answers, to compare those that come twice: 16 bytes each. */
  private readonly digests = new Map<string, string>()
  private readonly workers = new Map<string, { isAlive: boolean }>()
  private failure: { readonly error: unknown } | undefined
  private isClosed = false
  private lastAnswer = performance.now()
  private loops: readonly Promise<void>[] = []
  private wake: () => void = () => undefined

  private constructor(options: DispatcherOptions, session: string, seal: Seal) {
    this.options = options
    this.session = session
    this.seal = seal
  }

  /** @throws OpenBadgeError `queue_failed` */
  static async open(options: DispatcherOptions): Promise<Dispatcher> {
    const session = hash('sha256', options.document)
    const seal = sealOf(await options.secretOf(session), session)
    const dispatcher = new Dispatcher(options, session, seal)
    const letter = await dispatcher.letter('session', options.document)
    const beat = (): Promise<void> =>
      options.queue.put(sessionName(session), letter, 8 * options.queue.leaseSeconds)
    await beat()
    const stop = (error: unknown): void => dispatcher.fail(error)
    dispatcher.loops = [dispatcher.collect().catch(stop), dispatcher.watch(beat).catch(stop)]
    return dispatcher
  }

  /** @throws whatever stopped the session, or this piece of work */
  async ask(order: Order): Promise<Answer> {
    if (this.failure !== undefined) throw this.failure.error
    const { topic } = this.options
    const { id, worker } = order
    const plain = pack({ ...order.header, id, position: order.position }, order.parts)
    const letter = await this.letter('job', plain)
    const answered = new Promise<Answer>((resolve, reject) => {
      const isNear = worker !== undefined && this.isFree(worker)
      const place = isNear ? ownTopic(topic, worker) : topic
      this.open.set(id, { order, letter, resolve, reject, attempt: 1, topic: place, missing: 0 })
    })
    answered.catch(() => undefined)
    await this.hand(this.open.get(id)!)
    return answered
  }

  /** Ends the session: nothing is waited for any more. */
  fail(error: unknown): void {
    this.failure ??= { error }
    for (const { reject } of this.open.values()) reject(this.failure.error)
    this.open.clear()
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.wake()
    const { queue, topic } = this.options
    const isLost = this.failure !== undefined
    const tidy = async (): Promise<void> => {
      await queue.remove(sessionName(this.session))
      await queue.remove(boxName(this.session))
      for (const [worker, { isAlive }] of this.workers) {
        if (!isAlive) await queue.drop(ownTopic(topic, worker))
      }
    }
    // What is left of a session that failed ends by itself.
    await Promise.race([
      tidy().catch((error: unknown) => {
        if (!isLost) throw error
      }),
      ...(isLost ? [pause(2000)] : []),
    ])
    await Promise.race([Promise.all(this.loops), pause(1000 * (COLLECT_SECONDS + 1))])
  }

  /** What one worker may have waiting: beyond it, others help. */
  private isFree(worker: string): boolean {
    if (this.workers.get(worker)?.isAlive !== true) return false
    const own = ownTopic(this.options.topic, worker)
    const alive = [...this.workers.values()].filter(({ isAlive }) => isAlive).length
    let count = 0
    for (const { topic } of this.open.values()) if (topic === own) count++
    return count < Math.max(3, Math.ceil((2 * this.open.size) / alive))
  }

  private async letter(kind: 'session' | 'job', plain: Uint8Array): Promise<Uint8Array> {
    const { store, inlineMaximum } = this.options
    return send(this.seal.close(kind, plain), { session: this.session, store, inlineMaximum })
  }

  private async hand({ order, letter, attempt, topic }: Open): Promise<void> {
    const data = `${this.session}:${Buffer.from(letter).toString('base64')}`
    await this.options.queue.add(topic, `${this.session.slice(0, 16)}-${order.id}-${attempt}`, data)
  }

  private async again(open: Open, why: string): Promise<void> {
    const { position } = open.order
    if (++open.attempt > ATTEMPTS) {
      const what = `the chunk that begins at position ${position} was handed out ${ATTEMPTS} times without an answer: ${why}`
      return this.refuse(open, queueFailed('chunk_lost', what, { position }))
    }
    open.topic = this.options.topic
    open.missing = 0
    this.options.onEvent?.({ kind: 'again', position, attempt: open.attempt })
    await this.hand(open)
  }

  private async collect(): Promise<void> {
    const { queue, store, onEvent } = this.options
    while (!this.isClosed && this.failure === undefined) {
      const letter = await queue.collect(boxName(this.session), COLLECT_SECONDS)
      if (letter === undefined) continue
      const received = await receive(letter, { session: this.session, store })
      const plain = received && this.seal.open('answer', received.sealed)
      if (plain === undefined) {
        onEvent?.({ kind: 'stray' })
        continue
      }
      this.lastAnswer = performance.now()
      await this.settle(unpack(plain))
      await received?.forget()
    }
  }

  private async settle(packet: Packet): Promise<void> {
    const header = packet.header as unknown as AnswerHeader
    const { id, worker, outcome, digest, reason } = header
    this.meet(worker)
    const open = this.open.get(id)
    const position = open?.order.position ?? Number(/\d+$/.exec(id)?.[0] ?? 0)
    if (outcome === 'refused') {
      // An order that is not waited for was put there by somebody else.
      if (open === undefined) return this.options.onEvent?.({ kind: 'stray' })
      const what = `worker ${worker} refused the chunk that begins at position ${position}: ${header.error?.message ?? 'no reason given'}`
      return this.refuse(open, queueFailed(reason ?? 'poisoned', what, { position }))
    }
    if (digest !== undefined) this.compare(id, digest, position)
    if (outcome === 'stale') {
      this.options.onEvent?.({ kind: 'stale', position, worker })
      return
    }
    if (open === undefined) return
    if (outcome === 'crashed') return this.again(open, header.error?.message ?? 'no reason given')
    this.open.delete(id)
    if (outcome === 'error') open.reject(revive(header.error!))
    else open.resolve({ ...packet, worker })
  }

  /** One piece of work that cannot be done; whoever asked for it decides about the others. */
  private refuse(open: Open, error: unknown): void {
    this.open.delete(open.order.id)
    open.reject(error)
  }

  /** @throws OpenBadgeError `queue_failed` (`chunk_differs`) */
  private compare(id: string, digest: string, position: number): void {
    const earlier = this.digests.get(id)
    if (earlier === undefined) this.digests.set(id, digest)
    else if (earlier !== digest) {
      const what = `the chunk that begins at position ${position} was made twice, with different bytes`
      throw queueFailed('chunk_differs', what, { position })
    }
  }

  private meet(worker: string): void {
    const known = this.workers.get(worker)
    if (known?.isAlive === true) return
    this.workers.set(worker, { isAlive: true })
    this.options.onEvent?.({ kind: 'joined', worker })
  }

  private async watch(beat: () => Promise<void>): Promise<void> {
    const { queue, onEvent } = this.options
    const seconds = Math.min(2, queue.leaseSeconds / 4)
    for (;;) {
      await Promise.race([pause(seconds * 1000), new Promise<void>((resolve) => (this.wake = resolve))])
      if (this.isClosed || this.failure !== undefined) return
      await beat()
      for (const [worker, state] of this.workers) {
        if (!state.isAlive || (await queue.get(workerName(worker))) !== undefined) continue
        state.isAlive = false
        onEvent?.({ kind: 'lost', worker })
      }
      for (const open of [...this.open.values()]) await this.look(open)
      const silent = Math.round((performance.now() - this.lastAnswer) / 1000)
      if (this.open.size > 0 && silent >= WAITING_SECONDS) onEvent?.({ kind: 'waiting', seconds: silent })
    }
  }

  /** Hands out again what lies with a dead worker, and what the store lost when it was started again. */
  private async look(open: Open): Promise<void> {
    const { queue, topic } = this.options
    const { id } = open.order
    const owner = open.topic === topic ? undefined : open.topic.slice(topic.length + 1)
    if (owner !== undefined && this.workers.get(owner)?.isAlive === false) {
      return this.again(open, 'its worker gives no sign of life')
    }
    const name = `${this.session.slice(0, 16)}-${id}-${open.attempt}`
    const isThere = await queue.has(open.topic, name)
    // An answer may be on its way: only what stays away is lost.
    open.missing = isThere ? 0 : open.missing + 1
    if (open.missing > 2 && this.open.get(id) === open) await this.again(open, 'the store lost it')
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
