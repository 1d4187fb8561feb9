/**
 * An RDF dataset as pieces of N-Quads lines, by subject: what follows the subject is finished text where it names no
 * blank node, and lacks only labels where it does.
 */

/** A blank node, numbered from 0 within its dataset. */
export type BlankNode = number

/** A subject, object or graph name: its text (`<iri>`, a literal, ` <graph> .\n`), or a blank node. */
export type Term = string | BlankNode

/** End of a line of the default graph. */
export const DEFAULT_GRAPH = ' .\n'

/** A quad with a blank node as its object or graph name. */
export interface OpenQuad {
  readonly subject: Term
  /** ` <predicate> `, followed by the object's text unless that is a blank node. */
  readonly body: string
  /** The blank node that is the object, or -1. */
  readonly object: BlankNode
  /** ` .\n`, ` <graph> .\n`, or the blank node that names the graph. */
  readonly graph: Term
}

/** The quads of one subject. */
export class SubjectQuads {
  readonly subject: Term
  /** What follows the subject in the lines of quads without other blank nodes, line feed included. */
  rests: string[] = []
  open: OpenQuad[] = []
  /** All its lines, where they are known: set by whoever shares finished quads, which nobody changes then. */
  text: string | undefined

  constructor(subject: Term) {
    this.subject = subject
  }
}

export class Dataset {
  readonly named = new Map<string, SubjectQuads>()
  /** By number; a blank node that is no subject has none. */
  readonly blank: (SubjectQuads | undefined)[] = []
  size = 0

  get blankNodes(): number {
    return this.blank.length
  }

  newBlankNode(): BlankNode {
    return this.blank.push(undefined) - 1
  }

  /** The quads of a subject, to be added to. */
  of(subject: Term): SubjectQuads {
    let quads = typeof subject === 'number' ? this.blank[subject] : this.named.get(subject)
    if (quads === undefined) {
      quads = new SubjectQuads(subject)
      if (typeof subject === 'number') this.blank[subject] = quads
      else this.named.set(subject, quads)
    }
    return quads
  }

  /**
   * @param predicate ` <iri> `
   * @param graph one of the forms of an open quad's graph
   */
  add(quads: SubjectQuads, predicate: string, object: Term, graph: Term): void {
    this.size++
    if (typeof object === 'string' && typeof graph === 'string') quads.rests.push(predicate + object + graph)
    else {
      const closed = typeof object === 'string'
      const body = closed ? predicate + object : predicate
      quads.open.push({ subject: quads.subject, body, object: closed ? -1 : (object as number), graph })
    }
  }

  *subjects(): Generator<SubjectQuads> {
    yield* this.named.values()
    for (const quads of this.blank) if (quads !== undefined) yield quads
  }
}

/** Sorts lines by UTF-16 code units, as all JavaScript implementations do; mostly there are few. */
export function sortLines(lines: string[]): string[] {
  const { length } = lines
  if (length > 12) return lines.sort()
  for (let i = 1; i < length; i++) {
    const line = lines[i]!
    let j = i
    while (j > 0 && line < lines[j - 1]!) {
      lines[j] = lines[j - 1]!
      j--
    }
    lines[j] = line
  }
  return lines
}

/** Whether a line is in a sorted list twice. */
export function hasDuplicates(sorted: readonly string[]): boolean {
  for (let i = 1; i < sorted.length; i++) if (sorted[i] === sorted[i - 1]) return true
  return false
}
