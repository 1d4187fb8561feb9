/** Reads CTDL as a graph of nodes. It accepts short, long and no prefixes. */
import { isJsonObject, type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { at, type Issues } from '../pathway/issues.js'
import { isLabel } from './ctdl-members.js'
import { listOf, shortName } from './ctdl-values.js'
import { recoverJson } from './recover-json.js'

export interface CtdlNode {
  readonly pointer: string
  readonly id: string | undefined
  readonly types: readonly string[]
  readonly members: JsonObject
}

export interface CtdlGraph {
  readonly nodes: readonly CtdlNode[]
  readonly byId: ReadonlyMap<string, CtdlNode>
  /** The members beside `@graph`, which are not read. */
  readonly unread: readonly string[]
}

export function readGraph(input: unknown, issues: Issues): CtdlGraph {
  const roots = rootsOf(input, issues)
  const nodes: CtdlNode[] = []
  const unread: string[] = []
  for (const [i, root] of roots.entries()) {
    const where = roots.length > 1 ? `/${i}` : ''
    const graph =
      isJsonObject(root) && Array.isArray(root['@graph']) ? (root['@graph'] as readonly Json[]) : root
    const list = Array.isArray(graph) ? (graph as readonly Json[]) : [graph]
    const place = graph === root ? where : `${where}/@graph`
    if (graph !== root)
      for (const name of Object.keys(root as JsonObject))
        if (name !== '@graph' && !Object.hasOwn(KEYWORDS, name) && !isLabel(shortName(name)))
          unread.push(at(where, name.slice(0, 80)))
    for (const [k, each] of list.entries())
      if (isJsonObject(each)) nodes.push(nodeOf(each, Array.isArray(graph) ? `${place}/${k}` : place, issues))
  }
  const byId = new Map<string, CtdlNode>()
  for (const node of nodes) {
    if (node.id === undefined) continue
    const other = byId.get(node.id)
    if (other === undefined) byId.set(node.id, node)
    else
      issues.add(
        'duplicate_id',
        node.pointer,
        `two nodes have the same id; the other is ${other.pointer || 'the top'}`,
        {
          expected: 'a different @id for each node',
          found: node.id,
          hint: 'change one of the two ids',
        },
      )
  }
  return { nodes, byId, unread }
}

function rootsOf(input: unknown, issues: Issues): readonly Json[] {
  if (typeof input === 'string') {
    const { values, faults } = recoverJson(input)
    for (const { offset, message } of faults)
      issues.add('not_json', '', `${message} (at character ${offset})`, {
        expected: 'JSON',
        hint: 'correct the text',
      })
    return values
  }
  try {
    return [snapshot(input)]
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    issues.add('not_json', '', 'the graph is not plain JSON', {
      expected: 'JSON',
      hint: 'pass parsed JSON or its text',
    })
    return []
  }
}

const KEYWORDS: Readonly<Record<string, string>> = { id: '@id', type: '@type' }

/** Adds an issue if a member is written twice, because only one of the two could be read. */
export function nodeOf(object: JsonObject, pointer: string, issues: Issues): CtdlNode {
  const found = new Map<string, Json>()
  for (const [written, value] of Object.entries(object)) {
    const short = shortName(written)
    const name = Object.hasOwn(KEYWORDS, short) ? KEYWORDS[short]! : short
    if (found.has(name))
      issues.add('duplicate', at(pointer, written.slice(0, 80)), `"${name}" is there twice`, {
        expected: 'each member once, with one prefix',
        found: written,
        hint: 'write one list with the values of both',
      })
    found.set(name, value)
  }
  const members = Object.fromEntries(found)
  const id = members['@id']
  const types = listOf(members['@type']).filter((each) => typeof each === 'string')
  return { pointer, id: typeof id === 'string' ? id : undefined, types: types.map(shortName), members }
}
