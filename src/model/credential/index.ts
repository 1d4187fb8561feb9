/** The public exports of this room. */
export { type CredentialOptions, credential } from './credential.js'
export { type RelatedResourceInput, relatedResource } from './related-resource.js'
export type {
  CredentialInput,
  CredentialInput11,
  IssuerSource,
  OwnSubject,
  PlainCredential,
  PlainCredential11,
  Typed,
  TypedWithId,
} from './types.js'
