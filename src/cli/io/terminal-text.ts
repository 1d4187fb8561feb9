/**
 * Text for a terminal, as a type: what a stranger wrote cannot be printed without being escaped. A file name, a badge's
 * name or a key's message may hold sequences that move the cursor, forge lines, or turn the order of letters round.
 */

declare const brand: unique symbol
/** Text in which only this command wrote control characters and line feeds. */
export type TerminalText = string & { readonly [brand]: true }

/**
 * C0, DEL and C1 controls; what turns the direction of text (UAX #9); line and paragraph separators; the byte order
 * mark and other characters without a shape; lone surrogates.
 */
const UNSAFE =
  /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu
const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A template whose own words stand as they are, and whose values are escaped. */
export function safe(words: TemplateStringsArray, ...values: readonly (string | number)[]): TerminalText {
  return String.raw({ raw: words }, ...values.map((value) => escaped(String(value)))) as TerminalText
}

/** Several lines of somebody else, each escaped. */
export function lines(foreign: string): TerminalText {
  return foreign.split('\n').map(escaped).join('\n') as TerminalText
}

/** One line of JSON; what JSON allows and a terminal must not see is written as JSON's own escapes. */
export function jsonLine(value: unknown): TerminalText {
  return `${JSON.stringify(value).replace(UNSAFE, asUnicodeEscape)}\n` as TerminalText
}

/** A result that others read byte for byte; only a terminal gets it escaped. */
export function dataText(foreign: string, isTerminal: boolean): TerminalText {
  return isTerminal ? lines(foreign) : (foreign as TerminalText)
}

function escaped(foreign: string): string {
  return foreign.replace(UNSAFE, (character) => NAMES[character] ?? asUnicodeEscape(character))
}

/** As in JSON: one escape for each UTF-16 code unit. */
function asUnicodeEscape(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
  }).join('')
}
