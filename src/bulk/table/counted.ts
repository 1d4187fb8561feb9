/** Numbers with nouns, for sentences. */

/** `1 badge`, `2 badges`; `other` is the plural of nouns without "s". */
export function counted(count: number, noun: string, other = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : other}`
}
