/** The languages of the report, and who speaks them: what a genuine badge needs is at hand, all else loads when it is needed. */
import type { Awaitable } from '#platform'
import { lazy } from '../../lazy.js'
import type { SentenceCode } from './en.js'
import { usual, WORDLESS } from './usual.js'

/**
 * The languages in which reports, pages and explanations can be written.
 *
 * @example
 * for (const language of LANGUAGES) console.log((await verify(signed, { language })).checks[0]?.message)
 */
export const LANGUAGES = ['en', 'de', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Turns codes into sentences. */
export interface Speaker {
  readonly knows: (code: SentenceCode) => boolean
  /** `details` fill the placeholders that a sentence has. */
  readonly say: (code: SentenceCode, details?: Readonly<Record<string, unknown>>) => string
}

const SENTENCES: Readonly<Partial<Record<SentenceCode, string>>> = usual

/** English as far as it is at hand. */
const USUAL: Speaker = {
  knows: (code) => Object.hasOwn(usual, code),
  say: (code) => SENTENCES[code] ?? WORDLESS,
}

const whole = /* @__PURE__ */ lazy('the English sentences', () => import('./en.js'))
const german = /* @__PURE__ */ lazy('the German sentences', () => import('./de.js'))
const french = /* @__PURE__ */ lazy('the French sentences', () => import('./fr.js'))

/** Other languages than English load when they are asked for; one that does not load is spoken in English. */
export function speakerOf(language: Language): Awaitable<Speaker> {
  if (language === 'en') return USUAL
  return language === 'de'
    ? orUsual(german(), (part) => part.german)
    : orUsual(french(), (part) => part.french)
}

/** Whoever can say all that was found: the given one, or all of English. */
export function fluent(
  speaker: Speaker,
  rows: readonly Coded[],
  remarks: readonly Coded[] = [],
): Awaitable<Speaker> {
  if (speaker !== USUAL || (rows.every(isUsual) && remarks.every(isUsual))) return speaker
  return orUsual(whole(), ({ english }) => english)
}

interface Coded {
  readonly code: SentenceCode
}

const isUsual = ({ code }: Coded): boolean => Object.hasOwn(usual, code)

/** Whether it lacks sentences only because they did not load. */
export function isWordless(speaker: Speaker): boolean {
  return speaker === USUAL
}

function orUsual<T>(part: Awaitable<T>, read: (part: T) => Speaker): Awaitable<Speaker> {
  return part instanceof Promise ? part.then(read, () => USUAL) : read(part)
}
