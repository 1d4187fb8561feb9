/** Counts the items that searches through lists look at, so that tests can tell linear work from quadratic work. */
const SEARCHES = ['includes', 'indexOf', 'lastIndexOf'] as const
const TESTS = [
  'find',
  'findIndex',
  'findLast',
  'some',
  'every',
  'filter',
  'map',
  'flatMap',
  'forEach',
] as const

type AnyList = Record<string, (this: unknown[], ...given: unknown[]) => unknown>

/**
 * The number of items that `work` looks at with the methods of arrays. `includes` and `indexOf` count as far as they search;
 * the others count each item that they hand to their function.
 */
export async function itemsSearched(work: () => unknown): Promise<number> {
  const prototype = Array.prototype as unknown as AnyList
  const before = new Map([...SEARCHES, ...TESTS].map((name) => [name, prototype[name]!] as const))
  const indexOf = Array.prototype.indexOf
  let seen = 0
  for (const name of SEARCHES) {
    const own = before.get(name)!
    prototype[name] = function (...given) {
      const at = Reflect.apply(indexOf, this, given as [unknown]) as number
      seen += at < 0 ? this.length : at + 1
      return Reflect.apply(own, this, given)
    }
  }
  for (const name of TESTS) {
    const own = before.get(name)!
    prototype[name] = function (test, ...rest) {
      if (typeof test !== 'function') return Reflect.apply(own, this, [test, ...rest])
      const counting = function (this: unknown, ...each: unknown[]): unknown {
        seen++
        return Reflect.apply(test as () => unknown, this, each as [])
      }
      return Reflect.apply(own, this, [counting, ...rest])
    }
  }
  try {
    await work()
    return seen
  } finally {
    for (const [name, own] of before) prototype[name] = own
  }
}
