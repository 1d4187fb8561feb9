/** What is signed: the credentials with their subjects and services. Open Badges 3.0 data model, VCDM 2.0 and 1.1. */
import { type ClassSource, either, is, one, type PropertySource, typeList } from './kinds.ts'

const services: Record<string, PropertySource> = {
  credentialStatus: {
    ...one('CredentialStatus', '0..1', 'Entries that say whether the credential was revoked.'),
    severalInPractice: true,
  },
  credentialSchema: one(
    'CredentialSchema',
    '0..*',
    'Schemas that the credential follows besides the standard one.',
  ),
  refreshService: one('RefreshService', '0..1', 'Service that has newer versions.'),
  termsOfUse: one('TermsOfUse', '0..*', 'Terms under which the credential was issued.'),
  proof: one('Proof', '0..*', 'The signatures.'),
}

const services11: Record<string, PropertySource> = {
  ...services,
  credentialStatus: {
    ...one('CredentialStatus11', '0..1', 'Entries that say whether the credential was revoked.'),
    severalInPractice: true,
  },
}

const issuerAndDates: Record<string, PropertySource> = {
  issuer: is(
    'profileRef',
    '1',
    'The issuer, who signs. Write the whole profile, because readers expect an object.',
  ),
  validFrom: is('dateTime', '1', 'Start of validity. Of two versions of a credential the later one counts.'),
  validUntil: is('dateTime', '0..1', 'End of validity. Without it, there is no end.'),
}

const issuerAndDates11: Record<string, PropertySource> = {
  issuer: is('profileRef', '1', 'The issuer, who signs.'),
  issuanceDate: is('dateTime', '1', 'Start of validity.'),
  expirationDate: is('dateTime', '0..1', 'End of validity. Without it, there is no end.'),
}

const badge: Record<string, PropertySource> = {
  '@context': is('context', '1..*', 'The vocabularies, in order: VCDM, Open Badges, then others.'),
  id: is('uri', '1', 'Identifies the credential. Versions of one credential have the same id and issuer.'),
  type: is(
    'types',
    '1..*',
    'Contains `VerifiableCredential` and `OpenBadgeCredential` (or `AchievementCredential`).',
  ),
  name: is('text', '0..1', 'Title for wallets.'),
  description: is('text', '0..1', 'Short description for wallets.'),
  image: one('Image', '0..1', 'Picture for wallets.'),
}

const badgeContent: Record<string, PropertySource> = {
  awardedDate: is('dateTime', '0..1', 'Time of the first award. A later `validFrom` does not change it.'),
  credentialSubject: one('AchievementSubject', '1', 'The recipient, and what was achieved.'),
  evidence: one('Evidence', '0..*', 'The work that the recipient did.'),
  endorsement: one(
    'EndorsementCredential',
    '0..*',
    'Signed endorsements by others, of anything in this credential.',
  ),
  endorsementJwt: is('jws', '0..*', 'The same as compact JWS.'),
}

const endorsement: Record<string, PropertySource> = {
  '@context': is('context', '1..*', 'The vocabularies, in order: VCDM, Open Badges, then others.'),
  id: is('uri', '1', 'Id of the endorsement.'),
  type: is('types', '1..*', 'Contains `VerifiableCredential` and `EndorsementCredential`.'),
  name: is('text', '1', 'Title for wallets.'),
  description: is('text', '0..1', 'Short description for wallets.'),
}

const endorsementContent: Record<string, PropertySource> = {
  awardedDate: is('dateTime', '0..1', 'Time of the first version of the endorsement.'),
  credentialSubject: one('EndorsementSubject', '1', 'The endorsed object, and the statement about it.'),
  evidence: one('Evidence', '0..*', 'Evidence for the statement of the endorser.'),
}

const achievementTypes = [['VerifiableCredential'], ['OpenBadgeCredential', 'AchievementCredential']]
const endorsementTypes = [['VerifiableCredential'], ['EndorsementCredential']]
/** Defined by the VCDM 2.0 context for every credential; Open Badges says nothing about them. */
const also = ['confidenceMethod', 'renderMethod']

const related = either('RelatedResource', '0..*', 'Other documents that belong to it, each with its digest.')

/** What records have in common with badges. */
export const credentialParts = { services, services11, issuerAndDates, issuerAndDates11, also }

