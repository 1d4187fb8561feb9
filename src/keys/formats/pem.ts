/** PEM (RFC 7468): one block, its label and its bytes. */
import { keyInvalid, notTheKey } from './key-invalid.js'

/** Most characters. A private RSA key of 8,192 bits is shorter. */
const MAXIMUM_LENGTH = 16_384

const BLOCK = /^-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----$/

export interface Pem {
  readonly label: string
  readonly bytes: Uint8Array
}

/** @throws OpenBadgeError `key_invalid` (`malformedPem`, `encryptedPem`) */
export function decodePem(text: string): Pem {
  const block = text.length > MAXIMUM_LENGTH ? null : BLOCK.exec(text.trim())
  if (text.includes('ENCRYPTED')) throw keyInvalid('encryptedPem', 'the PEM is encrypted; decrypt it first')
  if (block === null) throw keyInvalid('malformedPem', notTheKey(text, 'the text is not one PEM block'))
  const base64 = block[2]!.replace(/\s/g, '')
  let binary: string
  try {
    binary = atob(base64)
  } catch (cause) {
    throw keyInvalid('malformedPem', 'the PEM block is not base64', cause)
  }
  return { label: block[1]!, bytes: Uint8Array.from(binary, (character) => character.charCodeAt(0)) }
}

export function encodePem(label: string, bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes))
  return `-----BEGIN ${label}-----\n${base64.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`
}
