/** Records: one signed credential that holds others. 1EdTech Comprehensive Learner Record 2.0, data model. */
import { credentialParts } from './credential.ts'
import { type ClassSource, is, one, oneOf, type PropertySource, typeList, typeName } from './kinds.ts'

const { services, services11, issuerAndDates, issuerAndDates11, also } = credentialParts

const record: Record<string, PropertySource> = {
  '@context': is('recordContext', '1..*', 'The vocabularies, in order: VCDM, CLR, Open Badges, then others.'),
  id: is('uri', '1', 'Names the record; with the issuer it tells versions of one record.'),
  type: is('types', '1..*', 'Holds `VerifiableCredential` and `ClrCredential`.'),
  name: is('text', '1', 'Title for wallets.'),
  description: is('text', '0..1', 'Short description for wallets.'),
  image: one('Image', '0..1', 'Picture for wallets.'),
  partial: is(
    'boolean',
    '0..1',
    'Whether its issuer knows of credentials of the learner that are not in it. Absent, the record is complete.',
  ),
}

const recordContent: Record<string, PropertySource> = {
  awardedDate: is('dateTime', '0..1', 'When it was first issued; stays when `validFrom` moves on.'),
  credentialSubject: one('ClrSubject', '1', 'The learner, and what the record holds.'),
  evidence: one('Evidence', '0..*', 'What the record rests on.'),
  endorsement: one(
    'EndorsementCredential',
    '0..*',
    'Signed statements of others about anything in the record.',
  ),
  endorsementJwt: is('jws', '0..*', 'The same as compact JWS.'),
}

const part: Record<string, PropertySource> = {
  '@context': is('partContext', '1..*', 'The vocabularies, in order: VCDM, then others.'),
  id: is('uri', '0..1', 'Names the credential.'),
  type: is('types', '1..*', 'Holds `VerifiableCredential`, and what it is.'),
}

const partContent: Record<string, PropertySource> = {
  credentialSubject: one('RecordedSubject', '1', 'Whom it is about, and what it says.'),
  evidence: one('Evidence', '0..*', 'What it rests on.'),
}

const types = [['VerifiableCredential'], ['ClrCredential']]

export const recordClasses: readonly ClassSource[] = [
  {
    name: 'ClrCredential',
    description:
      'A record: whoever signs it vouches that it holds what others awarded to one learner (VCDM 2.0).',
    types,
    also,
    properties: { ...record, ...issuerAndDates, ...recordContent, ...services },
  },
  {
    name: 'ClrCredential11',
    description: 'A record in the older form (VCDM 1.1).',
    types,
    properties: { ...record, ...issuerAndDates11, ...recordContent, ...services11 },
  },
  {
    name: 'ClrSubject',
    description: 'The learner, and what the record holds.',
    types: [['ClrSubject']],
    properties: {
      id: is('uri', '0..1', 'Names the learner, for example a DID. Give this or `identifier`.'),
      type: typeList('ClrSubject'),
      identifier: one(
        'IdentityObject',
        '0..*',
        'Other names of the learner, for example a hashed e-mail address.',
      ),
      achievement: one('Achievement', '0..*', 'Definitions that associations speak of. They award nothing.'),
      verifiableCredential: one(
        'RecordedCredential',
        '1..*',
        'The credentials, each signed by its own issuer.',
      ),
      association: one('Association', '0..*', 'How achievements of the record belong together.'),
    },
  },
  {
    name: 'Association',
    description: 'How two achievements belong together, as the issuer of the record sees it.',
    types: [['Association']],
    closed: true,
    properties: {
      type: typeName('Association'),
      associationType: oneOf('AssociationType', '1', 'What the source is of the target.'),
      sourceId: is('url', '1', 'The `id` of one achievement.'),
      targetId: is('url', '1', 'The `id` of the other.'),
    },
  },
  {
    name: 'RecordedCredential',
    description:
      'A signed credential in a record. Its own data model and its own proof decide what it is worth.',
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
    description: 'Whom a credential in a record is about, and what it says.',
    types: [],
    foreign: true,
    properties: { id: is('uri', '0..1', 'Names the subject.') },
  },
]

export const associationType = {
  name: 'AssociationType',
  description: 'What the source of an association is of its target.',
  extensible: false,
  values: {
    exactMatchOf: 'The two are the same.',
    isChildOf: 'The source is contained in the target.',
    isParentOf: 'The source contains the target.',
    isPartOf: 'The source is a part of the target.',
    isPeerOf: 'The two stand side by side.',
    isRelatedTo: 'The two have something to do with each other.',
    precedes: 'The source comes before the target.',
    replacedBy: 'The target has taken the place of the source.',
  },
} as const
