/**
 * laurel: Open Badges 3.0 and W3C Verifiable Credentials. This file only re-exports. Each room lists its own exports,
 * so that bundlers can leave out an unused room: esbuild loads at once all that the main file names itself.
 */
export * from './bake/index.js'
export * from './did/index.js'
export * from './documents/index.js'
export type { Json, JsonObject, PlainObject } from './encoding/json-value.js'
export {
  type ErrorCode,
  type ErrorDetails,
  type Issue,
  isOpenBadgeError,
  type LimitName,
  OpenBadgeError,
} from './errors.js'
export * from './issue/index.js'
export type {
  DocumentIssueCode,
  IssueCode,
  MappingIssueCode,
  PathwayIssueCode,
  ReadingIssueCode,
  UnsafeCode,
} from './issue-codes.js'
export * from './jsonld/index.js'
export * from './keys/index.js'
export * from './model/credential/index.js'
export * from './model/index.js'
export * from './model/microcredential/index.js'
export * from './model/reading/index.js'
export * from './model/record/index.js'
export type { Awaitable } from './platform/platform.js'
export type { Clock, Load, Purpose, SignatureAlgorithm, Signer, VerificationAlgorithm } from './ports.js'
export * from './schema/index.js'
export * from './status/index.js'
export * from './verify/index.js'
export * from './verify/messages/index.js'
