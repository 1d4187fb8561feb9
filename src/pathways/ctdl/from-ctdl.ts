/** Reads pathways in CTDL, the Credential Transparency Description Language. */
import { checkOptionNames } from '../../encoding/options.js'
import { at, Issues } from '../pathway/issues.js'
import { pathway } from '../pathway/pathway.js'
import type { IssuerRule, Pathway, PathwayNode } from '../pathway/types.js'
import type { Assumption } from './assumptions.js'
import { ComponentReader } from './component.js'
import { type CtdlNode, readGraph } from './ctdl-graph.js'
import { tellUnread } from './ctdl-members.js'
import { addressesOf, listOf, referenceOf, textOf } from './ctdl-values.js'
import { GraphReader } from './graph-reader.js'

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
 * A requirement that badges cannot prove becomes a node that is never met. A member that laurel does not read, and that may be
 * a requirement, is listed too.
 *
 * @param graph - The graph as parsed JSON, or as text.
 * @param options - `pathway`: its id, if there are several; `issuers`: who may award the badges, default `'trusted'`.
 * @returns The pathway, and the assumptions.
 * @throws OpenBadgeError `model_invalid` with every issue: text that is not JSON, missing references, duplicate ids,
 *   members that are there twice, numbers that cannot be reached, cycles, more than 16 levels or 1,000 nodes.
 * @example
 * const { pathway: read, assumptions } = fromCtdl(toCtdl(path).graph, { issuers: [signer.controller] })
 */
export function fromCtdl(graph: unknown, options: CtdlOptions = {}): FromCtdl {
  checkOptionNames('fromCtdl', options, OPTIONS)
  const issues = new Issues()
  const reader = new GraphReader(readGraph(graph, issues), issues)
  const found = findPathway(reader, options.pathway)
  const root = found && destinationNode(found, new ComponentReader(reader))
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

function findPathway({ graph, issues }: GraphReader, wanted: string | undefined): CtdlNode | undefined {
  const all = graph.nodes.filter(({ types }) => types.includes('Pathway'))
  const found = wanted === undefined ? all : all.filter(({ id }) => id === wanted)
  for (const node of graph.nodes.filter(({ types }) => types.includes('SelectionComponent')))
    issues.add('misplaced', node.pointer, 'SelectionComponent was withdrawn from CTDL in 2022', {
      expected: 'a component with conditions',
      found: 'SelectionComponent',
      hint: 'use ComponentCondition',
    })
  if (found.length === 1 && found[0]!.id !== undefined) return found[0]
  return issues.add('missing', '', 'the graph does not have exactly one pathway with an id', {
    expected: wanted ?? 'one node of type ceterms:Pathway',
    found: `${found.length} nodes`,
    hint: 'choose one with the option pathway',
  })
}

function destinationNode(found: CtdlNode, components: ComponentReader): PathwayNode | undefined {
  const { members, pointer } = found
  const { issues, assumptions } = components.reader
  tellUnread(found, 'Pathway', assumptions)
  const member = at(pointer, 'hasDestinationComponent')
  const destinations = listOf(members['hasDestinationComponent'])
  if (destinations.length === 0)
    return issues.add('missing', member, 'the pathway has no destination', {
      expected: 'a component as destination',
      hint: 'add hasDestinationComponent',
    })
  if (destinations.length > 1) assumptions.add('all_destinations', pointer)
  components.tellUnnamed(found, new Set(destinations.map(referenceOf)))
  const all = components.distinct(destinations, member, (each) => onlyConditions(each, components))
  // Two destinations may have the same conditions.
  const ids = new Set(all.map((node) => ('id' in node ? node.id : undefined)))
  const nodes = all.filter((node) => !('ref' in node && ids.has(node.ref)))
  return nodes.length === 1 ? nodes[0] : { all: nodes }
}

/** The badge of the destination is what the pathway awards, so only its conditions are required. */
function onlyConditions(component: CtdlNode, components: ComponentReader): PathwayNode | undefined {
  return components.reader.within(component, () => {
    const conditions = components.requirements(component)
    if (conditions === undefined) return components.leaf(component)
    tellUnread(component, 'Component', components.reader.assumptions)
    if (addressesOf(component.members).length > 0)
      components.reader.assumptions.add('destination_is_award', component.pointer)
    return conditions
  })
}
