/** Counts in sentences. */

/** `1 badge`, `2 badges`; with `other` for nouns that take no "s". */
export function counted(count: number, noun: string, other = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : other}`
}
