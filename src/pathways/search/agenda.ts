/** The nodes that a search must still meet. */
import type { PlanNode } from '../plan/plan.js'
import type { Filter } from './demands.js'

/** A linked list, in order. */
export type Agenda = { readonly item: Item; readonly rest: Agenda } | undefined

export type Item =
  | {
      readonly kind: 'node'
      readonly index: number
      readonly filters: readonly Filter[]
      readonly chosen?: true
    }
  | {
      readonly kind: 'choose'
      readonly node: PlanNode
      /** The children to choose from, the one with the fewest missing requirements first. */
      readonly children: readonly number[]
      readonly filters: readonly Filter[]
      /** Number of nodes or points that are still required. */
      readonly left: number
    }
