/** Reads pathways in CTDL, the Credential Transparency Description Language. */

import { isJsonObject, type Json } from '../../encoding/json.js'
import { checkOptionNames } from '../../encoding/options.js'
import { at, Issues } from '../pathway/issues.js'
import { pathway } from '../pathway/pathway.js'
import type { IssuerRule, Pathway, PathwayNode } from '../pathway/types.js'
import { type Assumption, Assumptions } from './assumptions.js'
import { conditionNode } from './condition.js'
import {
  addressOf,
  type CtdlGraph,
  type CtdlNode,
  listOf,
  nodeOf,
  readGraph,
  referenceOf,
  textOf,
} from './ctdl-graph.js'

export interface CtdlOptions {
  /** Id of the pathway, if the graph has several. */
  readonly pathway?: string
  /** Who may award the badges, because CTDL does not say it. Default `'trusted'`. */
  readonly issuers?: IssuerRule
}

export interface FromCtdl {
  readonly pathway: Pathway
  /** Each place where the graph has several readings, and the reading that was chosen. */
  readonly assumptions: readonly Assumption[]
}

const OPTIONS: ReadonlySet<string> = new Set(['pathway', 'issuers'] satisfies (keyof CtdlOptions)[])

/**
 * Reads a pathway in CTDL: its destination component, and the conditions and children below it. It lists every assumption.
 * A requirement that badges cannot prove becomes a node that is never met.
 *
 * @param graph - The graph as parsed JSON, or as text.
 * @param options - `pathway`: its id, if there are several; `issuers`: who may award the badges, default `'trusted'`.
 * @returns The pathway, and the assumptions.
 * @throws OpenBadgeError `model_invalid` with every issue: text that is not JSON, missing references, duplicate ids, numbers
 *   that cannot be reached, cycles.
 * @example
 * const { pathway: read, assumptions } = fromCtdl(toCtdl(path).graph, { issuers: [signer.controller] })
 */
export function fromCtdl(graph: unknown, options: CtdlOptions = {}): FromCtdl {
  checkOptionNames('fromCtdl', options, OPTIONS)
  const issues = new Issues()
  const reader = new ComponentReader(readGraph(graph, issues), issues)
  const found = reader.pathwayOf(options.pathway)
  const root = found && reader.destination(found)
  issues.raise('the CTDL graph')
  if (options.issuers === undefined) reader.assumptions.add('issuers_trusted', found!.pointer)
  const description = textOf(found!.members['description'])
  const checked = pathway({
    id: found!.id!,
    name: textOf(found!.members['name']) ?? found!.id!,
    ...(description === undefined ? {} : { description: description.slice(0, 4096) }),
    issuers: options.issuers ?? 'trusted',
    root: root!,
  })
  return { pathway: checked, assumptions: reader.assumptions.list }
}

/** Reads each component once. Where it appears again, a reference is written. */
export class ComponentReader {
  readonly graph: CtdlGraph
  readonly issues: Issues
  readonly assumptions = new Assumptions()
  readonly #written = new Set<string>()
  readonly #path: string[] = []

  constructor(graph: CtdlGraph, issues: Issues) {
    this.graph = graph
    this.issues = issues
  }

  pathwayOf(wanted: string | undefined): CtdlNode | undefined {
    const all = this.graph.nodes.filter(({ types }) => types.includes('Pathway'))
    const found = wanted === undefined ? all : all.filter(({ id }) => id === wanted)
    for (const node of this.graph.nodes.filter(({ types }) => types.includes('SelectionComponent')))
      this.issues.add('misplaced', node.pointer, 'SelectionComponent was withdrawn from CTDL in 2022', {
        expected: 'a component with conditions',
        found: 'SelectionComponent',
        hint: 'use ComponentCondition',
      })
    if (found.length === 1 && found[0]!.id !== undefined) return found[0]
    return this.issues.add('missing', '', 'the graph does not have exactly one pathway with an id', {
      expected: wanted ?? 'one node of type ceterms:Pathway',
      found: `${found.length} nodes`,
      hint: 'choose one with the option pathway',
    })
  }

