/** The builder of pathways. */
import { type Json, keepFrozen } from '../../encoding/json.js'
import { at, Issues } from './issues.js'
import { NODE_MEMBERS, PATHWAY_MEMBERS } from './members.js'
import { CHILDREN, KINDS, kindMeantBy } from './node-kind.js'
import { items, membersOf, type Read, readMembers } from './readers.js'
import { checkRules } from './rules.js'
import type { Pathway, PathwayInput } from './types.js'

/** Most levels of nodes. A reference counts as the node that it means. */
export const MOST_DEPTH = 16
export const MOST_NODES = 1000

// Remembers frozen pathways that were checked.
const checked = new WeakSet<object>()

/**
 * Checks a pathway: which badges it requires, how many, from whom, and how they count. Publish the result at its `id`, and
 * give a changed pathway another id.
 *
 * @param input - The pathway as an object literal or parsed JSON.
 * @returns The pathway as plain JSON, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue: unknown members, empty lists, duplicate ids, cycles, requirements
 *   without issuers, numbers that cannot be reached, more than 16 levels or 1,000 nodes.
 * @example
 * const rustDeveloper = pathway({
 *   id: 'https://uni.example/pathways/rust/1',
 *   name: 'Rust developer',
 *   issuers: ['did:web:uni.example'],
 *   root: { atLeast: 2, of: [{ badge: 'urn:a:rust-1' }, { badge: 'urn:a:rust-2' }, { badge: 'urn:a:wasm' }] },
 * })
 */
export function pathway(input: PathwayInput): Pathway {
  if (typeof input === 'object' && input !== null && checked.has(input)) return input
  const issues = new Issues()
  const copy = readPathway(input, issues)
  if (copy !== undefined && issues.list.length === 0) checkRules(copy, issues)
  issues.raise('the pathway')
  const frozen = keepFrozen(copy as unknown as { readonly [name: string]: Json }) as unknown as Pathway
  checked.add(frozen)
  return frozen
}

function readPathway(input: unknown, issues: Issues): Pathway | undefined {
  const own = membersOf(input, '', issues)
  if (own === undefined) return undefined
  const nodes = new NodeReader(issues)
  const members = { ...PATHWAY_MEMBERS, root: nodes.read }
  return readMembers(own, members, ['id', 'name', 'root'], '', issues) as unknown as Pathway
}

const kindMembers = (): string => `one of the members ${KINDS.join(', ')}`

/** Reads the nodes of one input. */
class NodeReader {
  readonly #issues: Issues
  #nodes = 0
  #depth = 0

  constructor(issues: Issues) {
    this.#issues = issues
  }

  readonly read: Read = (value, pointer) => {
    if (!this.#enter(pointer)) return undefined
    this.#depth++
    const copy = this.#node(value, pointer)
    this.#depth--
    return copy
  }

  #node(value: unknown, pointer: string): Json | undefined {
    const own = membersOf(value, pointer, this.#issues, 'write { badge: … }')
    if (own === undefined) return undefined
    const kinds = KINDS.filter((kind) => own.has(kind))
    const [kind] = kinds
    if (kind === undefined) return this.#withoutKind([...own.keys()], pointer)
    if (kinds.length > 1) {
      return this.#issues.add('wrong_type', pointer, 'a node must have exactly one kind', {
        expected: kindMembers(),
        found: kinds.join(' and '),
        hint: 'write a node for each: { badge: <id> }',
      })
    }
    const { members, required } = NODE_MEMBERS[kind]!
    const list = CHILDREN[kind]
    const all = list === undefined ? members : { ...members, [list]: this.#children }
    return readMembers(own, all, required, pointer, this.#issues)
  }

  #withoutKind(names: readonly string[], pointer: string): undefined {
    const wrong = names.find((name) => kindMeantBy(name) !== undefined)
    const message =
      wrong === undefined
        ? 'a node must have exactly one kind'
        : `a node must have exactly one kind, and "${wrong}" is not a kind`
    return this.#issues.add('wrong_type', pointer, message, {
      expected: kindMembers(),
      found: wrong ?? names[0],
      hint: wrong === undefined ? 'write a node for each: { badge: <id> }' : `write ${kindMeantBy(wrong)!}`,
    })
  }

  readonly #children: Read = (value, pointer, issues) => {
    const copies: Json[] = []
    for (const [i, entry] of (items(value, pointer, issues) ?? []).entries()) {
      const copy = this.read(entry, at(pointer, i), issues)
      if (copy !== undefined) copies.push(copy)
      if (this.#nodes > MOST_NODES) break
    }
    return Object.freeze(copies)
  }

  #enter(pointer: string): boolean {
    if (this.#nodes > MOST_NODES) return false
    if (++this.#nodes > MOST_NODES) return this.#full(pointer, `more than ${MOST_NODES} nodes`)
    return this.#depth < MOST_DEPTH || this.#full(pointer, `more than ${MOST_DEPTH} levels of nodes`)
  }

  #full(pointer: string, found: string): false {
    this.#issues.add('limit', pointer, `the pathway has ${found}`, {
      expected: `at most ${MOST_NODES} nodes on ${MOST_DEPTH} levels`,
      found,
      hint: 'make another pathway of a part, and require its badge here',
    })
    return false
  }
}
