/** Finds the first fault of JSON text (RFC 8259). The messages of engines differ, or do not name the place. */

interface Fault {
  readonly offset: number
  readonly message: string
}

/** "line 3, column 5: …", or only the place for a fault that is known already. */
export function jsonFault(text: string, offset?: number): string | undefined {
  if (offset !== undefined) return placeOf(text, offset)
  const fault = new Scanner(text).fault()
  return fault === undefined ? undefined : `${placeOf(text, fault.offset)}: ${fault.message}`
}

function placeOf(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n')
  return `line ${before.length}, column ${Array.from(before.at(-1)!).length + 1}`
}

class Scanner {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  fault(): Fault | undefined {
    if (this.#text.trim() === '') return { offset: 0, message: 'the file is empty' }
    const fault = this.#value()
    if (fault !== undefined) return fault
    return this.#next() === undefined ? undefined : this.#found('the end, because the document is complete')
  }

  /** The next character that is no space. */
  #next(): string | undefined {
    while (/[ \t\n\r]/.test(this.#text[this.#at] ?? '')) this.#at++
    return this.#text[this.#at]
  }

  #found(expected: string): Fault {
    const c = this.#next()
    const found =
      c === undefined
        ? 'the text ends'
        : `found ${/[\p{Cc}\p{Cf}]/u.test(c) ? 'a control character' : JSON.stringify(String.fromCodePoint(this.#text.codePointAt(this.#at)!))}`
    return { offset: this.#at, message: `${found} instead of ${expected}` }
  }

  #value(): Fault | undefined {
    const c = this.#next()
    if (c === '{') return this.#items('}', 'a member')
    if (c === '[') return this.#items(']', 'an item')
    if (c === '"') return this.#string()
    const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/.exec(
      this.#text.slice(this.#at, this.#at + 400),
    )?.[0]
    if (word === undefined) {
      const hint = c === "'" ? ' (strings need double quotation marks)' : ''
      const { offset, message } = this.#found('a value')
      return { offset, message: message + hint }
    }
    this.#at += word.length
    return undefined
  }

  /** The members of an object or the items of a list. */
  #items(end: '}' | ']', item: string): Fault | undefined {
    this.#at++
    if (this.#next() === end) return this.#skip()
    for (;;) {
      const comma = this.#at
      const fault = end === '}' ? this.#member() : this.#value()
      if (fault !== undefined) {
        return this.#next() === end &&
          fault.offset === this.#at &&
          this.#text.slice(0, comma).trimEnd().endsWith(',')
          ? { offset: this.#at, message: `found ${JSON.stringify(end)} after a comma; remove the comma` }
          : fault
      }
      const c = this.#next()
      if (c === end) return this.#skip()
      if (c !== ',') return this.#found(`a comma or ${JSON.stringify(end)} after ${item}`)
      this.#at++
    }
  }

  #member(): Fault | undefined {
    if (this.#next() !== '"') return this.#found('the name of a member in double quotation marks')
    const name = this.#string()
    if (name !== undefined) return name
    if (this.#next() !== ':') return this.#found('a colon after the name of a member')
    this.#at++
    return this.#value()
  }

  #string(): Fault | undefined {
    const start = this.#at
    for (let i = start + 1; i < this.#text.length; i++) {
      const c = this.#text[i]!
      if (c === '"') {
        this.#at = i + 1
        return undefined
      }
      if (c < ' ')
        return { offset: i, message: 'a line break or control character in a string; write it as an escape' }
      if (c !== '\\') continue
      if (!/^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/.test(this.#text.slice(i, i + 6)))
        return { offset: i, message: 'a backslash without an escape; write two backslashes' }
      i++
    }
    return { offset: start, message: 'a string without an end; its quotation mark is missing' }
  }

  #skip(): undefined {
    this.#at++
  }
}
