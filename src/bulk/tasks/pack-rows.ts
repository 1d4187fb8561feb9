/** Packs rows for a worker, with the names of the columns once and not in each row. */
import type { Row } from '../table/row.js'
import type { RowBlock } from '../table/row-source.js'
import type { PlanTask } from './tasks.js'

export interface PackedPlanTask {
  readonly kind: 'packed-plan'
  readonly position: number
  readonly firstNumber?: number
  readonly columns: readonly string[]
  readonly numbers: readonly number[]
  /** The cells of all rows, one row after the other. */
  readonly cells: readonly unknown[]
}

/** Returns the task unchanged if its rows are not read, have different columns, or have issues. */
export function packPlan(task: PlanTask): PlanTask | PackedPlanTask {
  const { rows, position, firstNumber } = task
  if (!isRead(rows)) return task
  const columns = Object.keys(rows[0]?.values ?? {})
  const cells: unknown[] = []
  for (const { values, issues } of rows) {
    const names = Object.keys(values)
    if (issues !== undefined || names.length !== columns.length) return task
    for (let i = 0; i < columns.length; i++) {
      if (names[i] !== columns[i]) return task
      cells.push(values[columns[i]!])
    }
  }
  return {
    kind: 'packed-plan',
    position,
    ...(firstNumber === undefined ? {} : { firstNumber }),
    columns,
    numbers: rows.map(({ row }) => row),
    cells,
  }
}

export function unpackPlan(task: PlanTask | PackedPlanTask): PlanTask {
  if (task.kind === 'plan') return task
  const { position, firstNumber, columns, numbers, cells } = task
  let next = 0
  const rows = numbers.map((row): Row => {
    const values: Record<string, unknown> = {}
    for (const name of columns) values[name] = cells[next++]
    return { row, values }
  })
  return { kind: 'plan', position, ...(firstNumber === undefined ? {} : { firstNumber }), rows }
}

function isRead(block: RowBlock): block is readonly Row[] {
  return Array.isArray(block)
}
