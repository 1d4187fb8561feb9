/** A scenario: which badges are taken to support which leaf, and which nodes are taken to be waived. */

import type { Award } from '../badges/award.js'
import type { Plan, PlanNode } from '../plan/plan.js'
import type { Work } from './work.js'

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
  readonly #matches: Matches

  constructor(
    parts: Pick<Scenario, 'plan' | 'waivers' | 'optimistic'> & Partial<Pick<Scenario, 'solving' | 'chosen'>>,
    matches: Matches,
  ) {
    this.plan = parts.plan
    this.waivers = parts.waivers
    this.optimistic = parts.optimistic
    this.solving = parts.solving ?? true
    this.chosen = parts.chosen
    this.states = new Array<undefined>(parts.plan.nodes.length)
    this.#matches = matches
  }

  awardsOf(leaf: number): readonly Award[] {
    return this.#matches[leaf] ?? NONE
  }

  /** Whether the node needs no badge here: it is waived, or `unsupported` in an optimistic scenario. */
  isGranted(index: number): boolean {
    const waiver = this.waivers.get(index)
    if (waiver !== undefined && (this.optimistic || !waiver.open)) return true
    return this.optimistic && this.plan.nodes[index]!.kind === 'unsupported'
  }

  /** The same scenario with these badges, or with all, for a node with `same` whose value is chosen. */
  choosing(node: PlanNode, matches: Matches = this.#matches): Scenario {
    const { plan, waivers, optimistic, solving } = this
    return new Scenario({ plan, waivers, optimistic, solving, chosen: node.index }, matches)
  }

  /** The same scenario with each badge assigned to a leaf. */
  assigned(matches: Matches, chosen: number | undefined): Scenario {
    const { plan, waivers, optimistic } = this
    return new Scenario({ plan, waivers, optimistic, solving: false, chosen }, matches)
  }
}

/** Leaf → the badges that support it. */
export type Matches = readonly (readonly Award[] | undefined)[]

const NONE: readonly Award[] = []

/** The value of a badge that must be the same for all badges below the node; `null` if it is not known, so that it can be each. */
export function sameValue(award: Award, { same }: PlanNode): string | null | undefined {
  return same === 'issuer' ? award.facts.issuer : award.inLanguage
}

/** The values of the badges below the node, sorted, each with its badges. */
export function byValue(
  node: PlanNode,
  scenario: Scenario,
  work: Work,
): readonly (readonly [string, Matches])[] {
  const values = new Map<string, Award[][]>()
  const any: (readonly [leaf: number, award: Award])[] = []
  for (const leaf of leavesBelow(node, scenario.plan)) {
    work.spend(scenario.awardsOf(leaf).length / AWARDS_OF_A_STEP)
    for (const award of scenario.awardsOf(leaf)) {
      const value = sameValue(award, node)
      if (value === null) any.push([leaf, award])
      if (value === undefined || value === null) continue
      let matches = values.get(value)
      if (matches === undefined) {
        matches = []
        values.set(value, matches)
      }
      ;(matches[leaf] ??= []).push(award)
    }
  }
  work.spend((values.size * any.length) / AWARDS_OF_A_STEP)
  if (any.length > 0 && values.size === 0) values.set('', [])
  for (const matches of values.values()) for (const [leaf, award] of any) (matches[leaf] ??= []).push(award)
  return [...values].sort(([one], [other]) => (one < other ? -1 : 1))
}

const AWARDS_OF_A_STEP = 16

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
