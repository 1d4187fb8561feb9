/** Hash First Degree Quads: https://www.w3.org/TR/rdf-canon/#hash-1d-quads (step numbers of section 4.6.3). */
import { type BlankNode, type OpenQuad, type SubjectQuads, sortLines } from './dataset.js'
import type { Hash } from './rdfc10.js'

/**
 * @param own the quads of which `node` is the subject
 * @param mentions the other quads that name it
 */
export function hashFirstDegreeQuads(
  node: BlankNode,
  own: SubjectQuads | undefined,
  mentions: readonly OpenQuad[] | undefined,
  hash: Hash,
): string {
  // 1, 2, 3, 4: lines that begin with < come first, then those of the node itself, then those of other blank nodes.
  let text = ''
  if (mentions !== undefined) {
    text = linesOf(node, mentions, (subject) => typeof subject === 'string')
  }
  if (own !== undefined) {
    const { rests, open } = own
    if (open.length === 0) {
      if (rests.length > 0) text += `_:a${rests.join('_:a')}`
    } else {
      const lines = rests.slice()
      for (let i = 0; i < open.length; i++) lines.push(restFor(node, open[i]!))
      text += `_:a${sortLines(lines).join('_:a')}`
    }
  }
  if (mentions !== undefined) {
    text += linesOf(node, mentions, (subject) => typeof subject === 'number')
  }
  // 5
  return hash(text)
}

function linesOf(
  node: BlankNode,
  quads: readonly OpenQuad[],
  wanted: (subject: string | BlankNode) => boolean,
): string {
  const lines: string[] = []
  for (let i = 0; i < quads.length; i++) {
    const quad = quads[i]!
    if (!wanted(quad.subject)) continue
    lines.push((typeof quad.subject === 'string' ? quad.subject : '_:z') + restFor(node, quad))
  }
  return lines.length === 0 ? '' : lines.length === 1 ? lines[0]! : sortLines(lines).join('')
}

function restFor(node: BlankNode, { body, object, graph }: OpenQuad): string {
  const end = typeof graph === 'string' ? graph : graph === node ? ' _:a .\n' : ' _:z .\n'
  return object < 0 ? body + end : body + (object === node ? '_:a' : '_:z') + end
}
