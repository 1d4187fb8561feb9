/** Numbers with nouns, and names from outside, for sentences. */

/** `1 badge`, `2 badges`; `other` is the plural of nouns without "s". */
export function counted(count: number, noun: string, other = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : other}`
}

/** Names that a message lists, and characters of each: a table may have any number of columns. */
const LISTED = 20
const LENGTH = 60

/** Names in a message, such as `email, name and 44,998 more`. */
export function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, LISTED)
    .map((name) => shortened(name))
    .join(', ')
  return names.length <= LISTED ? shown : `${shown} and ${(names.length - LISTED).toLocaleString('en')} more`
}

/** The beginning of a text that came from outside. */
export function shortened(text: string): string {
  return text.length <= LENGTH ? text : `${Array.from(text.slice(0, LENGTH)).slice(0, -1).join('')}…`
}
