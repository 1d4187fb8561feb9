/** Makes signers from key files: the private JWK that `init` writes, any private JWK, PEM, or a Multikey secret. */
import { type KeyMaterial, parseKey } from '../../bulk/signer/key-material.js'
import { isJsonObject } from '../../encoding/json.js'
import { isSecretKey } from '../../encoding/secret-key.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { fileKind, isFileOf } from './file-kind.js'
import { readInput } from './files.js'
import type { Shell } from './shell.js'

/** The maximum size of a key file. An RSA key of 8,192 bits as a JWK has about 8,000 bytes. */
const KEY_BYTES = 65_536

/**
 * The message shows the file name only if the file exists, because a user may pass the key itself instead of a file name.
 * @throws OpenBadgeError `file_failed`, `limit_exceeded`, `key_invalid`; without cause, because the cause may quote the key
 */
export async function readKeyFile(shell: Shell, path: string, controller?: string): Promise<KeyMaterial> {
  let bytes: Uint8Array
  try {
    bytes = await readInput(shell, path, KEY_BYTES)
  } catch (error) {
    const reason = isOpenBadgeError(error, 'file_failed') ? error.details.reason : undefined
    if (reason === undefined || EXISTING.includes(reason)) throw error
    throw new OpenBadgeError('file_failed', 'the file that --key names does not exist', {
      path: '--key',
      reason,
    })
  }
  let other: string | undefined
  try {
    const text = decodeUtf8(bytes)
    other = otherFile(text)
    if (other === undefined) return parseKey(text, controller)
  } catch {
    // The cause may quote the key.
  }
  const what = other === undefined ? 'has no key that laurel can read' : `is ${other}, not a key`
  throw new OpenBadgeError('key_invalid', `${path} ${what}`, {
    reason: other === 'a profile' ? 'profile' : 'malformed',
  })
}

/** What a file is, if it is JSON of another kind. */
function otherFile(text: string): string | undefined {
  const value: unknown = /^\s*\{/.test(text) ? JSON.parse(text) : undefined
  const isKey = !isJsonObject(value) || isSecretKey(value) || isFileOf('key', value)
  return isKey ? undefined : fileKind(value)
}

/** The operating system's error for a file or folder that exists. */
const EXISTING: readonly string[] = ['EISDIR', 'EACCES', 'EPERM']
