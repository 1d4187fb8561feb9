/** A code and its language become a sentence. */
import { de } from './de.js'
import { en, type SentenceCode, type Sentences } from './en.js'
import { fr } from './fr.js'

export const LANGUAGES = ['en', 'de', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

const catalogues: Readonly<Record<Language, Sentences>> = { en, de, fr }
const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', fr: 'fr-FR' }

/** `details.date`, an ISO instant, fills the one placeholder that sentences have. */
export function sentence(
  code: SentenceCode,
  language: Language = 'en',
  details: { readonly date?: unknown } = {},
): string {
  const text = catalogues[language][code]
  return text.includes('{date}') ? text.replace('{date}', dateText(details.date, language)) : text
}

function dateText(date: unknown, language: Language): string {
  const time = typeof date === 'string' ? Date.parse(date) : Number.NaN
  if (Number.isNaN(time)) return typeof date === 'string' ? date.slice(0, 40).replace(/\s/g, '') : '?'
  return new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' }).format(time)
}
