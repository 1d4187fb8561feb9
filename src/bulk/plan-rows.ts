/** Makes the plan: each row becomes a checked and canonicalised credential before anything is signed, and duplicates are found. */

import { AddressRows } from './ids/address-rows.js'
import { CHUNK_MAXIMUM, PlannedIds } from './ids/planned-ids.js'
import { type Mapping, parseMapping } from './mapping/mapping.js'
import { ErrorReport } from './plan/error-report.js'
import { MissingMembers } from './plan/missing-members.js'
import type { PlannedChunks } from './plan/planned-chunks.js'
import { dropChangedKeys, type OtherKeys, refuseRows } from './plan/refused-rows.js'
import { type RowWarning, RowWarnings } from './plan/row-warnings.js'
import { refuseMistyped, refuseShared } from './plan/shared-fault.js'
import { checkedColumns, unusedColumns } from './plan/unused-columns.js'
import type { RowIssue } from './table/row.js'
import { columnsOf, type RowBlock, type RowSource, rowCount } from './table/row-source.js'
import { type OnProgress, ProgressMeter } from './tasks/progress.js'
import { BAD, DROPPED, NEW, type PlanResult, type PlanTask, RENEWED, UNCHANGED } from './tasks/tasks.js'
import { itemsUntilAborted } from './tasks/until-aborted.js'
import { inOrder, type Pool } from './workers/pool.js'

export interface Plan {
  readonly chunks: PlannedChunks
  /** Rows of the source, with the rejected ones. */
  readonly positions: number
  readonly rejected: number
  /** For tables whose rows have the same columns: those that the mapping uses, and those that it does not. */
  readonly usedColumns: readonly string[]
  readonly unusedColumns: readonly string[]
  /** Of those that it uses: those that it only checks. */
  readonly checkedColumns: readonly string[]
  /** The number of findings in all rejected rows. */
  readonly issues: number
  /** The first findings, to show them to people. */
  readonly firstIssues: readonly RowIssue[]
  readonly warnings: readonly RowWarning[]
  readonly toSign: number
  /** How many of them are badges with changed content, and badges that are only signed again. */
  readonly replaced: number
  readonly renewed: number
  readonly unchanged: number
  readonly highestNumber: number
  /** How many status numbers were reserved one after the other. */
  readonly reserved: number | undefined
  /** Ids of the achievements in the source. */
  readonly achievements: ReadonlySet<string>
  /** Whether a new row would get a status number that an issued badge has. */
  readonly conflict: boolean
}

