/** Writes the rows of a report as a table. */
import type { Language } from '../../verify/messages/sentence.js'
import type { Report } from '../../verify/report/report.js'
import { escapeMarkup } from '../facts/escape.js'
import { NOT_ASKED } from '../words/visitor-words.js'
import { WORDS } from '../words/words.js'
import { visitorSentence } from './verdict.js'

/** The roles are explicit, because narrow screens show the table as blocks. */
export function checksTable(report: Report, language: Language): string {
  const words = WORDS[language]
  const rows = report.checks
    .filter(({ code }) => !NOT_ASKED.includes(code))
    .map(
      (row) =>
        `<tr role="row"><th role="rowheader" scope="row">${words.rows[row.id]}</th>` +
        `<td role="cell" class="${row.outcome}">${words.outcomes[row.outcome]}</td>` +
        `<td role="cell">${escapeMarkup(visitorSentence(row, language))}</td></tr>`,
    )
  const head =
    `<tr role="row"><th role="columnheader" scope="col">${words.check}</th>` +
    `<th role="columnheader" scope="col">${words.result}</th><td role="cell"></td></tr>`
  return (
    `<section><h2 id="checks">${words.checks}</h2><table role="table" aria-labelledby="checks">` +
    `<thead role="rowgroup">${head}</thead><tbody role="rowgroup">${rows.join('')}</tbody></table></section>`
  )
}
