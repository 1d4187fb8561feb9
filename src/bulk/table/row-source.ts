/** The sources of rows for a run: a CSV or NDJSON file, or objects of the caller. */

import { createHash } from 'node:crypto'
import { bytesOf, refuseNoFile } from '../files/byte-source.js'
import { type CsvBlock, parseCsv } from './parse-csv.js'
import { ndjsonBlocks } from './read-ndjson.js'
import { type Row, rowWith, withRemedy } from './row.js'
import { type CsvOptions, checkCsvOptions, splitCsv } from './split-csv.js'

/** Rows that were read, or CSV text that the planner reads. */
export type RowBlock = readonly Row[] | CsvBlock

export function rowCount(block: RowBlock): number {
  return 'bytes' in block ? block.count : block.length
}

/** The names of the columns in the first row. */
export function columnsOf(block: RowBlock): readonly string[] {
  return 'bytes' in block ? block.columns : Object.keys(block[0]?.values ?? {})
}

export function rowsOf(block: RowBlock): readonly Row[] {
  return 'bytes' in block ? parseCsv(block) : block
}

/** A source of rows. */
export interface RowSource {
  /**
   * Yields blocks of rows in order; called once for each run.
   * @internal
   */
  readonly blocks: () => AsyncIterable<RowBlock>
  /** Whether each row has the same columns. Then a name that the first row lacks is a mistake in the mapping. */
  readonly fixedColumns: boolean
  /** SHA-256 of the content in hexadecimal, for a file. */
  readonly digest?: () => Promise<string>
  /** The path of the file, if there is one. */
  readonly path?: string
}

/** The number of rows of a chunk, which is planned, signed and committed as one. */
export const CHUNK = 500

/**
 * Names a CSV file as the source of a batch.
 *
 * @param path - Path of the file.
 * @param options - As for `readCsv`.
 * @returns A source for `issueBatch`.
 * @example
 * const source = csvSource(table, { delimiter: ',' })
 */
export function csvSource(path: string, options: CsvOptions = {}): RowSource {
  refuseNoPath('csvSource', path)
  checkCsvOptions('csvSource', options)
  return {
    blocks: () => fileBlocks(path, () => splitCsv(path, options, CHUNK)),
    fixedColumns: true,
    digest: () => digestOf(path),
    path,
  }
}

/**
 * Names an NDJSON file as the source of a batch.
 *
 * @param path - Path of the file.
 * @returns A source for `issueBatch`.
 * @example
 * const source = ndjsonSource('graduates.ndjson')
 */
export function ndjsonSource(path: string): RowSource {
  refuseNoPath('ndjsonSource', path)
  const blocks = (): AsyncIterable<RowBlock> => fileBlocks(path, () => ndjsonBlocks(path, CHUNK))
  return { blocks, fixedColumns: false, digest: () => digestOf(path), path }
}

/**
 * Makes the source of a batch from objects, such as rows of a database. To resume a run, it must give the same rows again.
 *
 * @param items - A function that returns an iterable or async iterable of plain objects.
 * @returns A source for `issueBatch`.
 * @example
 * const source = rowsFrom(() => [{ email: 'ada@example.org', name: 'Ada Lovelace' }])
 */
export function rowsFrom(items: () => AsyncIterable<object> | Iterable<object>): RowSource {
  if (typeof items !== 'function')
    throw new TypeError('rowsFrom: pass a function that gives the rows, such as () => rows')
  return { blocks: () => blocksOf(items()), fixedColumns: false }
}

function refuseNoPath(caller: string, path: unknown): void {
  if (typeof path !== 'string' || path === '')
    throw new TypeError(`${caller}: pass the path of the file; for rows in memory use rowsFrom(() => rows)`)
}

async function* fileBlocks(path: string, read: () => AsyncIterable<RowBlock>): AsyncGenerator<RowBlock> {
  refuseNoFile(path)
  yield* read()
}

async function* blocksOf(items: unknown): AsyncGenerator<readonly Row[]> {
  let block: Row[] = []
  let row = 0
  for await (const item of iterableOf(items)) {
    block.push(rowOf(item, ++row))
    if (block.length === CHUNK) {
      yield block
      block = []
    }
  }
  if (block.length > 0) yield block
}

/** @throws TypeError */
function iterableOf(items: unknown): AsyncIterable<unknown> | Iterable<unknown> {
  const isIterable =
    typeof items === 'object' && items !== null && (Symbol.iterator in items || Symbol.asyncIterator in items)
  if (isIterable) return items as Iterable<unknown>
  const found = items instanceof Promise ? 'a Promise' : items === null ? 'null' : typeof items
  throw new TypeError(
    `rowsFrom: the function gave ${found}; it must give an array or another iterable of objects, such as () => rows`,
  )
}

function rowOf(item: unknown, row: number): Row {
  if (typeof item === 'object' && item !== null && !Array.isArray(item))
    return rowWith(row, item as Row['values'])
  const hint = 'Give one object for each row, with a member for each column.'
  const fault = withRemedy({ row, code: 'json_invalid', message: 'The row is not an object.', hint })
  return { row, values: {}, issues: [fault] }
}

async function digestOf(path: string): Promise<string> {
  refuseNoFile(path)
  const hash = createHash('sha256')
  for await (const bytes of bytesOf(path)) hash.update(bytes)
  return hash.digest('hex')
}
