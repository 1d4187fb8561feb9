/** Bakes a credential into an image (OB 3.0 section 5.3). */

import type { PlainObject } from '../encoding/json.js'
import { requireOptions } from '../encoding/options.js'
import { type Container, upTo } from './image/containers.js'
import { type CredentialText, credentialText } from './image/credential-text.js'
import { checkBakedSize, IMAGE_LIMITS, imageLimits } from './image/image-limits.js'
import { alreadyBaked } from './image/pick-container.js'
import type { PreparedImage } from './image/prepared-image.js'
import { encodePng } from './png/png.js'
import { type BakeOptions, layOut, requireBytes } from './prepare-image.js'
import { encodeSvg } from './svg/svg.js'

/**
 * Puts one credential into a PNG or SVG (Open Badges 3.0 §5.3). It changes no other part of the file. A badge of Open
 * Badges 2.0 or a record goes into the place that its own standard defines. The new image has at most 2,097,152 bytes, as many
 * as `verify` reads.
 *
 * @param image - Bytes of a PNG or SVG, or what `prepareImage` returned, which is faster for many credentials.
 * @param credential - The signed credential as an object, or a compact JWS as text.
 * @param options - What to do with an existing credential or trailing bytes; size limits. Default: refuse both.
 * @returns Bytes of the new image.
 * @throws OpenBadgeError `image_invalid`, `limit_exceeded`, `json_invalid` or `jwt_invalid`; `model_invalid` for a credential
 *   that is not signed; TypeError for bad options.
 * @example
 * const image = bake(picture, signed)
 */
export function bake(
  image: Uint8Array | PreparedImage,
  credential: PlainObject | string,
  options: BakeOptions = {},
): Uint8Array<ArrayBuffer> {
  if (!isPrepared(image)) requireBytes(image)
  requireOptions('bake', options)
  const limits = isPrepared(image) ? preparedLimits(options) : imageLimits(options.limits)
  const written = credentialText(credential, limits.credentialBytes)
  const prepared = isPrepared(image)
    ? checkVisible(image, written.container)
    : layOut(image, options, written.container)
  const between = ENCODERS[prepared.format](prepared, written)
  const { head, tail } = prepared
  const length = head.length + between.length + tail.length
  checkBakedSize(length)
  const baked = new Uint8Array(length)
  baked.set(head)
  baked.set(between, head.length)
  baked.set(tail, head.length + between.length)
  return baked
}

/** Refuses an image with another credential that readers would find first. */
function checkVisible(image: PreparedImage, container: Container): PreparedImage {
  const ahead = upTo(container)
  if (ahead.some(({ standard }) => image.held.includes(standard))) throw alreadyBaked(image.format)
  return image
}

type Encode = (image: PreparedImage, credential: CredentialText) => Uint8Array

export const ENCODERS: Readonly<Record<PreparedImage['format'], Encode>> = { png: encodePng, svg: encodeSvg }

function isPrepared(image: Uint8Array | PreparedImage): image is PreparedImage {
  return !ArrayBuffer.isView(image) && typeof image === 'object' && image !== null && 'head' in image
}

function preparedLimits(options: BakeOptions): typeof IMAGE_LIMITS {
  if (Object.keys(options).length > 0) {
    throw new TypeError('bake takes no options with a prepared image; pass them to prepareImage')
  }
  return IMAGE_LIMITS
}
