/** All different orders of a few numbers. Equal numbers do not make further orders. */

/** Yields the same array in each order, in lexicographic order. */
export function* permutations(numbers: readonly number[]): Generator<readonly number[]> {
  const current = numbers.slice().sort((left, right) => left - right)
  for (;;) {
    yield current
    let pivot = current.length - 2
    while (pivot >= 0 && current[pivot]! >= current[pivot + 1]!) pivot--
    if (pivot < 0) return
    let successor = current.length - 1
    while (current[successor]! <= current[pivot]!) successor--
    swap(current, pivot, successor)
    for (let i = pivot + 1, j = current.length - 1; i < j; i++, j--) swap(current, i, j)
  }
}

function swap(numbers: number[], i: number, j: number): void {
  const number = numbers[i]!
  numbers[i] = numbers[j]!
  numbers[j] = number
}
