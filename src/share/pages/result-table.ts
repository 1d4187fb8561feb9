/** The results of a credential, and the required results. */
import type { ResultView } from '../../model/reading/view.js'
import type { Language } from '../../verify/messages/sentence.js'
import { escapeMarkup } from '../facts/escape.js'
import { WORDS } from '../words/words.js'

/** Writes a section with one row for each result. The roles are explicit, because narrow screens show the table as blocks. */
export function resultTable(results: readonly ResultView[], language: Language, id: string): string {
  if (results.length === 0) return ''
  const words = WORDS[language]
  const withNeed = results.some(({ required }) => required !== undefined)
  const column = (text: string): string => `<th role="columnheader" scope="col">${text}</th>`
  const rows = results.map((result) => {
    const name = result.name ?? result.type ?? words.results
    const need = withNeed ? `<td role="cell">${needed(result.required, words.required)}</td>` : ''
    return (
      `<tr role="row"><th role="rowheader" scope="row" dir="auto">${bidi(name)}</th>` +
      `<td role="cell">${reachedIn(result, language)}</td>${need}</tr>`
    )
  })
  const head = column(words.result) + column(words.reached) + (withNeed ? column(words.required) : '')
  return (
    `<h2 id="${id}">${words.results}</h2><table class="results" role="table" aria-labelledby="${id}">` +
    `<thead role="rowgroup"><tr role="row">${head}</tr></thead>` +
    `<tbody role="rowgroup">${rows.join('')}</tbody></table>`
  )
}

/** In one line, escaped: "92 of 100 · Expert · Completed". */
export function reachedIn({ value, maximum, level, status }: ResultView, language: Language): string {
  const words = WORDS[language]
  const reached =
    value === undefined
      ? undefined
      : maximum === undefined
        ? bidi(value)
        : `${bidi(value)} ${words.of} ${bidi(maximum)}`
  const state =
    status === undefined
      ? undefined
      : escapeMarkup((Object.hasOwn(words.statuses, status) ? words.statuses[status] : undefined) ?? status)
  const parts = [reached, level === undefined ? undefined : bidi(level), state]
  return parts.filter((part) => part !== undefined).join(' · ')
}

/** Narrow screens hide the column headings and show the name of the column with each value. */
function needed(required: string | undefined, name: string): string {
  if (required === undefined) return ''
  return `<span class="label" aria-hidden="true">${name}: </span>${bidi(required)}`
}

function bidi(text: string | undefined): string {
  return text === undefined ? '' : `<bdi>${escapeMarkup(text)}</bdi>`
}
