/**
 * Predicates, each with its rank in the order of N-Quads lines. No predicate's text is the start of another's, because `>` ends
 * it. So lines of one subject are sorted by comparing ranks; texts are compared only if the predicates are equal.
 */

export interface Predicate {
  /** ` <iri> `, as in a line. */
  readonly text: string
  /** Rank, from 1; 0 for a predicate without rank. New predicates change ranks, but not their order. */
  readonly rank: number
}

interface Ranked {
  readonly text: string
  rank: number
}

/** Far more than the predicates of all bundled contexts. */
const MAXIMUM = 10_000

// The predicates of bundled contexts, in the order of their texts, and by text.
const inOrder: Ranked[] = []
const byText = new Map<string, Ranked>()

/** A predicate without rank. Predicates of documents are not kept. */
export function predicateOf(text: string): Predicate {
  return { text, rank: 0 }
}

/** The predicate with this text and a rank. Only for terms of bundled contexts, whose number is limited. */
export function rankedPredicate(text: string): Predicate {
  const known = byText.get(text)
  if (known !== undefined) return known
  if (inOrder.length >= MAXIMUM) return predicateOf(text)
  let [low, high] = [0, inOrder.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (inOrder[middle]!.text < text) low = middle + 1
    else high = middle
  }
  const predicate: Ranked = { text, rank: 0 }
  inOrder.splice(low, 0, predicate)
  for (let i = low; i < inOrder.length; i++) inOrder[i]!.rank = i + 1
  byText.set(text, predicate)
  return predicate
}