export const credentialClasses: readonly ClassSource[] = [
  {
    name: 'AchievementCredential',
    description: 'A badge: the signed statement that a learner achieved something (VCDM 2.0).',
    types: achievementTypes,
    also,
    properties: { ...badge, ...issuerAndDates, ...badgeContent, ...services, relatedResource: related },
  },
  {
    name: 'EndorsementCredential',
    description:
      'The signed statement of a third party about an issuer, an achievement or a badge (VCDM 2.0).',
    types: endorsementTypes,
    also,
    properties: {
      ...endorsement,
      ...issuerAndDates,
      ...endorsementContent,
      ...services,
      relatedResource: related,
    },
  },
  {
    name: 'AchievementCredential11',
    description: 'A badge in VCDM 1.1, for readers that know no newer version.',
    types: achievementTypes,
    properties: { ...badge, ...issuerAndDates11, ...badgeContent, ...services11 },
  },
  {
    name: 'EndorsementCredential11',
    description: 'An endorsement in VCDM 1.1, for readers that know no newer version.',
    types: endorsementTypes,
    properties: {
      ...endorsement,
      name: is('text', '0..1', 'Title for wallets.'),
      ...issuerAndDates11,
      ...endorsementContent,
      ...services11,
    },
  },
  {
    name: 'AchievementSubject',
    description: 'The recipient, and what was achieved.',
    types: [['AchievementSubject']],
    properties: {
      id: is('uri', '0..1', 'Id of the recipient, for example a DID. Required without `identifier`.'),
      type: typeList('AchievementSubject'),
      identifier: one(
        'IdentityObject',
        '0..*',
        'Other names of the recipient, for example a hashed e-mail address.',
      ),
      achievement: one('Achievement', '1', 'The achievement.'),
      activityStartDate: is('dateTime', '0..1', 'Start of the activity.'),
      activityEndDate: is('dateTime', '0..1', 'End of the activity.'),
      creditsEarned: is('number', '0..1', 'Credit hours earned.'),
      image: one('Image', '0..1', "Picture of this learner's badge, PNG or SVG."),
      licenseNumber: is('text', '0..1', 'Number of the licence that was granted.'),
      narrative: is('text', '0..1', 'How the pieces of evidence belong together. Markdown is allowed.'),
      result: one('Result', '0..*', 'The results that the learner reached.'),
      role: is('text', '0..1', 'Role of the learner at that time, for example Captain.'),
      source: one('Profile', '0..1', 'The person or organisation that assessed the learner for the issuer.'),
      term: is('text', '0..1', 'Academic term.'),
    },
  },
  {
    name: 'EndorsementSubject',
    description: 'The endorsed object, and the statement about it.',
    types: [['EndorsementSubject']],
    properties: {
      id: is('uri', '1', 'Id of the endorsed issuer, achievement or badge.'),
      type: typeList('EndorsementSubject'),
      endorsementComment: is('text', '0..1', 'The statement of the endorser. Markdown is allowed.'),
    },
  },
  {
    name: 'Evidence',
    description: 'A piece of the work that led to the credential.',
    types: [['Evidence']],
    properties: {
      id: is('uri', '0..1', 'Address of the work, or the work itself as a `data:` URL.'),
      type: typeList('Evidence'),
      name: is('text', '0..1', 'Title.'),
      description: is('text', '0..1', 'What it is.'),
      narrative: is('text', '0..1', 'How it shows the achievement. Markdown is allowed.'),
      genre: is('text', '0..1', 'The kind of work, for example Prose.'),
      audience: is('text', '0..1', 'The audience.'),
    },
  },
]

export const serviceClasses: readonly ClassSource[] = [
  {
    name: 'CredentialStatus',
    description: 'Entries that say whether the credential was revoked.',
    types: [],
    foreign: true,
    properties: {
      id: is('uri', '0..1', 'Id of the entry, or URL of the list.'),
      type: is('string', '1', 'The method, for example BitstringStatusListEntry.'),
    },
  },
  {
    name: 'CredentialStatus11',
    description: 'Entries that say whether the credential was revoked (VCDM 1.1, which requires an id).',
    types: [],
    foreign: true,
    properties: {
      id: is('uri', '1', 'Id of the entry, or URL of the list.'),
      type: is('string', '1', 'The method, for example BitstringStatusListEntry.'),
    },
  },
  {
    name: 'CredentialSchema',
    description: 'A schema that the credential follows.',
    types: [],
    foreign: true,
    properties: {
      id: is('uri', '1', 'Address of the schema.'),
      type: is('string', '1', 'The sort of schema, for example 1EdTechJsonSchemaValidator2019.'),
    },
  },
  {
    name: 'RefreshService',
    description: 'Service that has newer versions of the credential.',
    types: [],
    foreign: true,
    properties: {
      id: is('uri', '1', 'Address of the newer version.'),
      type: is('string', '1', 'The method, for example 1EdTechCredentialRefresh.'),
    },
  },
  {
    name: 'TermsOfUse',
    description: 'Terms under which the credential was issued.',
    types: [],
    foreign: true,
    properties: {
      id: is('uri', '0..1', 'Id of the terms.'),
      type: is('string', '1', 'The sort of terms.'),
    },
  },
  {
    name: 'Proof',
    description: 'A signature over the credential.',
    types: [],
    foreign: true,
    properties: {
      type: is('string', '1', 'The sort of proof, for example DataIntegrityProof.'),
      cryptosuite: is('string', '0..1', 'The suite, for example eddsa-rdfc-2022.'),
      created: is('dateTime', '0..1', 'Time of the signature.'),
      verificationMethod: is('uri', '0..1', 'The key.'),
      proofPurpose: is('string', '0..1', 'Purpose of the proof: assertionMethod.'),
      proofValue: is('string', '0..1', 'The signature, in multibase.'),
      challenge: is('string', '0..1', 'Value that the verifier chose, to prevent replay.'),
      domain: is('string', '0..1', 'The verifier for whom the proof was made.'),
      nonce: is('string', '0..1', 'Random value.'),
    },
  },
]
