/** One line of the manifest, as a run writes it. */
import { badgePath, type OutputForm } from '../files/output.js'
import { formatUuid } from '../ids/credential-id.js'
import type { StatusPlan } from '../status/status-plan.js'

export interface ManifestRow {
  readonly uuid: Uint8Array
  readonly row: number
  readonly number: number
  readonly absent?: true
}

export interface ManifestPlace {
  readonly form: OutputForm
  /** Line of the NDJSON, from 1. */
  readonly line: number
  readonly statuses: StatusPlan | undefined
}

/** ASCII only, with its line feed. `sum` is the SHA-256 of the output. */
export function manifestLine(
  { uuid, row, number, absent }: ManifestRow,
  sum: Uint8Array,
  { form, line, statuses }: ManifestPlace,
): string {
  const id = formatUuid(uuid)
  const place = statuses?.place(number)
  const status = place === undefined ? '' : `,"statusList":${place.list + 1},"statusIndex":${place.index}`
  const where = form === 'ndjson' ? `"line":${line}` : `"file":"${badgePath(id, form)}"`
  const hex = Buffer.from(sum.buffer, sum.byteOffset, sum.length).toString('hex')
  const mark = absent === true ? ',"absent":true' : ''
  return `{"row":${row},"id":"urn:uuid:${id}","sha256":"${hex}"${status},${where}${mark}}\n`
}
