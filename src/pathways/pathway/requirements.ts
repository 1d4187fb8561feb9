/**
 * What nodes require, each as a number. Nodes with one number are met by the same badges, however they are written: in another
 * order, with references, with other ids of an achievement or addresses of a skill, with lists of one or in lists.
 */
import { parseDuration } from '../../encoding/forms/duration.js'
import { SameAs } from '../names/same-as.js'
import { skillKey } from '../names/skill-key.js'
import { childrenOf, countsBadges } from './node-kind.js'
import { toThousandths } from './thousandths.js'
import type {
  AllNode,
  AnyNode,
  AtLeastNode,
  BadgeNode,
  CreditsNode,
  IssuerRule,
  PathwayNode,
  PointsNode,
  SkillNode,
} from './types.js'

interface Around {
  readonly sameAs?: readonly (readonly string[])[] | undefined
  /** What a node inherits. */
  readonly placeOf: (node: PathwayNode) => {
    readonly issuers: IssuerRule | undefined
    readonly repeat: boolean
  }
  readonly targetOf: (ref: string) => PathwayNode | undefined
  /** The ids to which references lead. */
  readonly shared: ReadonlySet<string>
}

interface List {
  readonly kind: 'all' | 'any'
  readonly members: readonly number[]
}

/** A longer list stays one member of the list above it, so that the cost does not grow with the levels. */
const MOST_MERGED = 64

export class Requirements {
  readonly #around: Around
  readonly #sameAs: SameAs
  /** Each text has numbers instead of what stands below, so that it does not grow with the levels. */
  readonly #numbers = new Map<string, number>()
  readonly #lists = new Map<number, List>()
  /** The requirements that one badge meets alone. */
  readonly #single = new Set<number>()
  readonly #issuers = new Map<IssuerRule | undefined, { ids: ReadonlySet<string>; number: number }>()
  readonly #known = { once: new Map<PathwayNode, number>(), free: new Map<PathwayNode, number>() }

  constructor(around: Around) {
    this.#around = around
    this.#sameAs = new SameAs(around.sameAs)
  }

  /** @param once whether it is below a node with `once`, where the same requirement twice needs two badges */
  of(node: PathwayNode, once = false): number {
    const known = this.#known[once ? 'once' : 'free']
    let number = known.get(node)
    if (number === undefined) {
      number = this.#read(node, once)
      // It is met once for all that refer to it.
      if (once && 'id' in node && this.#around.shared.has(node.id!)) number = this.#number('shared', number)
      known.set(node, number)
    }
    return number
  }

  #read(node: PathwayNode, once: boolean): number {
    if ('ref' in node) {
      const target = this.#around.targetOf(node.ref)
      return target === undefined ? this.#number('ref', node.ref) : this.of(target, once)
    }
    if ('unsupported' in node) return this.#number('unsupported', node.unsupported)
    const { issuers, repeat } = this.#around.placeOf(node)
    if ('badge' in node || 'skill' in node) return this.#leaf(node, issuers)
    const isCounted = 'credits' in node || countsBadges(node)
    let number = isCounted
      ? this.#counted(node as AtLeastNode | CreditsNode, repeat)
      : this.#chosen(node as AllNode | AnyNode | AtLeastNode | PointsNode, once || node.once === true)
    const isSingle = this.#single.has(number)
    if (node.once === true && !isCounted && !isSingle) number = this.#number('once', repeat, number)
    // Each badge has one issuer, but not each has a language.
    if (node.same === 'inLanguage' || (node.same === 'issuer' && !isSingle))
      number = this.#number('same', node.same, number)
    return number
  }

