/** A scenario: which badges are taken to support which leaf, and which nodes are taken to be waived. */

import type { Award } from '../badges/award.js'
import type { Plan, PlanNode } from '../plan/plan.js'

/** A badge that supports a leaf. */
export interface Use {
  readonly award: Award
  readonly leaf: number
  /** Thousandths, if the node counts credits. */
  readonly credits: number | undefined
}

export interface NodeState {
  readonly met: boolean
  /** Not decided within the limit. `met` is then true in the optimistic scenario and false in the other. */
  readonly undecided: boolean
  readonly have: number
  /** Only badges that are needed, each once. */
  readonly by: readonly Use[]
  readonly waived: boolean
  /** The scenario that holds for the nodes below. */
  readonly inside: Scenario
  /** There are enough badges, but from too few groups. */
  readonly fewGroups: boolean
  /** The nearest solution, if the exact search found that the node is not met. */
  readonly best: Solution | undefined
}

/** The solution that lacks the fewest requirements of a node with `once`. */
export interface Solution {
  readonly matches: readonly (readonly Award[] | undefined)[]
  /** Number of missing requirements; infinite if no further badge could complete this solution. */
  readonly cost: number
  /** Leaf → number of missing badges. */
  readonly missing: ReadonlyMap<number, number>
  /** Nodes with caps or credits that lack badges or credits. */
  readonly short: readonly number[]
  readonly least: boolean
  readonly violator: HallViolator | undefined
}

/** Requirements that together need more badges than there are for them (Hall's theorem). */
export interface HallViolator {
  readonly nodes: readonly number[]
  readonly requirements: number
  readonly awards: readonly Award[]
}

export class Scenario {
  readonly plan: Plan
  readonly waivers: ReadonlyMap<number, Award>
  /** Undecided nodes count as met. A node that is unmet in such a scenario is certainly unmet. */
  readonly optimistic: boolean
  /** Whether nodes with `once` must still be solved. In a solved one each badge is assigned to a leaf. */
  readonly solving: boolean
  /** The node for whose `same` a value is chosen. */
  readonly chosen: number | undefined
  readonly states: (NodeState | undefined)[]
  readonly #matches: readonly (readonly Award[] | undefined)[]
  readonly #filter: ((award: Award) => boolean) | undefined

  constructor(
    parts: Pick<Scenario, 'plan' | 'waivers' | 'optimistic'> & Partial<Pick<Scenario, 'solving' | 'chosen'>>,
    matches: readonly (readonly Award[] | undefined)[],
    filter?: (award: Award) => boolean,
  ) {
    this.plan = parts.plan
    this.waivers = parts.waivers
    this.optimistic = parts.optimistic
    this.solving = parts.solving ?? true
    this.chosen = parts.chosen
    this.states = new Array<undefined>(parts.plan.nodes.length)
    this.#matches = matches
    this.#filter = filter
  }

  awardsOf(leaf: number): readonly Award[] {
    const all = this.#matches[leaf] ?? NONE
    return this.#filter === undefined || all.length === 0 ? all : all.filter(this.#filter)
  }

  /** Whether the node needs no badge here: it is waived, or `unsupported` in an optimistic scenario. */
  isGranted(index: number): boolean {
    const waiver = this.waivers.get(index)
    if (waiver !== undefined && (this.optimistic || !waiver.open)) return true
    return this.optimistic && this.plan.nodes[index]!.kind === 'unsupported'
  }

  /** The same scenario with only the badges that pass the filter. */
  only(filter: (award: Award) => boolean, chosen: number): Scenario {
    const before = this.#filter
    return new Scenario(
      { ...this.#parts(), chosen },
      this.#matches,
      before === undefined ? filter : (award) => before(award) && filter(award),
    )
  }

  /** The same scenario with each badge assigned to a leaf. */
  assigned(matches: readonly (readonly Award[] | undefined)[], chosen: number | undefined): Scenario {
    return new Scenario({ ...this.#parts(), solving: false, chosen }, matches)
  }

  #parts(): Pick<Scenario, 'plan' | 'waivers' | 'optimistic' | 'solving'> {
    const { plan, waivers, optimistic, solving } = this
    return { plan, waivers, optimistic, solving }
  }
}

const NONE: readonly Award[] = []

/** The value of a badge that must be the same for all badges below the node. */
export function sameValue(award: Award, { same }: PlanNode): string | undefined {
  return same === 'issuer' ? award.facts.issuer : award.inLanguage
}

/** The values of the badges below the node, sorted. */
export function sameValues(node: PlanNode, scenario: Scenario): readonly string[] {
  const values = new Set<string>()
  for (const leaf of leavesBelow(node, scenario.plan))
    for (const award of scenario.awardsOf(leaf)) {
      const value = sameValue(award, node)
      if (value !== undefined) values.add(value)
    }
  return [...values].sort()
}

/** The leaves below the node, each once. */
export function leavesBelow(node: PlanNode, { nodes }: Plan): readonly number[] {
  const seen = new Set<number>()
  const leaves: number[] = []
  const visit = ({ index, leaf, children }: PlanNode): void => {
    if (seen.has(index)) return
    seen.add(index)
    if (leaf !== undefined) leaves.push(index)
    for (const child of children) visit(nodes[child]!)
  }
  visit(node)
  return leaves
}

/** A badge counts once for each class, or with `repeat` once for each credential. */
export const unitOf = (award: Award, repeat: boolean): string =>
  repeat ? award.credential : award.badgeClass
