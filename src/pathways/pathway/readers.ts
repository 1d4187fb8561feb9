/** Readers of values: each returns a frozen copy, or adds an issue. */

import { parseDuration } from '../../encoding/forms/duration.js'
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import type { Json } from '../../encoding/json.js'
import { nearest } from '../../encoding/nearest.js'
import { at, type Issues } from './issues.js'
import { hasThousandths, MOST_CREDITS } from './thousandths.js'

/** Returns a frozen copy of the value, or adds an issue and returns `undefined`. */
export type Read = (value: unknown, pointer: string, issues: Issues) => Json | undefined
export type Members = Readonly<Record<string, Read>>

/**
 * @param whole the hint if an object was written in place of the value
 * @param hint the hint for another wrong value
 */
export const rule =
  (expected: string, test: (value: unknown) => boolean, whole?: string, hint = `write ${expected}`): Read =>
  (value, pointer, issues) =>
    test(value)
      ? (value as Json)
      : issues.add('wrong_type', pointer, `this is not ${expected}`, {
          expected,
          found: value,
          hint: (typeof value === 'object' && whole) || hint,
        })

export const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 4096

export const text = rule('a text of 1 to 4096 characters', isText)
export const flag = rule('true or false', (value) => typeof value === 'boolean')
export const uri = rule(
  'an absolute URI',
  (value) => isText(value) && isAbsoluteUri(value),
  'write only its id',
)
export const oneOf = (...words: readonly string[]): Read =>
  rule(words.join(' or '), (value) => words.includes(value as string))
export const duration = rule(
  'a duration of years, months, weeks or days, for example P3Y',
  (value) => isText(value) && parseDuration(value) !== undefined,
)

const inRange =
  (expected: string, test: (value: number) => boolean): Read =>
  (value, pointer, issues) =>
    typeof value === 'number' && test(value)
      ? value
      : issues.add(
          typeof value === 'number' ? 'out_of_range' : 'wrong_type',
          pointer,
          `this is not ${expected}`,
          { expected, found: value, hint: `write ${expected}` },
        )

export const count = inRange(
  'a whole number from 1 to 100,000',
  (value) => Number.isInteger(value) && value >= 1 && value <= 100_000,
)
export const amountUpTo = (most: number): Read =>
  inRange(
    `a number above 0 and up to ${most}, with at most three decimals`,
    (value) => value > 0 && value <= most && hasThousandths(value),
  )
export const amount = amountUpTo(MOST_CREDITS)

/** The maximum number of entries of one list. */
const MOST_ENTRIES = 10_000

/** The entries of a list, each read once; adds an issue if the value is not a list, is empty or is too long. */
export function items(
  value: unknown,
  pointer: string,
  issues: Issues,
  maximum = MOST_ENTRIES,
): readonly unknown[] | undefined {
  const entries = entriesOf(value, maximum)
  if (entries === undefined) {
    return issues.add('wrong_type', pointer, 'this is not a list', {
      expected: 'a list',
      found: Array.isArray(value) ? undefined : value,
      hint: 'write [ … ]',
    })
  }
  if (entries.length > maximum) {
    return issues.add('limit', pointer, `the list has more than ${maximum} entries`, {
      expected: `at most ${maximum} entries`,
      found: value,
      hint: 'split the list',
    })
  }
  if (entries.length > 0) return entries
  return issues.add('empty_list', pointer, 'the list is empty, so everybody would meet it', {
    expected: 'at least one entry',
    found: value,
    hint: 'add an entry, or leave the member out',
  })
}

/** A copy with at most one entry too many. */
function entriesOf(value: unknown, maximum: number): readonly unknown[] | undefined {
  try {
    return Array.isArray(value) ? Array.from(value.slice(0, maximum + 1)) : undefined
  } catch {
    // If an accessor or a proxy throws, the value is not a plain list.
    return undefined
  }
}

export const listOf =
  (read: Read, maximum?: number): Read =>
  (value, pointer, issues) => {
    const entries = items(value, pointer, issues, maximum)
    const copies = entries?.map((entry, i) => read(entry, at(pointer, i), issues))
    return copies && Object.freeze(copies.filter((copy) => copy !== undefined))
  }

/** An object with these members and no others. */
export const objectOf =
  (members: Members, required: readonly string[]): Read =>
  (value, pointer, issues) => {
    const own = membersOf(value, pointer, issues)
    return own && readMembers(own, members, required, pointer, issues)
  }

/** The members of a plain object, each read once. */
export function membersOf(
  value: unknown,
  pointer: string,
  issues: Issues,
  hint = 'write { … }',
): ReadonlyMap<string, unknown> | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)) {
    try {
      const entries = Object.keys(value).map(
        (name) => [name, (value as Record<string, unknown>)[name]] as const,
      )
      return new Map(entries.filter(([, member]) => member !== undefined))
    } catch {
      // If an accessor or a proxy throws, the value is not a plain object.
    }
  }
  return issues.add('wrong_type', pointer, 'this is not a plain object', {
    expected: 'an object',
    found: value,
    hint,
  })
}

export function readMembers(
  own: ReadonlyMap<string, unknown>,
  members: Members,
  required: readonly string[],
  pointer: string,
  issues: Issues,
): { readonly [name: string]: Json } {
  const entries: [string, Json][] = []
  for (const [name, value] of own) {
    const read = Object.hasOwn(members, name) ? members[name] : undefined
    if (read === undefined) {
      const meant = nearest(name, Object.keys(members))
      issues.add('unknown_member', at(pointer, name.slice(0, 80)), 'this member is not allowed here', {
        expected: Object.keys(members).join(', '),
        found: name,
        hint:
          meant === undefined
            ? `write one of ${Object.keys(members).join(', ')}, or leave it out`
            : `write ${meant}`,
      })
      continue
    }
    const copy = read(value, at(pointer, name), issues)
    if (copy !== undefined) entries.push([name, copy])
  }
  for (const name of required) {
    if (!own.has(name))
      issues.add('missing', at(pointer, name), `"${name}" is missing`, {
        expected: name,
        hint: name === 'root' ? 'add root: { badge: <id> }' : `add ${name}`,
      })
  }
  return Object.freeze(Object.fromEntries(entries))
}
