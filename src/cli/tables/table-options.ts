/** The format of a file by its name, and the layout of a CSV. */
import { extname } from 'node:path'
import type { CsvOptions } from '../../bulk/index.js'
import { CallError } from '../io/shell.js'

/** File extension → table format. Any other file is one credential. */
export type InputForm = 'credential' | 'csv' | 'ndjson'

const FORMS: Readonly<Record<string, InputForm>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
}

const SPREADSHEETS: ReadonlySet<string> = new Set(['.xlsx', '.xls', '.ods', '.numbers'])

/** @throws CallError for a spreadsheet in its own format */
export function inputForm(input: string): InputForm {
  const extension = extname(input).toLowerCase()
  if (SPREADSHEETS.has(extension)) {
    throw new CallError(
      `${input} is a spreadsheet file, which laurel cannot read`,
      'Save the sheet as "CSV UTF-8", and use that file.',
    )
  }
  return FORMS[extension] ?? 'credential'
}

/** @throws CallError for a file that is not a table */
export function tableForm(input: string): 'csv' | 'ndjson' {
  const form = inputForm(input)
  if (form !== 'credential') return form
  throw new CallError(`${input} is not a table`, 'Give a .csv, .tsv, .txt, .ndjson or .jsonl file.')
}

/** The layout of a CSV, from the options --delimiter and --encoding. */
export function csvOptions({ delimiter, encoding }: CsvLayout): CsvOptions {
  return {
    ...(delimiter === undefined ? {} : { delimiter: readDelimiter(delimiter) }),
    ...(encoding === undefined ? {} : { encoding }),
  }
}

interface CsvLayout {
  readonly delimiter?: string
  readonly encoding?: 'utf-8' | 'latin1'
}

/** A shell passes `\t` as two characters. */
function readDelimiter(text: string): ',' | ';' | '\t' | '|' {
  const mark = text === '\\t' || text.toLowerCase() === 'tab' ? '\t' : text
  if (mark === ',' || mark === ';' || mark === '\t' || mark === '|') return mark
  throw new CallError(`--delimiter ${JSON.stringify(text)} is not allowed`, 'Write one of "," ";" "|" tab.')
}
