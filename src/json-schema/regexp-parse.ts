/**
 * Parses untrusted regular expressions into a tree. It supports the part of ECMA-262 (with the flag `u`) that can be matched
 * in one pass: no back references, look-arounds or modifiers.
 */

/** One character, or a regular expression for one character of a class. */
export type Characters = number | RegExp

export type Assertion = '^' | '$' | '\\b' | '\\B'

/** `size`: the number of its instructions, known before they are written. */
export type PatternNode = { readonly size: number } & (
  | { readonly kind: 'one'; readonly of: Characters }
  | { readonly kind: 'assert'; readonly that: Assertion }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number }
)

export interface ReadPattern {
  readonly node: PatternNode
  /** Number of character classes and of Unicode properties. Each costs the platform more than a character. */
  readonly classes: number
  readonly properties: number
}

const LENGTH = 500

/** One character or class. The platform parses the content of brackets, and of braces after `\p` or `\u`. */
const ONE =
  /\.|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|c[A-Za-z]|0|[dDsSwWfnrtv^$\\.*+?()[\]{}|/])|\[(?:\\.|[^\\\]])*\]|[^^$\\.*+?()[\]{}|]/suy
const ASSERTION = /[$^]|\\[bB]/y
/** The start of a capturing, non-capturing or named group. */
const OPENING = /\((?:\?:|\?<[A-Za-z_$][\w$]*>|(?!\?))/y
const QUANTIFIER = /(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/y

/** Parses a pattern; `undefined` if it is malformed or not supported. */
export function readPattern(source: string): ReadPattern | undefined {
  if (source.length > LENGTH) return undefined
  try {
    // Only checks that the pattern is well-formed, so that the reader below can assume it.
    new RegExp(source, 'u')
    return new Reader(source).all()
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

class Reader {
  private at = 0
  private classes = 0
  private readonly source: string

  constructor(source: string) {
    this.source = source
  }

  all(): ReadPattern {
    const node = this.choice()
    if (this.at < this.source.length) throw new SyntaxError('not covered')
    return { node, classes: this.classes, properties: this.source.match(/\\p/gi)?.length ?? 0 }
  }

  private choice(): PatternNode {
    const options = [this.sequence()]
    while (this.source[this.at] === '|') {
      this.at++
      options.push(this.sequence())
    }
    if (options.length === 1) return options[0]!
    return { kind: 'choice', options, size: sizeOf(options) + 2 * options.length + 1 }
  }

  private sequence(): PatternNode {
    const items: PatternNode[] = []
    for (;;) {
      const c = this.source[this.at]
      if (c === undefined || c === '|' || c === ')') return { kind: 'sequence', items, size: sizeOf(items) }
      const that = this.take(ASSERTION)?.[0]
      items.push(
        that === undefined ? this.quantified() : { kind: 'assert', that: that as Assertion, size: 1 },
      )
    }
  }

  private quantified(): PatternNode {
    const item = this.group() ?? this.one()
    const found = this.take(QUANTIFIER)
    if (found === undefined) return item
    const [, sign, from = '', comma, to] = found
    const min = sign === undefined ? Number(from) : sign === '+' ? 1 : 0
    const max =
      sign === undefined
        ? comma === ''
          ? min
          : to === ''
            ? ENDLESS
            : Number(to)
        : sign === '?'
          ? 1
          : ENDLESS
    // `+ 1`, because copies of an empty item take time too.
    const size = (item.size + 1) * (max === ENDLESS ? min + 2 : max)
    return { kind: 'repeat', item, min, max, size }
  }

  private group(): PatternNode | undefined {
    if (this.take(OPENING) === undefined) return undefined
    const inside = this.choice()
    this.at++
    return inside
  }

  private one(): PatternNode {
    const token = this.take(ONE)?.[0]
    if (token === undefined) throw new SyntaxError('not covered')
    const literal = token[0] !== '.' && token[0] !== '[' && token[0] !== '\\'
    if (!literal) this.classes++
    return { kind: 'one', of: literal ? token.codePointAt(0)! : new RegExp(`^${token}$`, 'u'), size: 1 }
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.source) ?? undefined
    if (found !== undefined) this.at += found[0].length
    return found
  }
}

const ENDLESS = Number.POSITIVE_INFINITY

function sizeOf(nodes: readonly PatternNode[]): number {
  return nodes.reduce((sum, { size }) => sum + size, 0)
}
