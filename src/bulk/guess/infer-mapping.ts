/** The mapping of a table whose columns have usual names, for callers without a mapping. */

import type { Mapping } from '../mapping/mapping.js'
import type { Column } from '../table/cell.js'
import { listed, shortened } from '../table/phrases.js'
import { type CsvOptions, readCsv } from '../table/read-csv.js'
import { readNdjson } from '../table/read-ndjson.js'
import { columnName, type Row, type RowIssue, tableInvalid } from '../table/row.js'

/** Column of the table, by meaning; the first name that the table has counts. */
const NAMES = {
  email: ['email', 'e-mail', 'mail', 'email_address', 'Email', 'E-Mail'],
  did: ['did', 'DID', 'recipient_id'],
  name: ['name', 'full_name', 'Name'],
  key: ['key', 'student_no', 'student_id', 'enrolment_id'],
  date: ['date', 'completed', 'valid_from', 'validFrom', 'awarded'],
} as const

/** Such a column may number persons or rows. Only the owner of the table knows which. */
const UNCLEAR = 'id'

/** The number of rows whose members are read. A row of NDJSON may lack some members. */
const ROWS = 100

/**
 * The first rows of a table, and their columns. Rows that cannot be read are skipped, because the run reports them.
 * @throws OpenBadgeError `table_invalid` if none of them can be read
 */
export async function firstRows(
  table: AsyncIterable<Row>,
  most: number,
): Promise<{ readonly rows: readonly Row[]; readonly columns: readonly string[] }> {
  const rows: Row[] = []
  const columns = new Set<string>()
  let fault: RowIssue | undefined
  let seen = 0
  for await (const row of table) {
    fault ??= row.issues?.[0]
    for (const name of Object.keys(row.values)) columns.add(name)
    if (row.issues === undefined) rows.push(row)
    if (++seen === most) break
  }
  if (columns.size === 0 && fault !== undefined) {
    const { row, message, hint } = fault
    throw tableInvalid(`row ${row}: ${message.replace(/\.$/, '')}`, {
      row,
      ...(hint === undefined ? {} : { hint }),
    })
  }
  return { rows, columns: [...columns] }
}

export interface InferOptions extends CsvOptions {
  /** The column that distinguishes rows. */
  readonly key?: string
}

/**
 * @throws OpenBadgeError `table_invalid` when neither an e-mail nor a DID column is found, when a column may or may not be
 * the key, or when there is no column `key`
 */
export async function inferMapping(
  path: string,
  isCsv: boolean,
  { key: chosen, ...options }: InferOptions = {},
): Promise<Mapping> {
  const { columns: present } = await firstRows(isCsv ? readCsv(path, options) : readNdjson(path), ROWS)
  const column = (meaning: keyof typeof NAMES): string | undefined =>
    NAMES[meaning].find((name) => present.includes(name))
  const [email, did, name, guessed, date] = (['email', 'did', 'name', 'key', 'date'] as const).map(column)
  const named = keyOf(present, guessed, chosen)
  // The recipient is the key by default.
  const key = named === (did ?? email) ? undefined : named
  if (email === undefined && did === undefined) {
    throw tableInvalid('it has neither a column "email" nor a column "did"', {
      row: 1,
      hint: `Its columns are: ${listed(present)}. Write a mapping (mapping, --map) that says which column names the recipient; "laurel mapping init" makes a draft.`,
    })
  }
  const columns: Record<string, Column> = {}
  if (email !== undefined) columns[email] = { type: 'email' }
  if (did !== undefined) columns[did] = { type: 'did' }
  if (date !== undefined) columns[date] = { type: 'date' }
  return {
    ...(key === undefined ? {} : { key: `{${key}}` }),
    recipient: {
      ...(email === undefined ? {} : { email: `{${email}}` }),
      ...(did === undefined ? {} : { id: `{${did}}` }),
      ...(name === undefined ? {} : { name: `{${name}}` }),
    },
    columns,
    ...(date === undefined ? {} : { credential: { validFrom: `{${date}}` } }),
  }
}

/** The column that distinguishes rows, or `undefined` for the recipient. A wrong guess would give one person's badge to another. */
function keyOf(
  present: readonly string[],
  guessed: string | undefined,
  chosen: string | undefined,
): string | undefined {
  if (chosen !== undefined) {
    if (present.includes(columnName(chosen))) return columnName(chosen)
    throw tableInvalid(`it has no column "${shortened(chosen)}"`, {
      row: 1,
      hint: `Its columns are: ${listed(present)}.`,
    })
  }
  if (guessed !== undefined || !present.includes(UNCLEAR)) return guessed
  throw tableInvalid(`the column "${UNCLEAR}" may number persons or rows`, {
    row: 1,
    column: UNCLEAR,
    hint: `Name the column of the key (key, --row-key): "${UNCLEAR}" if a number always means the same person, else the column of the address. Use the same column in each run: the ids of the badges depend on it.`,
  })
}
