/** What the package shows of this room. */
export { type CanonizeOptions, canonize } from './canonize.js'
export type { CanonizeLimits } from './limits.js'
