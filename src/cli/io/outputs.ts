/** A command does not write over what it reads. */
import { realPath } from '../../bulk/files/real-path.js'
import { refuseOwnOutputs } from '../../bulk/folder/own-files.js'
import { CallError } from './shell.js'

/**
 * Compares real paths, so that no link leads around it. `-` and what is not given count for nothing.
 * @throws CallError where the output is one of the inputs
 */
export async function refuseOverwriting(
  output: string | undefined,
  inputs: readonly (string | undefined)[],
): Promise<void> {
  if (output === undefined) return
  const place = await realPath(output)
  for (const input of files(inputs)) {
    if (place !== (await realPath(input))) continue
    throw new CallError(`${output} is read as well, and would be lost`, 'Give another name for the output.')
  }
}

/**
 * The same for a batch, which writes a journal and a folder.
 * @throws OpenBadgeError `file_failed` (`own_output`)
 */
export async function refuseOverwritingBatch(
  out: string,
  journal: string,
  inputs: readonly (string | undefined)[],
): Promise<void> {
  await refuseOwnOutputs(files(inputs), out, journal)
}

function files(inputs: readonly (string | undefined)[]): readonly string[] {
  return inputs.filter((input) => input !== undefined && input !== '-') as readonly string[]
}
