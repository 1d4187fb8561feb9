/** Records: one signed credential that holds others. 1EdTech Comprehensive Learner Record 2.0, data model. */
import { credentialParts } from './credential.ts'
import { type ClassSource, is, one, oneOf, type PropertySource, typeList, typeName } from './kinds.ts'

const { services, services11, issuerAndDates, issuerAndDates11, also } = credentialParts

const record: Record<string, PropertySource> = {
  '@context': is('recordContext', '1..*', 'The vocabularies, in order: VCDM, CLR, Open Badges, then others.'),
  id: is('uri', '1', 'Identifies the record. Versions of one record have the same id and issuer.'),
  type: is('types', '1..*', 'Contains `VerifiableCredential` and `ClrCredential`.'),
  name: is('text', '1', 'Title for wallets.'),
  description: is('text', '0..1', 'Short description for wallets.'),
  image: one('Image', '0..1', 'Picture for wallets.'),
  partial: is(
    'boolean',
    '0..1',
    'Whether its issuer knows other credentials of the learner that are not in it. Without this member, the record is complete.',
  ),
}

const recordContent: Record<string, PropertySource> = {
  awardedDate: is('dateTime', '0..1', 'Time of the first issue. A later `validFrom` does not change it.'),
  credentialSubject: one('ClrSubject', '1', 'The learner, and the content of the record.'),
  evidence: one('Evidence', '0..*', 'Evidence for the record.'),
  endorsement: one(
    'EndorsementCredential',
    '0..*',
    'Signed endorsements by others, of anything in the record.',
  ),
  endorsementJwt: is('jws', '0..*', 'The same as compact JWS.'),
}

const part: Record<string, PropertySource> = {
  '@context': is('partContext', '1..*', 'The vocabularies, in order: VCDM, then others.'),
  id: is('uri', '0..1', 'Id of the credential.'),
  type: is('types', '1..*', 'Contains `VerifiableCredential` and the type of the credential.'),
}

const partContent: Record<string, PropertySource> = {
  credentialSubject: one('RecordedSubject', '1', 'The subject, with the claims.'),
  evidence: one('Evidence', '0..*', 'Evidence for the achievement.'),
}

const types = [['VerifiableCredential'], ['ClrCredential']]

export const recordClasses: readonly ClassSource[] = [
  {
    name: 'ClrCredential',
    description:
      'A record: its signer states that it contains credentials of one learner, also from other issuers (VCDM 2.0).',
    types,
    also,
    properties: { ...record, ...issuerAndDates, ...recordContent, ...services },
  },
  {
    name: 'ClrCredential11',
    description: 'A record in VCDM 1.1.',
    types,
    properties: { ...record, ...issuerAndDates11, ...recordContent, ...services11 },
  },
  {
    name: 'ClrSubject',
    description: 'The learner, and the content of the record.',
    types: [['ClrSubject']],
    properties: {
      id: is('uri', '0..1', 'Id of the learner, for example a DID. Required without `identifier`.'),
      type: typeList('ClrSubject'),
      identifier: one(
        'IdentityObject',
        '0..*',
        'Other names of the learner, for example a hashed e-mail address.',
      ),
      achievement: one('Achievement', '0..*', 'Definitions to which associations refer. They award nothing.'),
      verifiableCredential: one(
        'RecordedCredential',
        '1..*',
        'The credentials, each signed by its own issuer.',
      ),
      association: one('Association', '0..*', 'Associations of achievements in the record.'),
    },
  },
  {
    name: 'Association',
    description: 'An association of two achievements, as the issuer of the record states it.',
    types: [['Association']],
    closed: true,
    properties: {
      type: typeName('Association'),
      associationType: oneOf('AssociationType', '1', 'Relation of the source to the target.'),
      sourceId: is('url', '1', 'The `id` of one achievement.'),
      targetId: is('url', '1', 'The `id` of the other.'),
    },
  },
  {
    name: 'RecordedCredential',
    description: 'A signed credential in a record. It is checked by its own data model and its own proof.',
    types: [['VerifiableCredential']],
    foreign: true,
    apart: true,
    properties: { ...part, ...issuerAndDates, ...partContent, ...services },
  },
  {
    name: 'RecordedCredential11',
    description: 'A signed credential in a record (VCDM 1.1).',
    types: [['VerifiableCredential']],
    foreign: true,
    apart: true,
    properties: { ...part, ...issuerAndDates11, ...partContent, ...services11 },
  },
  {
    name: 'RecordedSubject',
    description: 'The subject of a credential in a record, with the claims.',
    types: [],
    foreign: true,
    properties: { id: is('uri', '0..1', 'Id of the subject.') },
  },
]

export const associationType = {
  name: 'AssociationType',
  description: 'Relation of the source of an association to its target.',
  extensible: false,
  values: {
    exactMatchOf: 'The two are the same.',
    isChildOf: 'The source is contained in the target.',
    isParentOf: 'The source contains the target.',
    isPartOf: 'The source is a part of the target.',
    isPeerOf: 'The two are at the same level.',
    isRelatedTo: 'The two are related.',
    precedes: 'The source comes before the target.',
    replacedBy: 'The target replaces the source.',
  },
} as const
