/** Recognises image formats by the first bytes, and never by a file name. */

/** First bytes of each media type, with `-1` for any byte. */
const SIGNATURES = {
  'image/png': [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'image/gif': [0x47, 0x49, 0x46, 0x38],
  'image/webp': [0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50],
} as const

export type RasterType = keyof typeof SIGNATURES

/** The media type of a raster image; `undefined` for other bytes, also for SVG. */
export function rasterType(bytes: Uint8Array): RasterType | undefined {
  const types = Object.keys(SIGNATURES) as RasterType[]
  return types.find((type) => SIGNATURES[type].every((byte, at) => byte === -1 || bytes[at] === byte))
}
