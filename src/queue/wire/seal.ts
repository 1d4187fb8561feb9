/**
 * Encrypts every message in the store with AES-256-GCM. Without the key, nobody can read a table, or write a job or an answer
 * that is accepted.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** The kind of a message. A message of another kind cannot be decrypted. */
export type Kind = 'session' | 'job' | 'answer'

export interface Seal {
  /** Takes the message in pieces and gives it back in pieces: an answer has a megabyte, and a copy costs time. */
  readonly close: (kind: Kind, plain: readonly Uint8Array[]) => readonly Uint8Array[]
  /** `undefined` if the message has another key or another kind, or was changed. */
  readonly open: (kind: Kind, sealed: Uint8Array) => Uint8Array | undefined
}

const IV = 12
const TAG = 16

/** @param secret only coordinator and workers have it @param session public; gives each session its own key */
export function sealOf(secret: Uint8Array, session: string): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, Buffer.from(session, 'hex'), 'laurel queue 1', 32))
  const named = (kind: Kind): Buffer => Buffer.from(`${session} ${kind}`)
  return {
    close: (kind, plain) => {
      const iv = randomBytes(IV)
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(named(kind))
      const body = plain.map((piece) => cipher.update(piece))
      cipher.final()
      return [iv, cipher.getAuthTag(), ...body]
    },
    open: (kind, sealed) => {
      if (sealed.length < IV + TAG) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV), { authTagLength: TAG })
        decipher.setAAD(named(kind)).setAuthTag(sealed.subarray(IV, IV + TAG))
        const body = decipher.update(sealed.subarray(IV + TAG))
        // Return nothing before the tag is checked.
        decipher.final()
        return body
      } catch {
        return undefined
      }
    },
  }
}
