/** All orders of a few items, each as a fresh array, by Heap's algorithm. */

export function* permutations<T>(items: readonly T[]): Generator<readonly T[]> {
  const current = items.slice()
  yield current.slice()
  const swaps: number[] = new Array<number>(current.length).fill(0)
  for (let i = 1; i < current.length; ) {
    if (swaps[i]! < i) {
      const other = i % 2 === 0 ? 0 : swaps[i]!
      const item = current[i]!
      current[i] = current[other]!
      current[other] = item
      yield current.slice()
      swaps[i]!++
      i = 1
    } else {
      swaps[i] = 0
      i++
    }
  }
}
