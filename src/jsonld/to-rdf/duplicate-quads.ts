/**
 * Duplicate quads. A dataset is a set, but jsonld.js, with which most documents are signed, compares values before they become
 * quads. Of `1` and `1` it keeps one, of `1` and `"1"^^xsd:integer` both, and of two strings that differ only in direction one.
 * If the comparison of lines would give another result, the document goes to jsonld.js.
 */

import type { Json } from '../../encoding/json.js'
import { languageSuffix } from '../context/property.js'
import { Unsupported } from '../issues/unsupported.js'
import type { BlankNode, Dataset, SubjectQuads, Term } from '../rdf/dataset.js'

interface Noted {
  readonly quads: SubjectQuads
  readonly rest: string
  /** The JSON value; a new object if it is equal to no other value. */
  readonly value: Json | object
}

interface Directed {
  readonly quads: SubjectQuads
  readonly predicate: string
  /** Opening quotation mark and escaped text. */
  readonly text: string
  readonly language: string | undefined
  readonly graph: Term
}

export class DuplicateQuads {
  /** Literals whose text does not determine their JSON value. */
  private readonly noted: Noted[] = []
  private bySubject: Map<SubjectQuads, Noted[]> | undefined
  private readonly directed: Directed[] = []
  /** Subjects with duplicate lines. */
  readonly repeated: SubjectQuads[] = []

  note(quads: SubjectQuads, predicate: string, object: string, graph: Term, value: Json): void {
    // jsonld.js compares copies of objects by identity, so that they are never equal.
    const comparable = typeof value === 'object' && value !== null ? {} : value
    this.noted.push({ quads, rest: localTail(predicate + object, -1, graph), value: comparable })
  }

  /** Whether any literal has a base direction. */
  get hasDirected(): boolean {
    return this.directed.length > 0
  }

  noteDirection(directed: Directed): void {
    this.directed.push(directed)
  }

  /** Removes duplicate quads without blank nodes; `lineTails` must be sorted. @throws Unsupported */
  dropDuplicates(quads: SubjectQuads): void {
    if (this.noted.length > 0) this.checkNoted(quads)
    this.repeated.push(quads)
    const { lineTails: tails, predicates } = quads
    const isFirst = (_: unknown, i: number): boolean => i === 0 || tails[i] !== tails[i - 1]
    quads.lineTails = tails.filter(isFirst)
    quads.predicates = predicates.filter(isFirst)
  }

  /** Removes duplicate quads with blank nodes. @throws Unsupported */
  dropOpenDuplicates(dataset: Dataset): void {
    for (const quads of dataset.subjects()) {
      if (quads.open.length < 2) continue
      if (this.noted.length > 0) this.checkNoted(quads)
      const seen = new Set<string>()
      quads.open = quads.open.filter(({ body, object, graph }) => {
        const rest = localTail(body, object, graph)
        return !seen.has(rest) && seen.add(rest)
      })
    }
  }

  /** @throws Unsupported if two literals differ only in direction */
  checkDirections(): void {
    if (this.directed.length === 0) return
    const tailsOf = new Map<SubjectQuads, Set<string>>()
    for (const { quads, predicate, text, language, graph } of this.directed) {
      let lineTails = tailsOf.get(quads)
      if (lineTails === undefined) {
        lineTails = new Set(localTails(quads))
        tailsOf.set(quads, lineTails)
      }
      const spellings = ([undefined, 'ltr', 'rtl'] as const).filter((direction) =>
        lineTails!.has(localTail(predicate + text + languageSuffix(language, direction), -1, graph)),
      )
      if (spellings.length > 1) throw new Unsupported() // literals that differ in direction only
    }
  }

  private notedOf(quads: SubjectQuads): readonly Noted[] {
    if (this.bySubject === undefined) {
      this.bySubject = new Map()
      for (const noted of this.noted) {
        const others = this.bySubject.get(noted.quads)
        if (others === undefined) this.bySubject.set(noted.quads, [noted])
        else others.push(noted)
      }
    }
    return this.bySubject.get(quads) ?? []
  }

  /** All copies of a noted literal must come from the same value. */
  private checkNoted(quads: SubjectQuads): void {
    const known = new Map<string, { readonly value: Json | object; count: number }>()
    for (const { rest, value } of this.notedOf(quads)) {
      const entry = known.get(rest)
      if (entry === undefined) known.set(rest, { value, count: 1 })
      else if (entry.value !== value)
        throw new Unsupported() // one line from two values
      else entry.count++
    }
    if (known.size === 0) return
    const counts = new Map<string, number>()
    for (const rest of localTails(quads)) counts.set(rest, (counts.get(rest) ?? 0) + 1)
    for (const [rest, { count }] of known) {
      if (counts.get(rest)! > count) throw new Unsupported() // one line from two values
    }
  }
}

function localTails({ lineTails: tails, open }: SubjectQuads): string[] {
  return tails.concat(open.map(({ body, object, graph }) => localTail(body, object, graph)))
}

/** A line without its subject, with the numbers of blank nodes. */
function localTail(body: string, object: BlankNode, graph: Term): string {
  const middle = object < 0 ? body : `${body}_:${object}`
  return middle + (typeof graph === 'string' ? graph : ` _:${graph} .\n`)
}
