/** The public exports of this room. Sub-rooms with their own index are not loaded by programs that only build badges. */

export type {
  Clr,
  Credential,
  CredentialDraft,
  Endorsement,
  Endorsement11,
  OpenBadge,
  OpenBadge11,
  Signed,
  Unsigned,
} from './assembly/credential.js'
export type {
  ContextRequirement,
  ContextSource,
  ExtensibleClass,
  Extension,
  ExtensionDefinition,
  MemberKind,
  Members,
  MembersOf,
  MemberTypes,
} from './assembly/extension.js'
export type {
  AchievementInput,
  AchievementSubjectInput,
  AddressInput,
  AlignmentInput,
  AssociationInput,
  CriteriaInput,
  CriteriaSource,
  EndorsementSource,
  EvidenceInput,
  GeoCoordinatesInput,
  IdentifierEntryInput,
  IdentityObjectInput,
  ImageInput,
  ImageSource,
  OneOrMany,
  ProfileInput,
  RelatedInput,
  ResultDescriptionInput,
  ResultInput,
  RubricCriterionLevelInput,
  Types as AdditionalTypes,
} from './assembly/inputs.generated.js'
export type {
  BuilderOptions,
  DataModel,
  EveryVersion,
  OpenBadgesContexts,
  VersionOptions,
} from './assembly/versions.js'
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
export {
  type BuilderTypes,
  defineExtension,
  type ExtendedOpenBadgeBuilder,
  type ExtendedOpenBadgeInput,
  type ExtendedSubject,
  type ExtensionBuilder,
  type ExtensionBuilders,
} from './builders/define-extension.js'
export {
  type EndorsementInput,
  type EndorsementInput11,
  type EndorsementInputs,
  type Endorsements,
  endorsement,
} from './builders/endorsement.js'
export { evidence } from './builders/evidence.js'
export { hashIdentity, type IdentityInput, type IdentityOptions, identity } from './builders/identity.js'
export { image } from './builders/image.js'
export {
  type OpenBadgeInput,
  type OpenBadgeInput11,
  type OpenBadgeInputs,
  type OpenBadgeMembers,
  type OpenBadgeMembers11,
  type OpenBadges,
  openBadge,
  type RecipientOrBearer,
} from './builders/open-badge.js'
export { address, profile } from './builders/profile.js'
export type { Recipient, RecipientNames } from './builders/recipient.js'
export { result, resultDescription, rubricLevel } from './builders/result.js'

export { language } from './languages/language.js'

export { type SharedAchievement, type Translation, translations } from './languages/translations.js'
