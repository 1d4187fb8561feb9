/** Builder of images. */
import type { Image } from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'
import type { ImageSource } from '../assembly/inputs.generated.js'

/**
 * Makes an image (Open Badges 3.0 §B.1). Bytes become a data URL in each badge, so keep them small.
 *
 * @param source - A URL, bytes of PNG, SVG, JPEG, GIF or WebP, or `{ id, caption }` with either.
 * @returns The image, frozen.
 * @throws OpenBadgeError `model_invalid` with every issue.
 * @example
 * const art = image({ id: 'https://example.edu/rust.png', caption: 'A crab with a laurel wreath' })
 */
export function image(source: ImageSource): Image {
  const bare = typeof source === 'string' || source instanceof Uint8Array
  return build('Image', bare ? { id: source } : source) as unknown as Image
}
