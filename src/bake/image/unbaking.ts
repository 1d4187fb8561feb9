/** What the two image formats share when a credential is looked for. */
import { CONTAINERS, type Container } from './containers.js'
import { type ImageFormat, type ImageWarning, invalidImage } from './image-limits.js'

/** A container's text as found, before anything is said about its kind. */
export interface Raw {
  readonly container: Container | undefined
  readonly text: string
  readonly warnings: ImageWarning[]
}

/**
 * The preferred container present. Two of the same standard are refused (SEC-12): readers that take the first
 * and readers that take the last would see different badges.
 * @throws OpenBadgeError `image_invalid`
 */
export function pickContainer<Place>(
  format: ImageFormat,
  found: ReadonlyMap<Container, readonly Place[]>,
  warnings: ImageWarning[],
): { readonly container: Container; readonly place: Place } | undefined {
  for (const container of CONTAINERS) {
    const places = found.get(container)
    if (places === undefined) continue
    if (places.length > 1) {
      throw invalidImage(format, 'several credentials', 'the image holds more than one credential')
    }
    if (found.size > 1) warnings.push(SEVERAL)
    if (container.standard === 'open-badges-2') warnings.push(LEGACY)
    return { container, place: places[0]! }
  }
  return undefined
}

export function alreadyBaked(format: ImageFormat): Error {
  return invalidImage(
    format,
    'already baked',
    "the image holds a credential already; { existing: 'replace' } overwrites it",
  )
}

const SEVERAL: ImageWarning = {
  code: 'several_containers',
  message: 'The image also holds a credential of another standard, which was not read.',
}
const LEGACY: ImageWarning = {
  code: 'legacy_container',
  message: 'The image holds an Open Badge of version 2.0 or earlier.',
}
