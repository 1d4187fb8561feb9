/** The issuers in an option: DIDs, URLs, or the files of their profiles. */
import type { JsonObject } from '../../encoding/json.js'
import { isOpenBadgeError } from '../../errors.js'
import { isFileOf, refuseOther } from '../io/file-kind.js'
import { isId, readJsonObject } from '../io/files.js'
import { CallError, type Shell } from '../io/shell.js'
import { webDidUrl } from './web-did.js'

/**
 * The id of each issuer.
 * @param option its name, for messages
 * @throws CallError for what is neither an id nor a file with one, and for a wrong did:web
 */
export async function issuerIds(
  shell: Shell,
  option: string,
  values: readonly string[],
): Promise<readonly string[]> {
  const ids: string[] = []
  for (const value of values) {
    if (value.startsWith('did:web:')) webDidUrl(option, value)
    ids.push(isId(value) ? value : await idIn(shell, option, value))
  }
  return ids
}

async function idIn(shell: Shell, option: string, file: string): Promise<string> {
  const hint =
    'Write the DID or URL of the issuer, such as did:web:example.edu, or the file with its profile.'
  let issuer: JsonObject
  try {
    issuer = await readJsonObject(shell, file)
  } catch (error) {
    if (!isOpenBadgeError(error, 'file_failed')) throw error
    throw new CallError(`${option} "${file}" is neither a DID or URL nor a file`, hint)
  }
  // A badge has an id too, which is not the id of its issuer.
  if (!isFileOf('didDocument', issuer)) refuseOther('profile', issuer, file)
  const { id } = issuer
  if (typeof id === 'string') return id
  throw new CallError(`${option} ${file} has no "id"`, hint)
}
