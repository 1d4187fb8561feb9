/** How much of a foreign image is looked at, and how a fault in one is told. */
import { checkOptions } from '../../encoding/options.js'
import { OpenBadgeError } from '../../errors.js'

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

export type ImageFormat = 'png' | 'svg'

/** A remark about an image that does not stop its use. */
export interface ImageWarning {
  readonly code: ImageWarningCode
  /** One sentence. */
  readonly message: string
}

export type ImageWarningCode =
  | 'active_content' // an SVG holds script or event handlers
  | 'external_reference' // an SVG names resources elsewhere
  | 'compressed_container' // the text is compressed; the specification forbids it
  | 'misplaced_container' // not where the specification puts it
  | 'legacy_container' // Open Badges 2.0 or earlier
  | 'several_containers'
  | 'repeated_container' // an older credential lies beside the one that was read
  | 'doubly_encoded' // the text looks like UTF-8 that was encoded twice
  | 'trailing_data' // bytes follow the image's end

const TESTS = Object.fromEntries(
  Object.keys(IMAGE_LIMITS).map((name) => [
    name,
    (value: unknown) => typeof value === 'number' && value >= 0,
  ]),
)

/** Fills in the defaults; refuses unknown names and non-numbers as the programmer's mistakes. */
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
  return new OpenBadgeError('image_invalid', message, {
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
  return new OpenBadgeError('limit_exceeded', `the image passes the limit on ${limit} (${maximum})`, {
    limit,
    maximum,
    ...(found === undefined ? {} : { found }),
  })
}
