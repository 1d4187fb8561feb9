/** Limits of one JSON value, and faults in it with their pointer; for parsing and for copying. */
import { type LimitName, OpenBadgeError } from '../errors.js'
import { type JsonLimits, pointerToken } from './json-value.js'

export function exceeded(limit: LimitName, maximum: number, found?: number): OpenBadgeError {
  return new OpenBadgeError('limit_exceeded', `the JSON exceeds the limit ${limit} (${maximum})`, {
    limit,
    maximum,
    ...(found === undefined ? {} : { found }),
  })
}

export interface Extent {
  nodes: number
  /** Characters in all strings and names. */
  length: number
  depth: number
}

export class Budget {
  members = 0
  private nodes = 0
  private length = 0
  private readonly limits: JsonLimits

  constructor(limits: JsonLimits) {
    this.limits = limits
  }

  node(): void {
    if (++this.nodes > this.limits.nodes) throw exceeded('nodes', this.limits.nodes)
  }

  enter(depth: number): void {
    if (depth > this.limits.depth) throw exceeded('depth', this.limits.depth)
  }

  /** Adds a part whose extent is known. */
  part({ nodes, length, depth }: Extent, at: number): void {
    this.nodes += nodes - 1
    this.node()
    this.enter(at + depth - 1)
    this.length += length
    if (this.length > this.limits.length) throw exceeded('length', this.limits.length)
  }

  /** Counts a text that is a value. */
  value(text: string): string {
    this.node()
    this.text(text)
    return text
  }

  text(text: string): void {
    this.length += text.length
    if (this.length > this.limits.length) throw exceeded('length', this.limits.length)
    if (!isWellFormed(text)) throw new Fault('a lone surrogate')
  }
}

/**
 * A value that JSON cannot represent. Each caller adds its part of the path, so that a walk keeps no path until it finds a
 * fault.
 */
export class Fault extends Error {
  private readonly path: (string | number)[] = []

  constructor(what: string, cause?: unknown) {
    super(what, { cause })
  }

  /** Adds a member to the path of a fault. */
  static at(error: unknown, place: string | number | undefined): unknown {
    if (error instanceof OpenBadgeError) return error
    const fault = error instanceof Fault ? error : new Fault(THROWS, error)
    if (place !== undefined) fault.path.unshift(place)
    return fault
  }

  /** The error for the caller of the library. */
  static toError(error: unknown): unknown {
    if (error instanceof OpenBadgeError) return error
    const { message: what, path, cause } = error instanceof Fault ? error : new Fault(THROWS, error)
    const pointer = path.map(pointerToken).join('')
    return new OpenBadgeError(
      'json_invalid',
      `found ${what} at ${pointer || 'the top'}; only plain JSON is allowed`,
      { pointer, reason: what },
      { cause },
    )
  }
}

const THROWS = 'an accessor or proxy that throws'

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/

const native = (String.prototype as { isWellFormed?: () => boolean }).isWellFormed

export const isWellFormed: (text: string) => boolean = native
  ? (text) => native.call(text)
  : (text) => !LONE_SURROGATE.test(text)

/** Bytes of a member of a large object, with its place in a hash table, which takes the longest to read. */
const MEMBER = 160

/** Rough upper estimate of the memory of parsed JSON, in bytes. It stops past `most`, so it ends for cycles too. */
export function jsonBytes(value: unknown, most: number = Number.POSITIVE_INFINITY): number {
  const open: object[] = []
  let bytes = 0
  const add = (part: unknown): void => {
    if (typeof part === 'string') bytes += 32 + 2 * part.length
    else if (typeof part !== 'object' || part === null) bytes += 32
    else open.push(part)
  }
  add(value)
  for (let next = open.pop(); next !== undefined && bytes <= most; next = open.pop()) {
    if (Array.isArray(next)) {
      bytes += 64 + 8 * next.length
      // A list is not read if its length alone exceeds `most`.
      for (let i = 0; i < next.length && bytes <= most; i++) add(next[i])
    } else {
      bytes += 64
      for (const name in next) {
        bytes += MEMBER + 2 * name.length
        if (bytes > most) break
        add((next as Record<string, unknown>)[name])
      }
    }
  }
  return bytes
}
