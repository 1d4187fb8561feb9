/** An RDF dataset as pieces of N-Quads lines: lines without blank nodes are finished, the others lack only the labels. */

/** A blank node, numbered from 0 within its dataset. */
export type BlankNode = number

/** End of a line of the default graph. */
export const DEFAULT_GRAPH = ' .\n'

export class Dataset {
  /** Quads without blank nodes, complete with line feed. */
  readonly lines: string[] = []
  // Quads with a blank node, one place in each of four arrays:
  /** `<iri>`, or the blank node. */
  readonly subjects: (string | BlankNode)[] = []
  /** ` <predicate> `, followed by the object's text unless that is a blank node. */
  readonly bodies: string[] = []
  /** The blank node that is the object, or -1. */
  readonly objects: BlankNode[] = []
  /** ` .\n`, ` <graph> .\n`, or the blank node that names the graph. */
  readonly graphs: (string | BlankNode)[] = []
  blankNodes = 0

  newBlankNode(): BlankNode {
    return this.blankNodes++
  }

  /**
   * @param predicate ` <iri> `
   * @param graph one of the forms of `graphs`
   */
  add(
    subject: string | BlankNode,
    predicate: string,
    object: string | BlankNode,
    graph: string | BlankNode,
  ): void {
    if (typeof object === 'string') {
      if (typeof subject === 'string' && typeof graph === 'string') {
        this.lines.push(subject + predicate + object + graph)
        return
      }
      this.bodies.push(predicate + object)
      this.objects.push(-1)
    } else {
      this.bodies.push(predicate)
      this.objects.push(object)
    }
    this.subjects.push(subject)
    this.graphs.push(graph)
  }

  get size(): number {
    return this.lines.length + this.bodies.length
  }
}
