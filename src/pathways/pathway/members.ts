/** Which members a pathway and its nodes may have, and what each must be: a row a member. */
import { frozenSnapshot, type Json } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { parseDuration } from './duration.js'
import { at, type Issues } from './issues.js'
import { hasThousandths, MOST_CREDITS, MOST_RATE } from './thousandths.js'

/** Gives a frozen copy of the value, or nothing after an issue. */
export type Read = (value: unknown, pointer: string, issues: Issues) => Json | undefined
export type Members = Readonly<Record<string, Read>>

const rule =
  (expected: string, test: (value: unknown) => boolean): Read =>
  (value, pointer, issues) =>
    test(value)
      ? (value as Json)
      : issues.add('wrong_type', pointer, `this is not ${expected}`, {
          expected,
          found: value,
          hint: `write ${expected}`,
        })

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 4096

const text = rule('a text of 1 to 4096 characters', isText)
const flag = rule('true or false', (value) => typeof value === 'boolean')
const uri = rule('an absolute URI', (value) => isText(value) && /^[a-z][a-z0-9+.-]*:\S+$/i.test(value))
const oneOf = (...words: readonly string[]): Read =>
  rule(words.join(' or '), (value) => words.includes(value as string))
const duration = rule(
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

const count = inRange(
  'a whole number from 1 to 100,000',
  (value) => Number.isInteger(value) && value >= 1 && value <= 100_000,
)
const amountUpTo = (most: number): Read =>
  inRange(
    `a number above 0 and up to ${most}, with at most three decimals`,
    (value) => value > 0 && value <= most && hasThousandths(value),
  )
const amount = amountUpTo(MOST_CREDITS)

/** A list that is not empty; nothing where it is no such list. */
export function items(value: unknown, pointer: string, issues: Issues): readonly unknown[] | undefined {
  if (!Array.isArray(value)) {
    return issues.add('wrong_type', pointer, 'this is not a list', {
      expected: 'a list',
      found: value,
      hint: 'write [ … ]',
    })
  }
  if (value.length > 0) return value
  return issues.add('empty_list', pointer, 'an empty list asks for nothing, so everybody would meet it', {
    expected: 'at least one entry',
    found: value,
    hint: 'add an entry, or leave the member out',
  })
}

export const listOf =
  (read: Read): Read =>
  (value, pointer, issues) => {
    const entries = items(value, pointer, issues)
    const copies = entries?.flatMap((entry, i) => read(entry, at(pointer, i), issues) ?? [])
    return copies && Object.freeze(copies)
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
): ReadonlyMap<string, unknown> | undefined {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    try {
      const entries = Object.keys(value).map(
        (name) => [name, (value as Record<string, unknown>)[name]] as const,
      )
      return new Map(entries.filter(([, member]) => member !== undefined))
    } catch {
      // An accessor or proxy that throws is no plain object.
    }
  }
  return issues.add('wrong_type', pointer, 'this is not a plain object', {
    expected: 'an object',
    found: value,
    hint: 'write { … }',
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
      issues.add('unknown_member', at(pointer, name.slice(0, 80)), 'there is no such member here', {
        expected: Object.keys(members).join(', '),
        found: name,
        hint: 'correct its name, or leave it out',
      })
      continue
    }
    const copy = read(value, at(pointer, name), issues)
    if (copy !== undefined) entries.push([name, copy])
  }
  for (const name of required) {
    if (!own.has(name))
      issues.add('missing', at(pointer, name), `the member "${name}" is missing`, {
        expected: name,
        hint: `add ${name}`,
      })
  }
  return Object.freeze(Object.fromEntries(entries))
}

/** Whatever object, with texts as values and any names. */
const textsByName: Read = (value, pointer, issues) => {
  const own = membersOf(value, pointer, issues)
  if (own === undefined) return undefined
  const entries = [...own].flatMap(([name, member]) => {
    const copy = text(member, at(pointer, name), issues)
    return copy === undefined ? [] : [[name, copy] as const]
  })
  return Object.freeze(Object.fromEntries(entries))
}

