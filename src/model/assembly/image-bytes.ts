/** The `id` of an image: its address, or its bytes as a data URL. */
import { encodeBase64 } from '../../encoding/forms/base64.js'
import { rasterType } from '../../encoding/forms/image-type.js'
import type { Draft } from './draft.js'

/** A comment ends at the first `-->`: if it could go on, each further comment would double the time. */
const SVG =
  /^\uFEFF?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--(?:[^-]|-(?!->))*-->\s*)*(?:<!DOCTYPE\s+svg[^>]*>\s*)?<svg[\s>]/i

/** The media type by the first bytes; for SVG by the first element. */
function imageType(bytes: Uint8Array): string | undefined {
  const raster = rasterType(bytes)
  if (raster !== undefined) return raster
  const head = new TextDecoder().decode(bytes.subarray(0, 4096))
  return SVG.test(head) ? 'image/svg+xml' : undefined
}

export function imageId(source: string | Uint8Array, pointer: string, draft: Draft): string | undefined {
  if (typeof source === 'string') return source
  const type = imageType(source)
  if (type !== undefined) return `data:${type};base64,${encodeBase64(source)}`
  draft.add('unknown_value', pointer, 'the bytes are not an image that browsers show', {
    expected: 'PNG, SVG, JPEG, GIF or WebP',
    found: 'other bytes',
    hint: 'pass the bytes of a PNG or SVG file, or its address',
  })
  return undefined
}
