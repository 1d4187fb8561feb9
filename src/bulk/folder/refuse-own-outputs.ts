/** Refuses inputs that the run would overwrite. */
import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileFailed } from '../files/file-error.js'
import { MANIFEST_NAME, NDJSON_NAME, OUTPUT_FOLDERS, REPORT_NAMES } from '../files/output.js'
import { realPath } from '../files/real-path.js'
import { MARKER_NAME } from './marker.js'

const FILES: readonly string[] = [NDJSON_NAME, MANIFEST_NAME, MARKER_NAME, ...Object.values(REPORT_NAMES)]

/**
 * Compares real paths, so that links are recognised.
 * @throws OpenBadgeError `file_failed` (`own_output`) for an input that is the journal or an output of the batch
 */
export async function refuseOwnOutputs(
  inputs: readonly string[],
  out: string,
  journal: string,
): Promise<void> {
  const [folder, record] = await Promise.all([realPath(out), realPath(journal)])
  if (isOutput(folder, record)) throw ownOutput(journal, 'the journal would be at the place of an output')
  for (const input of inputs) {
    const place = await realPath(input)
    if (place !== record && !isOutput(folder, place)) continue
    throw ownOutput(
      input,
      'this run would overwrite it; give a copy of it, or another folder (out, --out) and journal (journal, --journal)',
    )
  }
}

/** The folder of the batch to whose outputs this real path belongs; `undefined` if there is none. */
export function batchFolderOf(place: string): string | undefined {
  for (let folder = dirname(place); ; folder = dirname(folder)) {
    if (isOutput(folder, place) && existsSync(join(folder, MARKER_NAME))) return folder
    if (folder === dirname(folder)) return undefined
  }
}

function isOutput(folder: string, place: string): boolean {
  const inside = relative(folder, place)
  return (
    FILES.includes(inside) ||
    OUTPUT_FOLDERS.includes(inside.split(sep)[0]!) ||
    basename(place) === MARKER_NAME
  )
}

function ownOutput(path: string, what: string): Error {
  return fileFailed('use', path, Object.assign(new Error(what), { code: 'own_output' }))
}
