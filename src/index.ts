/** laurel: Open Badges 3.0 and W3C Verifiable Credentials. This file only re-exports. */
export { bake } from './bake/bake.js'
export type { PreparedImage } from './bake/baking.js'
export type { ImageLimits, ImageWarning, ImageWarningCode } from './bake/image-limits.js'
export { type BakeOptions, prepareImage } from './bake/prepare-image.js'
export { type Unbaked, type UnbakeOptions, unbake } from './bake/unbake.js'
export {
  type DidDocumentOptions,
  didDocument,
  type IssuerKey,
  jsonWebKeySet,
  revokeKey,
  rotateKey,
} from './did/did-document.js'
export { type DidWeb, didWeb, didWebUrl } from './did/did-web.js'
export { checkPublishedKey } from './did/published-key.js'
export { bundled } from './documents/bundled.js'
export { type Cache, cached, documents, firstOf } from './documents/loaders.js'
export { type ErrorCode, type ErrorDetails, type Issue, isOpenBadgeError, OpenBadgeError } from './errors.js'
export { type Issued, type IssuedProof, type IssueOptions, issue } from './issue/issue.js'
export { type IssueJwtOptions, issueJwt } from './issue/issue-jwt.js'
export { type IssuedRow, type IssueManyOptions, issueMany } from './issue/issue-many.js'
export { type CanonizeOptions, canonize } from './jsonld/canonize.js'
export type { CanonizeLimits } from './jsonld/limits.js'
export {
  exportPublicKey,
  exportSecretKey,
  type PublicKeyForms,
  type SecretKeyForms,
} from './keys/export-key.js'
export { isLocalSigner, type LocalSigner, type LocalSignerOptions } from './keys/local-signer.js'
export type { PublicJwk } from './keys/public-jwk.js'
export {
  type PublicKey,
  publicKeyFromJwk,
  publicKeyFromMultikey,
  publicKeyFromPem,
} from './keys/public-key.js'
export {
  type RemoteKey,
  type RemoteSigner,
  type RemoteSignerOptions,
  remoteSigner,
  type SignCall,
} from './keys/remote-signer.js'
export {
  generateSigner,
  signerFromJwk,
  signerFromMultikey,
  signerFromPem,
  signerFromSeed,
} from './keys/signer.js'
export { achievement, criteria, identifier, related, relatedBadgeClass } from './model/achievement.js'
export {
  alignment,
  type CaseItem,
  type CtdlItem,
  caseAlignment,
  ctdlAlignment,
  type EscoItem,
  escoAlignment,
  type FrameworkItem,
  type OnetItem,
  onetAlignment,
} from './model/alignment.js'
export { newerCredential, sameCredential } from './model/comparison.js'
export type {
  Credential,
  Endorsement,
  Endorsement11,
  OpenBadge,
  OpenBadge11,
  Signed,
  Unsigned,
} from './model/credential.js'
export { defineExtension, type ExtensionBuilders } from './model/define-extension.js'
export { type EndorsementInput, type EndorsementInput11, endorsement } from './model/endorsement.js'
export { evidence } from './model/evidence.js'
export type {
  ContextSource,
  Extension,
  ExtensionDefinition,
  MemberKind,
  Members,
} from './model/extension.js'
export { hashIdentity, type IdentityInput, type IdentityOptions, identity } from './model/identity.js'
export { image } from './model/image.js'
export type {
  AchievementInput,
  AddressInput,
  AlignmentInput,
  CriteriaSource,
  EvidenceInput,
  IdentifierEntryInput,
  IdentityObjectInput,
  ImageSource,
  ProfileInput,
  RelatedInput,
  ResultDescriptionInput,
  ResultInput,
  RubricCriterionLevelInput,
} from './model/inputs.generated.js'
export { language } from './model/language.js'
export { type IdentityMatch, type KnownPerson, matchIdentity } from './model/match-identity.js'
export { type OpenBadgeInput, type OpenBadgeInput11, openBadge } from './model/open-badge.js'
export { type ParseOptions, parse } from './model/parse.js'
export { address, profile } from './model/profile.js'
export type { Recipient } from './model/recipient.js'
export { result, resultDescription, rubricLevel } from './model/result.js'
export type { DataModel, VersionOptions } from './model/versions.js'
export type {
  AchievementView,
  AlignmentView,
  BadgeView,
  CredentialView,
  EndorsementView,
  EvidenceView,
  PictureView,
  ProfileView,
  RecipientView,
  ResultView,
} from './model/view.js'
export type { Clock, Load, Purpose, SignatureAlgorithm, Signer } from './ports.js'
export type { ContextVersion, StandardTerm } from './schema/context-versions.js'
export type {
  Achievement,
  AchievementCredential,
  AchievementCredential11,
  AchievementSubject,
  AchievementType,
  Address,
  Alignment,
  AlignmentTargetType,
  CredentialSchema,
  CredentialStatus,
  Criteria,
  EndorsementCredential,
  EndorsementCredential11,
  EndorsementSubject,
  Evidence,
  GeoCoordinates,
  IdentifierEntry,
  IdentifierType,
  IdentityObject,
  Image,
  OpenBadgeCredential,
  Profile,
  Proof,
  RefreshService,
  Related,
  Result,
  ResultDescription,
  ResultStatusType,
  ResultType,
  RubricCriterionLevel,
  TermsOfUse,
} from './schema/types.generated.js'
export { type ValidateOptions, type Validation, validate } from './schema/validate.js'
export {
  type DecodeOptions,
  decodeStatusList,
  encodeStatusList,
  type StatusList,
  type StatusListOptions,
  statusList,
} from './status/bitstring.js'
export { type StatusPlace, statusIndex, statusIndices, statusPlace } from './status/index-permutation.js'
export { type StatusEntryOptions, type StatusMessage, statusEntry } from './status/status-entry.js'
export { type StatusListCredentialOptions, statusListCredential } from './status/status-list-credential.js'
export {
  type RecipientQuestion,
  VERIFY_LIMITS,
  type VerifyLimits,
  type VerifyOptions,
} from './verify/options.js'
export { type ProblemDetails, problemDetails } from './verify/problem-details.js'
export {
  CHECK_IDS,
  type CheckId,
  type CheckOutcome,
  type CheckResult,
  type EmbeddedReport,
  type Format,
  type Kind,
  type Report,
  type UnverifiedReport,
  type VerifiedReport,
  type Warning,
} from './verify/report.js'
export type { SentenceCode } from './verify/sentences/en.js'
export { LANGUAGES, type Language, sentence } from './verify/sentences/sentence.js'
export type { IssuerFacts, IssuerPolicy, Registry } from './verify/trust-policy.js'
export { verify } from './verify/verify.js'
export { type VerifyCache, verifyCache } from './verify/verify-cache.js'
export { type VerifiedRow, type VerifyManyOptions, verifyMany } from './verify/verify-many.js'
