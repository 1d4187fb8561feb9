/** Which members a pathway and its nodes may have, and the type of each. One row for each member. */
import { isAbsoluteUri } from '../../encoding/forms/uri.js'
import { frozenSnapshot } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { at } from './issues.js'
import {
  amount,
  amountUpTo,
  count,
  duration,
  flag,
  isText,
  listOf,
  type Members,
  membersOf,
  objectOf,
  oneOf,
  type Read,
  rule,
  text,
  uri,
} from './readers.js'
import { MOST_RATE } from './thousandths.js'

const UNITS = "write { [issuerId]: 'ECTS' }"
const unit = rule('a text', isText, UNITS, UNITS)

/** An object with issuers as names and with their units as values. */
const units: Read = (value, pointer, issues) => {
  const own = membersOf(value, pointer, issues, UNITS)
  if (own === undefined) return undefined
  const entries = [...own].flatMap(([name, member]) => {
    const copy = unit(member, at(pointer, name), issues)
    return copy === undefined ? [] : [[name, copy] as const]
  })
  return Object.freeze(Object.fromEntries(entries))
}

const issuerWord = rule(
  "a list, 'trusted' or 'any'",
  (value) => value === 'trusted' || value === 'any',
  undefined,
  "write a list, such as ['did:key:…'], or 'trusted'; 'any' accepts everybody",
)

const issuers: Read = (value, pointer, issues) =>
  typeof value === 'string' ? issuerWord(value, pointer, issues) : listOf(uri)(value, pointer, issues)

const named = objectOf({ issuer: uri, name: text, humanCode: text, otherIdentifier: text }, ['issuer'])

const badgeReference: Read = (value, pointer, issues) => {
  if (typeof value === 'string') return text(value, pointer, issues)
  if (Object.hasOwn(Object(value), 'id')) return uri(value, pointer, issues)
  const copy = named(value, pointer, issues)
  if (copy === undefined || Object.keys(copy as object).length === 2) return copy
  return issues.add(
    'wrong_type',
    pointer,
    'a reference by issuer has exactly one of name, humanCode and otherIdentifier',
    {
      expected: 'issuer, and one of name, humanCode and otherIdentifier',
      found: value,
      hint: 'write { issuer, name }',
    },
  )
}

/** A CTID identifies a skill of CTDL without the address of its registry. */
const skillAddress = rule(
  'the address of a skill, or a CTID',
  (value) => isText(value) && (isAbsoluteUri(value) || /^ce-[0-9a-f-]{36}$/i.test(value)),
  undefined,
  'write its URL, as alignments have it: http://data.europa.eu/esco/skill/…',
)

const skillReference: Read = (value, pointer, issues) =>
  typeof value === 'string'
    ? skillAddress(value, pointer, issues)
    : objectOf({ url: skillAddress, code: text }, ['url'])(value, pointer, issues)

const oneOrMore =
  (read: Read): Read =>
  (value, pointer, issues) =>
    Array.isArray(value) ? listOf(read)(value, pointer, issues) : read(value, pointer, issues)

const minimum: Read = rule(
  'a number or a text',
  (value) => isText(value) || (typeof value === 'number' && Number.isFinite(value)),
)

/** Plain JSON. Other functions check its content. */
const achievement: Read = (value, pointer, issues) => {
  const own = membersOf(value, pointer, issues)
  if (own === undefined) return undefined
  uri(own.get('id'), at(pointer, 'id'), issues)
  try {
    return frozenSnapshot(value)
  } catch (error) {
    const place = isOpenBadgeError(error, 'json_invalid') ? (error.details.pointer ?? '') : ''
    return issues.add('wrong_type', pointer + place, 'this is not plain JSON', {
      expected: 'an achievement from achievement()',
      hint: 'use achievement()',
    })
  }
}

const ANY_NODE: Members = { id: text, name: text, issuers, keep: flag, worth: amount }

/** Members of nodes with children. */
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

// Each cap is compared with each other.
const caps = listOf(objectOf({ of: listOf(text), badges: count, credits: amount }, ['of']), 100)

/** For each kind, the members of its nodes except those that hold children. */
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
  unsupported: { members: { ...ANY_NODE, unsupported: text }, required: [] },
  ref: { members: { ref: text, worth: amount }, required: [] },
}

/** Members of the pathway itself except `root`. */
export const PATHWAY_MEMBERS: Members = {
  id: uri,
  name: text,
  description: text,
  version: text,
  issuers,
  awards: achievement,
  units,
  rates: listOf(
    objectOf({ from: text, to: text, rate: amountUpTo(MOST_RATE), source: text }, ['from', 'to', 'rate']),
  ),
  sameAs: listOf(listOf(text)),
  waivers: listOf(uri),
}
