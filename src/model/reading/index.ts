/** The public exports of this room. */
export { newerCredential, sameCredential } from './comparison.js'
export type { ExtensionMembers, ListedClass } from './extension-members.js'
export { type IdentityMatch, type KnownPerson, matchIdentity } from './match-identity.js'
export { credentialFacts, type ParseOptions, parse } from './parse.js'
export type {
  AchievementView,
  AlignmentView,
  BadgeView,
  CommonView,
  CredentialView,
  EndorsementReference,
  EndorsementView,
  EnvelopeView,
  EvidenceView,
  IssuerView,
  OtherView,
  PictureView,
  ProfileView,
  ReadingIssue,
  RecipientView,
  RelatedView,
  ResultView,
} from './view.js'
