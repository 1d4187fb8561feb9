/** laurel: Open Badges 3.0 and W3C Verifiable Credentials. This file only re-exports. */
export { bake } from './bake/bake.js'
export type { PreparedImage } from './bake/baking.js'
export type { ImageLimits, ImageWarning, ImageWarningCode } from './bake/image-limits.js'
export { type BakeOptions, prepareImage } from './bake/prepare-image.js'
export { type Unbaked, type UnbakeOptions, unbake } from './bake/unbake.js'
export { type ErrorCode, type ErrorDetails, type Issue, isOpenBadgeError, OpenBadgeError } from './errors.js'
export type { Clock, Load, Purpose, SignatureAlgorithm, Signer } from './ports.js'
