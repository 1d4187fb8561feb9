/** Which achievements count as the same, and which leaves name them. */
import type { JsonObject } from '../../encoding/json.js'
import type { Support } from '../evaluate/types.js'
import type { BadgeReference } from '../pathway/types.js'

const NAMES = ['name', 'humanCode', 'otherIdentifier'] as const

/** A member by which references name achievements. */
export type Way = (typeof NAMES)[number]

/** The class of a badge: several awards of one class count once. */
export interface BadgeClass {
  readonly name: string
  readonly via: Support['via'] | undefined
}

export class AchievementIndex {
  /** Id → the first of the ids that count as the same. */
  readonly #canonical = new Map<string, string>()
  /** The members by which references name achievements. Other members of badges need not be read. */
  readonly #used = new Set<Way>()
  /** Member and issuer → the classes that references name by it. */
  readonly #byIssuer = new Map<string, Set<string>>()
  readonly #named = new Set<string>()
  /** Class → leaves that name it. */
  readonly #leaves = new Map<string, number[]>()

  constructor(sameAs: readonly (readonly string[])[]) {
    for (const ids of sameAs) for (const id of ids) this.#join(ids[0]!, id)
  }

  classOfReference(reference: BadgeReference): string {
    if (typeof reference === 'string') return this.#root(reference)
    const way = NAMES.find((name) => reference[name] !== undefined)!
    this.#used.add(way)
    const name = key(way, reference.issuer, reference[way]!)
    this.#named.add(name)
    const place = key(way, reference.issuer)
    this.#byIssuer.set(place, (this.#byIssuer.get(place) ?? new Set()).add(name))
    return name
  }

  addLeaf(name: string, leaf: number): void {
    const list = this.#leaves.get(name)
    if (list === undefined) this.#leaves.set(name, [leaf])
    else list.push(leaf)
  }

  leavesOf(name: string): readonly number[] {
    return this.#leaves.get(name) ?? []
  }

  /** The class depends on this badge alone, so that other badges do not change how it counts. */
  classOf(id: string, issuer: string, achievement: JsonObject): BadgeClass {
    for (const way of this.#used) {
      for (const text of textsOf(achievement, way)) {
        const name = key(way, issuer, text)
        if (this.#named.has(name)) return { name, via: way }
      }
    }
    return { name: this.#root(id), via: undefined }
  }

  /**
   * The classes in which the badge could be instead, because of members that are not known.
   * @param isUnknown whether the member can have other values than those that were read
   */
  otherClasses(
    issuer: string,
    { name, via }: BadgeClass,
    isUnknown: (way: Way) => boolean,
  ): readonly string[] {
    const others: string[] = []
    for (const way of this.#used) {
      for (const other of this.#byIssuer.get(key(way, issuer)) ?? [])
        if (other !== name && isUnknown(way)) others.push(other)
      if (way === via) break
    }
    return others
  }

  #root(id: string): string {
    let root = id
    for (let next = this.#canonical.get(root); next !== undefined; next = this.#canonical.get(root))
      root = next
    // Later searches are short, also in a long chain.
    if (root !== id) this.#canonical.set(id, root)
    return root
  }

  #join(one: string, other: string): void {
    const [root, joined] = [this.#root(one), this.#root(other)]
    if (root !== joined) this.#canonical.set(joined, root)
  }
}

/** A JSON list, so that the key differs from each id. */
const key = (...parts: readonly string[]): string => JSON.stringify(parts)

function textsOf(achievement: JsonObject, way: Way): readonly string[] {
  const value = achievement[way]
  if (way !== 'otherIdentifier') return typeof value === 'string' ? [value] : []
  const identifiers = [value].flat().flatMap((each) => {
    const identifier = (each as JsonObject | undefined)?.['identifier']
    return typeof identifier === 'string' ? [identifier] : []
  })
  // Signatures do not cover the order of identifiers, so the order has no effect.
  return identifiers.sort()
}
