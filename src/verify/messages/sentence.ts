/** A code and its language become a sentence, at once: all languages are at hand here. */

import { type Catalogue, type Language, say } from './catalogue.js'
import { de, deNamed } from './de.js'
import { en, enNamed, type SentenceCode } from './en.js'
import { fr, frNamed } from './fr.js'

export { LANGUAGES, type Language } from './catalogue.js'

const CATALOGUES: Readonly<Record<Language, Catalogue>> = {
  en: { locale: 'en-GB', sentences: en, named: enNamed },
  de: { locale: 'de-DE', sentences: de, named: deNamed },
  fr: { locale: 'fr-FR', sentences: fr, named: frNamed },
}

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
  return say(CATALOGUES[language], code, details)
}
