/**
 * An RDF dataset as pieces of N-Quads lines, by subject: what follows the subject is finished text where it names no
 * blank node, and lacks only labels where it does.
 */

import type { NodeMention } from '../safe-mode/check-shared-ids.js'
import type { Predicate } from './predicate.js'
import { sortLines } from './sorted-lines.js'

/** A blank node, numbered from 0 within its dataset. */
export type BlankNode = number

/** A subject, object or graph name: its text (`<iri>`, a literal, ` <graph> .\n`), or a blank node. */
export type Term = string | BlankNode

/** End of a line of the default graph. */
export const DEFAULT_GRAPH = ' .\n'

/** A quad with a blank node as its object or graph name. */
export interface OpenQuad {
  readonly subject: Term
  readonly predicate: Predicate
  /** The predicate's text, followed by the object's text unless that is a blank node. */
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
  lineTails: string[] = []
  /** The predicates of `rests`, in step. */
  predicates: Predicate[] = []
  open: readonly OpenQuad[] = NO_OPEN
  /** The last object that speaks of the subject, where the check of names wants to know. */
  mention: NodeMention | undefined = undefined

  constructor(subject: Term) {
    this.subject = subject
  }

  /** Puts `rests` in order; answers whether one is there twice. */
  sort(): boolean {
    return sortLines(this.lineTails, this.predicates)
  }
}

/** Most subjects have none. */
const NO_OPEN: readonly OpenQuad[] = Object.freeze([])

/** Characters of a blank node's label, about. */
const LABEL = 8

export class Dataset {
  readonly named = new Map<string, SubjectQuads>()
  /** By number; a blank node that is no subject has none. */
  readonly blank: (SubjectQuads | undefined)[] = []
  size = 0

  get blankNodes(): number {
    return this.blank.length
  }

  /** Characters of all lines. */
  get length(): number {
    let length = 0
    const add = ({ subject, lineTails: rests, open }: SubjectQuads): void => {
      length += (typeof subject === 'string' ? subject.length : LABEL) * (rests.length + open.length)
      for (let i = 0; i < rests.length; i++) length += rests[i]!.length
      for (let i = 0; i < open.length; i++) length += open[i]!.body.length + LABEL
    }
    this.named.forEach(add)
    for (const quads of this.blank) if (quads !== undefined) add(quads)
    return length
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

  /** @param graph one of the forms of an open quad's graph */
  add(quads: SubjectQuads, predicate: Predicate, object: Term, graph: Term): void {
    if (typeof object === 'string' && typeof graph === 'string') {
      this.addRest(quads, predicate, predicate.text + object + graph)
      return
    }
    this.size++
    const closed = typeof object === 'string'
    const body = closed ? predicate.text + object : predicate.text
    const quad = { subject: quads.subject, predicate, body, object: closed ? -1 : (object as number), graph }
    if (quads.open === NO_OPEN) quads.open = [quad]
    else (quads.open as OpenQuad[]).push(quad)
  }

  /** @param rest all that follows the subject in the line */
  addRest(quads: SubjectQuads, predicate: Predicate, rest: string): void {
    this.size++
    quads.lineTails.push(rest)
    quads.predicates.push(predicate)
  }

  /** Puts the `rests` of every subject in order; answers with those that have one twice. */
  sort(): readonly SubjectQuads[] {
    const twice: SubjectQuads[] = []
    const sort = (quads: SubjectQuads | undefined): void => {
      if (quads?.sort() === true) twice.push(quads)
    }
    this.named.forEach(sort)
    for (let i = 0; i < this.blank.length; i++) sort(this.blank[i])
    return twice
  }

  *subjects(): Generator<SubjectQuads> {
    yield* this.named.values()
    for (const quads of this.blank) if (quads !== undefined) yield quads
  }
}
