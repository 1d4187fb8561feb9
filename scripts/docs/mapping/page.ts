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
} from '../../../src/bulk/mapping/mapping-language.js'
import { readCell } from '../../../src/bulk/table/read-cell.js'

const NOTE =
  '<!-- Made by `npm run generate` from src/bulk/mapping/mapping-language.ts and scripts/docs/mapping. Do not edit. -->\n'

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

/** Marks of a table in the badges: table, what the achievement says of them, mapping, and the result of the first row. */
export const MARKS = {
  table: 'no;email;Punkte\nS1;ada@example.org;87,50\nS2;linus@example.org;48\n',
  achievement: {
    resultDescription: [
      {
        id: 'https://example.edu/achievements/rust#points',
        type: ['ResultDescription'],
        name: 'Points of the exam',
        resultType: 'RawScore',
        valueMin: '0',
        valueMax: '100',
        requiredValue: '50',
      },
    ],
  },
  mapping: {
    key: '{no}',
    recipient: { email: '{email}' },
    columns: {
      points: { header: 'Punkte', type: 'number', decimal: ',', minimum: 0, maximum: 100, required: true },
    },
    credential: {
      credentialSubject: {
        result: [
          {
            type: ['Result'],
            resultDescription: 'https://example.edu/achievements/rust#points',
            value: '{points|text}',
          },
        ],
      },
    },
  },
  result: [
    {
      type: ['Result'],
      resultDescription: 'https://example.edu/achievements/rust#points',
      value: '87.50',
    },
  ],
} as const

/** Each row of a table names its achievement. */
export const COURSES = { id: 'https://example.edu/courses/{course|slug}', name: '{course}' } as const

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

- A text that is one column alone takes its value with its type: \`"{score}"\` becomes \`87.5\`. In a longer text it becomes text,
  a number with the figures of the table: \`3,0\` becomes \`3.0\`. In \`key\`, \`recipient\` and \`achievement\` it becomes
  \`3\`, so that one number makes one id.
- An empty cell takes away the member or the item that it would have filled. An object or list inside
  goes with it if all its columns are empty. The fixed members of \`credential\`, \`credentialSubject\` and \`achievement\` stay.
- An e-mail address in a key (a column of type \`email\`, or the recipient's address) is compared without ASCII capitals:
  \`ADA@example.org\` and \`ada@example.org\` are one row.
- \`{{\` and \`}}\` stand for braces. A dollar sign right before a column (\`$\` and \`{email}\`) is refused.
- A bar and a filter change the text: \`{name|upper}\`.

| filter | meaning | cell | becomes |
| --- | --- | --- | --- |
${Object.entries(FILTER_MEANINGS)
  .map(([name, { means, cell, text }]) => `| \`${name}\` | ${means} | \`${cell}\` | \`${text}\` |`)
  .join('\n')}

## Columns

${keys(COLUMN_KEYS)}

Blanks around a cell are left out. Text with characters that a wrong decoding left behind is a fault. A list or an object in
a row of NDJSON goes as it is into a column of plain text; elsewhere it is a fault, except a list in a column with \`separator\`. A
rule that has no effect on the type of its column is a fault of the mapping.

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

Unambiguous dates need no \`format\`. The names of months and days may be English, German, French, Spanish
or Dutch. A time without an offset is in the \`zone\` of the column, or else in UTC. A time that the clocks of the zone skip or
repeat on that day is a fault.

A day becomes its midnight, in UTC. In the column that fills \`validUntil\` it becomes its last second, so that the badge is valid
through that day: \`2026-07-01T23:59:59Z\`, or with the \`zone\` \`Europe/Berlin\` \`2026-07-01T23:59:59+02:00\`.
\`"endOfDay": false\` makes it midnight there too.

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

## Marks and points

\`result\` of \`credentialSubject\` takes the marks of a table, and \`resultDescription\` of the achievement says what they mean.
The table:

\`\`\`csv
${MARKS.table.trimEnd()}
\`\`\`

In the achievement:

\`\`\`json
${JSON.stringify(MARKS.achievement, undefined, 2)}
\`\`\`

The mapping. A \`value\` is text, so the placeholder has the filter \`text\`:

\`\`\`json
${JSON.stringify(MARKS.mapping, undefined, 2)}
\`\`\`

The badge of the first row then has:

\`\`\`json
${JSON.stringify({ result: MARKS.result }, undefined, 2)}
\`\`\`

A value that is no number is a fault where the description has numbers (\`valueMin\`, \`valueMax\`, \`requiredValue\`) or a type of
numbers. A result below \`requiredValue\` or \`requiredLevel\` is signed with a warning: a dry run and each run say how many rows
have it, and name the first. [ResultType](vocabularies.md#resulttype) lists the values of \`resultType\`.

Where less is better, as with German marks, or where marks are words or letters, list them from the worst to the best in
\`allowedValue\`, and write no \`valueMin\` and \`valueMax\`: \`"allowedValue": ["5", "4", "3", "2", "1"], "requiredValue": "4"\`.

## Several achievements in one table

With another \`id\`, each course of a table is an achievement of its own:

\`\`\`json
${JSON.stringify({ achievement: COURSES }, undefined, 2)}
\`\`\`

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
