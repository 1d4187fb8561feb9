/** Prevents a command from overwriting its inputs, journals, secret keys and files of batches. */
import { open, stat } from 'node:fs/promises'
import type { Command } from 'commander'
import { realPath } from '../../bulk/files/real-path.js'
import { type WriteOptions, writeFile } from '../../bulk/files/write-file.js'
import { batchFolderOf, refuseOwnOutputs } from '../../bulk/folder/refuse-own-outputs.js'
import { firstRecord } from '../../bulk/journal/journal.js'
import { isSecretKey, secretKeyAt } from '../../encoding/secret-key.js'
import { isId } from './files.js'
import { CallError } from './shell.js'

/**
 * Writes the file that an option names. All commands write through this, or call `refuseLoss` first.
 * @throws CallError as `refuseLoss`; OpenBadgeError `file_failed`
 */
export async function writeOutput(
  path: string,
  data: Uint8Array | string,
  options: WriteOptions = {},
): Promise<void> {
  await refuseLoss(path)
  await writeFile(path, data, options)
}

/**
 * Follows links. Other files are replaced, because an output may replace the output of an earlier call.
 * @throws CallError for a journal, a secret key or a file of a batch
 */
export async function refuseLoss(path: string): Promise<void> {
  const place = await realPath(path)
  const batch = batchFolderOf(place)
  const what =
    batch !== undefined
      ? `a file of the batch in ${batch}`
      : (await firstRecord(place)) !== undefined
        ? 'the journal of a batch'
        : isSecret(await beginning(place))
          ? 'a secret key'
          : undefined
  if (what === undefined) return
  throw new CallError(`${path} is ${what}, and would be overwritten`, 'Use another name for the output.')
}

/** The most bytes that are searched for a secret key. */
const KEY_BYTES = 65_536

async function beginning(place: string): Promise<string> {
  try {
    if (!(await stat(place)).isFile()) return ''
    const file = await open(place)
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(KEY_BYTES))
      return buffer.toString('latin1', 0, bytesRead)
    } finally {
      await file.close()
    }
  } catch {
    return ''
  }
}

/** The forms that `--key` accepts, and JSON with such a key at any place, such as a set of JSON Web Keys. */
function isSecret(text: string): boolean {
  if (isSecretKey(text.trim())) return true
  try {
    return secretKeyAt(JSON.parse(text)) !== undefined
  } catch {
    return false
  }
}

/** What options call the values that are files. An `id` may also be the file of a profile. */
const INPUT = /<(?:file|id|module|url=file)>/
const OUTPUTS: ReadonlySet<string> = new Set(['out', 'journal', 'changes', 'sealed'])
/** `URL=FILE`. A URL may contain an equals sign; a file name hardly does. */
const NAMED = /^([a-z][a-z0-9+.-]*:.*)=([^=]+)$/is

/**
 * All arguments, and the values of all options that are input files. So an option that is added later is protected too.
 * @param except the files of these arguments or options may be replaced
 */
export function inputFiles(command: Command, except: readonly string[] = []): readonly string[] {
  const options: Readonly<Record<string, unknown>> = command.opts()
  const values = command.options
    .filter((option) => INPUT.test(option.flags) && !OUTPUTS.has(option.attributeName()))
    .flatMap((option) => options[option.attributeName()] ?? [])
    .filter((value) => typeof value === 'string')
    .flatMap((value) => namedFile(value)?.file ?? (isId(value) ? [] : [value]))
  return [...command.args, ...values].filter((file) => file !== '-' && !except.includes(file))
}

/** The two parts of `URL=FILE`; `undefined` for another text. */
export function namedFile(text: string): { readonly url: string; readonly file: string } | undefined {
  const [, url, file] = NAMED.exec(text) ?? []
  return url === undefined || file === undefined ? undefined : { url, file }
}

/**
 * Compares real paths, so that links do not hide equal files. Ignores `-` and absent paths.
 * @throws CallError if the output is one of the inputs, or of the other outputs that are given with them
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
      `${output} is named twice, and would be overwritten`,
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
