/** Issue Identifier algorithm: https://www.w3.org/TR/rdf-canon/#issue-identifier */
import type { BlankNode } from '../rdf/dataset.js'

export class IdentifierIssuer {
  private readonly prefix: string
  /** In order of issuing. */
  private readonly identifiers: Map<BlankNode, string>

  constructor(prefix: string, identifiers: Map<BlankNode, string> = new Map()) {
    this.prefix = prefix
    this.identifiers = identifiers
  }

  /** The identifier of a blank node. Issues a new one if there is none. */
  issue(node: BlankNode): string {
    let identifier = this.identifiers.get(node)
    if (identifier === undefined) {
      identifier = this.prefix + this.identifiers.size
      this.identifiers.set(node, identifier)
    }
    return identifier
  }

  get(node: BlankNode): string | undefined {
    return this.identifiers.get(node)
  }

  has(node: BlankNode): boolean {
    return this.identifiers.has(node)
  }

  get size(): number {
    return this.identifiers.size
  }

  issued(): IterableIterator<BlankNode> {
    return this.identifiers.keys()
  }

  copy(): IdentifierIssuer {
    return new IdentifierIssuer(this.prefix, new Map(this.identifiers))
  }
}