const issuers: Read = (value, pointer, issues) =>
  typeof value === 'string'
    ? oneOf('trusted', 'any')(value, pointer, issues)
    : listOf(uri)(value, pointer, issues)

const named = objectOf({ issuer: uri, name: text, humanCode: text, otherIdentifier: text }, ['issuer'])

const badgeReference: Read = (value, pointer, issues) => {
  if (typeof value === 'string') return text(value, pointer, issues)
  const copy = named(value, pointer, issues)
  if (copy === undefined || Object.keys(copy as object).length === 2) return copy
  return issues.add('wrong_type', pointer, 'a reference by what an issuer writes names one thing', {
    expected: 'issuer, and one of name, humanCode and otherIdentifier',
    found: value,
    hint: 'write { issuer, name }',
  })
}

const skillReference: Read = (value, pointer, issues) =>
  typeof value === 'string'
    ? text(value, pointer, issues)
    : objectOf({ url: text, code: text }, ['url'])(value, pointer, issues)

const oneOrMore =
  (read: Read): Read =>
  (value, pointer, issues) =>
    Array.isArray(value) ? listOf(read)(value, pointer, issues) : read(value, pointer, issues)

const minimum: Read = rule(
  'a number or a text',
  (value) => isText(value) || (typeof value === 'number' && Number.isFinite(value)),
)

/** Plain JSON that other functions check. */
const achievement: Read = (value, pointer, issues) => {
  const own = membersOf(value, pointer, issues)
  if (own === undefined) return undefined
  uri(own.get('id'), at(pointer, 'id'), issues)
  try {
    return frozenSnapshot(value)
  } catch (error) {
    const place = isOpenBadgeError(error, 'json_invalid') ? (error.details.pointer ?? '') : ''
    return issues.add('wrong_type', pointer + place, 'this is not plain JSON', {
      expected: 'an achievement as the builder makes it',
      hint: 'use achievement()',
    })
  }
}

/** What `pathway` reads itself, because it holds nodes. */
const ANY_NODE: Members = { id: text, name: text, issuers, keep: flag, worth: amount }

/** Of nodes that have others below them. */
const COMMON: Members = {
  ...ANY_NODE,
  once: flag,
  repeat: flag,
  same: oneOf('inLanguage', 'issuer'),
}

const LEAF: Members = {
  ...ANY_NODE,
  result: objectOf({ min: minimum, type: text }, ['min']),
  within: duration,
  version: text,
  group: text,
}

const caps = listOf(objectOf({ of: listOf(text), badges: count, credits: amount }, ['of']))

/** A row a kind: the members of such a node besides those that hold nodes. */
export const NODE_MEMBERS: Readonly<
  Record<string, { readonly members: Members; readonly required: readonly string[] }>
> = {
  badge: {
    members: { ...LEAF, badge: oneOrMore(badgeReference), exclude: listOf(badgeReference) },
    required: [],
  },
  skill: { members: { ...LEAF, skill: oneOrMore(skillReference) }, required: [] },
  all: { members: COMMON, required: [] },
  any: { members: COMMON, required: [] },
  atLeast: { members: { ...COMMON, atLeast: count, groups: count, caps }, required: ['of'] },
  credits: {
    members: {
      ...COMMON,
      credits: amount,
      unit: text,
      groups: count,
      caps,
      creditsFrom: oneOf('creditsEarned', 'creditsAvailable'),
    },
    required: ['unit', 'of'],
  },
  points: { members: { ...COMMON, points: amount }, required: ['of'] },
  ref: { members: { ref: text, worth: amount }, required: [] },
}

/** Members of the pathway itself besides `root`. */
export const PATHWAY_MEMBERS: Members = {
  id: uri,
  name: text,
  description: text,
  version: text,
  issuers,
  awards: achievement,
  units: textsByName,
  rates: listOf(
    objectOf({ from: text, to: text, rate: amountUpTo(MOST_RATE), source: text }, ['from', 'to', 'rate']),
  ),
  sameAs: listOf(listOf(text)),
  waivers: listOf(uri),
}
