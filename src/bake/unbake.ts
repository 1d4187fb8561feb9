/** Reads the credential from a baked image (Open Badges 3.0 section 5.3), also from images of earlier standards. */

import type { Awaitable } from '#platform'
import { trimSpace } from '../encoding/forms/characters.js'
import { checkOptionNames } from '../encoding/options.js'
import type { BakedKind, BakedStandard } from './image/containers.js'
import { isDoublyEncoded, kindOf } from './image/credential-text.js'
import type { ImageFormat } from './image/image-format.js'
import { type ImageLimits, type ImageWarning, imageLimits, invalidImage } from './image/image-limits.js'
import type { Raw } from './image/pick-container.js'
import { readPng } from './png/png.js'
import { checkImage } from './prepare-image.js'
import { readSvg } from './svg/svg.js'

export interface Unbaked {
  readonly format: ImageFormat
  /** Exact text of the credential without surrounding white space; `undefined` if the image has none. */
  readonly credential: string | undefined
  /** JSON, a compact JWS, or (Open Badges 2.0 and earlier) the URL of a hosted assertion. */
  readonly kind: BakedKind | undefined
  /** The standard whose container was found. */
  readonly standard: BakedStandard | undefined
  readonly warnings: readonly ImageWarning[]
}

export interface UnbakeOptions {
  /** Limits on what is read; default: 32 MiB of image, 1 MiB of credential. */
  readonly limits?: Partial<ImageLimits>
}

const OPTIONS: ReadonlySet<string> = new Set(['limits'] satisfies (keyof UnbakeOptions)[])

/**
 * Finds the credential in a PNG or SVG of Open Badges 3.0 (§5.3), 2.0 or 1. It verifies nothing, fetches nothing and
 * decodes no pixels. It returns a promise only if the text is compressed and the platform decompresses asynchronously.
 *
 * @param image - Bytes of a PNG or SVG.
 * @param options - `limits`: sizes and counts. Default: 32 MiB of image, 1 MiB of credential.
 * @returns The exact text of the credential, its kind and standard, and warnings; no text if the image has none.
 * @throws OpenBadgeError `image_invalid` or `limit_exceeded`; TypeError for bad options.
 * @example
 * const { credential, kind } = await unbake(bake(picture, signed))
 * console.log(kind, credential?.length)
 */
export function unbake(image: Uint8Array, options: UnbakeOptions = {}): Awaitable<Unbaked> {
  checkOptionNames('unbake', options, OPTIONS)
  const limits = imageLimits(options.limits)
  const format = checkImage(image, limits)
  const raw = READERS[format](image, limits)
  return raw instanceof Promise ? raw.then((later) => present(format, later)) : present(format, raw)
}

type Read = (image: Uint8Array, limits: ImageLimits) => Awaitable<Raw>

export const READERS: Readonly<Record<ImageFormat, Read>> = { png: readPng, svg: readSvg }

function present(format: ImageFormat, { container, text, warnings }: Raw): Unbaked {
  if (container === undefined) {
    return { format, credential: undefined, kind: undefined, standard: undefined, warnings }
  }
  const credential = trimSpace(text)
  const kind = kindOf(credential)
  if (kind === undefined || !container.kinds.includes(kind) || credential.includes('\0')) {
    throw invalidImage(
      format,
      'content',
      'the credential in the image is neither a JSON object nor a compact JWS',
    )
  }
  return {
    format,
    credential,
    kind,
    standard: container.standard,
    warnings: isDoublyEncoded(credential) ? [...warnings, DOUBLY_ENCODED] : warnings,
  }
}

const DOUBLY_ENCODED: ImageWarning = {
  code: 'doubly_encoded',
  message: 'The text in the image seems to be UTF-8 encoded twice, so its signature may not match.',
}
