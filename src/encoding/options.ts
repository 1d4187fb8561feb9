/** Checks options of public functions: an unknown name or a wrong value is a programming error. */

import { nearest } from './nearest.js'

/** Whether an option allows a value. */
export interface OptionTest {
  (value: unknown): boolean
  /** What each element must be, where the value is a list. */
  readonly element?: OptionTest
  /** The only texts that are allowed. */
  readonly words?: readonly string[]
}

export const text: OptionTest = (value) => typeof value === 'string'
export const boolean: OptionTest = (value) => typeof value === 'boolean'
export const callable: OptionTest = (value) => typeof value === 'function'
export const object: OptionTest = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const date: OptionTest = (value) => value instanceof Date && !Number.isNaN(value.getTime())
export const abortSignal: OptionTest = (value) => object(value) && 'aborted' in (value as object)

export function oneOf(...words: readonly string[]): OptionTest {
  return Object.assign((value: unknown) => words.includes(value as string), { words })
}

/** A list of what `element` allows; or, with `other`, something else instead of a list. */
export function listOf(element: OptionTest, other?: OptionTest): OptionTest {
  const test: OptionTest = (value) =>
    Array.isArray(value) ? value.every((each) => element(each)) : other?.(value) === true
  return Object.assign(test, { element })
}

/** @throws TypeError for a name that is not in `known` */
export function checkOptionNames(caller: string, options: object, known: ReadonlySet<string>): void {
  for (const name in options) if (!known.has(name)) throw unknownOption(caller, name, [...known])
}

/**
 * Checks names and values by a table with one row for each option. `undefined` counts as absent.
 * @param shapes - what an option allows, in words
 * @param required - the options that must be there
 * @throws TypeError; it never quotes a value, because the value may be personal data
 */
export function checkOptions(
  caller: string,
  options: object,
  table: Readonly<Record<string, OptionTest>>,
  shapes: Readonly<Record<string, string>> = {},
  required: readonly string[] = [],
): void {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`${caller}: the options must be an object`)
  for (const name in options) {
    if (!Object.hasOwn(table, name)) throw unknownOption(caller, name, Object.keys(table))
    const value = (options as Readonly<Record<string, unknown>>)[name]
    if (value !== undefined && !table[name]!(value)) {
      const fault = faultOf(value, name, table[name]!, shapeOf(shapes, name))
      throw new TypeError(`${caller}: option "${name}" has a wrong value: ${fault}`)
    }
  }
  for (const name of required) {
    if ((options as Readonly<Record<string, unknown>>)[name] === undefined)
      throw new TypeError(`${caller}: option "${name}" is missing${shapeOf(shapes, name)}`)
  }
}

function faultOf(value: unknown, name: string, { element, words }: OptionTest, shape: string): string {
  if (element !== undefined && Array.isArray(value)) {
    const i = value.findIndex((each) => !element(each))
    if (element.words === undefined) return `${name}[${i}] is ${typeName(value[i])}${shape}`
    return `${name}[${i}] is not one of ${quoted(element.words)}`
  }
  return words !== undefined && typeof value === 'string'
    ? `it is not one of ${quoted(words)}`
    : `it is ${typeName(value)}${words === undefined ? shape : `; write one of ${quoted(words)}`}`
}

function shapeOf(shapes: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(shapes, name) ? `; write ${shapes[name]}` : ''
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(', ')
}

function unknownOption(caller: string, name: string, known: readonly string[]): TypeError {
  const meant = nearest(name, known)
  const hint = meant === undefined ? `the options are ${known.join(', ')}` : `write "${meant}"`
  return new TypeError(`${caller}: unknown option "${name.slice(0, 40)}"; ${hint}`)
}

function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Promise) return 'a Promise (await it first)'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
