/** Hash First Degree Quads: https://www.w3.org/TR/rdf-canon/#hash-1d-quads (step numbers of section 4.6.3). */
import type { BlankNode, Dataset } from './dataset.js'
import type { Hash } from './rdfc10.js'

/** @param quads places of the quads that mention `node` */
export function hashFirstDegreeQuads(
  dataset: Dataset,
  node: BlankNode,
  quads: readonly number[],
  hash: Hash,
): string {
  const { subjects, bodies, objects, graphs } = dataset
  // 1, 2, 3
  const lines: string[] = []
  for (let i = 0; i < quads.length; i++) {
    const quad = quads[i]!
    const subject = subjects[quad]!
    const object = objects[quad]!
    const graph = graphs[quad]!
    lines.push(
      (typeof subject === 'string' ? subject : subject === node ? '_:a' : '_:z') +
        (object < 0 ? bodies[quad]! : bodies[quad]! + (object === node ? '_:a' : '_:z')) +
        (typeof graph === 'string' ? graph : graph === node ? ' _:a .\n' : ' _:z .\n'),
    )
  }
  // 4, 5
  return hash(lines.length === 1 ? lines[0]! : lines.sort().join(''))
}
