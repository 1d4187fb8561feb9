/** What a walk costs, paid before it is done: members and items, levels, and the contexts that come into use. */
import type { Json } from '../../encoding/json.js'
import { exceeded, type Work } from '../budget/limits.js'
import type { ActiveContext, ContextPayer } from '../context/active-context.js'
import type { Property } from '../context/property.js'
import type { Dataset } from '../rdf/dataset.js'

/** Contexts of bundled terms, combined by types and scopes, that no walk pays for. */
const BUNDLED_FREE = 64

/** Numbers the walks. A number in a context that lives long costs the collector nothing, as an object would. */
const walks = { count: 0 }

export class WalkMeter implements ContextPayer {
  /** Levels around the value that is looked at. */
  depth = 0
  private readonly work: Work
  private readonly dataset: Dataset
  /** Levels and quads that may be reached: nobody else draws on the account while a walk runs. */
  private readonly deepest: number
  private readonly most: number
  /** Stands for this walk, where contexts remember who paid for them. */
  private readonly payer = ++walks.count
  private bundledInUse = 0
  /** Members and items that may still be visited. Counted here, since every member is, and charged at the end. */
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

  /** Charges for what was visited; once, when the walk ends, be it with an error. */
  settle(): void {
    this.work.take('scalars', this.allowed - this.left)
  }

  /** One level deeper; whoever enters counts `depth` down again. */
  enter(): void {
    if (++this.depth > this.deepest) throw exceeded('depth', this.deepest)
    if (this.dataset.size > this.most) throw this.work.exceeded('quads')
  }

  /** Pays for members or items, and for what names and references under the context may grow to. */
  visit(count: number, { trusted, longest, sources }: ActiveContext): void {
    // Each name is looked up in all contexts of the document.
    this.count(sources.length > 1 ? count * sources.length : count)
    // No term of a bundled context is long.
    if (!trusted) this.work.spend('bytes', count * longest)
  }

  /** Sorting names and writing text anew takes some four times as long as a walk. */
  literal(value: Json): void {
    this.count(4 * countValues(value))
  }

  private count(count: number): void {
    if ((this.left -= count) < 0) throw this.work.exceeded('scalars')
  }

  /** Pays once a walk for a context, and for those that it was made from. Of bundled ones the usual few are always at hand. */
  pay(context: ActiveContext): void {
    let unpaid: ActiveContext | undefined = context
    while (unpaid !== undefined && unpaid.paidBy !== this.payer) {
      unpaid.paidBy = this.payer
      if (!unpaid.trusted || ++this.bundledInUse > BUNDLED_FREE) this.work.spend('contextWork', unpaid.cost)
      unpaid = unpaid.trusted ? undefined : unpaid.origin
    }
  }

  /** Pays for the contexts of a property. */
  payAll({ context, kept, reverted }: Property): void {
    this.pay(context)
    this.pay(kept)
    this.pay(reverted)
  }
}

/** Members and items of a JSON literal, at any depth. */
export function countValues(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce<number>((sum, part) => sum + countValues(part as Json), 1)
}
