/** What the package shows of this room. */
export { achievement, criteria, identifier, related, relatedBadgeClass } from './achievement.js'
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
} from './alignment.js'
export { newerCredential, sameCredential } from './comparison.js'
export type {
  Credential,
  Endorsement,
  Endorsement11,
  OpenBadge,
  OpenBadge11,
  Signed,
  Unsigned,
} from './credential.js'
export { defineExtension, type ExtensionBuilders } from './define-extension.js'
export { type EndorsementInput, type EndorsementInput11, endorsement } from './endorsement.js'
export { evidence } from './evidence.js'
export type {
  ContextSource,
  Extension,
  ExtensionDefinition,
  MemberKind,
  Members,
} from './extension.js'
export { hashIdentity, type IdentityInput, type IdentityOptions, identity } from './identity.js'
export { image } from './image.js'
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
} from './inputs.generated.js'
export { language } from './language.js'
export { type IdentityMatch, type KnownPerson, matchIdentity } from './match-identity.js'
export * from './microcredential/index.js'
export { type OpenBadgeInput, type OpenBadgeInput11, openBadge } from './open-badge.js'
export { type ParseOptions, parse } from './parse.js'
export { address, profile } from './profile.js'
export type { Recipient } from './recipient.js'
export { result, resultDescription, rubricLevel } from './result.js'
export type { DataModel, VersionOptions } from './versions.js'
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
} from './view.js'
