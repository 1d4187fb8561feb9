/** Hands out work over the queue. Each piece gets one answer, even if workers fail, restart or are late. */
import { hash } from 'node:crypto'
import { boxName, ownTopic, sessionName, workerName } from '../session/names.js'
import type { SecretOf } from '../session/secret.js'
import type { ObjectStore } from '../store/object-store.js'
import { type QueueFault, queueFailed } from '../store/queue-failed.js'
import type { WorkQueue } from '../store/work-queue.js'
import { compress, expand } from '../wire/compress.js'
import { receive, send } from '../wire/letter.js'
import { type Packet, packed, unpack } from '../wire/packet.js'
import { type Seal, sealOf } from '../wire/seal.js'
import { revive, type Told } from '../wire/sign-packet.js'
import type { OnQueueEvent } from './events.js'
import { type Answer, type Open, OpenOrders, type Order } from './open-orders.js'

export interface DispatcherOptions {
  readonly queue: WorkQueue
  readonly topic: string
  readonly secretOf: SecretOf
  /** The data of the session that every worker needs. */
  readonly document: Uint8Array
  readonly store?: ObjectStore | undefined
  readonly inlineMaximum?: number | undefined
  readonly onEvent?: OnQueueEvent | undefined
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

/** The maximum number of failed attempts for a piece of work. */
const ATTEMPTS = 5
const COLLECT_SECONDS = 1
/** Milliseconds before it checks whether a job is still in the store. */
const LOOK_MILLISECONDS = 3000
const WAITING_SECONDS = 15

export class Dispatcher {
  readonly session: string
  private readonly options: DispatcherOptions
  private readonly seal: Seal
  private readonly open: OpenOrders
  /** Digests of answers, 16 bytes each, to compare second answers. */
  private readonly digests = new Map<string, string>()
  private failure: { readonly error: unknown } | undefined
  private isClosed = false
  private lastAnswer = performance.now()
  private loops: readonly Promise<void>[] = []
  private wake: () => void = () => undefined

  private constructor(options: DispatcherOptions, session: string, seal: Seal) {
    this.options = options
    this.session = session
    this.seal = seal
    this.open = new OpenOrders(options.topic)
  }

  /** @throws OpenBadgeError `queue_failed` */
  static async open(options: DispatcherOptions): Promise<Dispatcher> {
    const session = hash('sha256', options.document)
    const seal = sealOf(await options.secretOf(session), session)
    const dispatcher = new Dispatcher(options, session, seal)
    const letter = await dispatcher.letter('session', [options.document])
    const beat = (): Promise<void> =>
      options.queue.put(sessionName(session), letter, 8 * options.queue.leaseSeconds)
    await beat()
    const stop = (error: unknown): void => dispatcher.fail(error)
    dispatcher.loops = [dispatcher.collect().catch(stop), dispatcher.watch(beat).catch(stop)]
    return dispatcher
  }

  /** @throws the error that stopped the session, or this piece of work */
  async ask(order: Order): Promise<Answer> {
    if (this.failure !== undefined) throw this.failure.error
    let open: Open
    const answered = new Promise<Answer>((resolve, reject) => {
      open = this.open.add({ order, resolve, reject })
    })
    answered.catch(() => undefined)
    await this.hand(open!).catch((error: unknown) => this.refuse(open, error))
    return answered
  }

  /** Ends the session without waiting for answers. */
  fail(error: unknown): void {
    this.failure ??= { error }
    for (const open of this.open.all()) this.refuse(open, this.failure.error)
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.wake()
    const { queue, topic } = this.options
    // An empty message, so that nothing waits for the box any longer.
    const woken = queue.post(boxName(this.session), new Uint8Array(), COLLECT_SECONDS).catch(() => undefined)
    await Promise.race([Promise.all([woken, ...this.loops]), pause(1000 * (COLLECT_SECONDS + 1))])
    const isLost = this.failure !== undefined
    const tidy = async (): Promise<void> => {
      await queue.remove(sessionName(this.session))
      await queue.remove(boxName(this.session))
      for (const worker of this.open.dead()) await queue.drop(ownTopic(topic, worker))
    }
    // The data of a failed session expires by itself.
    await Promise.race([
      tidy().catch((error: unknown) => {
        if (!isLost) throw error
      }),
      ...(isLost ? [pause(2000)] : []),
    ])
  }

  private async letter(kind: 'session' | 'job', plain: readonly Uint8Array[]): Promise<Uint8Array> {
    const { store, inlineMaximum } = this.options
    return send(this.seal.close(kind, plain), { session: this.session, store, inlineMaximum })
  }

