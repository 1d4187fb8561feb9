/** What reading an answer cost, where that is more than the memory of its document: `verify` charges it to the call. */

/** Document or error → bytes of `limits.loadedBytes`. */
const costs = new WeakMap<object, number>()

/** Remembers the cost for as long as the document or the error lives. */
export function rememberCost(answer: unknown, bytes: number): void {
  if (typeof answer === 'object' && answer !== null) costs.set(answer, bytes)
}

/** 0 if it is unknown. */
export function rememberedCost(answer: unknown): number {
  return (typeof answer === 'object' && answer !== null && costs.get(answer)) || 0
}
