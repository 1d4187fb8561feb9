/** Builder of pictures. */
import type { Image } from '../../schema/generated/types.generated.js'
import { build } from '../assembly/finish.js'
import type { ImageSource } from '../assembly/inputs.generated.js'

/**
 * A picture from its address, or from its bytes (PNG, SVG, JPEG, GIF, WebP), which become a data URL. Bytes travel
 * in every badge: keep them small, or give an address. `{ id, caption }` adds a caption to either.
 * @throws OpenBadgeError `model_invalid` with every issue
 */
export function image(source: ImageSource): Image {
  const bare = typeof source === 'string' || source instanceof Uint8Array
  return build('Image', bare ? { id: source } : source) as unknown as Image
}
