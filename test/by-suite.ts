/** Which suite runs: the usual one, `npm test`, or another one, such as the slow one or the one in a browser. */
const { MODE } = (import.meta as { readonly env?: { readonly MODE?: string } }).env ?? {}

/**
 * How many cases a test has, or which. The usual suite has a few of them, every other suite all: `npm run test:slow` runs each
 * test file that calls this function too (`vitest.config.ts`).
 */
export function bySuite<T>(few: T, all: T): T {
  return MODE === 'test' ? few : all
}
