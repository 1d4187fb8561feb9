/** A picture as the `id` of an image: its address, or its bytes as a data URL. */
import type { Draft } from './draft.js'

/** First bytes of each format, with `-1` for any byte. */
const SIGNATURES: readonly { readonly type: string; readonly bytes: readonly number[] }[] = [
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { type: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
  { type: 'image/webp', bytes: [0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50] },
]

/** The media type, told from the bytes; SVG by its first element. */
export function sniffImage(bytes: Uint8Array): string | undefined {
  for (const { type, bytes: signature } of SIGNATURES) {
    if (signature.every((byte, index) => byte === -1 || bytes[index] === byte)) return type
  }
  const head = new TextDecoder().decode(bytes.subarray(0, 4096))
  return /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*(<!DOCTYPE\s+svg[^>]*>\s*)?<svg[\s>]/i.test(
    head,
  )
    ? 'image/svg+xml'
    : undefined
}

export function imageId(source: string | Uint8Array, pointer: string, draft: Draft): string | undefined {
  if (typeof source === 'string') return source
  const type = sniffImage(source)
  if (type !== undefined) return `data:${type};base64,${base64(source)}`
  draft.add('unknown_value', pointer, 'the bytes are no picture that a browser shows', {
    expected: 'PNG, SVG, JPEG, GIF or WebP',
    found: 'other bytes',
    hint: 'pass the bytes of a PNG or SVG file, or the address of one',
  })
  return undefined
}

const CHUNK = 0x6000

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += CHUNK) {
    text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)))
  }
  return text
}
