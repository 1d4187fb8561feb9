/** Refuses a table without rows. Its export has probably failed, and a command that ends well would hide that. */

import { refuseNoFile } from '../../bulk/files/byte-source.js'
import { type CsvOptions, readCsv, readNdjson } from '../../bulk/index.js'
import { tableInvalid } from '../../bulk/table/row.js'
import { untilAborted } from '../../bulk/tasks/until-aborted.js'
import type { Shell } from '../io/shell.js'

const REMEDY =
  'Nothing was done. Check the export that wrote the table. If there may be nothing to do, do not run the command for a table without rows.'

/** @throws OpenBadgeError `table_invalid`, and what reading the first row throws */
export async function refuseEmptyTable(
  shell: Shell,
  path: string,
  isCsv: boolean,
  csv: CsvOptions,
): Promise<void> {
  refuseNoFile(path)
  const first = async (): Promise<boolean> => {
    for await (const _ of isCsv ? readCsv(path, csv) : readNdjson(path)) return true
    return false
  }
  if (await untilAborted(first(), shell.signal)) return
  throw tableInvalid(`${path} has no rows${isCsv ? ' below its header' : ''}`, { hint: REMEDY })
}
