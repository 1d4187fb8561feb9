/** Any credential: what VCDM itself asks for, whatever it is about. VCDM 2.0 section 4, VCDM 1.1 sections 4 and 5. */
import { type ClassSource, either, is, type PropertySource } from './kinds.ts'

const named: Record<string, PropertySource> = {
  '@context': is(
    'context',
    '1..*',
    'The vocabularies, in order: VCDM, then those that define your own terms.',
  ),
  id: is('uri', '0..1', 'Names the credential.'),
  type: is('types', '1..*', 'Holds `VerifiableCredential`; types of your own may follow.'),
}

const issuer: Record<string, PropertySource> = {
  issuer: is('issuer', '1', 'Who issues and signs: a URI, or an object that has one as its `id`.'),
}

const proof: Record<string, PropertySource> = { proof: either('Proof', '0..*', 'The signatures.') }

export const vcdmClasses: readonly ClassSource[] = [
  {
    name: 'VerifiableCredential',
    description: 'Any credential (VCDM 2.0): signed claims about one subject or several.',
    types: [['VerifiableCredential']],
    vcdm: true,
    also: ['digestMultibase', 'digestSRI', 'mediaType'],
    properties: {
      ...named,
      name: is('languageText', '0..1', 'Title, in one language or several.'),
      description: is('languageText', '0..1', 'Short description, in one language or several.'),
      ...issuer,
      validFrom: is('dateTimeStamp', '0..1', 'From when on the credential holds.'),
      validUntil: is('dateTimeStamp', '0..1', 'Until when it holds; without it, for ever.'),
      credentialSubject: either(
        'CredentialSubject',
        '1..*',
        'Whom or what the claims are about, and the claims.',
      ),
      credentialStatus: either('TypedObject', '0..*', 'Where to learn whether the credential was revoked.'),
      credentialSchema: either('IdentifiedObject', '0..*', 'Schemas that the credential follows.'),
      refreshService: either('TypedObject', '0..*', 'Where to fetch a newer version.'),
      termsOfUse: either('TypedObject', '0..*', 'Terms under which it was issued.'),
      evidence: either('TypedObject', '0..*', 'What the issuer rests the claims on.'),
      relatedResource: either(
        'RelatedResource',
        '0..*',
        'Other documents that belong to it, each with its digest.',
      ),
      confidenceMethod: either('TypedObject', '0..*', 'How to check that the presenter is the subject.'),
      renderMethod: either('TypedObject', '0..*', 'How to draw the credential.'),
      ...proof,
    },
  },
  {
    name: 'VerifiableCredential11',
    description: 'Any credential in the older form (VCDM 1.1).',
    types: [['VerifiableCredential']],
    vcdm: true,
    properties: {
      ...named,
      ...issuer,
      issuanceDate: is('dateTimeStamp', '1', 'From when on the credential holds.'),
      expirationDate: is('dateTimeStamp', '0..1', 'Until when it holds; without it, for ever.'),
      credentialSubject: either(
        'CredentialSubject',
        '1..*',
        'Whom or what the claims are about, and the claims.',
      ),
      credentialStatus: either(
        'IdentifiedObject',
        '0..*',
        'Where to learn whether the credential was revoked.',
      ),
      credentialSchema: either('IdentifiedObject', '0..*', 'Schemas that the credential follows.'),
      refreshService: either('IdentifiedObject', '0..*', 'Where to fetch a newer version.'),
      termsOfUse: either('TypedObject', '0..*', 'Terms under which it was issued.'),
      evidence: either('TypedObject', '0..*', 'What the issuer rests the claims on.'),
      ...proof,
    },
  },
  {
    name: 'CredentialSubject',
    description: 'Whom or what the claims are about, and the claims.',
    types: [],
    vcdm: true,
    foreign: true,
    filled: true,
    properties: { id: is('uri', '0..1', 'Names the subject, for example by a DID.') },
  },
  {
    name: 'Issuer',
    description: 'Who issues and signs.',
    types: [],
    vcdm: true,
    foreign: true,
    properties: {
      id: is('uri', '1', 'Names the issuer: the controller of the signing key.'),
      name: is('languageText', '0..1', 'Name, in one language or several.'),
      description: is('languageText', '0..1', 'Who that is, in one language or several.'),
    },
  },
  {
    name: 'TypedObject',
    description: 'An object of another specification, which its type names.',
    types: [],
    vcdm: true,
    foreign: true,
    properties: {
      id: is('uri', '0..1', 'Names the object, or says where it is.'),
      type: is('typeNames', '1', 'What the object is.'),
    },
  },
  {
    name: 'IdentifiedObject',
    description: 'An object of another specification, which its type names, and its id says where it is.',
    types: [],
    vcdm: true,
    foreign: true,
    properties: {
      id: is('uri', '1', 'Says where it is.'),
      type: is('typeNames', '1', 'What the object is.'),
    },
  },
  {
    name: 'RelatedResource',
    description:
      'A document that belongs to the credential, with at least one digest of its bytes (VCDM 2.0 section 5.3).',
    types: [],
    vcdm: true,
    foreign: true,
    properties: {
      id: is('uri', '1', 'Address of the document.'),
      mediaType: is('string', '0..1', 'Its media type, for example image/png.'),
      digestSRI: {
        ...is(
          'string',
          '0..*',
          'Digest as Subresource Integrity writes it: sha256-, sha384- or sha512- and base64.',
        ),
        either: true,
      },
      digestMultibase: {
        ...is('string', '0..*', 'Digest as a multibase text of a multihash.'),
        either: true,
      },
    },
  },
]
