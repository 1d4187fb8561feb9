/**
 * Canonical N-Quads sorted by code points, as RDFC-1.0 section 4.1 says. The JavaScript libraries, and this one when it signs, sort by
 * UTF-16 code units. The two orders differ only between a surrogate and U+E000 to U+FFFF, such as an emoji and a fullwidth letter.
 * Both are canonical forms of the same graph.
 */
import { Dataset, type SubjectQuads, type Term } from '../rdf/dataset.js'
import { predicateOf } from '../rdf/predicate.js'
import { blocksText, canonicalBlocks, type Rdfc10Options } from './canonicalize.js'

/** @param dataset sorted by code units, without duplicates; it is not changed */
export function codePointText(dataset: Dataset, options: Rdfc10Options): string {
  const turned = new Dataset()
  for (let node = 0; node < dataset.blankNodes; node++) turned.newBlankNode()
  for (const quads of dataset.subjects()) copyTurned(quads, turned)
  turned.sort()
  return turnBack(blocksText(canonicalBlocks(turned, { ...options, beforeHash: turnBack })))
}

function copyTurned({ subject, lineTails, predicates, open }: SubjectQuads, into: Dataset): void {
  const own = into.of(turnTerm(subject))
  own.lineTails = lineTails.map(turn)
  // Ranks are by code units.
  own.predicates = predicates.map(({ text }) => predicateOf(turn(text)))
  own.open = open.map((quad) => ({
    ...quad,
    subject: own.subject,
    predicate: predicateOf(turn(quad.predicate.text)),
    body: turn(quad.body),
    graph: turnTerm(quad.graph),
  }))
}

const turnTerm = (term: Term): Term => (typeof term === 'string' ? turn(term) : term)

/** Exchanges surrogates and U+E000 to U+FFFF, so that the order of code units is the order of code points. */
function turn(text: string): string {
  return text.replace(/[\uD800-\uFFFF]/g, (unit) => moved(unit, unit < '\uE000' ? 0x2000 : -0x800))
}

function turnBack(text: string): string {
  return text.replace(/[\uD800-\uFFFF]/g, (unit) => moved(unit, unit < '\uF800' ? 0x800 : -0x2000))
}

const moved = (unit: string, by: number): string => String.fromCharCode(unit.charCodeAt(0) + by)
