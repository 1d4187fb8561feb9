/**
 * Predicates, each with its place in the order of N-Quads lines. No predicate's text begins another's, since `>` ends
 * it, so the lines of one subject are sorted by comparing numbers, and by text only where two have one predicate.
 */

export interface Predicate {
  /** ` <iri> `, as in a line. */
  readonly text: string
  /** Its place among those that have one, from 1; 0 for one that has none. Newcomers shift it, but change no order. */
  readonly rank: number
}

interface Ranked {
  readonly text: string
  rank: number
}

/** Far more than all bundled contexts define. */
const MAXIMUM = 10_000

// A memo over the terms of bundled contexts: in the order of their texts, and by text.
const inOrder: Ranked[] = []
const byText = new Map<string, Ranked>()

/** A predicate without a place, for what comes from outside and must not be remembered. */
export function predicateOf(text: string): Predicate {
  return { text, rank: 0 }
}

/** The one predicate with this text and a place; for terms of bundled contexts only, which are finitely many. */
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
