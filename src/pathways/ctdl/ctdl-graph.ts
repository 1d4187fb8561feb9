/** Reads CTDL as a graph of nodes. It accepts short, long and no prefixes, all forms of texts, and both forms of references. */
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import { isJsonObject, type Json, type JsonObject, snapshot } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import type { Issues } from '../pathway/issues.js'
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
}

const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/^(?:https?:\/\/purl\.org\/ctdl\/terms\/|ceterms:)/, ''],
  [/^(?:https?:\/\/purl\.org\/ctdlasn\/terms\/|ceasn:)/, 'ceasn:'],
  [/^(?:https?:\/\/schema\.org\/|schema:)/, 'schema:'],
]

/** Names of `ceterms` get no prefix, as in their own context. */
export function shortName(name: string): string {
  for (const [prefix, short] of NAMESPACES) if (prefix.test(name)) return short + name.replace(prefix, '')
  return name
}

/** The last word of a concept: `And` for `logic:And` and for its long form. */
export const conceptOf = (value: Json | undefined): string | undefined => {
  const text = referenceOf(first(value))
  return text?.slice(Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1)
}

export function readGraph(input: unknown, issues: Issues): CtdlGraph {
  const roots = rootsOf(input, issues)
  const nodes: CtdlNode[] = []
  for (const [i, root] of roots.entries()) {
    const where = roots.length > 1 ? `/${i}` : ''
    const graph =
      isJsonObject(root) && Array.isArray(root['@graph']) ? (root['@graph'] as readonly Json[]) : root
    const list = Array.isArray(graph) ? (graph as readonly Json[]) : [graph]
    const place = graph === root ? where : `${where}/@graph`
    for (const [k, each] of list.entries())
      if (isJsonObject(each)) nodes.push(nodeOf(each, Array.isArray(graph) ? `${place}/${k}` : place))
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
  return { nodes, byId }
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

export function nodeOf(object: JsonObject, pointer: string): CtdlNode {
  const members = Object.fromEntries(Object.entries(object).map(([name, value]) => [shortName(name), value]))
  const id = members['@id'] ?? members['id']
  const types = listOf(members['@type'] ?? members['type']).filter((each) => typeof each === 'string')
  return { pointer, id: typeof id === 'string' ? id : undefined, types: types.map(shortName), members }
}

export const listOf = (value: Json | undefined): readonly Json[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]

const first = (value: Json | undefined): Json | undefined => listOf(value)[0]

/** The address in a text, `{"@id"}` or `{"@value"}`. */
export function referenceOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value
  if (!isJsonObject(value)) return undefined
  const text = value['@id'] ?? value['id'] ?? value['@value']
  return typeof text === 'string' ? text : undefined
}

/** A text; for a language map or a list of tagged texts, the first one. */
export function textOf(value: Json | undefined): string | undefined {
  const one = first(value)
  if (typeof one === 'string') return one || undefined
  if (!isJsonObject(one)) return undefined
  const text = one['@value'] ?? Object.entries(one).find(([name]) => name !== '@language')?.[1]
  return typeof text === 'string' ? text || undefined : undefined
}

/** A number, also if it is written as text or as a tagged value. */
export function numberOf(value: Json | undefined): number | undefined {
  const one = first(value)
  const plain = isJsonObject(one) ? one['@value'] : one
  if (typeof plain === 'number') return plain
  return typeof plain === 'string' && /^\d{1,9}(?:\.\d{1,3})?$/.test(plain) ? Number(plain) : undefined
}

/** The address of the thing that a component represents, if there is one. */
export function addressOf({ members }: CtdlNode): string | undefined {
  const address = referenceOf(first(members['proxyFor'])) ?? referenceOf(first(members['sourceData']))
  return address !== undefined && isAbsoluteUri(address) ? address : undefined
}
