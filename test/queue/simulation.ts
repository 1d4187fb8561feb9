/**
 * A run of many workers as a seeded simulation: who takes which chunk when, who dies, who is slow, and when the run ends. It
 * knows of time only; bytes are the business of the other tests. The rules are those of the dispatcher and of BullMQ: a
 * window of chunks in flight, merged in order; a lease that ends a while after its worker died; a copy of a chunk for another
 * worker where many later ones were answered, or nothing else is left to do; workers that come back.
 */

export interface Plant {
  readonly seed: number
  readonly chunks: number
  readonly workers: number
  /** Seconds that a worker of the usual speed takes for a chunk. */
  readonly chunkSeconds: number
  /** Speeds lie between 1 − spread and 1 + spread of the usual one. */
  readonly spread: number
  /** Each worker dies after so many seconds on average, and is back after `backSeconds`. */
  readonly lifeSeconds: number
  readonly backSeconds: number
  /** Between the death of a worker and the time at which its chunk is handed out again. */
  readonly leaseSeconds: number
  /** Chunks in flight at most. */
  readonly window: number
  /** Later answers, as a share of the window, after which a chunk is handed out again; infinite for never. */
  readonly overdue: number
  /** Seconds that the coordinator needs for a chunk: what all chunks pass through. */
  readonly mergeSeconds: number
}

/** Copies of a chunk at most; after them the lease sees to it. */
const COPIES = 3

export interface Makespan {
  readonly seconds: number
  /** All work spread evenly over the workers that are alive, without a loss; or the coordinator's, where that is more. */
  readonly ideal: number
  readonly deaths: number
  /** Chunks that were handed out more than once. */
  readonly again: number
}

interface SimulatedWorker {
  readonly speed: number
  /** Chunk in hand and the time at which it is done, if it lives. */
  chunk: number | undefined
  /** The worker's life: jobs begun in an earlier one are lost. */
  life: number
  isAlive: boolean
}

type Event = readonly [at: number, run: () => void]

export function simulate(plant: Plant): Makespan {
  const random = generator(plant.seed)
  const exponential = (mean: number): number => -mean * Math.log(1 - random())
  const events = new Heap()
  let now = 0
  let [deaths, again, nextChunk, merged, mergerFree] = [0, 0, 0, 0, 0]
  const waiting: number[] = []
  const finished = new Set<number>()
  /** Chunks that are handed out and not answered. */
  const open = new Map<number, { passed: number; since: number; copies: number }>()
  const copies = Number.isFinite(plant.overdue)
  const usual = (plant.chunkSeconds * plant.window) / plant.workers
  const workers: SimulatedWorker[] = Array.from({ length: plant.workers }, () => ({
    speed: 1 - plant.spread + 2 * plant.spread * random(),
    chunk: undefined,
    life: 0,
    isAlive: true,
  }))
  const at = (seconds: number, run: () => void): void => events.push([now + seconds, run])

  /** Fills the window, and gives work to whoever has none. */
  const hand = (): void => {
    while (nextChunk < plant.chunks && nextChunk < merged + plant.window) {
      open.set(nextChunk, { passed: 0, since: now, copies: 0 })
      waiting.push(nextChunk++)
    }
    for (const worker of workers) {
      if (waiting.length === 0) return
      if (worker.isAlive && worker.chunk === undefined) begin(worker, waiting.shift()!)
    }
  }
  const begin = (worker: SimulatedWorker, chunk: number): void => {
    const { life } = worker
    worker.chunk = chunk
    at(plant.chunkSeconds / worker.speed, () => {
      if (worker.life !== life) return
      worker.chunk = undefined
      if (open.delete(chunk)) {
        finished.add(chunk)
        merge()
        copyOverdue(chunk)
      }
      hand()
    })
  }
  const copy = (chunk: number): void => {
    const found = open.get(chunk)
    if (found === undefined || found.copies === COPIES) return
    found.copies++
    found.passed = 0
    again++
    waiting.unshift(chunk)
    // The copy's worker may die as well.
    at(2 * usual, () => {
      copy(chunk)
      hand()
    })
  }
  const copyOverdue = (answered: number): void => {
    if (!copies) return
    for (const [chunk, found] of open) {
      if (chunk > answered) break
      if (++found.passed >= plant.overdue * plant.window) copy(chunk)
    }
    // The last ones, for which others have nothing to wait.
    if (nextChunk === plant.chunks && open.size < plant.workers) {
      for (const [chunk, { since, copies: count }] of open) {
        if (count > 0) continue
        at(Math.max(0, since + 2 * usual - now), () => {
          if (open.get(chunk)?.copies === 0) copy(chunk)
          hand()
        })
      }
    }
  }
  /** In order, one after the other. */
  const merge = (): void => {
    while (finished.delete(merged)) {
      mergerFree = Math.max(mergerFree, now) + plant.mergeSeconds
      merged++
    }
  }
  const live = (worker: SimulatedWorker): void =>
    at(exponential(plant.lifeSeconds), () => {
      if (merged === plant.chunks) return
      deaths++
      const { chunk } = worker
      worker.life++
      worker.isAlive = false
      worker.chunk = undefined
      if (chunk !== undefined) {
        at(plant.leaseSeconds, () => {
          if (!open.has(chunk)) return
          again++
          // What is oldest holds up the merge, and so goes first.
          waiting.unshift(chunk)
          hand()
        })
      }
      at(plant.backSeconds, () => {
        worker.isAlive = true
        live(worker)
        hand()
      })
    })

  for (const worker of workers) live(worker)
  hand()
  while (merged < plant.chunks) {
    const event = events.pop()
    if (event === undefined) throw new Error('the simulation stands still')
    now = event[0]
    event[1]()
  }
  const { chunks, chunkSeconds, mergeSeconds, lifeSeconds, backSeconds } = plant
  const speed = workers.reduce((sum, worker) => sum + worker.speed, 0)
  const share = lifeSeconds / (lifeSeconds + backSeconds)
  const ideal = Math.max((chunks * chunkSeconds) / (speed * share), chunks * mergeSeconds)
  return { seconds: Math.max(now, mergerFree), ideal, deaths, again }
}

/** A heap of events by their time. */
class Heap {
  private readonly items: Event[] = []

  push(item: Event): void {
    const { items } = this
    items.push(item)
    for (let i = items.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (items[parent]![0] <= items[i]![0]) return
      ;[items[parent], items[i]] = [items[i]!, items[parent]!]
      i = parent
    }
  }

  pop(): Event | undefined {
    const { items } = this
    const first = items[0]
    const last = items.pop()
    if (items.length === 0 || last === undefined) return first
    items[0] = last
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      let least = i
      if (left < items.length && items[left]![0] < items[least]![0]) least = left
      if (right < items.length && items[right]![0] < items[least]![0]) least = right
      if (least === i) return first
      ;[items[least], items[i]] = [items[i]!, items[least]!]
      i = least
    }
  }
}

/** mulberry32: the same numbers for the same seed. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
