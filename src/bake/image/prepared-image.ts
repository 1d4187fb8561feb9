/** A base image, prepared for many credentials: the parts before and after the credential. */
import type { Container } from './containers.js'
import type { ImageFormat } from './image-format.js'
import type { ImageLimits, ImageWarning } from './image-limits.js'

/** It is plain data, so that it can be sent to a worker. Do not change its bytes. */
export interface PreparedImage {
  readonly format: ImageFormat
  /** Warnings about the base image, for example about script in an SVG. */
  readonly warnings: readonly ImageWarning[]
  /** Standards of the credentials in `head` and `tail`. */
  readonly held: readonly Container['standard'][]
  /** Everything before the credential. */
  readonly head: Uint8Array
  /** Everything after the credential. */
  readonly tail: Uint8Array
  /**
   * How to write the credential's element; SVG only.
   * @internal
   */
  readonly svg: SvgDialect | undefined
}

export interface SvgDialect {
  /** The attribute that binds the element's prefix; empty if `<svg>` binds it. */
  readonly declaration: string
  /** True if the file declares an encoding other than UTF-8, so that only ASCII may be written. */
  readonly ascii: boolean
}

export interface PrepareOptions {
  readonly existing: 'error' | 'replace'
  readonly trailing: 'error' | 'keep'
  readonly limits: ImageLimits
  /** Where the credential will be, if that is known in advance. */
  readonly container: Container
}
