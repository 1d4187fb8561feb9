/** The folder of the envelopes that open the parts of a sealed larger credential. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileFailed } from '../../bulk/files/file-error.js'
import { refuseLoss, writeOutput } from '../io/outputs.js'
import { CallError } from '../io/shell.js'

const nameOf = (i: number): string => `part-${i + 1}.json`

/**
 * Makes all checks before anything is written, because nobody can check a sealed credential without its envelopes.
 * @param folder the option --sealed
 * @param out the file of the credential
 * @throws CallError for a folder with envelopes, and as `refuseLoss`; OpenBadgeError `file_failed`
 */
export async function refuseUsedFolder(folder: string, out: string | undefined): Promise<void> {
  const names = await readdir(folder).catch((error: { readonly code?: unknown }) => {
    if (error.code === 'ENOENT') return []
    throw fileFailed('read', folder, error)
  })
  if (names.some((name) => /^part-\d+\.json$/.test(name))) {
    throw new CallError(
      `${folder} has the envelopes of another credential`,
      'Give another folder: they would be overwritten, and that credential could never be checked again.',
    )
  }
  await refuseLoss(join(folder, nameOf(0)))
  if (out === undefined) return
  await refuseLoss(out)
  const isFolder = await stat(out).then(
    (found) => found.isDirectory(),
    () => false,
  )
  if (isFolder) throw fileFailed('write', out, Object.assign(new Error(), { code: 'EISDIR' }))
}

/** Only the owner of the folder may read them. Never replaces a file. */
export async function writeEnvelopes(folder: string, envelopes: readonly object[]): Promise<void> {
  for (const [i, envelope] of envelopes.entries()) {
    const text = `${JSON.stringify(envelope)}\n`
    await writeOutput(join(folder, nameOf(i)), text, { mode: 0o600, exclusive: true })
  }
}
