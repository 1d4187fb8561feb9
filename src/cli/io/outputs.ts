/** Prevents a command from overwriting its inputs. */
import { realPath } from '../../bulk/files/real-path.js'
import { refuseOwnOutputs } from '../../bulk/folder/refuse-own-files.js'
import { CallError } from './shell.js'

/**
 * Compares real paths, so that links do not hide equal files. Ignores `-` and absent paths.
 * @throws CallError if the output is one of the inputs
 */
export async function refuseOverwriting(
  output: string | undefined,
  inputs: readonly (string | undefined)[],
): Promise<void> {
  if (output === undefined) return
  const place = await realPath(output)
  for (const input of files(inputs)) {
    if (place !== (await realPath(input))) continue
    throw new CallError(
      `${output} is also an input and would be overwritten`,
      'Use another name for the output.',
    )
  }
}

/**
 * As above, for a batch, which writes a journal and a folder.
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
