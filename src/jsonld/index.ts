/** The public exports of this room. */

export type { CanonizeLimits } from './budget/limits.js'
export { type CanonizeOptions, canonize } from './canonize.js'
