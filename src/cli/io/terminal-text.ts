/**
 * A type for terminal text, so that untrusted text cannot be printed without escaping. A file name, a badge's name or an
 * error message may contain sequences that move the cursor, fake lines, or reverse the order of letters.
 */

declare const brand: unique symbol
/** Text whose control characters and line feeds all come from this command. */
export type TerminalText = string & { readonly [brand]: true }

/**
 * C0, DEL and C1 controls; characters that change the direction of text (UAX #9); line and paragraph separators; the byte
 * order mark and other invisible characters; lone surrogates.
 */
const UNSAFE =
  /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2028\u2029\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gu
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
  return `${JSON.stringify(value).replace(UNSAFE, asUnicodeEscape)}\n` as TerminalText
}

/** Output that programs read byte for byte. It is escaped for a terminal only. */
export function dataText(foreign: string, isTerminal: boolean): TerminalText {
  return isTerminal ? lines(foreign) : (foreign as TerminalText)
}

function escaped(foreign: string): string {
  return foreign.replace(UNSAFE, (character) => NAMES[character] ?? asUnicodeEscape(character))
}

/** Writes one escape for each UTF-16 code unit, as JSON does. */
function asUnicodeEscape(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    return `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`
  }).join('')
}