  private async hand(open: Open): Promise<void> {
    open.letter ??= await this.letter('job', compress(this.contentOf(open)))
    const { letter, order, attempt, topic } = open
    const data = `${this.session}:${Buffer.from(letter).toString('base64')}`
    const name = `${this.session.slice(0, 16)}-${order.id}-${attempt}`
    await this.options.queue.add(topic, name, data, attempt > 1)
  }

  private contentOf({ order, topic }: Open): readonly Uint8Array[] {
    const { id, position, header, parts } = order
    const rest = topic === this.options.topic ? order.rest?.() : undefined
    return packed({ ...rest?.header, ...header, id, position }, [...parts, ...(rest?.parts ?? [])])
  }

  private async again(open: Open, why: string): Promise<void> {
    const { position } = open.order
    if (++open.failures === ATTEMPTS) {
      const what = `the chunk that begins at position ${position} got no answer in ${ATTEMPTS} attempts: ${why}`
      return this.refuse(open, queueFailed('chunk_lost', what, { position }))
    }
    await this.handAgain(open)
  }

  private async handAgain(open: Open): Promise<void> {
    this.open.again(open)
    this.options.onEvent?.({ kind: 'again', position: open.order.position, attempt: open.attempt })
    await this.hand(open)
  }

  private async collect(): Promise<void> {
    const { queue, store, onEvent } = this.options
    while (!this.isClosed && this.failure === undefined) {
      const letter = await queue.collect(boxName(this.session), COLLECT_SECONDS)
      if (letter === undefined || this.isClosed) continue
      const received = await receive(letter, { session: this.session, store })
      const plain = received && this.seal.open('answer', received.sealed)
      if (plain === undefined) {
        onEvent?.({ kind: 'stray' })
        continue
      }
      this.lastAnswer = performance.now()
      await this.settle(unpack(expand(plain)))
      await received?.forget()
    }
  }

  private async settle(packet: Packet): Promise<void> {
    const header = packet.header as unknown as AnswerHeader
    const { id, worker, outcome, digest, reason } = header
    if (this.open.meet(worker)) this.options.onEvent?.({ kind: 'joined', worker })
    const open = this.open.get(id)
    const position = open?.order.position ?? Number(/(?<!\d)\d+$/.exec(id)?.[0] ?? 0)
    if (outcome === 'refused') {
      // Ignore the answer to an unknown order: another process wrote it.
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
    this.open.answered(open)
    if (outcome === 'error') open.reject(revive(header.error!))
    else open.resolve({ ...packet, worker })
  }

  /** Rejects one piece of work. The caller decides about the others. */
  private refuse(open: Open, error: unknown): void {
    this.open.remove(open)
    open.reject(error)
  }

  /** @throws OpenBadgeError `queue_failed` (`chunk_differs`) */
  private compare(id: string, digest: string, position: number): void {
    const earlier = this.digests.get(id)
    if (earlier === undefined) this.digests.set(id, digest)
    else if (earlier !== digest) {
      const what = `the chunk that begins at position ${position} has two answers with different bytes`
      throw queueFailed('chunk_differs', what, { position })
    }
  }

  private async watch(beat: () => Promise<void>): Promise<void> {
    const { queue, onEvent } = this.options
    const seconds = Math.min(1, queue.leaseSeconds / 4)
    for (;;) {
      await Promise.race([pause(seconds * 1000), new Promise<void>((resolve) => (this.wake = resolve))])
      if (this.isClosed || this.failure !== undefined) return
      await beat()
      for (const worker of this.open.alive()) {
        if ((await queue.get(workerName(worker))) !== undefined) continue
        this.open.lose(worker)
        onEvent?.({ kind: 'lost', worker })
      }
      for (const open of this.open.all()) await this.look(open)
      const silent = Math.round((performance.now() - this.lastAnswer) / 1000)
      if (this.open.size > 0 && silent >= WAITING_SECONDS) onEvent?.({ kind: 'waiting', seconds: silent })
    }
  }

  /** Hands out work again if its worker failed, or if the store lost it in a restart. */
  private async look(open: Open): Promise<void> {
    const { queue } = this.options
    const { id } = open.order
    if (this.open.isOrphaned(open)) return this.again(open, 'its worker does not answer')
    if (this.open.isOverdue(open)) {
      open.copies++
      return this.handAgain(open)
    }
    if (performance.now() - open.since < Math.min(LOOK_MILLISECONDS, queue.leaseSeconds * 1000)) return
    const name = `${this.session.slice(0, 16)}-${id}-${open.attempt}`
    const isThere = await queue.has(open.topic, name)
    // Check several times, because the answer may be on its way.
    open.missing = isThere ? 0 : open.missing + 1
    if (open.missing > 2 && this.open.get(id) === open) await this.again(open, 'the store lost the job')
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
