/** Remembers the string of the document from which each line came, if a change of the string affects only that line. */
import type { Json, JsonObject } from '../../encoding/json.js'
import type { ActiveContext } from '../context/active-context.js'
import type { Property } from '../context/property.js'
import type { SubjectQuads } from '../rdf/dataset.js'

/** A line whose object is a string or a node of the document. */
export interface ValueLine {
  /** The path from the root to the value. */
  readonly path: readonly (string | number)[]
  readonly value: Json
  readonly quads: SubjectQuads
  readonly property: Property
  /** The line after its subject. */
  readonly rest: string
}

export interface NodeOrigin {
  readonly element: JsonObject
  readonly quads: SubjectQuads
  readonly active: ActiveContext
}

/** Filled by the walk of a document. */
export class LineSources {
  readonly lines: ValueLine[] = []
  readonly nodes: NodeOrigin[] = []

  node(element: JsonObject, quads: SubjectQuads, active: ActiveContext): void {
    this.nodes.push({ element, quads, active })
  }

  /** A line of the default graph. */
  line(
    path: readonly (string | number)[],
    value: Json,
    quads: SubjectQuads,
    property: Property,
    rest: string,
  ): void {
    this.lines.push({ path: path.slice(), value, quads, property, rest })
  }
}