  destination({ members, pointer }: CtdlNode): PathwayNode | undefined {
    const destinations = listOf(members['hasDestinationComponent'])
    if (destinations.length === 0)
      return this.issues.add(
        'missing',
        at(pointer, 'hasDestinationComponent'),
        'the pathway has no destination',
        {
          expected: 'a component as destination',
          hint: 'add hasDestinationComponent',
        },
      )
    if (destinations.length > 1) this.assumptions.add('all_destinations', pointer)
    const nodes = destinations.flatMap((each) => this.#destination(each, pointer) ?? [])
    return nodes.length === 1 ? nodes[0] : { all: nodes }
  }

  /** The badge of the destination is what the pathway awards, so only its conditions are required. */
  #destination(reference: Json, pointer: string): PathwayNode | undefined {
    const component = this.resolve(reference, pointer)
    return component && this.#guarded(component, () => this.#requirements(component) ?? this.#leaf(component))
  }

  /** The node for the component at a reference. */
  component(reference: Json, pointer: string): PathwayNode | undefined {
    const component = this.resolve(reference, pointer)
    if (component === undefined) return undefined
    const { id } = component
    if (id !== undefined && this.#written.has(id)) return { ref: id }
    return this.#guarded(component, () => {
      const node = this.#named(component)
      if (id !== undefined) this.#written.add(id)
      return node
    })
  }

  #named(component: CtdlNode): PathwayNode {
    const { id } = component
    const requirements = this.#requirements(component)
    const leaf = this.#leaf(component)
    if (requirements === undefined) return { ...leaf, ...(id === undefined ? {} : { id }) }
    const name = textOf(component.members['name'])
    const label = { ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) }
    if (addressOf(component) === undefined) return { all: [requirements], ...label }
    this.assumptions.add('badge_or_conditions', component.pointer)
    return { any: [leaf, requirements], ...label }
  }

  /** The conditions, or else the children; `undefined` if there are neither. */
  #requirements({ members, pointer }: CtdlNode): PathwayNode | undefined {
    const conditions = listOf(members['hasCondition'])
    if (conditions.length > 0) {
      const nodes = conditions.flatMap((each, i) => {
        const condition = this.resolve(each, `${at(pointer, 'hasCondition')}/${i}`)
        return (condition && conditionNode(condition, this)) ?? []
      })
      return nodes.length === 1 ? nodes[0] : { all: nodes }
    }
    const children = listOf(members['ceasn:hasChild'])
    if (children.length === 0) return undefined
    this.assumptions.add('all_children', pointer)
    return { all: children.flatMap((each) => this.component(each, at(pointer, 'ceasn:hasChild')) ?? []) }
  }

  #leaf(component: CtdlNode): PathwayNode {
    const { members, types, pointer, id } = component
    const name = textOf(members['name'])
    const label = name === undefined ? {} : { name: name.slice(0, 4096) }
    const address = addressOf(component)
    if (types.includes('CompetencyComponent') && address !== undefined) return { skill: address, ...label }
    if (address === undefined && id !== undefined) this.assumptions.add('id_is_achievement', pointer)
    const badge = address ?? id
    return badge === undefined
      ? { unsupported: name ?? 'a component without an id', ...label }
      : { badge, ...label }
  }

  /** The node at this place, or the node that the reference means. */
  resolve(reference: Json, pointer: string): CtdlNode | undefined {
    const id = referenceOf(reference)
    const found = id === undefined ? undefined : this.graph.byId.get(id)
    if (found !== undefined) return found
    if (isJsonObject(reference) && Object.keys(reference).some((name) => !name.startsWith('@')))
      return nodeOf(reference, pointer)
    return this.issues.add('unknown_reference', pointer, 'no node of the graph has this id', {
      expected: 'the @id of a node',
      found: id,
      hint: 'add the node, or remove the reference',
    })
  }

  #guarded(component: CtdlNode, make: () => PathwayNode): PathwayNode | undefined {
    const key = component.id ?? component.pointer
    if (this.#path.includes(key))
      return this.issues.add('cycle', component.pointer, 'the conditions of the component form a cycle', {
        expected: 'conditions that refer to other components',
        found: key,
        hint: 'remove one of the references',
      })
    this.#path.push(key)
    const node = make()
    this.#path.pop()
    return node
  }
}
