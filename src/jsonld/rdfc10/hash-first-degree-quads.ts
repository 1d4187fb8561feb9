/** Hash First Degree Quads: https://www.w3.org/TR/rdf-canon/#hash-1d-quads (step numbers of section 4.6.3). */
import type { BlankNode, OpenQuad, SubjectQuads } from '../rdf/dataset.js'
import { withLine, withLines } from '../rdf/sorted-lines.js'
import type { Hash } from './canonicalize.js'

/**
 * @param own the quads with `node` as subject
 * @param mentions the other quads with `node`
 */
export function hashFirstDegreeQuads(
  node: BlankNode,
  own: SubjectQuads | undefined,
  mentions: readonly OpenQuad[] | undefined,
  hash: Hash,
): string {
  // 1, 2, 3, 4: lines that begin with < come first, then those of the node itself, then those of other blank nodes.
  let text = ''
  if (mentions !== undefined) text = linesOf(node, mentions, true)
  if (own !== undefined) {
    let lines: readonly string[] = own.lineTails
    const { open } = own
    if (open.length === 1) {
      lines = withLine(own.lineTails, own.predicates, lineTailFor(node, open[0]!), open[0]!.predicate)
    } else if (open.length > 0) {
      lines = withLines(own, (quad) => lineTailFor(node, quad)).lines
    }
    for (let i = 0; i < lines.length; i++) text += `_:a${lines[i]}`
  }
  if (mentions !== undefined) text += linesOf(node, mentions, false)
  // 5
  return hash(text)
}

/** The lines of other subjects: of IRIs, or of blank nodes. */
function linesOf(node: BlankNode, quads: readonly OpenQuad[], ofIris: boolean): string {
  let first = ''
  let lines: string[] | undefined
  for (let i = 0; i < quads.length; i++) {
    const quad = quads[i]!
    const { subject } = quad
    if ((typeof subject === 'string') !== ofIris) continue
    const line = (typeof subject === 'string' ? subject : '_:z') + lineTailFor(node, quad)
    if (first === '') first = line
    else if (lines === undefined) lines = [first, line]
    else lines.push(line)
  }
  return lines === undefined ? first : lines.sort().join('')
}

/** The line of an open quad after its subject, for the hash of `node`. */
export function lineTailFor(node: BlankNode, { body, object, graph }: OpenQuad): string {
  const end = typeof graph === 'string' ? graph : graph === node ? ' _:a .\n' : ' _:z .\n'
  return object < 0 ? body + end : body + (object === node ? '_:a' : '_:z') + end
}
