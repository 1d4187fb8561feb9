/** Whether all outputs of a run exist already, so that there is nothing to write. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { statOf } from '../files/file-error.js'
import { MANIFEST_NAME, NDJSON_NAME } from '../files/output.js'
import type { IssuedRow } from '../ids/row-packer.js'
import type { BatchState } from '../journal/batch-state.js'
import type { StatusPlan } from '../status/status-plan.js'
import { type PlanResult, UNCHANGED } from '../tasks/tasks.js'
import type { AbsentBadge } from './absent-badges.js'
import { manifestLine } from './manifest-line.js'

interface PlannedChunks {
  readonly chunks: Iterable<PlanResult>
  readonly toSign: number
  readonly unchanged: number
}

export interface OutputsExistOptions {
  readonly plan: PlannedChunks
  readonly absent: readonly AbsentBadge[]
  readonly state: BatchState
  readonly folder: string
  readonly statuses: StatusPlan | undefined
}

export async function outputsExist(options: OutputsExistOptions): Promise<boolean> {
  const { plan, absent, state, folder, statuses } = options
  const { lastDone } = state
  if (plan.toSign > 0 || lastDone === undefined || state.isUnfinished) return false
  if (plan.unchanged + absent.length !== lastDone.rows) return false
  const isNdjson = state.batch!.form === 'ndjson'
  const manifest = await readFile(join(folder, MANIFEST_NAME)).catch(() => Buffer.alloc(0))
  let [line, offset, at] = [0, 0, 0]
  for (const { row, sum, known, isAbsent } of expectedRows(options)) {
    if (known.run !== lastDone.run || known.row !== row || (isNdjson && known.offset !== offset)) return false
    offset += known.length
    const entry = isAbsent ? { ...known, absent: true as const } : known
    const expected = manifestLine(entry, sum, { form: state.batch!.form, line: ++line, statuses })
    if (manifest.toString('latin1', at, at + expected.length) !== expected) return false
    at += expected.length
  }
  if (at !== manifest.length) return false
  if (!isNdjson) return true
  return statOf(join(folder, NDJSON_NAME))?.size === offset
}

interface ExpectedRow {
  readonly row: number
  readonly sum: Uint8Array
  readonly known: IssuedRow
  readonly isAbsent: boolean
}

function* expectedRows({ plan, absent, state }: OutputsExistOptions): Generator<ExpectedRow> {
  for (const { flags, uuids, rows, sums } of plan.chunks) {
    for (let i = 0; i < flags.length; i++) {
      if (flags[i] !== UNCHANGED) continue
      const known = state.known.at(state.known.find(uuids, i * 16))
      yield { row: rows[i]!, sum: sums.subarray(i * 32, i * 32 + 32), known, isAbsent: false }
    }
  }
  for (const { position, sum, isNewer } of absent) {
    const known = state.known.at(position)
    yield { row: isNewer ? 0 : known.row, sum, known, isAbsent: true }
  }
}
