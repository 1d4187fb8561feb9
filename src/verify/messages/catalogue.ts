/** The languages of the report, and how a code becomes a sentence in one of them. */
import type { Awaitable } from '#platform'
import { part } from '../../part.js'
import { en, type SentenceCode, type Sentences } from './en.js'

export const LANGUAGES = ['en', 'de', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** The sentences of one language. */
export interface Catalogue {
  readonly locale: string
  readonly sentences: Sentences
}

const ENGLISH: Catalogue = { locale: 'en-GB', sentences: en }
const german = /* @__PURE__ */ part('the German sentences', () => import('./de.js'))
const french = /* @__PURE__ */ part('the French sentences', () => import('./fr.js'))

/** Other languages than English load when they are asked for; one that does not load is spoken in English. */
export function catalogueOf(language: Language): Awaitable<Catalogue> {
  if (language === 'en') return ENGLISH
  return language === 'de'
    ? loaded(german(), 'de-DE', ({ de }) => de)
    : loaded(french(), 'fr-FR', ({ fr }) => fr)
}

function loaded<T>(found: Awaitable<T>, locale: string, read: (part: T) => Sentences): Awaitable<Catalogue> {
  const catalogue = (module: T): Catalogue => ({ locale, sentences: read(module) })
  return found instanceof Promise ? found.then(catalogue).catch(() => ENGLISH) : catalogue(found)
}

/** `details.date`, an ISO instant, fills the one placeholder that sentences have. */
export function say(
  { locale, sentences }: Catalogue,
  code: SentenceCode,
  details: { readonly date?: unknown } = {},
): string {
  const text = sentences[code]
  return text.includes('{date}') ? text.replace('{date}', dateText(details.date, locale)) : text
}

function dateText(date: unknown, locale: string): string {
  const time = typeof date === 'string' ? Date.parse(date) : Number.NaN
  if (Number.isNaN(time)) return typeof date === 'string' ? date.slice(0, 40).replace(/\s/g, '') : '?'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(time)
}
