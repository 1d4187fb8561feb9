/** What the first-degree hash of one blank node of a template is made of, beside the lines of its own. */
import type { BlankNode, OpenQuad } from './dataset.js'
import { restFor } from './hash-first-degree-quads.js'

export class HashPlan {
  /** The quads of IRIs that mention the node: the places of their subjects, and what follows those. */
  private readonly places: readonly number[]
  private readonly rests: readonly string[]
  /** The lines of blank nodes that mention it; nothing in them can change. */
  private readonly others: string

  /** @param placeOf the place of an IRI among the subjects of the template */
  constructor(node: BlankNode, mentions: readonly OpenQuad[], placeOf: (iri: string) => number) {
    const named = mentions.filter(({ subject }) => typeof subject === 'string')
    this.places = named.map(({ subject }) => placeOf(subject as string))
    this.rests = named.map((quad) => restFor(node, quad))
    this.others = mentions
      .filter(({ subject }) => typeof subject === 'number')
      .map((quad) => `_:z${restFor(node, quad)}`)
      .sort()
      .join('')
  }

  /**
   * @param own the lines of the node itself
   * @param subjects the texts of the IRIs, by place
   */
  text(own: string, subjects: readonly string[]): string {
    const { places, rests } = this
    if (places.length === 0) return own + this.others
    if (places.length === 1) return subjects[places[0]!]! + rests[0]! + own + this.others
    const lines = places.map((place, i) => subjects[place]! + rests[i]!)
    return lines.sort().join('') + own + this.others
  }
}
