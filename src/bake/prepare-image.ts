/** Reads a base image once, so that `bake` only has to copy three parts. */
import { JSON_LIMITS } from '../encoding/json.js'
import { checkOptionNames } from '../encoding/options.js'
import { type Container, OPEN_BADGES_3 } from './image/containers.js'
import { type ImageFormat, imageFormat } from './image/image-format.js'
import {
  checkBakedSize,
  type ImageLimits,
  imageLimitExceeded,
  imageLimits,
  invalidImage,
} from './image/image-limits.js'
import type { PreparedImage, PrepareOptions } from './image/prepared-image.js'
import { preparePng } from './png/png.js'
import { prepareSvg } from './svg/svg.js'

export interface BakeOptions {
  /**
   * What to do with a credential that is already in the image, if readers would find it first: `'error'` (default) or
   * `'replace'`. An image may hold an older Open Badge together with one of version 3.0.
   */
  readonly existing?: 'error' | 'replace'
  /** What to do with bytes after the end of a PNG: `'error'` (default) or `'keep'`. */
  readonly trailing?: 'error' | 'keep'
  /** Limits on what is read; default: 32 MiB of image, 1 MiB of credential. */
  readonly limits?: Partial<ImageLimits>
}

const OPTIONS: ReadonlySet<string> = new Set([
  'existing',
  'trailing',
  'limits',
] satisfies (keyof BakeOptions)[])

/**
 * Checks a PNG or SVG and finds the place for a credential. `bake` takes the result for any number of credentials. It
 * may have at most 1,310,720 bytes, so that `verify` reads the image with the largest badge too.
 *
 * @param image - Bytes of a PNG or SVG; they are copied.
 * @param options - As for `bake`. Default: refuse an image that holds a credential or has bytes after its end.
 * @returns The image in two parts, with warnings about its content.
 * @throws OpenBadgeError `image_invalid` or `limit_exceeded`; TypeError for bad options.
 * @example
 * const prepared = prepareImage(picture)
 * const images = [signed].map((credential) => bake(prepared, credential))
 */
export function prepareImage(image: Uint8Array, options: BakeOptions = {}): PreparedImage {
  const prepared = layOut(image, options)
  const { head, tail } = prepared
  checkBakedSize(head.length + tail.length, JSON_LIMITS.length * 3)
  // Copied, because the caller may change its bytes later.
  return { ...prepared, head: head.slice(), tail: tail.slice() }
}

/** As `prepareImage`, but the parts may share the caller's memory. */
export function layOut(
  image: Uint8Array,
  options: BakeOptions,
  container: Container = OPEN_BADGES_3,
): PreparedImage {
  checkOptionNames('bake', options, OPTIONS)
  const prepare: PrepareOptions = {
    existing: oneOf('existing', options.existing, ['error', 'replace']),
    trailing: oneOf('trailing', options.trailing, ['error', 'keep']),
    limits: imageLimits(options.limits),
    container,
  }
  return PREPARERS[checkImage(image, prepare.limits)](image, prepare)
}

type Prepare = (image: Uint8Array, options: PrepareOptions) => PreparedImage

export const PREPARERS: Readonly<Record<ImageFormat, Prepare>> = { png: preparePng, svg: prepareSvg }

/** The format of the image, if its size is within the limit. */
export function checkImage(image: Uint8Array, limits: ImageLimits): ImageFormat {
  requireBytes(image)
  if (image.length > limits.imageBytes) {
    throw imageLimitExceeded('imageBytes', limits.imageBytes, image.length)
  }
  const format = imageFormat(image)
  if (format === undefined)
    throw invalidImage('unknown', 'format', 'the image is neither PNG nor SVG; convert it to one of them')
  return format
}

/** @throws TypeError if the image is not a Uint8Array */
export function requireBytes(image: Uint8Array): void {
  // By name instead of `instanceof`, because test runners and frames have their own Uint8Array.
  if (Object.prototype.toString.call(image) !== '[object Uint8Array]')
    throw new TypeError(
      'the image must be a Uint8Array; pass the bytes of the file, such as readFileSync(…) returns',
    )
}

function oneOf<T extends string>(name: string, value: T | undefined, allowed: readonly [T, ...T[]]): T {
  if (value === undefined) return allowed[0]
  if (!allowed.includes(value)) throw new TypeError(`${name} must be one of ${allowed.join(', ')}`)
  return value
}
