/** The claims of an unverified file, as a plain list that does not look like an award. */

import type { CredentialFacts } from '../../model/reading/credential-facts.js'
import type { Language } from '../../verify/messages/sentence.js'
import { escapeMarkup } from '../facts/escape.js'
import { dayInWords, WORDS } from '../words/words.js'

/** The maximum number of characters of a claim, so that the verdict stays visible. */
const MAXIMUM_LENGTH = 200

/** Without picture, link or description, because a visitor could take them for statements of the page. */
export function claimsSection(facts: CredentialFacts, language: Language): string {
  const words = WORDS[language]
  const { title, issuer, recipientName, issued, expires, id } = facts
  const day = (instant: string | undefined): string =>
    instant === undefined ? '…' : dayInWords(instant, language)
  const dates = issued === undefined && expires === undefined ? undefined : `${day(issued)} – ${day(expires)}`
  const rows: readonly (readonly [string, string | undefined])[] = [
    [words.name, title],
    [words.rows.issuer, issuer.name],
    [words.rows.recipient, recipientName],
    [words.rows.validity, dates],
    [words.identifier, id],
  ]
  const list = rows
    .filter((row): row is readonly [string, string] => row[1] !== undefined && row[1] !== '')
    .map(([name, value]) => `<dt>${name}</dt><dd><bdi>“${escapeMarkup(clip(value))}”</bdi></dd>`)
  return list.length === 0
    ? ''
    : `<section class="claims"><h2>${words.claims}</h2><p>${words.claimsNote}</p><dl>${list.join('')}</dl></section>`
}

const NOT_SHOWN: Readonly<Record<Language, string>> = {
  en: 'Further credentials in this file, which are not shown',
  de: 'Weitere Nachweise in dieser Datei, die nicht gezeigt werden',
  fr: 'Autres attestations de ce fichier, qui ne sont pas affichées',
}

/** Says how many credentials of a file the page leaves out. */
export function restNote(more: number, language: Language): string {
  return more === 0 ? '' : `<p>${NOT_SHOWN[language]}: ${more}</p>`
}

function clip(text: string): string {
  return text.length <= MAXIMUM_LENGTH ? text : `${text.slice(0, MAXIMUM_LENGTH)}…`
}
