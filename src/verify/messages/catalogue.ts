/** The languages of the report, and how a code becomes a sentence in one of them. */
import type { Awaitable } from '#platform'
import { lazy } from '../../lazy.js'
import { en, enNamed, type NamedSentences, type SentenceCode, type Sentences } from './en.js'

/**
 * The languages in which reports, pages and explanations can be written.
 *
 * @example
 * for (const language of LANGUAGES) console.log((await verify(signed, { language })).checks[0]?.message)
 */
export const LANGUAGES = ['en', 'de', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** The sentences of one language. */
export interface Catalogue {
  readonly locale: string
  readonly sentences: Sentences
  /** Sentences that name the culprit, used where all that they name is known. */
  readonly named: NamedSentences
}

const ENGLISH: Catalogue = { locale: 'en-GB', sentences: en, named: enNamed }
const german = /* @__PURE__ */ lazy('the German sentences', () => import('./de.js'))
const french = /* @__PURE__ */ lazy('the French sentences', () => import('./fr.js'))

/** Other languages than English load when they are asked for; one that does not load is spoken in English. */
export function catalogueOf(language: Language): Awaitable<Catalogue> {
  if (language === 'en') return ENGLISH
  return language === 'de'
    ? loaded(german(), 'de-DE', ({ de, deNamed }) => [de, deNamed])
    : loaded(french(), 'fr-FR', ({ fr, frNamed }) => [fr, frNamed])
}

function loaded<T>(
  found: Awaitable<T>,
  locale: string,
  read: (part: T) => readonly [Sentences, NamedSentences],
): Awaitable<Catalogue> {
  const catalogue = (module: T): Catalogue => {
    const [sentences, named] = read(module)
    return { locale, sentences, named }
  }
  return found instanceof Promise ? found.then(catalogue).catch(() => ENGLISH) : catalogue(found)
}

/** `details` fill the placeholders that a sentence has; `{date}` is an ISO instant, written as the language does. */
export function say(
  catalogue: Catalogue,
  code: SentenceCode,
  details: Readonly<Record<string, unknown>> = {},
): string {
  const { locale, sentences } = catalogue
  const named = (catalogue.named as Readonly<Record<string, string | undefined>>)[code]
  const text = named !== undefined && hasAll(named, details) ? named : sentences[code]
  if (!text.includes('{')) return text
  return text.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'date' ? dateText(details['date'], locale) : shown(details[name]),
  )
}

/** Whether all that the sentence names is known. */
function hasAll(text: string, details: Readonly<Record<string, unknown>>): boolean {
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    if (!(text.slice(at + 1, text.indexOf('}', at)) in details)) return false
  }
  return true
}

/** A stranger's word in a sentence of ours: short, and without characters that steer a page or a terminal. */
function shown(value: unknown): string {
  const text = ['string', 'number'].includes(typeof value)
    ? String(value).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '')
    : ''
  return text === '' ? '?' : text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function dateText(date: unknown, locale: string): string {
  const time = typeof date === 'string' ? Date.parse(date) : Number.NaN
  if (Number.isNaN(time)) return typeof date === 'string' ? date.slice(0, 40).replace(/\s/g, '') : '?'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(time)
}
