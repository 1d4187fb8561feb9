/** Signers from key files: the private JWK that `init` writes, any private JWK, PEM, or a Multikey secret. */
import { type KeyMaterial, parseKey } from '../../bulk/signer/key-material.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { isOpenBadgeError, OpenBadgeError } from '../../errors.js'
import { readInput } from './files.js'
import type { Shell } from './shell.js'

/** An RSA key of 8192 bits as a JWK has some 8,000. */
const KEY_BYTES = 65_536

/**
 * Whoever writes the key itself in the place of its file's name must not see it printed: the name is named only where
 * there is such a file.
 * @throws OpenBadgeError `file_failed`, `limit_exceeded`, `key_invalid`; without cause, for it may quote the key
 */
export async function readKeyFile(shell: Shell, path: string, controller?: string): Promise<KeyMaterial> {
  let bytes: Uint8Array
  try {
    bytes = await readInput(shell, path, KEY_BYTES)
  } catch (error) {
    const reason = isOpenBadgeError(error, 'file_failed') ? error.details.reason : undefined
    if (reason === undefined || EXISTING.includes(reason)) throw error
    throw new OpenBadgeError('file_failed', 'cannot read the file that --key names: there is none', {
      path: '--key',
      reason,
    })
  }
  try {
    return parseKey(decodeUtf8(bytes), controller)
  } catch {
    throw new OpenBadgeError('key_invalid', `${path} holds no key that can be read`, { reason: 'malformed' })
  }
}

/** What the system says of a file or folder that is there. */
const EXISTING: readonly string[] = ['EISDIR', 'EACCES', 'EPERM']
