/** Most bytes of one call of `fromCharCode`, which takes them as arguments. */
const CHUNK = 0x6000

/** Base64 with padding (RFC 4648 section 4), as data URLs and CSP hashes have it. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)))
  }
  return text
}
