/**
 * Duplicate quads. A dataset is a set, but jsonld.js, whose canonical forms are what is signed out there, compares
 * values before they become quads: of `1` and `1` it keeps one, of `1` and `"1"^^xsd:integer` both, and of two strings
 * that differ in direction only, one. Where comparing lines would give another answer, it is asked.
 */

import type { Json } from '../encoding/json.js'
import { type BlankNode, Dataset } from './dataset.js'
import { languageSuffix } from './property.js'
import { Unsupported } from './unsupported.js'

type Term = string | BlankNode

interface Directed {
  readonly subject: Term
  readonly predicate: string
  /** Opening quotation mark and escaped text. */
  readonly text: string
  readonly language: string | undefined
  readonly graph: Term
}

export class Ambiguities {
  /** Lines whose text does not tell the JSON value that they came from, with that value. */
  private readonly noted: { readonly line: string; readonly value: Json | object }[] = []
  private readonly directed: Directed[] = []

  note(subject: Term, predicate: string, object: string, graph: Term, value: Json): void {
    // jsonld.js compares objects by identity, after copying: no two are ever equal.
    const comparable = typeof value === 'object' && value !== null ? {} : value
    this.noted.push({ line: lineOf(subject, predicate + object, -1, graph), value: comparable })
  }

  noteDirection(directed: Directed): void {
    this.directed.push(directed)
  }

  /** The dataset with each quad once. @throws Unsupported when lines do not tell what jsonld.js would keep */
  resolve(dataset: Dataset): Dataset {
    const lines = localLines(dataset)
    const counts = new Map<string, number>()
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
    this.checkNoted(counts)
    return counts.size === lines.length ? dataset : distinct(dataset, lines)
  }

  /** @throws Unsupported when two literals differ in direction only */
  checkDirections(dataset: Dataset): void {
    if (this.directed.length === 0) return
    const lines = new Set(localLines(dataset))
    for (const { subject, predicate, text, language, graph } of this.directed) {
      const spellings = ([undefined, 'ltr', 'rtl'] as const).filter((direction) =>
        lines.has(lineOf(subject, predicate + text + languageSuffix(language, direction), -1, graph)),
      )
      if (spellings.length > 1) throw new Unsupported('literals that differ in direction only')
    }
  }

  private checkNoted(counts: ReadonlyMap<string, number>): void {
    const known = new Map<string, { readonly value: Json | object; count: number }>()
    for (const { line, value } of this.noted) {
      const entry = known.get(line)
      if (entry === undefined) known.set(line, { value, count: 1 })
      else if (entry.value !== value) throw new Unsupported('one line from two values')
      else entry.count++
    }
    for (const [line, { count }] of known) {
      if (counts.get(line) !== count) throw new Unsupported('one line from two values')
    }
  }
}

function localLines({ lines, subjects, bodies, objects, graphs }: Dataset): string[] {
  return lines.concat(bodies.map((body, i) => lineOf(subjects[i]!, body, objects[i]!, graphs[i]!)))
}

function lineOf(subject: Term, body: string, object: BlankNode, graph: Term): string {
  const start = typeof subject === 'string' ? subject : `_:${subject}`
  const middle = object < 0 ? body : `${body}_:${object}`
  return start + middle + (typeof graph === 'string' ? graph : ` _:${graph} .\n`)
}

function distinct(dataset: Dataset, lines: readonly string[]): Dataset {
  const result = new Dataset()
  result.blankNodes = dataset.blankNodes
  const seen = new Set<string>()
  lines.forEach((line, i) => {
    if (seen.has(line)) return
    seen.add(line)
    const open = i - dataset.lines.length
    if (open < 0) result.lines.push(line)
    else {
      result.subjects.push(dataset.subjects[open]!)
      result.bodies.push(dataset.bodies[open]!)
      result.objects.push(dataset.objects[open]!)
      result.graphs.push(dataset.graphs[open]!)
    }
  })
  return result
}
