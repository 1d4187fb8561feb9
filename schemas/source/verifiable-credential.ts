/** Any credential: what VCDM itself asks for, whatever it is about. VCDM 2.0 section 4, VCDM 1.1 sections 4 and 5. */
import { type ClassSource, either, is, type PropertySource } from './kinds.ts'

const named: Record<string, PropertySource> = {
  '@context': is(
    'context',
    '1..*',
    'The vocabularies, in order: VCDM, then those that define your own terms.',
  ),
  id: is('uri', '0..1', 'Id of the credential.'),
  type: is('types', '1..*', 'Contains `VerifiableCredential`. Your own types may follow.'),
}

const issuer: Record<string, PropertySource> = {
  issuer: is('issuer', '1', 'The issuer, who signs: a URI, or an object with a URI as `id`.'),
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
      validFrom: is('dateTimeStamp', '0..1', 'Start of validity.'),
      validUntil: is('dateTimeStamp', '0..1', 'End of validity. Without it, there is no end.'),
      credentialSubject: either('CredentialSubject', '1..*', 'The subject, with the claims about it.'),
      credentialStatus: either('TypedObject', '0..*', 'Entries that say whether the credential was revoked.'),
      credentialSchema: either('IdentifiedObject', '0..*', 'Schemas that the credential follows.'),
      refreshService: either('TypedObject', '0..*', 'Service that has newer versions.'),
      termsOfUse: either('TypedObject', '0..*', 'Terms under which it was issued.'),
      evidence: either('TypedObject', '0..*', 'Evidence for the claims of the issuer.'),
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
    description: 'Any credential in VCDM 1.1.',
    types: [['VerifiableCredential']],
    vcdm: true,
    properties: {
      ...named,
      ...issuer,
      issuanceDate: is('dateTimeStamp', '1', 'Start of validity.'),
      expirationDate: is('dateTimeStamp', '0..1', 'End of validity. Without it, there is no end.'),
      credentialSubject: either('CredentialSubject', '1..*', 'The subject, with the claims about it.'),
      credentialStatus: either(
        'IdentifiedObject',
        '0..*',
        'Entries that say whether the credential was revoked.',
      ),
      credentialSchema: either('IdentifiedObject', '0..*', 'Schemas that the credential follows.'),
      refreshService: either('IdentifiedObject', '0..*', 'Service that has newer versions.'),
      termsOfUse: either('TypedObject', '0..*', 'Terms under which it was issued.'),
      evidence: either('TypedObject', '0..*', 'Evidence for the claims of the issuer.'),
      ...proof,
    },
  },
  {
    name: 'CredentialSubject',
    description: 'The subject, with the claims about it.',
    types: [],
    vcdm: true,
    foreign: true,
    filled: true,
    properties: { id: is('uri', '0..1', 'Id of the subject, for example a DID.') },
  },
  {
    name: 'Issuer',
    description: 'The issuer, who signs.',
    types: [],
    vcdm: true,
    foreign: true,
    properties: {
      id: is('uri', '1', 'Id of the issuer: the controller of the signing key.'),
      name: is('languageText', '0..1', 'Name, in one language or several.'),
      description: is('languageText', '0..1', 'Description of the issuer, in one language or several.'),
    },
  },
  {
    name: 'TypedObject',
    description: 'An object of another specification, which its type names.',
    types: [],
    vcdm: true,
    foreign: true,
    properties: {
      id: is('uri', '0..1', 'Id or address of the object.'),
      type: is('typeNames', '1', 'Type of the object.'),
    },
  },
  {
    name: 'IdentifiedObject',
    description: 'An object of another specification, which its type names. Its id is its address.',
    types: [],
    vcdm: true,
    foreign: true,
    properties: {
      id: is('uri', '1', 'Address of the object.'),
      type: is('typeNames', '1', 'Type of the object.'),
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
