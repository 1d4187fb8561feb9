/** Checks the options of `canonize`. */
import { checkOptions, type OptionTest } from '../../encoding/options.js'
import { CANONIZE_LIMITS } from './limits.js'

const OPTIONS: Readonly<Record<string, OptionTest>> = {
  load: (value) => typeof value === 'function',
  algorithm: (value) => value === 'SHA-256' || value === 'SHA-384',
  limits: (value) => typeof value === 'object',
  signal: (value) => 'aborted' in Object(value),
}
const SHAPES = { load: 'a function, such as remote()', algorithm: "'SHA-256' or 'SHA-384'" }
const isLimit: OptionTest = (value) => typeof value === 'number' && value >= 0

// Made once, because it takes longer than the canonicalisation of a small document.
const LIMITS = /* @__PURE__ */ Object.fromEntries(Object.keys(CANONIZE_LIMITS).map((name) => [name, isLimit]))

/** @throws TypeError for an unknown name or a wrong value, also in the limits */
export function checkCanonizeOptions(options: { readonly limits?: object }): void {
  checkOptions('canonize', options, OPTIONS, SHAPES)
  if (options.limits !== undefined) checkOptions('canonize: limits', options.limits, LIMITS)
}
