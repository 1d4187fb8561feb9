/** Checks options of public functions: an unknown name or a wrong value is a programming error. */

import { nearest } from './nearest.js'

/** True if an option allows the value. Otherwise false, or words that say what is wrong. */
export type OptionTest = (value: unknown) => boolean | string

/** @throws TypeError for a name that is not in `known`, and for options that are no object */
export function checkOptionNames(caller: string, options: object, known: ReadonlySet<string>): void {
  requireOptions(caller, options)
  for (const name in options) if (!known.has(name)) throw unknownOption(caller, name, [...known])
}

function unknownOption(caller: string, name: string, known: readonly string[]): TypeError {
  const instead = insteadOf(name, known) ?? `the options are ${known.join(', ')}`
  return new TypeError(`${caller}: unknown option "${name.slice(0, 40)}"; ${instead}`)
}

/** Names that callers confuse, in groups with bars between them. One text, because each browser entry contains it. */
const SYNONYMS =
  'recipient holder|form as|mapping map|load documentLoader online|now at date|language lang|source rows|signer key|issuers trustedIssuers'

/** Tells which name to write instead: the closest known name, or a known synonym. */
export function insteadOf(name: string, known: readonly string[]): string | undefined {
  const group = SYNONYMS.split('|').find((names) => names.split(' ').includes(name))
  // A name without its unit: "timeout" for "timeoutMilliseconds".
  const whole = known.find((each) => name.length > 2 && each.startsWith(name))
  const meant = whole ?? nearest(name, known) ?? group?.split(' ').find((each) => known.includes(each))
  return meant && `write ${name === 'online' ? `${meant}: remote(), of laurel/net` : `"${meant}"`}`
}

/**
 * Checks names and values by a table with one row for each option. `undefined` counts as absent.
 * @param shapes - what an option allows, in words
 * @throws TypeError; it never quotes a text, because the text may be personal data or a secret
 */
export function checkOptions(
  caller: string,
  options: object,
  table: Readonly<Record<string, OptionTest>>,
  shapes: Readonly<Record<string, string>> = {},
): void {
  requireOptions(caller, options)
  for (const name in options) {
    if (!Object.hasOwn(table, name)) throw unknownOption(caller, name, Object.keys(table))
    const value = (options as Readonly<Record<string, unknown>>)[name]
    const found = value === undefined || table[name]!(value)
    if (found !== true) {
      const shape = Object.hasOwn(shapes, name) ? `; write ${shapes[name]}` : ''
      throw new TypeError(
        `${caller}: option "${name}" has a wrong value: ${found || `it is ${typeName(value)}`}${shape}`,
      )
    }
  }
}

/** @throws TypeError for options that are no object */
export function requireOptions(caller: string, options: unknown): void {
  if (isCredential(options))
    throw new TypeError(`${caller}: the options are a credential; pass the credential first`)
  // A list, a Date and a Map have none of the names, so they would pass as no options.
  if (Object.prototype.toString.call(options) !== '[object Object]')
    throw new TypeError(`${caller}: the options must be an object, not ${typeName(options)}`)
}

/** Whether arguments were swapped: a credential as an object, as text, or as bytes. */
function isCredential(options: unknown): boolean {
  if (typeof options === 'string') return /^\s*[{<]|^ey/.test(options)
  return ArrayBuffer.isView(options) || '@context' in Object(options)
}

/** Refuses an argument without the member that each result of `maker` has. @throws TypeError */
export function requireResult(caller: string, value: unknown, maker: string, member: string): void {
  if (typeof value === 'object' && value !== null && member in value) return
  throw new TypeError(`${caller}: pass the result of ${maker}; this is ${typeName(value)}`)
}

/** Names the type of a value. Of values only a number is shown: a text may be personal data or a secret. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined || typeof value === 'number') return String(value)
  if (Array.isArray(value)) return 'a list'
  if (value instanceof Promise) return 'a Promise (await it first)'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