export interface PlanOptions {
  readonly source: RowSource
  readonly pool: Pool
  /** Gets the planned chunks. */
  readonly chunks: PlannedChunks
  readonly mapping: Mapping
  /** The first of the status numbers that are reserved one after the other. */
  readonly firstNumber?: number
  /** Accepts another recipient for a known key, as a correction. */
  readonly replace?: boolean
  /** Addresses of the badges that are issued. Absent if the mapping has one kind of key. */
  readonly issued?: AddressRows
  /** To find recipients with a badge under another key. Absent if the batch has no badge yet. */
  readonly otherKeys?: OtherKeys
  /** The folder for the report of findings. */
  readonly folder: string
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

const FIRST = 20

/** @throws OpenBadgeError `mapping_invalid`, `table_invalid`, `file_failed`; `model_invalid` for a fault that all rows share */
export async function planRows(options: PlanOptions): Promise<Plan> {
  const report = new ErrorReport(options.folder)
  try {
    return await gather(options, report)
  } catch (error) {
    await report.discard()
    throw error
  }
}

async function gather(options: PlanOptions, report: ErrorReport): Promise<Plan> {
  const { pool, chunks, signal } = options
  const meter = new ProgressMeter(options.onProgress, 'plan')
  const ids = new PlannedIds((chunk) => chunks.at(chunk))
  const persons = options.issued && { issued: options.issued, planned: new AddressRows() }
  const firstIssues: RowIssue[] = []
  const warnings = new RowWarnings()
  const counts: Counts = { ...NO_ROWS }
  let positions = 0
  let conflict = false
  const achievements = new Set<string>()
  const numbering = { next: options.firstNumber ?? 0 }
  const table: Header = { columns: [] }
  const work = options.firstNumber === undefined ? tasks(options, table) : numbered(options, numbering, table)
  for await (const planned of inOrder(work, pool.width, pool.plan)) {
    for (const id of planned.achievements) achievements.add(id)
    refuseMistyped(planned.issues, options.mapping)
    if (chunks.length === 0) refuseShared(planned)
    const found = refuseRows(planned, ids, persons, options.replace === true, options.otherKeys?.isRevoked)
    const { issues } = found
    countRows(planned, counts)
    for (const warning of found.warnings) warnings.add(warning)
    positions += planned.flags.length
    conflict ||= planned.conflict
    await report.add(issues)
    if (firstIssues.length < FIRST) firstIssues.push(...issues.slice(0, FIRST - firstIssues.length))
    chunks.add(planned)
    meter.at(positions, counts.rejected)
  }
  signal?.throwIfAborted()
  // Which badges have no row any more is known only now.
  if (options.otherKeys !== undefined && counts.toSign > counts.replaced + counts.renewed) {
    for (const found of dropChangedKeys(chunks, options.otherKeys, options.replace === true)) {
      const issues = found.filter(({ severity }) => severity !== 'warning')
      for (const issue of found) if (issue.severity === 'warning') warnings.add(issue)
      await report.add(issues)
      if (firstIssues.length < FIRST) firstIssues.push(...issues.slice(0, FIRST - firstIssues.length))
    }
    Object.assign(counts, NO_ROWS)
    for (const chunk of chunks) countRows(chunk, counts)
  }
  await report.finish()
  meter.at(positions, counts.rejected, true)
  const unused = unusedColumns(options.mapping, table.columns)
  return {
    ...counts,
    chunks,
    positions,
    usedColumns: table.columns.filter((name) => !unused.includes(name)),
    unusedColumns: unused,
    checkedColumns: checkedColumns(options.mapping, table.columns),
    issues: report.count,
    firstIssues,
    warnings: warnings.list(),
    reserved: options.firstNumber === undefined ? undefined : numbering.next - options.firstNumber,
    achievements,
    conflict,
  }
}

type Counts = {
  -readonly [name in
    | 'rejected'
    | 'toSign'
    | 'replaced'
    | 'renewed'
    | 'unchanged'
    | 'highestNumber']: Plan[name]
}

const NO_ROWS: Readonly<Counts> = {
  rejected: 0,
  toSign: 0,
  replaced: 0,
  renewed: 0,
  unchanged: 0,
  highestNumber: -1,
}

function countRows({ flags, reasons, numbers }: PlanResult, counts: Counts): void {
  for (let i = 0; i < flags.length; i++) {
    if (flags[i] === BAD || flags[i] === DROPPED) {
      counts.rejected++
      continue
    }
    if (flags[i] === UNCHANGED) counts.unchanged++
    else {
      counts.toSign++
      if (reasons[i] === RENEWED) counts.renewed++
      else if (reasons[i] !== NEW) counts.replaced++
    }
    counts.highestNumber = Math.max(counts.highestNumber, numbers[i]!)
  }
}

/** The result is known when the first rows are read. */
interface Header {
  columns: readonly string[]
}

async function* tasks({ source, mapping, signal }: PlanOptions, table: Header): AsyncGenerator<PlanTask> {
  let position = 0
  const missing = source.fixedColumns ? undefined : new MissingMembers(mapping)
  for await (const block of itemsUntilAborted(source.blocks(), signal)) {
    if (position === 0 && source.fixedColumns) {
      table.columns = columnsOf(block)
      parseMapping(mapping, table.columns)
    }
    if (!('bytes' in block)) missing?.add(block)
    for (const rows of pieces(block)) {
      if (signal?.aborted) return
      yield { kind: 'plan', position, rows }
      position += rowCount(rows)
    }
  }
  missing?.refuse()
}

/** Gives each chunk its first status number. Rows that already have a status number are not counted. */
async function* numbered(
  options: PlanOptions,
  numbering: { next: number },
  table: Header,
): AsyncGenerator<PlanTask> {
  const { pool } = options
  const count = async (task: PlanTask): Promise<readonly [PlanTask, number]> => [task, await pool.count(task)]
  for await (const [task, reserved] of inOrder(tasks(options, table), pool.width, count)) {
    yield { ...task, firstNumber: numbering.next }
    numbering.next += reserved
  }
}

function* pieces(block: RowBlock): Generator<RowBlock> {
  if ('bytes' in block || block.length <= CHUNK_MAXIMUM) yield block
  else for (let at = 0; at < block.length; at += CHUNK_MAXIMUM) yield block.slice(at, at + CHUNK_MAXIMUM)
}
