/** Reads JSON text that may be broken, to report all its faults at once. Text with a fault is always refused. */
import type { Json } from '../../encoding/json.js'

export interface Recovered {
  readonly values: readonly Json[]
  readonly faults: readonly { readonly offset: number; readonly message: string }[]
}

const SPACE = /[\s\uFEFF]*/y
const SCALAR =
  /"(?:[^"\\\u0000-\u001F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
const JUNK = /[^\s,:{}[\]"]*/y
const MOST_DEPTH = 64
/** Each of them may be read to the end of the text: so are those in a text of quotes and backslashes. */
const MOST_BROKEN_TEXTS = 50

class Unreadable extends Error {}

export function recoverJson(text: string): Recovered {
  const reader = new Reader(text)
  return { values: reader.all(), faults: reader.faults }
}

class Reader {
  readonly faults: { offset: number; message: string }[] = []
  readonly #text: string
  #at = 0
  #brokenTexts = 0

  constructor(text: string) {
    this.#text = text
  }

  all(): readonly Json[] {
    const values: Json[] = []
    try {
      while (this.#skip() < this.#text.length) {
        if (values.length > 0) this.#fault('a second value begins, but JSON has only one')
        values.push(this.#value(0))
      }
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      this.#fault(error.message)
    }
    return values
  }

  #fault(message: string): void {
    if (this.faults.length < 50) this.faults.push({ offset: this.#at, message })
  }

  #skip(): number {
    SPACE.lastIndex = this.#at
    SPACE.exec(this.#text)
    return (this.#at = SPACE.lastIndex)
  }

  #value(depth: number): Json {
    if (depth > MOST_DEPTH) throw new Unreadable(`the text has more than ${MOST_DEPTH} levels`)
    this.#skip()
    const open = this.#text[this.#at]
    if (open === '{') return this.#object(depth)
    if (open === '[') {
      const items: Json[] = []
      this.#list(']', () => items.push(this.#value(depth + 1)))
      return items
    }
    return this.#scalar()
  }

  #object(depth: number): Json {
    const members = new Map<string, Json>()
    this.#list('}', () => {
      const name = this.#scalar()
      if (typeof name !== 'string') throw new Unreadable('a member name is not a text')
      if (this.#text[this.#skip()] !== ':') throw new Unreadable('a colon is missing')
      this.#at++
      if (members.has(name)) this.#fault('a member name appears twice')
      members.set(name, this.#value(depth + 1))
    })
    return Object.fromEntries(members)
  }

  #list(end: string, item: () => void): void {
    this.#at++
    for (let isFirst = true; ; isFirst = false) {
      for (; this.#text[this.#skip()] === ','; this.#at++) this.#fault('there is a comma too many')
      if (this.#text[this.#skip()] === end) {
        if (!isFirst) this.#fault('there is a comma before the end')
        break
      }
      item()
      const next = this.#text[this.#skip()]
      if (next === end) break
      if (next === ',') this.#at++
      else if (next === undefined) throw new Unreadable('the text ends too early')
      else this.#fault('a comma is missing')
    }
    this.#at++
  }

  #scalar(): Json {
    SCALAR.lastIndex = this.#skip()
    const found = SCALAR.exec(this.#text)
    if (found !== null) {
      this.#at = SCALAR.lastIndex
      return JSON.parse(found[0]) as Json
    }
    this.#fault('a JSON value is missing or malformed')
    if (this.#text[this.#at] === '"' && ++this.#brokenTexts > MOST_BROKEN_TEXTS)
      throw new Unreadable('too many texts are malformed')
    // Continues after the fault, to report later faults too.
    JUNK.lastIndex = this.#at
    JUNK.exec(this.#text)
    this.#at = Math.max(JUNK.lastIndex, this.#at + 1)
    if (this.#at >= this.#text.length) throw new Unreadable('the text ends too early')
    return null
  }
}
