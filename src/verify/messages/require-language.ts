/** Refuses what is not a language of the report. */
import { LANGUAGES, type Language } from './message-writer.js'

/**
 * @param caller the function that was given the language
 * @throws TypeError, which names the language of a text with a region, such as `de-CH`
 */
export function requireLanguage(caller: string, language: unknown): asserts language is Language {
  if ((LANGUAGES as readonly unknown[]).includes(language)) return
  const wanted = typeof language === 'string' ? language.toLowerCase() : ''
  const meant = LANGUAGES.find((each) => wanted.startsWith(each))
  const instead = meant === undefined ? '' : `; write '${meant}'`
  throw new TypeError(`${caller}: language must be one of ${LANGUAGES.join(', ')}${instead}`)
}
