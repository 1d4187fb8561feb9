/** Makes plan tasks small for the way to a worker: names of columns travel once. */
import type { Row } from './row.js'
import type { PackedPlanTask, PlanTask } from './session.js'

/** The task as it is, where its rows differ in their columns or have issues. */
export function packPlan(task: PlanTask): PlanTask | PackedPlanTask {
  const { rows, position } = task
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
  return { kind: 'packed-plan', position, columns, numbers: rows.map(({ row }) => row), cells }
}

export function unpackPlan({ position, columns, numbers, cells }: PackedPlanTask): PlanTask {
  let next = 0
  const rows = numbers.map((row): Row => {
    const values: Record<string, unknown> = {}
    for (const name of columns) values[name] = cells[next++]
    return { row, values }
  })
  return { kind: 'plan', position, rows }
}
