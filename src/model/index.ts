/** What the package shows of this room. */

export type {
  Credential,
  Endorsement,
  Endorsement11,
  OpenBadge,
  OpenBadge11,
  Signed,
  Unsigned,
} from './assembly/credential.js'
export type {
  ContextSource,
  Extension,
  ExtensionDefinition,
  MemberKind,
  Members,
} from './assembly/extension.js'
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
} from './assembly/inputs.generated.js'
export type { DataModel, VersionOptions } from './assembly/versions.js'
export { achievement, criteria, identifier, related, relatedBadgeClass } from './builders/achievement.js'
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
} from './builders/alignment.js'
export { defineExtension, type ExtensionBuilders } from './builders/define-extension.js'
export { type EndorsementInput, type EndorsementInput11, endorsement } from './builders/endorsement.js'
export { evidence } from './builders/evidence.js'
export { hashIdentity, type IdentityInput, type IdentityOptions, identity } from './builders/identity.js'
export { image } from './builders/image.js'
export { language } from './builders/language.js'
export { type OpenBadgeInput, type OpenBadgeInput11, openBadge } from './builders/open-badge.js'
export { address, profile } from './builders/profile.js'
export type { Recipient } from './builders/recipient.js'
export { result, resultDescription, rubricLevel } from './builders/result.js'
export * from './microcredential/index.js'
export { newerCredential, sameCredential } from './reading/comparison.js'
export { type IdentityMatch, type KnownPerson, matchIdentity } from './reading/match-identity.js'
export { type ParseOptions, parse } from './reading/parse.js'
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
} from './reading/view.js'
