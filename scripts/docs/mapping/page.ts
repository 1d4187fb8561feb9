/** `docs/mapping.md`: every key, type, format and filter of mappings, from the tables in `src/bulk`. */
import { DATE_FORMATS } from '../../../src/bulk/dates/date-formats.js'
import {
  COLUMN_KEYS,
  COLUMN_TYPES,
  FILTER_MEANINGS,
  type Key,
  MAPPING_KEYS,
  RECIPIENT_KEYS,
  RECORD_KEYS,
} from '../../../src/bulk/mapping/language.js'
import { readCell } from '../../../src/bulk/table/column.js'

const NOTE =
  '<!-- Made by `npm run generate` from src/bulk/mapping/language.ts and scripts/docs/mapping. Do not edit. -->\n'

/** A mapping with most of the language. */
export const EXAMPLE = {
  key: '{student_no}',
  recipient: { email: '{email}', name: '{name}' },
  columns: {
    student_no: { header: 'Matrikelnummer', required: true },
    email: { header: 'E-Mail', type: 'email', required: true },
    name: { header: 'Vollständiger Name' },
    passed: { header: 'Abschlussdatum', type: 'date', format: 'DD.MM.YYYY' },
    score: { header: 'Ergebnis', type: 'number', unit: '%', decimal: ',', minimum: 0, maximum: 100 },
    thesis: { type: 'url' },
  },
  validFor: 'P3Y',
  credential: {
    validFrom: '{passed}',
    evidence: [{ id: '{thesis}', type: ['Evidence'], name: 'Thesis of {name|upper}, {score} points' }],
  },
} as const

/** Dates that need no format, with what they become. */
const DATES = [
  '2026-07-01',
  '2026-07-01T09:30:00+02:00',
  '2026-07-01 09:30',
  '2026-07-01 09:30:00 UTC',
  '1 July 2026',
  'July 1, 2026',
  'Wednesday, 1 July 2026, 9:30 AM',
  'Mittwoch, 1. Juli 2026, 09:30',
  'mercredi 1 juillet 2026, 09:30',
  'miércoles, 1 de julio de 2026, 09:30',
  'woensdag 1 juli 2026, 09:30',
]

export function mappingPage(): string {
  return `# Mappings

${NOTE}
A mapping says which column of a table fills which member of a credential. It is a JSON file (\`--map map.json\`), or the option
\`mapping\` of \`issueBatch\`. \`laurel mapping init table.csv\` writes one for your table. Editors check and complete a file
that begins with \`"$schema": "./node_modules/laurel/schemas/mapping.json"\`.

\`\`\`json
${JSON.stringify(EXAMPLE, undefined, 2)}
\`\`\`

## The mapping

${keys(MAPPING_KEYS)}

\`"$schema"\` is ignored.

## The recipient

${keys(RECIPIENT_KEYS)}

A row needs a value for \`email\` or \`id\`.

## Templates

The texts of \`key\`, \`recipient\`, \`credential\`, \`achievement\` and \`record\` are templates: \`{passed}\` stands for the cell
of the column \`passed\`.

- A text that is one column alone takes its value with its type: \`"{score}"\` becomes \`87.5\`. In a longer text it becomes text.
- An empty cell takes away the member or the item that it would have filled. An object or list whose columns are all empty goes
  with it.
- \`{{\` and \`}}\` stand for braces.
- A bar and a filter change the text: \`{name|upper}\`.

| filter | meaning | cell | becomes |
| --- | --- | --- | --- |
${Object.entries(FILTER_MEANINGS)
  .map(([name, { means, cell, text }]) => `| \`${name}\` | ${means} | \`${cell}\` | \`${text}\` |`)
  .join('\n')}

## Columns

${keys(COLUMN_KEYS)}

Blanks around a cell are left out. Text with characters that a wrong decoding left behind is a fault.

## Types

| type | cells | cell | becomes |
| --- | --- | --- | --- |
${Object.entries(COLUMN_TYPES)
  .map(
    ([name, { means, cell, value }]) =>
      `| \`${name}\` | ${means} | \`${cell}\` | \`${JSON.stringify(value)}\` |`,
  )
  .join('\n')}

## Dates

Dates that say themselves what they are need no \`format\`. The names of months and days may be English, German, French, Spanish
or Dutch. A time without an offset is in the \`zone\` of the column, or else in UTC.

| cell | becomes |
| --- | --- |
${DATES.map((cell) => `| \`${cell}\` | \`${dateOf(cell)}\` |`).join('\n')}

Nobody can tell 1 July from 7 January in other figures, so the mapping must state their order. A time may stand behind them, as in
time stamps of forms: \`7/1/2026 14:05:33\`.

| \`format\` | 1 July 2026 |
| --- | --- |
${Object.entries(DATE_FORMATS)
  .map(([format, example]) => `| \`${format}\` | \`${example}\` |`)
  .join('\n')}

## Gradebooks

The rows "Points Possible" and "Manual Posting" below the header of a Canvas gradebook are of no learner, and are left out. They
count as rows in messages, as in the spreadsheet.

## Records

With \`record\`, \`laurel issue\` and \`issueRecords\` also collect the badges of each learner in a record
([recipe](cookbook/records.md#a-record-for-each-learner-of-a-table)).

${keys(RECORD_KEYS)}
`
}

function keys(table: Readonly<Record<string, Key>>): string {
  const rows = Object.entries(table).map(([name, { means, example, isRequired }]) => {
    const required = isRequired === true ? ' Required.' : ''
    return `| \`${name}\` | ${means}${required} | \`${JSON.stringify(example).replaceAll('|', '\\|')}\` |`
  })
  return `| key | meaning | example |\n| --- | --- | --- |\n${rows.join('\n')}`
}

function dateOf(text: string): string {
  const cell = readCell({ type: 'date' }, text)
  if ('fault' in cell) throw new Error(`docs/mapping.md has a date that is none: ${text}`)
  return String(cell.value)
}
