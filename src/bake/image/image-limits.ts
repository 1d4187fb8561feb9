/** Limits for untrusted images, and errors and warnings about images. */

import { FILE_MAXIMUM } from '../../encoding/json.js'
import { checkOptions } from '../../encoding/options.js'
import { OpenBadgeError } from '../../errors.js'
import type { ImageFormat } from './image-format.js'

export interface ImageLimits {
  /** Bytes of the image file. */
  readonly imageBytes: number
  /** Chunks of a PNG. */
  readonly chunks: number
  /** Levels of elements in an SVG. */
  readonly depth: number
  /** Elements and attributes of an SVG together. */
  readonly elements: number
  /** Bytes of the credential's text, after decompression. */
  readonly credentialBytes: number
}

export const IMAGE_LIMITS: ImageLimits = {
  imageBytes: 33_554_432,
  chunks: 65_536,
  depth: 256,
  elements: 500_000,
  credentialBytes: 1_048_576,
}

/** A fault of an image that does not prevent its use. */
export interface ImageWarning {
  readonly code: ImageWarningCode
  /** One sentence. */
  readonly message: string
}

export type ImageWarningCode =
  | 'active_content' // an SVG has script or event handlers
  | 'external_reference' // an SVG refers to external resources
  | 'compressed_container' // the text is compressed; the specification forbids it
  | 'misplaced_container' // not where the specification requires it
  | 'legacy_container' // Open Badges 2.0 or earlier
  | 'several_containers'
  | 'repeated_container' // the image has the same credential several times
  | 'doubly_encoded' // the text was probably encoded as UTF-8 twice
  | 'trailing_data' // bytes after the end of the image

const TESTS = Object.fromEntries(
  Object.keys(IMAGE_LIMITS).map((name) => [
    name,
    (value: unknown) => typeof value === 'number' && value >= 0,
  ]),
)

/** Fills in the defaults. Throws TypeError for unknown names and values that are not numbers. */
export function imageLimits(limits: Partial<ImageLimits> | undefined): ImageLimits {
  if (limits === undefined) return IMAGE_LIMITS
  checkOptions('limits', limits, TESTS)
  return { ...IMAGE_LIMITS, ...limits }
}

export function invalidImage(
  format: ImageFormat | 'unknown',
  reason: string,
  message: string,
  offset?: number,
): OpenBadgeError<'image_invalid'> {
  const place = offset === undefined ? '' : ` (offset ${offset})`
  return new OpenBadgeError('image_invalid', message + place, {
    format,
    reason,
    ...(offset === undefined ? {} : { offset }),
  })
}

export function imageLimitExceeded(
  limit: keyof ImageLimits,
  maximum: number,
  found?: number,
): OpenBadgeError<'limit_exceeded'> {
  return new OpenBadgeError('limit_exceeded', `the image exceeds the limit on ${limit} (${maximum})`, {
    limit,
    maximum,
    ...(found === undefined ? {} : { found }),
  })
}

/**
 * Refuses an image that `verify` would not read.
 * @param bytes of the image, with its credential
 * @param room bytes for a credential that is not in the image yet
 * @throws OpenBadgeError `limit_exceeded`
 */
export function checkBakedSize(bytes: number, room = 0): void {
  const maximum = FILE_MAXIMUM - room
  if (bytes <= maximum) return
  const [what, included] =
    room === 0 ? ['the image with its credential', ''] : ['the image', ', with the credential']
  throw new OpenBadgeError(
    'limit_exceeded',
    `${what} has ${bytes} bytes, but may have ${maximum}: verify reads ${FILE_MAXIMUM}${included}; use a smaller image`,
    { limit: 'bakedBytes', maximum, found: bytes },
  )
}
