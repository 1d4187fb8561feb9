/** Which references name the same achievement. */

/** The members by which references name achievements without their ids. */
const WAYS = ['name', 'humanCode', 'otherIdentifier'] as const
export type Way = (typeof WAYS)[number]

type Named = { readonly issuer: string } & { readonly [way in Way]?: string }

export const wayOf = (reference: Named): Way => WAYS.find((way) => reference[way] !== undefined)!

/** A JSON list, so that the key differs from each id. */
export const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts)

export class SameAs {
  /** Id → another id that counts as the same, up to the one that stands for all. */
  readonly #next = new Map<string, string>()

  /** Lists that share an id make one class. */
  constructor(sameAs: readonly (readonly string[])[] = []) {
    for (const ids of sameAs) for (const id of ids) this.#join(ids[0]!, id)
  }

  /** The same text for all references to the same achievement. */
  classOf(reference: string | Named): string {
    if (typeof reference === 'string') return this.#root(reference)
    const way = wayOf(reference)
    return keyOf(way, reference.issuer, reference[way]!)
  }

  #root(id: string): string {
    let root = id
    for (let next = this.#next.get(root); next !== undefined; next = this.#next.get(root)) root = next
    // Later searches are short, also from each id of a long chain.
    for (let each = id; each !== root; ) {
      const next = this.#next.get(each)!
      this.#next.set(each, root)
      each = next
    }
    return root
  }

  #join(one: string, other: string): void {
    const [root, joined] = [this.#root(one), this.#root(other)]
    if (root !== joined) this.#next.set(joined, root)
  }
}
