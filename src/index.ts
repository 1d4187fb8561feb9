/** laurel: Open Badges 3.0 and W3C Verifiable Credentials. This file only re-exports. */
export { type ErrorCode, type ErrorDetails, type Issue, isOpenBadgeError, OpenBadgeError } from './errors.js'
export type { Clock, Load, Purpose, SignatureAlgorithm, Signer } from './ports.js'
