/** Makes signers from key files: the private JWK that `init` writes, any private JWK, PEM, or a Multikey secret. */
import { type KeyMaterial, parseKey } from '../../bulk/signer/key-material.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
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
  try {
    return parseKey(decodeUtf8(bytes), controller)
  } catch (error) {
    const isProfile = isOpenBadgeError(error, 'key_invalid') && error.details.reason === 'profile'
    const what = isProfile ? 'is a profile, not a key' : 'has no key that laurel can read'
    throw new OpenBadgeError('key_invalid', `${path} ${what}`, {
      reason: isProfile ? 'profile' : 'malformed',
    })
  }
}

/** The operating system's error for a file or folder that exists. */
const EXISTING: readonly string[] = ['EISDIR', 'EACCES', 'EPERM']
