/** Signers from key files: the private JWK that `init` writes, any private JWK, PEM, or a Multikey secret. */
import { type KeyMaterial, parseKey } from '../../bulk/sign/key-material.js'
import { decodeUtf8 } from '../../encoding/utf8.js'
import { OpenBadgeError } from '../../errors.js'
import { readInput } from './files.js'
import type { Shell } from './shell.js'

/** @throws OpenBadgeError `file_failed`, `key_invalid`; the cause is left out, for it may quote the key */
export async function readKeyFile(shell: Shell, path: string, controller?: string): Promise<KeyMaterial> {
  const bytes = await readInput(shell, path)
  try {
    return parseKey(decodeUtf8(bytes), controller)
  } catch {
    throw new OpenBadgeError('key_invalid', `${path} holds no key that can be read`, { reason: 'malformed' })
  }
}
