/** The languages of the report. The messages of a genuine badge in English are loaded at once, all others when they are needed. */
import type { Awaitable } from '#platform'
import { lazy } from '../../lazy.js'
import type { SentenceCode } from './en.js'
import { NOT_LOADED, usual } from './en-genuine.js'

/**
 * The languages in which reports, pages and explanations can be written.
 *
 * @example
 * for (const language of LANGUAGES) console.log((await verify(signed, { language })).checks[0]?.message)
 */
export const LANGUAGES = ['en', 'de', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

/** Turns codes into sentences. */
export interface MessageWriter {
  readonly has: (code: SentenceCode) => boolean
  /** `details` fill the placeholders that a sentence has. */
  readonly write: (code: SentenceCode, details?: Readonly<Record<string, unknown>>) => string
}

const SENTENCES: Readonly<Partial<Record<SentenceCode, string>>> = usual

/** The English messages that are loaded at once. */
const USUAL: MessageWriter = {
  has: (code) => Object.hasOwn(usual, code),
  write: (code) => SENTENCES[code] ?? NOT_LOADED,
}

const whole = /* @__PURE__ */ lazy('the English sentences', () => import('./en.js'))

/** A row for each language other than English; `sentence.ts` has the one that needs no loading. */
export const LOADERS: Readonly<
  Record<Exclude<Language, 'en'>, () => Awaitable<{ readonly writer: MessageWriter }>>
> = {
  de: /* @__PURE__ */ lazy('the German sentences', () => import('./de.js')),
  fr: /* @__PURE__ */ lazy('the French sentences', () => import('./fr.js')),
}

/** Loads the messages of a language. If they do not load, the messages are in English. */
export function messageWriter(language: Language): Awaitable<MessageWriter> {
  return language === 'en' ? USUAL : orUsual(LOADERS[language](), ({ writer }) => writer)
}

/** A writer that has all messages of a report: the given one, or all of English. */
export function writerFor(
  messages: MessageWriter,
  rows: readonly Coded[],
  remarks: readonly Coded[] = [],
): Awaitable<MessageWriter> {
  if (messages !== USUAL || (rows.every(isUsual) && remarks.every(isUsual))) return messages
  return orUsual(whole(), ({ english }) => english)
}

interface Coded {
  readonly code: SentenceCode
}

const isUsual = ({ code }: Coded): boolean => Object.hasOwn(usual, code)

/** Whether messages are missing because they did not load. */
export function lacksMessages(messages: MessageWriter): boolean {
  return messages === USUAL
}

function orUsual<T>(part: Awaitable<T>, read: (part: T) => MessageWriter): Awaitable<MessageWriter> {
  return part instanceof Promise ? part.then(read, () => USUAL) : read(part)
}
