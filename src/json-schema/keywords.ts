/** Keyword of JSON Schema → rule. */
import { APPLICATORS } from './applicators.js'
import { ASSERTIONS } from './assertions.js'
import type { Rule } from './evaluation.js'

export const RULES: ReadonlyMap<string, Rule> = new Map([...ASSERTIONS, ...APPLICATORS])
