/** Refuses what is not a language. It imports nothing, because each browser entry loads all that a file imports. */

/**
 * @param caller the function that was given the language
 * @throws TypeError, which names the language of a text with a region, such as `de-CH`
 */
export function requireLanguage(caller: string, language: unknown, known: readonly string[]): void {
  if (typeof language === 'string' && known.includes(language)) return
  const wanted = typeof language === 'string' ? language.toLowerCase() : ''
  const meant = known.find((each) => wanted.startsWith(each))
  const instead = meant === undefined ? '' : `; write '${meant}'`
  throw new TypeError(`${caller}: language must be one of ${known.join(', ')}${instead}`)
}
