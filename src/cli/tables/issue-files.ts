/** Files and folders of `laurel issue` beside those of the batch. */
import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { PartFile } from '../../bulk/files/part-file.js'
import type { BadgeChange } from '../../bulk/index.js'
import { refuseLoss } from '../io/outputs.js'

/** The number of lines that are written at once. */
const LINES = 1000

/**
 * Writes the changes of a run as NDJSON, whole or not at all.
 * @throws OpenBadgeError `file_failed`
 */
export async function writeChanges(path: string, changes: Iterable<BadgeChange>): Promise<void> {
  await refuseLoss(path)
  const file = await PartFile.create(path, `${path}.${randomBytes(6).toString('hex')}.part`)
  try {
    let lines: string[] = []
    const write = async (): Promise<void> => {
      await file.append([Buffer.from(lines.join(''))])
      lines = []
    }
    for (const change of changes) if (lines.push(`${JSON.stringify(change)}\n`) === LINES) await write()
    if (lines.length > 0) await write()
    await file.finish()
  } catch (error) {
    await file.discard()
    throw error
  }
}

/** The highest folder above `out` that does not exist; `undefined` if all exist. It shows a misspelt path. */
export async function missingParent(out: string): Promise<string | undefined> {
  let missing: string | undefined
  for (let at = dirname(resolve(out)); ; at = dirname(at)) {
    const isThere = await stat(at).then(
      () => true,
      () => false,
    )
    if (isThere || at === dirname(at)) return missing
    missing = at
  }
}
