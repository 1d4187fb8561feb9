/**
 * Every message in the store is sealed with AES-256-GCM: who cannot make the key can neither read a table nor put a job or
 * an answer there that somebody believes.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** What a message is; one of another kind does not open. */
export type Kind = 'session' | 'job' | 'answer'

export interface Seal {
  readonly close: (kind: Kind, plain: Uint8Array) => Uint8Array
  /** `undefined` for what was sealed with another key, as another kind, or changed since. */
  readonly open: (kind: Kind, sealed: Uint8Array) => Uint8Array | undefined
}

const IV = 12
const TAG = 16

/** `secret` is known to coordinator and workers only; `session` is public, and gives each session a key of its own. */
export function sealOf(secret: Uint8Array, session: string): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, Buffer.from(session, 'hex'), 'laurel queue 1', 32))
  const named = (kind: Kind): Buffer => Buffer.from(`${session} ${kind}`)
  return {
    close: (kind, plain) => {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(named(kind))
      const body = [cipher.update(plain), cipher.final()]
      return Buffer.concat([iv, cipher.getAuthTag(), ...body])
    },
    open: (kind, sealed) => {
      if (sealed.length < IV + TAG) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), { authTagLength: TAG })
        decipher.setAAD(named(kind)).setAuthTag(sealed.subarray(IV, IV + TAG))
        const body = decipher.update(sealed.subarray(IV + TAG))
        // No byte leaves before the tag is checked.
        decipher.final()
        return body
      } catch {
        return undefined
      }
    },
  }
}
