/** Writes the sentence of a code in one language. */
import { readDateTimeStamp } from '../../encoding/forms/date-time-stamp.js'
import type { NamedSentences, SentenceCode, Sentences } from './en.js'
import type { MessageWriter } from './message-writer.js'

interface Catalogue {
  readonly locale: string
  readonly sentences: Sentences
  /**
   * Sentences that name the faulty member or document, used if all their placeholders have values. `code/x` is for rows whose
   * details have `found` or `code` x.
   */
  readonly named: NamedSentences
}

/** The writer of all messages of a language. `{date}` is an ISO instant, written in the form of the language. */
export function writerOf({ locale, sentences, named }: Catalogue): MessageWriter {
  return {
    has: (code) => Object.hasOwn(sentences, code),
    write: (code, details = {}) => {
      const text = sentenceFor(code, details, sentences, named)
      if (!text.includes('{')) return text
      return text.replace(/\{(\w+)\}/g, (_, name: string) =>
        name === 'date'
          ? dateText(details['date'], locale)
          : shown(details[name], name === 'message' ? 300 : 60),
      )
    },
  }
}

type Details = Readonly<Record<string, unknown>>

function sentenceFor(
  code: SentenceCode,
  details: Details,
  sentences: Sentences,
  culprits: Readonly<Record<string, string | undefined>>,
): string {
  const { found, code: of } = details
  const named = culprits[`${code}/${found ?? of}`] ?? culprits[code]
  return named !== undefined && hasAll(named, details) ? named : sentences[code]
}

/** Whether all placeholders of the sentence have values. */
function hasAll(text: string, details: Details): boolean {
  for (let at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
    if (!(text.slice(at + 1, text.indexOf('}', at)) in details)) return false
  }
  return true
}

/** An untrusted text for a sentence: short, and without characters that control a page or a terminal. */
function shown(value: unknown, maximum: number): string {
  const text = ['string', 'number'].includes(typeof value)
    ? String(value).replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '')
    : ''
  return text === '' ? '?' : text.length > maximum ? `${text.slice(0, maximum - 1)}…` : text
}

function dateText(date: unknown, locale: string): string {
  const time =
    typeof date === 'string' ? (readDateTimeStamp(date) ?? readDateTimeStamp(`${date}T00:00:00Z`)) : undefined
  if (time === undefined) return typeof date === 'string' ? date.slice(0, 40).replace(/\s/g, '') : '?'
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(time)
}
