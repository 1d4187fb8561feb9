/** What is taken to be true while nodes are evaluated: which badges support which leaf, and what is waived. */

import type { Award } from '../badges/award.js'
import type { Plan, PlanNode } from '../plan/plan.js'

/** A badge at a leaf. */
export interface Use {
  readonly award: Award
  readonly leaf: number
  /** Thousandths, where credits are counted. */
  readonly credits: number | undefined
}

export interface NodeState {
  readonly met: boolean
  /** Not decided within the limit; `met` is then what this world hopes or fears. */
  readonly undecided: boolean
  readonly have: number
  /** No more than are needed, each badge once. */
  readonly by: readonly Use[]
  readonly waived: boolean
  /** Where the nodes below are to be looked up. */
  readonly inside: World
  /** Badges are enough in number but not in groups. */
  readonly fewGroups: boolean
  /** What comes nearest, where the exact search found the node not to be met. */
  readonly best: Solution | undefined
}

/** What comes nearest to meeting a node in which each badge counts once. */
export interface Solution {
  readonly matches: readonly (readonly Award[] | undefined)[]
  /** Requirements that are missing; infinite where no further badge could complete it this way. */
  readonly cost: number
  /** Leaf → how many badges are missing. */
  readonly wishes: ReadonlyMap<number, number>
  /** Nodes that miss credits, or badges under caps. */
  readonly short: readonly number[]
  readonly least: boolean
  readonly hall: Hall | undefined
}

/** Requirements that want more badges than there are for them. */
export interface Hall {
  readonly nodes: readonly number[]
  readonly requirements: number
  readonly awards: readonly Award[]
}

export class World {
  readonly plan: Plan
  readonly waivers: ReadonlyMap<number, Award>
  /** What could not be decided counts as met: so that what is then unmet is so for certain. */
  readonly optimistic: boolean
  /** Whether scopes of `once` are still to be solved; inside one that is solved each badge has its place. */
  readonly solving: boolean
  /** The node whose `same` is already chosen. */
  readonly chosen: number | undefined
  readonly states: (NodeState | undefined)[]
  readonly #matches: readonly (readonly Award[] | undefined)[]
  readonly #filter: ((award: Award) => boolean) | undefined

  constructor(
    parts: Pick<World, 'plan' | 'waivers' | 'optimistic'> & Partial<Pick<World, 'solving' | 'chosen'>>,
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

  /** Whether the node needs no badge here: it is waived, or nobody can say that it is not met. */
  isGranted(index: number): boolean {
    const waiver = this.waivers.get(index)
    if (waiver !== undefined && (this.optimistic || !waiver.open)) return true
    return this.optimistic && this.plan.nodes[index]!.kind === 'unsupported'
  }

  /** The same with fewer badges. */
  only(filter: (award: Award) => boolean, chosen: number): World {
    const before = this.#filter
    return new World(
      { ...this.#parts(), chosen },
      this.#matches,
      before === undefined ? filter : (award) => before(award) && filter(award),
    )
  }

  /** Each badge in its place. */
  assigned(matches: readonly (readonly Award[] | undefined)[], chosen: number | undefined): World {
    return new World({ ...this.#parts(), solving: false, chosen }, matches)
  }

  #parts(): Pick<World, 'plan' | 'waivers' | 'optimistic' | 'solving'> {
    const { plan, waivers, optimistic, solving } = this
    return { plan, waivers, optimistic, solving }
  }
}

const NONE: readonly Award[] = []

/** What of a badge must be the same below a node. */
export function sameValue(award: Award, { same }: PlanNode): string | undefined {
  return same === 'issuer' ? award.facts.issuer : award.inLanguage
}

/** Values that badges below the node have, sorted. */
export function sameValues(node: PlanNode, world: World): readonly string[] {
  const values = new Set<string>()
  for (const leaf of leavesBelow(node, world.plan))
    for (const award of world.awardsOf(leaf)) {
      const value = sameValue(award, node)
      if (value !== undefined) values.add(value)
    }
  return [...values].sort()
}

/** Each leaf once. */
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

/** A badge counts once: by its class, or where awards count by its credential. */
export const unitOf = (award: Award, repeat: boolean): string =>
  repeat ? award.credential : award.badgeClass
