/** What a search has still to do. */
import type { PlanNode } from '../plan/plan.js'
import type { Filter } from './demands.js'

/** What is still to be met, in order. */
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
      /** Children that are not asked for together, likeliest first. */
      readonly children: readonly number[]
      readonly filters: readonly Filter[]
      /** Nodes or points that are still wanted. */
      readonly left: number
    }
