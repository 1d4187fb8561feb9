/** The hash of a row's content. The journal keeps it, to find changed rows. */
import { createHash, hash } from 'node:crypto'
import type { PreparedImage } from '../../bake/image/prepared-image.js'

/** The digest from the bytes that are signed; at least 16 bytes. */
export type ContentDigest = (data: Uint8Array) => Uint8Array

/** The hash of the canonical document (the second half of the signed bytes), and of the image if there is one. */
export function contentDigest(image: PreparedImage | undefined): ContentDigest {
  if (image === undefined) return (data) => data.subarray(32)
  const picture = createHash('sha256').update(image.head).update(image.tail).digest()
  return (data) => hash('sha256', Buffer.concat([picture, data.subarray(32)]), 'buffer')
}
