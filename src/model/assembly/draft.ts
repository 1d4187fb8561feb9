/** One call of a builder: what it found wrong, and what it met on the way. */
import { type Json, snapshot } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import type { DocumentIssueCode } from '../../issue-codes.js'
import { Findings, type Words } from '../../schema/issues/issues.js'
import type { Extension } from './extension.js'

/** Room for pictures as data URLs. */
const LIMITS = { length: 16_777_216, depth: 64, nodes: 50_000 }

/** Collects issues and extensions while one call of a builder goes through its input. */
export class Draft {
  readonly findings = new Findings('strict')
  readonly extensions = new Set<Extension>()
  /** Members of extensions that rely on the standard's own contexts. */
  readonly standardTerms = new Set<string>()

  constructor(extensions: readonly Extension[] = []) {
    for (const extension of extensions) this.extensions.add(extension)
  }

  add(code: DocumentIssueCode, pointer: string, message: string, words?: Words): void {
    this.findings.add(code, pointer, message, words)
  }

  /** Plain JSON from anything; `undefined` after an issue where that is impossible. */
  json(value: unknown, pointer: string): Json | undefined {
    try {
      return snapshot(value, LIMITS)
    } catch (error) {
      const limit = isOpenBadgeError(error, 'limit_exceeded') ? error.details : undefined
      const json = isOpenBadgeError(error, 'json_invalid') ? error.details : undefined
      if (limit !== undefined) {
        this.add('limit', pointer, `the value passes the limit on ${limit.limit}`, {
          expected: `at most ${limit.maximum}`,
          found: 'more',
          hint: 'link to large data instead of embedding it',
        })
      } else {
        this.add('not_json', pointer + (json?.pointer ?? ''), 'the value is not plain JSON', {
          expected: 'strings, numbers, booleans, arrays, plain objects; a Date where a date belongs',
          found: json?.reason ?? 'something else',
          hint: value instanceof Promise ? 'await it first' : 'pass plain data',
        })
      }
      return undefined
    }
  }
}

/** The members of a plain object, each read once. */
export function plainMembers(
  input: object,
  pointer: string,
  draft: Draft,
): ReadonlyMap<string, unknown> | undefined {
  let reason: string
  try {
    const prototype: unknown = Object.getPrototypeOf(input)
    if (prototype === null || prototype === Object.prototype || isForeignPlain(prototype)) {
      const members = new Map<string, unknown>()
      for (const name of Object.keys(input)) {
        const value = (input as Readonly<Record<string, unknown>>)[name]
        if (value !== undefined) members.set(name, value)
      }
      return members
    }
    reason = input instanceof Promise ? 'a Promise' : 'an instance of a class'
  } catch {
    reason = 'an accessor or proxy that throws'
  }
  draft.add('not_json', pointer, 'the value is not a plain object', {
    expected: 'an object literal',
    found: reason,
    hint:
      reason === 'a Promise'
        ? 'await it first'
        : input instanceof ArrayBuffer
          ? 'pass new Uint8Array(…) of it, where it holds a picture'
          : 'pass plain data',
  })
  return undefined
}

/** Object.prototype of another realm. */
function isForeignPlain(prototype: unknown): boolean {
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'hasOwnProperty') &&
    Object.hasOwn(prototype, 'isPrototypeOf')
  )
}
