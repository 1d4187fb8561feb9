/** Tests of values of options. They have a file of their own, because smaller bundles contain only `checkOptions`. */
import { isValidDate } from './encoding/forms/date-time-stamp.js'
import type { OptionTest } from './encoding/options.js'

export const text: OptionTest = (value) => typeof value === 'string'
export const boolean: OptionTest = (value) => typeof value === 'boolean'
export const number: OptionTest = (value) => typeof value === 'number' && value >= 0
export const callable: OptionTest = (value) => typeof value === 'function'
/** An object with options, and not a list, a Date, a Map or bytes. */
export const object: OptionTest = (value) => Object.prototype.toString.call(value) === '[object Object]'
export const date: OptionTest = (value) =>
  isValidDate(value) || (value instanceof Date && 'it is an invalid Date')
export const abortSignal: OptionTest = (value) => 'aborted' in Object(value)

/* @__NO_SIDE_EFFECTS__ */
export function oneOf(...words: readonly unknown[]): OptionTest {
  return (value) => words.includes(value) || `it is not one of '${words.join("', '")}'`
}

/** A list of what `element` allows; or, with `other`, something else instead of a list. */
/* @__NO_SIDE_EFFECTS__ */
export function listOf(element: OptionTest, other: OptionTest = () => false): OptionTest {
  return (value) => {
    if (!Array.isArray(value)) return other(value)
    const i = value.findIndex((each) => element(each) !== true)
    return i < 0 || `at [${i}] ${element(value[i]) || `it is of type ${typeof value[i]}`}`
  }
}
