/**
 * An RDF dataset as pieces of N-Quads lines, by subject. The text after the subject is complete, except for the labels of blank
 * nodes.
 */

import type { NodeMention } from '../safe-mode/node-mention.js'
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
  /** The text of the predicate, with the text of the object if that is not a blank node. */
  readonly body: string
  /** The object, if it is a blank node; else -1. */
  readonly object: BlankNode
  /** ` .\n`, ` <graph> .\n`, or the blank node that names the graph. */
  readonly graph: Term
}

/** The quads of one subject. */
export class SubjectQuads {
  readonly subject: Term
  /** The text after the subject in lines without other blank nodes, with the line feed. */
  lineTails: string[] = []
  /** The predicates of `lineTails`, in the same order. */
  predicates: Predicate[] = []
  open: readonly OpenQuad[] = NO_OPEN
  /** The last object with this id, for the check of names. */
  mention: NodeMention | undefined = undefined

  constructor(subject: Term) {
    this.subject = subject
  }

  /** Sorts `lineTails`; returns whether there are duplicates. */
  sort(): boolean {
    return sortLines(this.lineTails, this.predicates)
  }
}

/** Shared by most subjects, which have no open quads. */
const NO_OPEN: readonly OpenQuad[] = Object.freeze([])

/** About the length of a blank node's label. */
const LABEL = 8

export class Dataset {
  readonly named = new Map<string, SubjectQuads>()
  /** By number; `undefined` for a blank node that is not a subject. */
  readonly blank: (SubjectQuads | undefined)[] = []
  size = 0
  /** Characters of all lines. */
  length = 0

  get blankNodes(): number {
    return this.blank.length
  }

  newBlankNode(): BlankNode {
    return this.blank.push(undefined) - 1
  }

  /** The quads of a subject, to which quads can be added. */
  of(subject: Term): SubjectQuads {
    let quads = typeof subject === 'number' ? this.blank[subject] : this.named.get(subject)
    if (quads === undefined) {
      quads = new SubjectQuads(subject)
      if (typeof subject === 'number') this.blank[subject] = quads
      else this.named.set(subject, quads)
    }
    return quads
  }

  /** @param graph in one of the forms of `OpenQuad.graph` */
  add(quads: SubjectQuads, predicate: Predicate, object: Term, graph: Term): void {
    if (typeof object === 'string' && typeof graph === 'string') {
      this.addTail(quads, predicate, predicate.text + object + graph)
      return
    }
    this.size++
    const closed = typeof object === 'string'
    const body = closed ? predicate.text + object : predicate.text
    this.length += body.length + LABEL + lengthOf(quads.subject)
    const quad = { subject: quads.subject, predicate, body, object: closed ? -1 : (object as number), graph }
    if (quads.open === NO_OPEN) quads.open = [quad]
    else (quads.open as OpenQuad[]).push(quad)
  }

  /** @param rest the text after the subject in the line */
  addTail(quads: SubjectQuads, predicate: Predicate, rest: string): void {
    this.size++
    this.length += rest.length + lengthOf(quads.subject)
    quads.lineTails.push(rest)
    quads.predicates.push(predicate)
  }

  /** Sorts the `lineTails` of each subject; returns the subjects with duplicates. */
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

function lengthOf(subject: Term): number {
  return typeof subject === 'string' ? subject.length : LABEL
}
