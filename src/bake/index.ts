/** The public exports of this room. */
export { bake } from './bake.js'
export type { BakedKind, BakedStandard, Container } from './image/containers.js'
export type { ImageFormat } from './image/image-format.js'
export type { ImageLimits, ImageWarning, ImageWarningCode } from './image/image-limits.js'
export type { PreparedImage } from './image/prepared-image.js'
export { type BakeOptions, prepareImage } from './prepare-image.js'
export { type Unbaked, type UnbakeOptions, unbake } from './unbake.js'
