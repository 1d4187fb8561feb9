/** Compares laurel with jsonld.js on random documents, from a seed. */
import { Random } from './random.js'
import { randomDocument } from './random-documents.js'
import { disagreement, NOT_CANONICAL, ours, reasonToFallBack, reference } from './reference.js'

export interface Tally {
  documents: number
  /** Both gave the same text. */
  same: number
  /** Both refused. */
  refused: number
  /** Went the fast way. */
  fast: number
  /** jsonld.js gave up on entangled blank nodes, or left a label that is not canonical: nothing to compare. */
  uncompared: number
  readonly reasons: Map<string, number>
  readonly findings: { readonly seed: number; readonly document: unknown; readonly difference: string }[]
}

export function newTally(): Tally {
  return { documents: 0, same: 0, refused: 0, fast: 0, uncompared: 0, reasons: new Map(), findings: [] }
}

function isUncomparable(refused: string): boolean {
  return refused === NOT_CANONICAL || refused.startsWith('Maximum deep iterations')
}

const noLoad = async (url: string): Promise<never> => {
  throw new Error(`asked for ${url}`)
}

/** One document for each seed from `first` on. */
export async function differential(first: number, count: number, tally: Tally = newTally()): Promise<Tally> {
  for (let seed = first; seed < first + count; seed++) {
    const document = randomDocument(new Random(seed))
    tally.documents++
    const expected = await reference(document, noLoad)
    if ('refused' in expected && isUncomparable(expected.refused)) {
      tally.uncompared++
      continue
    }
    const found = await ours(document, noLoad)
    const difference = disagreement(expected, found)
    if (difference !== undefined) tally.findings.push({ seed, document, difference })
    else if ('text' in expected) tally.same++
    else tally.refused++
    const reason = reasonToFallBack(document)
    if (reason === undefined) tally.fast++
    else tally.reasons.set(reason, (tally.reasons.get(reason) ?? 0) + 1)
  }
  return tally
}
