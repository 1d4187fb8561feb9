/** Charges for a walk before it is done: for members and items, levels, and the contexts that it uses. */
import type { Json } from '../../encoding/json.js'
import { countValues } from '../budget/count-values.js'
import { exceeded, type Work } from '../budget/limits.js'
import type { ActiveContext, ContextPayer } from '../context/active-context.js'
import type { Property } from '../context/property.js'
import type { Dataset } from '../rdf/dataset.js'

/** Number of combined bundled contexts that are free for each walk. */
const BUNDLED_FREE = 64

/** Numbers the walks. Contexts that live long keep the number, because an object would burden the garbage collector. */
const walks = { count: 0 }

export class WalkMeter implements ContextPayer {
  /** Levels around the current value. */
  depth = 0
  readonly work: Work
  private readonly dataset: Dataset
  /** The allowed levels and quads. Nothing else uses the account during a walk. */
  private readonly deepest: number
  private readonly most: number
  /** Number of this walk. Contexts remember which walk has paid for them. */
  private readonly payer = ++walks.count
  private bundled = 0
  /** Members and items that may still be visited. They are counted here, for speed, and charged at the end. */
  private left: number
  private readonly allowed: number

  constructor(work: Work, dataset: Dataset) {
    this.work = work
    this.dataset = dataset
    this.deepest = work.limits.depth
    this.most = work.remaining('quads')
    this.allowed = work.remaining('scalars')
    this.left = this.allowed
  }

  /** Charges for the visited members and items, once at the end of the walk, also after an error. */
  settle(): void {
    this.work.take('scalars', this.allowed - this.left)
  }

  /** Enters one level. The caller decreases `depth` again. */
  enter(): void {
    if (++this.depth > this.deepest) throw exceeded('depth', this.deepest)
    this.collection(0)
  }

  /** Refuses a list before it is made: each item becomes a blank node with two lines. */
  collection(items: number): void {
    const { size, blankNodes } = this.dataset
    if (size + blankNodes + 3 * items > this.most) throw this.work.exceeded('quads')
    // A node takes the most memory, even if it has few lines.
    this.count(16 * items)
  }

  /** Charges for members or items, and for the length of their expanded names and references. */
  visit(count: number, { trusted, longest, sources }: ActiveContext): void {
    // Each name is looked up in all contexts of the document.
    this.count(sources.length > 1 ? count * sources.length : count)
    // Terms of bundled contexts are short.
    if (!trusted) this.work.spend('bytes', count * longest)
  }

  /** Charges for each value in a value, this number of times. */
  values(value: Json, times: number): void {
    this.count(times * countValues(value, this.left))
  }

  /** Charges for work that takes as long as this number of members. */
  count(count: number): void {
    if ((this.left -= count) < 0) throw this.work.exceeded('scalars')
  }

  /** Charges once in a call for a context and those from which it was made. A few bundled ones are free in each walk. */
  pay(context: ActiveContext): void {
    let unpaid: ActiveContext | undefined = context
    while (unpaid !== undefined && unpaid.paidBy !== this.payer) {
      unpaid.paidBy = this.payer
      if (!unpaid.trusted || ++this.bundled > BUNDLED_FREE)
        this.work.spendOnce('contextWork', unpaid.cost, unpaid)
      unpaid = unpaid.trusted ? undefined : unpaid.origin
    }
  }

  /** Charges for the contexts of a property. */
  payAll({ context, kept, reverted }: Property): void {
    this.pay(context)
    this.pay(kept)
    this.pay(reverted)
  }
}
