/** `laurel mapping init`: guesses the mapping of a table, prints it, and writes it after a confirmation. */
import { stat } from 'node:fs/promises'
import { Command, Option } from 'commander'
import { writeFile } from '../../bulk/files/write-file.js'
import { type Guess, guessMapping, type Meaning } from '../../bulk/guess/guess-mapping.js'
import { firstRows } from '../../bulk/guess/infer-mapping.js'
import { readCsv, readNdjson } from '../../bulk/index.js'
import { listed, shortened } from '../../bulk/table/phrases.js'
import { untilAborted } from '../../bulk/tasks/until-aborted.js'
import { CallError, type CommandOf, GOOD, type Shell, WRONG } from '../io/shell.js'
import { jsonLine, safe } from '../io/terminal-text.js'
import { refuseEmptyTable } from './refuse-empty-table.js'
import { csvOptions, tableForm } from './table-options.js'

interface Options {
  readonly out: string
  readonly yes?: true
  readonly delimiter?: string
  readonly encoding?: 'utf-8' | 'latin1'
  readonly json?: true
}

/** The number of rows that are read. */
const ROWS = 1000

export const mappingCommand: CommandOf = (shell, done) =>
  new Command('mapping')
    .description('Make a mapping from the columns of a table to the members of a badge.')
    .addCommand(
      new Command('init')
        .description(
          'Guess a mapping from the names of the columns (en, de, fr, es, nl) and from the first rows.',
        )
        .argument('<table>', 'a table (.csv, .tsv, .txt, .ndjson, .jsonl)')
        .option('-o, --out <file>', 'the file for the mapping, which must not exist', 'map.json')
        .option('--yes', 'write the file without a question; needed without a terminal')
        .option('--delimiter <mark>', 'the separator of cells: , ; | or tab (default: found in the header)')
        .addOption(new Option('--encoding <name>', 'the encoding of a CSV').choices(['utf-8', 'latin1']))
        .option('--json', 'print one JSON line')
        .addHelpText(
          'after',
          `
Examples:
  laurel mapping init graduates.csv
  laurel mapping init graduates.csv --out spring.json --yes

Check the guess: a wrong key or a wrong order of day and month makes wrong badges. docs/mapping.md describes the language.
`,
        )
        .action(async (table: string, options: Options) => done(await init(shell, table, options))),
    )

async function init(shell: Shell, table: string, options: Options): Promise<number> {
  const { out, json = false } = options
  const isThere = await stat(out).then(
    () => true,
    () => false,
  )
  if (isThere) throw new CallError(`${out} exists already`, 'Nothing is overwritten. Give another --out.')
  const isCsv = tableForm(table) === 'csv'
  await refuseEmptyTable(shell, table, isCsv, csvOptions(options))
  const source = isCsv ? readCsv(table, csvOptions(options)) : readNdjson(table)
  const { rows, columns } = await untilAborted(firstRows(source, ROWS), shell.signal)
  const { mapping, guesses, unused } = guessMapping(columns, rows)
  if (!json) for (const guess of guesses) shell.out(safe`  ${guess.column}: ${textOf(guess)}\n`)
  if (!json && unused.length > 0) shell.out(safe`  not used: ${listed(unused)}\n`)
  if (mapping === undefined) {
    throw new CallError(
      `no column of ${table} names the recipient`,
      `Its columns are: ${listed(columns)}. Write the mapping by hand, with "recipient": { "email": "{COLUMN}" }.`,
    )
  }
  if (options.yes !== true) {
    if (shell.ask === undefined || json)
      throw new CallError(
        'there is no terminal for the confirmation',
        'Add --yes to write it, and check the file.',
      )
    const answer = await untilAborted(shell.ask(safe`Write this mapping to ${out}? [y/N] `), shell.signal)
    if (!/^\s*y(?:es)?\s*$/i.test(answer)) {
      shell.out(safe`Nothing was written.\n`)
      return WRONG
    }
  }
  await writeFile(out, `${JSON.stringify(mapping, undefined, 2)}\n`, { exclusive: true })
  if (json) shell.out(jsonLine({ file: out, mapping, guesses, unused }))
  else
    shell.out(
      safe`${out}: check the mapping, then use it with "laurel issue ${table} --map ${out} … --dry-run"\n`,
    )
  return GOOD
}

const PLACES: Readonly<Record<Meaning, string>> = {
  email: 'the e-mail address of the recipient (salted and hashed in the badge)',
  did: 'the DID of the recipient',
  name: 'the name of the recipient, in plain text',
  first: 'the first part of the name, in plain text',
  last: 'the last part of the name, in plain text',
  key: 'the key, which must always mean the same person, and not a row number',
  start: 'the start of validity (validFrom)',
  end: 'the end of validity (validUntil); a day means its end, in UTC without "zone"',
  course: 'the course',
  result: 'a result',
}

const RECIPES = { course: 'Several achievements in one table', result: 'Marks and points' } as const

const DOUBTS = {
  no_address: 'its title suggests e-mail addresses, but the cells have none; it is not used',
  no_did: 'its title suggests DIDs, but the cells have none; it is not used',
  not_unique: 'its title suggests keys, but some cells are empty or equal; the recipient is the key',
  no_name: 'its title suggests names, but the cells have numbers or addresses; it is not used',
  no_date:
    'its title suggests dates, but most cells are not dates, or the order of day and month differs; it is not used',
} as const

function textOf({ meaning, format, doubt }: Guess): string {
  if (doubt === 'by_hand')
    return `may be ${PLACES[meaning]}; it is not used, because only you know its place: see "${RECIPES[meaning as keyof typeof RECIPES]}" in docs/mapping.md`
  if (typeof doubt === 'string') return DOUBTS[doubt]
  const place = format === undefined ? PLACES[meaning] : `${PLACES[meaning]}, as ${format}`
  if (doubt === undefined) return place
  if ('cell' in doubt)
    return `${place}; "${shortened(doubt.cell)}" is not such a date, and its row is refused until you correct it`
  return `${PLACES[meaning]}; day and month are not clear, so write one of these into the mapping: "format": ${doubt.formats.map((each) => `"${each}"`).join(' or ')}`
}
