/**
 * Duplicate quads. A dataset is a set, but jsonld.js, whose canonical forms are what is signed out there, compares
 * values before they become quads: of `1` and `1` it keeps one, of `1` and `"1"^^xsd:integer` both, and of two strings
 * that differ in direction only, one. Where comparing lines would give another answer, it is asked.
 */

import type { Json } from '../../encoding/json.js'
import { languageSuffix } from '../context/property.js'
import { Unsupported } from '../issues/unsupported.js'
import type { BlankNode, Dataset, SubjectQuads, Term } from '../rdf/dataset.js'

interface Noted {
  readonly quads: SubjectQuads
  readonly rest: string
  /** The JSON value; a fresh object for one that equals nothing. */
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
  /** Literals whose text does not tell the JSON value that they came from. */
  private readonly noted: Noted[] = []
  private bySubject: Map<SubjectQuads, Noted[]> | undefined
  private readonly directed: Directed[] = []
  /** Subjects of which a line was there twice. */
  readonly repeated = new Set<SubjectQuads>()

  note(quads: SubjectQuads, predicate: string, object: string, graph: Term, value: Json): void {
    // jsonld.js compares objects by identity, after copying: no two are ever equal.
    const comparable = typeof value === 'object' && value !== null ? {} : value
    this.noted.push({ quads, rest: localRest(predicate + object, -1, graph), value: comparable })
  }

  /** Whether any literal has a base direction. */
  get hasDirected(): boolean {
    return this.directed.length > 0
  }

  noteDirection(directed: Directed): void {
    this.directed.push(directed)
  }

  /** Leaves one of equal quads without blank nodes; `rests` are sorted. @throws Unsupported */
  dropDuplicates(quads: SubjectQuads): void {
    if (this.noted.length > 0) this.checkNoted(quads)
    this.repeated.add(quads)
    const { lineTails: rests, predicates } = quads
    const isFirst = (_: unknown, i: number): boolean => i === 0 || rests[i] !== rests[i - 1]
    quads.lineTails = rests.filter(isFirst)
    quads.predicates = predicates.filter(isFirst)
  }

  /** Leaves one of equal quads with blank nodes. @throws Unsupported */
  dropOpenDuplicates(dataset: Dataset): void {
    for (const quads of dataset.subjects()) {
      if (quads.open.length < 2) continue
      if (this.noted.length > 0) this.checkNoted(quads)
      const seen = new Set<string>()
      quads.open = quads.open.filter(({ body, object, graph }) => {
        const rest = localRest(body, object, graph)
        return !seen.has(rest) && seen.add(rest)
      })
    }
  }

  /** @throws Unsupported when two literals differ in direction only */
  checkDirections(): void {
    if (this.directed.length === 0) return
    const restsOf = new Map<SubjectQuads, Set<string>>()
    for (const { quads, predicate, text, language, graph } of this.directed) {
      let lineTails = restsOf.get(quads)
      if (lineTails === undefined) {
        lineTails = new Set(localRests(quads))
        restsOf.set(quads, lineTails)
      }
      const spellings = ([undefined, 'ltr', 'rtl'] as const).filter((direction) =>
        lineTails!.has(localRest(predicate + text + languageSuffix(language, direction), -1, graph)),
      )
      if (spellings.length > 1) throw new Unsupported('literals that differ in direction only')
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

  /** Every copy of a noted literal must have come from the same value. */
  private checkNoted(quads: SubjectQuads): void {
    const known = new Map<string, { readonly value: Json | object; count: number }>()
    for (const { rest, value } of this.notedOf(quads)) {
      const entry = known.get(rest)
      if (entry === undefined) known.set(rest, { value, count: 1 })
      else if (entry.value !== value) throw new Unsupported('one line from two values')
      else entry.count++
    }
    if (known.size === 0) return
    const counts = new Map<string, number>()
    for (const rest of localRests(quads)) counts.set(rest, (counts.get(rest) ?? 0) + 1)
    for (const [rest, { count }] of known) {
      if (counts.get(rest)! > count) throw new Unsupported('one line from two values')
    }
  }
}

function localRests({ lineTails: rests, open }: SubjectQuads): string[] {
  return rests.concat(open.map(({ body, object, graph }) => localRest(body, object, graph)))
}

/** A line without its subject, blank nodes by number. */
function localRest(body: string, object: BlankNode, graph: Term): string {
  const middle = object < 0 ? body : `${body}_:${object}`
  return middle + (typeof graph === 'string' ? graph : ` _:${graph} .\n`)
}
