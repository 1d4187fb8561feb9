/** Gives the sentence of a code without loading anything: all languages are imported here. */

import { requireObject } from '../../encoding/arguments.js'
import { writer as german } from './de.js'
import { en, english, type SentenceCode } from './en.js'
import { writer as french } from './fr.js'
import type { Language, MessageWriter } from './message-writer.js'
import { requireLanguage } from './require-language.js'

export { LANGUAGES, type Language } from './message-writer.js'

/** A row for each language; `message-writer.ts` has the one that loads it. */
export const WRITERS: Readonly<Record<Language, MessageWriter>> = { en: english, de: german, fr: french }

/**
 * Gives the sentence of a report code in a language.
 *
 * @param code - Code of a row or a warning.
 * @param language - `en` (default), `de` or `fr`.
 * @param details - Values for the placeholders of the sentence. Default: none.
 * @returns The sentence.
 * @example
 * const text = sentence('well_formed', 'de')
 */
export function sentence(
  code: SentenceCode,
  language: Language = 'en',
  details: Readonly<Record<string, unknown>> = {},
): string {
  if (!Object.hasOwn(en, code)) throw new TypeError('sentence: code must be the code of a row or a warning')
  requireLanguage('sentence', language, Object.keys(WRITERS))
  requireObject('sentence', 'details', details, 'an object')
  return WRITERS[language].write(code, details)
}
