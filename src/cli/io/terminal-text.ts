/**
 * A type for terminal text, so that untrusted text cannot be printed without escaping. A file name, a badge's name or an
 * error message may contain sequences that move the cursor, fake lines, or reverse the order of letters.
 */

import { visible } from '../../encoding/forms/characters.js'

declare const brand: unique symbol
/** Text whose control characters and line feeds all come from this command. */
export type TerminalText = string & { readonly [brand]: true }

const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A template tag that escapes the values. */
export function safe(words: TemplateStringsArray, ...values: readonly (string | number)[]): TerminalText {
  return String.raw({ raw: words }, ...values.map((value) => escaped(String(value)))) as TerminalText
}

/** Escapes each of several untrusted lines. */
export function lines(foreign: string): TerminalText {
  return foreign.split('\n').map(escaped).join('\n') as TerminalText
}

/** One line of JSON. It writes characters that a terminal must not see as JSON escapes. */
export function jsonLine(value: unknown): TerminalText {
  return `${visible(JSON.stringify(value))}\n` as TerminalText
}

/** Output that programs read byte for byte. It is escaped for a terminal only. */
export function dataText(foreign: string, isTerminal: boolean): TerminalText {
  return isTerminal ? lines(foreign) : (foreign as TerminalText)
}

function escaped(foreign: string): string {
  return visible(foreign.replace(/[\n\r\t]/g, (character) => NAMES[character]!))
}
