/** The state of one call of a builder: its issues, and the extensions that it used. */

import { type Json, snapshot } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import type { DocumentIssueCode } from '../../issue-codes.js'
import { IssueList, type Words } from '../../schema/issues/issue-list.js'
import type { Extension } from './extension.js'

/** Large enough for images as data URLs. */
const LIMITS = { length: 16_777_216, depth: 64, nodes: 50_000 }

/** Collects issues and extensions while a builder reads its input. */
export class Draft {
  readonly findings = new IssueList('strict')
  readonly extensions = new Set<Extension>()
  /** Members of extensions that the standard's own contexts must define. */
  readonly standardTerms = new Set<string>()

  constructor(extensions: readonly Extension[] = []) {
    for (const extension of extensions) this.extensions.add(extension)
  }

  add(code: DocumentIssueCode | 'secret_key', pointer: string, message: string, words?: Words): void {
    this.findings.add(code, pointer, message, words)
  }

  /** Converts a value to plain JSON; `undefined` after an issue if that is not possible. */
  json(value: unknown, pointer: string): Json | undefined {
    try {
      return snapshot(value, LIMITS)
    } catch (error) {
      const limit = isOpenBadgeError(error, 'limit_exceeded') ? error.details : undefined
      const json = isOpenBadgeError(error, 'json_invalid') ? error.details : undefined
      if (limit !== undefined) {
        this.add('limit', pointer, `the value exceeds the limit on ${limit.limit}`, {
          expected: `at most ${limit.maximum}`,
          found: 'more',
          hint: 'link to large data instead of embedding it',
        })
      } else {
        this.add('not_json', pointer + (json?.pointer ?? ''), 'the value is not plain JSON', {
          expected: 'strings, numbers, booleans, arrays, plain objects; a Date for a date',
          found: json?.reason ?? 'something else',
          hint: value instanceof Promise ? 'await it first' : isSigner(value) ? SIGNER : 'pass plain data',
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
        : isSigner(input)
          ? SIGNER
          : input instanceof ArrayBuffer
            ? 'if it is an image, pass new Uint8Array(…) of it'
            : 'pass plain data',
  })
  return undefined
}

/** The hint for a signer in the place of its id, or of a profile with its id. */
const SIGNER = 'this is a signer; its id is signer.controller: profile({ id: signer.controller, name })'

function isSigner(value: unknown): boolean {
  try {
    return typeof (value as { readonly sign?: unknown } | null)?.sign === 'function'
  } catch {
    return false
  }
}

/** Whether it is the Object.prototype of another realm. */
function isForeignPlain(prototype: unknown): boolean {
  return (
    typeof prototype === 'object' &&
    prototype !== null &&
    Object.getPrototypeOf(prototype) === null &&
    Object.hasOwn(prototype, 'hasOwnProperty') &&
    Object.hasOwn(prototype, 'isPrototypeOf')
  )
}
