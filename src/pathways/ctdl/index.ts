/** The public exports of this room. */
export type { Assumption, AssumptionCode } from './assumptions.js'
export { type CtdlOptions, type FromCtdl, fromCtdl } from './from-ctdl.js'
export { type ToCtdl, toCtdl } from './to-ctdl.js'