  /** Any of the achievements or skills, each with all conditions of the leaf. */
  #leaf(node: BadgeNode | SkillNode, rule: IssuerRule | undefined): number {
    const { ids, number: by } = this.#issuersOf(rule)
    const { months, days } = parseDuration(node.within ?? '') ?? {}
    const result = node.result && `${node.result.min}`
    const conditions = this.#number('if', node.version, months, days, result, node.result?.type)
    const single = (...parts: readonly (string | number)[]): number => {
      const number = this.#number(conditions, ...parts)
      this.#single.add(number)
      return number
    }
    if ('skill' in node)
      return this.#list(
        'any',
        [node.skill].flat().map((each) => single('skill', skillKey(each), by)),
      )
    const excluded = new Set(node.exclude?.map((each) => this.#sameAs.classOf(each)))
    if (node.badge === 'any') return single('any', by, ...[...excluded].sort())
    return this.#list(
      'any',
      [node.badge].flat().flatMap((each) => {
        const name = this.#sameAs.classOf(each)
        if (excluded.has(name)) return []
        const own = typeof each === 'string' || (rule !== 'any' && !ids.has(each.issuer)) ? by : undefined
        return [single('badge', name, own ?? this.#number('by', (each as { issuer: string }).issuer))]
      }),
    )
  }

  #issuersOf(rule: IssuerRule | undefined) {
    let found = this.#issuers.get(rule)
    if (found === undefined) {
      const ids = new Set([rule ?? []].flat())
      found = { ids, number: this.#number('by', ...[...ids].sort()) }
      this.#issuers.set(rule, found)
    }
    return found
  }

  /** A number of badges or credits. */
  #counted(node: AtLeastNode | CreditsNode, repeat: boolean): number {
    const { groups = 0, caps = [] } = node
    const isGrouped = groups > 1 || caps.length > 0
    const leaves = node.of.map((child) => this.of(child))
    const any = this.#list('any', leaves)
    const what: readonly (string | number)[] =
      'credits' in node
        ? [toThousandths(node.credits), node.unit, node.creditsFrom ?? 'creditsEarned']
        : [node.atLeast]
    if (!isGrouped)
      return what[0] === 1 && what.length === 1 ? any : this.#number('count', repeat, any, ...what)
    const lists = new Map<string | undefined, number[]>()
    for (const [i, child] of node.of.entries()) {
      const { group } = child as BadgeNode
      const list = lists.get(group)
      if (list === undefined) lists.set(group, [leaves[i]!])
      else list.push(leaves[i]!)
    }
    const numbers = new Map([...lists].map(([group, list]) => [group, this.#list('any', list)]))
    const limits = caps.map(({ of, badges, credits }) =>
      this.#number(
        'cap',
        badges ?? toThousandths(credits!),
        ...sorted(of.map((group) => numbers.get(group)!)),
      ),
    )
    const parts = [Math.max(groups, 1), ...sorted(numbers.values()), 'caps', ...sorted(limits)]
    return this.#number('count', repeat, any, ...what, ...parts)
  }

  /** A number of nodes, or their points. */
  #chosen(node: AllNode | AnyNode | AtLeastNode | PointsNode, once: boolean): number {
    const children = childrenOf(node)
    const items = children.map((child) => this.of(child, once))
    const isPoints = 'points' in node
    const worth = children.map((child) => (isPoints ? toThousandths(child.worth ?? 0) : 1))
    const all = worth.reduce((sum, each) => sum + each, 0)
    const need =
      'all' in node ? all : 'any' in node ? 1 : isPoints ? toThousandths(node.points) : node.atLeast
    const least = Math.min(...worth)
    if (least >= need) return this.#list('any', items)
    if (all - least < need) return this.#list('all', items, once)
    const unit = worth.reduce(divisor)
    const parts = items.map((item, i) => `${item} ${worth[i]! / unit}`)
    return this.#number('some', Math.ceil(need / unit), ...parts.sort())
  }

  /** Lists in lists of one kind are merged. What another member implies, or what implies it, adds nothing. */
  #list(kind: List['kind'], items: readonly number[], once = false): number {
    const merged = items.flatMap((item) => {
      const list = this.#lists.get(item)
      return list?.kind === kind ? list.members : [item]
    })
    const different = new Set(merged)
    const isNeeded = (each: number): boolean =>
      this.#lists.get(each)?.members.some((member) => different.has(member)) !== true
    const members = sorted(once ? merged : [...different].filter(isNeeded))
    if (members.length === 1) return members[0]!
    const number = this.#number(kind, members.join())
    if (members.length <= MOST_MERGED) this.#lists.set(number, { kind, members })
    if (kind === 'any' && members.every((each) => this.#single.has(each))) this.#single.add(number)
    return number
  }

  #number(...parts: readonly (string | number | boolean | undefined)[]): number {
    const text = JSON.stringify(parts)
    const known = this.#numbers.get(text)
    if (known !== undefined) return known
    this.#numbers.set(text, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

const sorted = (numbers: Iterable<number>): readonly number[] => [...numbers].sort((a, b) => a - b)

/** Euclid's algorithm. */
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))
