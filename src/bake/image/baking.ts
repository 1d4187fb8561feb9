/** A base image made ready for many credentials: where the credential goes, and all that surrounds it. */
import type { Container } from './containers.js'
import type { ImageFormat, ImageLimits, ImageWarning } from './image-limits.js'

/** Plain data, so it can be handed to a worker. Its bytes must not be changed. */
export interface PreparedImage {
  readonly format: ImageFormat
  /** Remarks about the base image, for example script in an SVG. */
  readonly warnings: readonly ImageWarning[]
  /** Standards of the credentials that lie in the parts below. */
  readonly held: readonly Container['standard'][]
  /** Everything before the credential's place. */
  readonly head: Uint8Array
  /** Everything after it. */
  readonly tail: Uint8Array
  /**
   * How the credential's element must be written; only for SVG.
   * @internal
   */
  readonly svg: SvgDialect | undefined
}

export interface SvgDialect {
  /** The element's attributes that bind its prefix, or nothing where `<svg>` does so. */
  readonly declaration: string
  /** True where the file declares an encoding that is not UTF-8: then nothing but ASCII is written. */
  readonly ascii: boolean
}

export interface PrepareOptions {
  readonly existing: 'error' | 'replace'
  readonly trailing: 'error' | 'keep'
  readonly limits: ImageLimits
  /** Where the credential will lie, as far as that is known beforehand. */
  readonly container: Container
}
