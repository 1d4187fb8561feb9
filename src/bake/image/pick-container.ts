/** Shared code of the image formats for finding a credential. */
import { OpenBadgeError } from '../../errors.js'
import { CONTAINERS, type Container } from './containers.js'
import type { ImageFormat } from './image-format.js'
import { type ImageWarning, invalidImage } from './image-limits.js'

/** The text in a container, before its kind is known. */
export interface Raw {
  readonly container: Container | undefined
  readonly text: string
  readonly warnings: ImageWarning[]
}

/**
 * Picks the preferred container in the image. Refuses two different credentials of one standard: some readers would use the
 * first and others the last.
 * @throws OpenBadgeError `image_invalid`
 */
export function pickContainer<Place extends { readonly start: number }>(
  format: ImageFormat,
  found: ReadonlyMap<Container, readonly Place[]>,
  isSame: (one: Place, other: Place) => boolean,
  warnings: ImageWarning[],
): { readonly container: Container; readonly place: Place } | undefined {
  for (const container of CONTAINERS) {
    const places = found.get(container)
    if (places === undefined) continue
    const [first, ...others] = places as readonly [Place, ...Place[]]
    const different = others.find((other) => !isSame(first, other))
    if (different !== undefined) throw severalCredentials(format, first.start, different.start)
    if (others.length > 0) warnings.push(REPEATED)
    if (found.size > 1) warnings.push(SEVERAL)
    if (container.standard === 'open-badges-2') warnings.push(LEGACY)
    return { container, place: first }
  }
  return undefined
}

/** The error for two different credentials, with their offsets. */
function severalCredentials(format: ImageFormat, offset: number, otherOffset: number): Error {
  const message = `the image has two different credentials, at ${offset} and ${otherOffset}`
  return new OpenBadgeError('image_invalid', message, {
    format,
    reason: 'several credentials',
    offset,
    otherOffset,
  })
}

export function alreadyBaked(format: ImageFormat): Error {
  return invalidImage(
    format,
    'already baked',
    "the image already has a credential; { existing: 'replace' } replaces it",
  )
}

const REPEATED: ImageWarning = {
  code: 'repeated_container',
  message: 'The image has the same credential several times.',
}
const SEVERAL: ImageWarning = {
  code: 'several_containers',
  message: 'The image also has a credential of another standard. That credential was not read.',
}
const LEGACY: ImageWarning = {
  code: 'legacy_container',
  message: 'The image has an Open Badge of version 2.0 or earlier.',
}
