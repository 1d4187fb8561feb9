/** The plan: every row built, validated and canonicalised before anything is signed; duplicates found. */

import { CHUNK_MAXIMUM, PlannedIds } from './ids/planned-ids.js'
import { parseMapping } from './mapping/mapping.js'
import { IssueReport } from './plan/error-report.js'
import type { RowIssue } from './table/row.js'
import { type RowBlock, type RowSource, rowCount } from './table/row-source.js'
import { type OnProgress, ProgressMeter } from './tasks/progress.js'
import { BAD, DROPPED, type PlanResult, type PlanTask, SIGN, UNCHANGED } from './tasks/tasks.js'
import { inOrder, type Pool } from './workers/pool.js'

export interface Plan {
  readonly chunks: readonly PlanResult[]
  /** Rows of the source, bad ones included. */
  readonly positions: number
  readonly rejected: number
  /** Findings in all rejected rows. */
  readonly issues: number
  /** The first findings, for people. */
  readonly firstIssues: readonly RowIssue[]
  readonly toSign: number
  readonly unchanged: number
  readonly highestNumber: number
  /** Rows without the journal knowing their status number, though it is taken. */
  readonly conflict: boolean
}

export interface PlanOptions {
  readonly source: RowSource
  readonly pool: Pool
  readonly mapping: unknown
  /** Where the report of findings goes. */
  readonly folder: string
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

const FIRST = 20

/** @throws OpenBadgeError `mapping_invalid`, `table_invalid`, `file_failed` */
export async function planRows(options: PlanOptions): Promise<Plan> {
  const report = new IssueReport(options.folder)
  try {
    return await gather(options, report)
  } catch (error) {
    await report.discard()
    throw error
  }
}

async function gather(options: PlanOptions, report: IssueReport): Promise<Plan> {
  const { pool, signal } = options
  const meter = new ProgressMeter(options.onProgress, 'plan')
  const ids = new PlannedIds()
  const chunks: PlanResult[] = []
  const firstIssues: RowIssue[] = []
  let [positions, rejected, toSign, unchanged, highestNumber] = [0, 0, 0, 0, -1]
  let conflict = false
  for await (const planned of inOrder(tasks(options), pool.width, pool.plan)) {
    const { flags, rows, numbers } = planned
    const issues = [...planned.issues]
    ids.begin(planned)
    for (let i = 0; i < flags.length; i++) {
      if (flags[i] === BAD) {
        rejected++
        continue
      }
      const earlier = ids.add(i)
      if (earlier > 0) {
        issues.push(duplicate(rows[i]!, earlier))
        flags[i] = flags[i] === SIGN ? DROPPED : BAD
        rejected++
        continue
      }
      if (flags[i] === SIGN) toSign++
      if (flags[i] === UNCHANGED) unchanged++
      highestNumber = Math.max(highestNumber, numbers[i]!)
    }
    positions += flags.length
    conflict ||= planned.conflict
    issues.sort((left, right) => left.row - right.row)
    await report.add(issues)
    if (firstIssues.length < FIRST) firstIssues.push(...issues.slice(0, FIRST - firstIssues.length))
    chunks.push({ ...planned, issues: [] })
    meter.at(positions, rejected)
  }
  signal?.throwIfAborted()
  await report.finish()
  meter.at(positions, rejected, true)
  return {
    chunks,
    positions,
    rejected,
    issues: report.count,
    firstIssues,
    toSign,
    unchanged,
    highestNumber,
    conflict,
  }
}

async function* tasks({ source, mapping, signal }: PlanOptions): AsyncGenerator<PlanTask> {
  let position = 0
  for await (const block of source.blocks()) {
    if (position === 0 && source.fixedColumns) parseMapping(mapping, columnsOf(block))
    for (const rows of pieces(block)) {
      if (signal?.aborted) return
      yield { kind: 'plan', position, rows }
      position += rowCount(rows)
    }
  }
}

function* pieces(block: RowBlock): Generator<RowBlock> {
  if ('bytes' in block || block.length <= CHUNK_MAXIMUM) yield block
  else for (let at = 0; at < block.length; at += CHUNK_MAXIMUM) yield block.slice(at, at + CHUNK_MAXIMUM)
}

function columnsOf(rows: RowBlock): readonly string[] {
  return 'bytes' in rows ? rows.columns : Object.keys(rows[0]?.values ?? {})
}

function duplicate(row: number, earlier: number): RowIssue {
  return {
    row,
    code: 'duplicate',
    message: `The row is for the same award as row ${earlier}.`,
    remedy: 'Remove one of the two, or give them different keys.',
  }
}
