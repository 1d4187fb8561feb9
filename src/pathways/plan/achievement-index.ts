/** Which achievements count as the same, and which leaves name them. */
import type { JsonObject } from '../../encoding/json.js'
import type { Support } from '../evaluate/types.js'
import { keyOf, SameAs, type Way, wayOf } from '../names/same-as.js'
import type { BadgeReference } from '../pathway/types.js'

/** The class of a badge: several awards of one class count once. */
export interface BadgeClass {
  readonly name: string
  readonly via: Support['via'] | undefined
}

export class AchievementIndex {
  readonly #sameAs: SameAs
  /** The members by which references name achievements. Other members of badges need not be read. */
  readonly #used = new Set<Way>()
  /** Member and issuer → the classes that references name by it. */
  readonly #byIssuer = new Map<string, Set<string>>()
  readonly #named = new Set<string>()
  /** Class → leaves that name it. */
  readonly #leaves = new Map<string, number[]>()

  constructor(sameAs: readonly (readonly string[])[]) {
    this.#sameAs = new SameAs(sameAs)
  }

  classOfReference(reference: BadgeReference): string {
    const name = this.#sameAs.classOf(reference)
    if (typeof reference === 'string') return name
    const way = wayOf(reference)
    this.#used.add(way)
    this.#named.add(name)
    const place = keyOf(way, reference.issuer)
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
        const name = keyOf(way, issuer, text)
        if (this.#named.has(name)) return { name, via: way }
      }
    }
    return { name: this.#sameAs.classOf(id), via: undefined }
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
      for (const other of this.#byIssuer.get(keyOf(way, issuer)) ?? [])
        if (other !== name && isUnknown(way)) others.push(other)
      if (way === via) break
    }
    return others
  }
}

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
