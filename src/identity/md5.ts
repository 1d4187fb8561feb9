/** MD5 of a text, for the identity hashes of old badges. */
import { md5 } from '@noble/hashes/legacy.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { encodeUtf8 } from '../encoding/utf8.js'

export function md5Hex(text: string): string {
  return bytesToHex(md5(encodeUtf8(text)))
}
