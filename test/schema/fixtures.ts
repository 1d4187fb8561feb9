/** Documents of our own that use every property of the model. */
import type { JsonObject } from '../../src/encoding/json.js'

export const CONTEXTS = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]

export const plainBadge: JsonObject = {
  '@context': CONTEXTS,
  id: 'urn:uuid:5a1c0c5e-7c8e-4d55-8a52-0b4b0f6f2f10',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Rust I',
  issuer: {
    id: 'did:web:example.edu',
    type: ['Profile'],
    name: 'Example University',
    url: 'https://example.edu',
  },
  validFrom: '2026-01-31T12:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: 'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
        identityType: 'emailAddress',
        salt: 'Kosher',
      },
    ],
    achievement: {
      id: 'https://example.edu/a/rust',
      type: ['Achievement'],
      name: 'Rust I',
      description: 'Writes small programs in Rust.',
      achievementType: 'Course',
      criteria: { narrative: 'Passed the exam.' },
      image: { id: 'https://example.edu/a/rust.png', type: 'Image', caption: 'A crab' },
    },
  },
}

const address = {
  type: ['Address'],
  addressCountry: 'Germany',
  addressCountryCode: 'DE',
  addressRegion: 'Bavaria',
  addressLocality: 'Munich',
  streetAddress: 'Main Street 1',
  postOfficeBoxNumber: '12',
  postalCode: '80331',
  geo: { type: 'GeoCoordinates', latitude: 48.137, longitude: 11.575 },
}

const identifierEntry = { type: 'IdentifierEntry', identifier: '4711', identifierType: 'sourcedId' }

export const endorsementCredential: JsonObject = {
  '@context': CONTEXTS,
  id: 'urn:uuid:2d7c7a0c-6e9f-4a06-8f52-9a32b1b7c001',
  type: ['VerifiableCredential', 'EndorsementCredential'],
  name: 'Accredited',
  description: 'The programme was audited.',
  issuer: { id: 'did:web:agency.example', type: ['Profile'], name: 'Agency' },
  validFrom: '2026-01-01T00:00:00Z',
  validUntil: '2030-01-01T00:00:00Z',
  awardedDate: '2025-12-01T00:00:00Z',
  credentialSubject: {
    id: 'https://example.edu/a/rust',
    type: ['EndorsementSubject'],
    endorsementComment: 'Sound and well taught.',
  },
  evidence: [{ id: 'https://agency.example/report', type: ['Evidence'], name: 'Report' }],
  proof: [{ type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', created: '2026-01-01T00:00:00Z' }],
}

export const profileDocument: JsonObject = {
  id: 'did:web:example.edu',
  type: ['Profile'],
  name: 'Example University',
  url: 'https://example.edu',
  email: 'badges@example.edu',
  phone: '+49 89 1234',
  description: 'A university.',
  image: { id: 'https://example.edu/logo.svg', type: 'Image' },
  address,
  official: 'The registrar',
  parentOrg: { id: 'https://state.example', type: ['Profile'], name: 'State' },
  otherIdentifier: [identifierEntry],
  familyName: 'Lovelace',
  givenName: 'Ada',
  additionalName: 'Augusta',
  patronymicName: 'Byron',
  honorificPrefix: 'Countess',
  honorificSuffix: 'PhD',
  familyNamePrefix: 'of',
  dateOfBirth: '1815-12-10',
  endorsement: [endorsementCredential],
  endorsementJwt: ['eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln'],
}

const alignment = {
  type: ['Alignment'],
  targetName: 'Ownership',
  targetUrl: 'https://framework.example/items/ownership',
  targetCode: 'R.1',
  targetDescription: 'Understands ownership.',
  targetFramework: 'Systems programming',
  targetType: 'CFItem',
}

/** Uses every property of every class. */
export const completeBadge: JsonObject = {
  '@context': [...CONTEXTS, 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'],
  id: 'https://example.edu/badges/1',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Rust I',
  description: 'Ada passed Rust I.',
  image: { id: 'https://example.edu/badges/1.png', type: 'Image', caption: 'Badge' },
  issuer: profileDocument,
  validFrom: '2026-01-31T12:00:00Z',
  validUntil: '2031-01-31T12:00:00+01:00',
  awardedDate: '2026-01-30T12:00:00.123Z',
  credentialSubject: {
    id: 'did:example:ada',
    type: ['AchievementSubject'],
    identifier: [
      {
        type: 'IdentityObject',
        hashed: false,
        identityHash: 'Ada Lovelace',
        identityType: 'name',
        salt: 'none',
      },
    ],
    achievement: {
      id: 'https://example.edu/a/rust',
      type: ['Achievement'],
      name: 'Rust I',
      description: 'Writes small programs in Rust.',
      achievementType: 'Course',
      criteria: { id: 'https://example.edu/a/rust/criteria', narrative: 'Pass the exam.' },
      image: { id: 'data:image/png;base64,iVBORw0KGgo=', type: 'Image' },
      creator: { id: 'https://department.example', type: ['Profile'], name: 'Department' },
      alignment: [alignment],
      tag: ['rust', 'systems'],
      creditsAvailable: 5,
      fieldOfStudy: 'Computing',
      specialization: 'Systems',
      humanCode: 'RS1',
      inLanguage: 'en-GB',
      version: '2.1',
      otherIdentifier: [identifierEntry],
      related: [{ id: 'https://example.edu/a/rust-de', type: ['Related'], inLanguage: 'de', version: '2.1' }],
      resultDescription: [
        {
          id: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000001',
          type: ['ResultDescription'],
          name: 'Grade',
          resultType: 'LetterGrade',
          allowedValue: ['D', 'C', 'B', 'A'],
          requiredValue: 'C',
          alignment: [alignment],
        },
        {
          id: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000002',
          type: ['ResultDescription'],
          name: 'Style',
          resultType: 'RubricCriterionLevel',
          requiredLevel: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000003',
          rubricCriterionLevel: [
            {
              id: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000003',
              type: ['RubricCriterionLevel'],
              name: 'Mastered',
              description: 'Idiomatic code.',
              level: '4',
              points: '10',
              alignment: [alignment],
            },
          ],
        },
        {
          id: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000004',
          type: ['ResultDescription'],
          name: 'Score',
          resultType: 'Percent',
          valueMin: '0',
          valueMax: '100',
        },
        {
          id: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000005',
          type: ['ResultDescription'],
          name: 'Progress',
          resultType: 'Status',
        },
      ],
      endorsement: [endorsementCredential],
      endorsementJwt: ['eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln'],
    },
    activityStartDate: '2026-01-01T00:00:00Z',
    activityEndDate: '2026-01-30T00:00:00Z',
    creditsEarned: 5,
    image: { id: 'https://example.edu/badges/1/ada.png', type: 'Image' },
    licenseNumber: 'L-1',
    narrative: 'Ada wrote a parser.',
    result: [
      {
        type: ['Result'],
        resultDescription: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000001',
        value: 'A',
        alignment: [alignment],
      },
      {
        type: ['Result'],
        resultDescription: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000002',
        achievedLevel: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000003',
      },
      { type: ['Result'], resultDescription: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000004', value: '93' },
      {
        type: ['Result'],
        resultDescription: 'urn:uuid:0a0a0a0a-0000-4000-8000-000000000005',
        status: 'Completed',
      },
    ],
    role: 'Captain',
    source: { id: 'https://school.example', type: ['Profile'], name: 'School' },
    term: 'Winter',
  },
  evidence: [
    {
      id: 'https://example.edu/evidence/1',
      type: ['Evidence'],
      name: 'Parser',
      description: 'A parser.',
      narrative: 'Shows ownership.',
      genre: 'Program',
      audience: 'Engineers',
    },
  ],
  endorsement: [endorsementCredential],
  endorsementJwt: ['eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln'],
  credentialStatus: { id: 'https://example.edu/revocations', type: '1EdTechRevocationList' },
  credentialSchema: [{ id: 'https://example.edu/schema.json', type: '1EdTechJsonSchemaValidator2019' }],
  refreshService: { id: 'https://example.edu/badges/1', type: '1EdTechCredentialRefresh' },
  termsOfUse: [{ id: 'https://example.edu/terms', type: 'https://example.edu/terms#IssuerPolicy' }],
  proof: [
    {
      type: 'DataIntegrityProof',
      cryptosuite: 'eddsa-rdfc-2022',
      created: '2026-01-31T12:00:00Z',
      verificationMethod: 'did:web:example.edu#key-0',
      proofPurpose: 'assertionMethod',
      proofValue: 'z58DAdFfa9SkqZMVPxAQpic7ndSayn1PzZs6ZjWp1CktyGesjuTSwRdoWhAfGFCF5bppETSTojQCrfFPP2oumHKtz',
      challenge: 'c',
      domain: 'example.org',
      nonce: 'n',
    },
  ],
}

/** The same in the older form. */
export const olderBadge: JsonObject = {
  '@context': [
    'https://www.w3.org/2018/credentials/v1',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    'https://w3id.org/security/suites/ed25519-2020/v1',
    'https://w3id.org/vc/status-list/2021/v1',
  ],
  id: 'urn:uuid:5a1c0c5e-7c8e-4d55-8a52-0b4b0f6f2f11',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: 'Rust I',
  issuer: { id: 'did:web:example.edu', type: 'Profile', name: 'Example University' },
  issuanceDate: '2022-01-31T12:00:00Z',
  expirationDate: '2032-01-31T12:00:00Z',
  credentialSubject: {
    id: 'did:example:ada',
    type: 'AchievementSubject',
    achievement: {
      id: 'https://example.edu/a/rust',
      type: 'Achievement',
      name: 'Rust I',
      description: 'Writes small programs in Rust.',
      criteria: { narrative: 'Passed the exam.' },
    },
  },
  credentialStatus: { id: 'https://example.edu/status/1#7', type: 'StatusList2021Entry' },
  proof: { type: 'Ed25519Signature2020', created: '2022-01-31T12:00:00Z', proofPurpose: 'assertionMethod' },
}

/** A credential that is no badge, with every member that VCDM 2.0 has. */
export const degreeCredential: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://example.edu/degrees/v1'],
  id: 'urn:uuid:7d3c1d0c-60d2-45ab-8b7f-1f1c7f6d1a11',
  type: ['VerifiableCredential', 'DegreeCredential'],
  name: [
    { '@value': 'Degree', '@language': 'en' },
    { '@value': 'تخرج', '@language': 'ar', '@direction': 'rtl' },
  ],
  description: 'A first degree.',
  issuer: {
    id: 'did:web:example.edu',
    name: { '@value': 'Universität', '@language': 'de' },
    description: 'Teaches',
  },
  validFrom: '2026-01-31T12:00:00Z',
  validUntil: '2036-01-31T12:00:00Z',
  credentialSubject: [
    { id: 'did:example:ada', degree: { type: 'BachelorDegree', name: 'BSc' } },
    { degree: 'MSc' },
  ],
  credentialStatus: {
    id: 'https://example.edu/status/1#7',
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: 'https://example.edu/status/1',
  },
  credentialSchema: { id: 'https://example.edu/schema.json', type: 'JsonSchema' },
  refreshService: { id: 'https://example.edu/refresh', type: 'Refresh' },
  termsOfUse: { type: ['Terms'], id: 'https://example.edu/terms' },
  evidence: [{ type: 'Exam', score: 7 }],
  relatedResource: [
    {
      id: 'https://example.edu/transcript.pdf',
      mediaType: 'application/pdf',
      digestSRI: 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
      digestMultibase: ['zQmdfTbBqBPQ7VNxZEYEj14VmRuZBkqFbiwReogJgS1zR1n'],
    },
  ],
  confidenceMethod: { type: 'Confidence' },
  renderMethod: [{ type: 'Template', id: 'https://example.edu/template' }],
  proof: completeBadge['proof']!,
}

/** The same in VCDM 1.1. */
export const olderDegree: JsonObject = {
  '@context': ['https://www.w3.org/2018/credentials/v1', 'https://example.edu/degrees/v1'],
  id: 'urn:uuid:7d3c1d0c-60d2-45ab-8b7f-1f1c7f6d1a12',
  type: ['VerifiableCredential', 'DegreeCredential'],
  issuer: 'did:web:example.edu',
  issuanceDate: '2022-01-31T12:00:00Z',
  expirationDate: '2032-01-31T12:00:00Z',
  credentialSubject: { id: 'did:example:ada', degree: 'BSc' },
  credentialStatus: { id: 'https://example.edu/status/7', type: 'CredentialStatusList2017' },
  credentialSchema: [{ id: 'https://example.edu/schema.json', type: 'JsonSchemaValidator2018' }],
  refreshService: { id: 'https://example.edu/refresh', type: 'ManualRefreshService2018' },
  termsOfUse: [{ type: 'IssuerPolicy' }],
  evidence: { id: 'https://example.edu/evidence/1', type: ['DocumentVerification'] },
  proof: completeBadge['proof']!,
}

const RECORD_CONTEXTS = [
  CONTEXTS[0]!,
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
  CONTEXTS[1]!,
]

export const plainRecord: JsonObject = {
  '@context': RECORD_CONTEXTS,
  id: 'https://example.edu/records/1',
  type: ['VerifiableCredential', 'ClrCredential'],
  name: 'Transcript',
  issuer: { id: 'did:web:example.edu', type: ['Profile'], name: 'Example University' },
  validFrom: '2026-01-31T12:00:00Z',
  credentialSubject: {
    id: 'did:example:ada',
    type: ['ClrSubject'],
    verifiableCredential: [plainBadge],
  },
}

/** Uses every property of every class that badges lack. */
export const completeRecord: JsonObject = {
  ...plainRecord,
  '@context': [...RECORD_CONTEXTS, 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'],
  description: 'What Ada learned.',
  image: { id: 'https://example.edu/records/1.png', type: 'Image' },
  validUntil: '2036-01-31T12:00:00Z',
  awardedDate: '2026-01-30T12:00:00Z',
  evidence: [{ id: 'https://example.edu/evidence/1', type: ['Evidence'] }],
  endorsementJwt: ['eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln'],
  partial: true,
  credentialSubject: {
    id: 'did:example:ada',
    type: ['ClrSubject'],
    identifier: [
      { type: 'IdentityObject', hashed: false, identityHash: 'Ada Lovelace', identityType: 'name' },
    ],
    achievement: [
      {
        id: 'https://example.edu/a/programme',
        type: ['Achievement'],
        name: 'Programme',
        description: 'Rust I and more.',
        criteria: { narrative: 'All courses.' },
      },
      {
        id: 'https://example.edu/a/course',
        type: ['Achievement'],
        name: 'Course',
        description: 'One of them.',
        criteria: { narrative: 'The exam.' },
      },
    ],
    verifiableCredential: [
      {
        '@context': [CONTEXTS[0]!],
        type: ['VerifiableCredential'],
        issuer: 'did:web:example.org',
        validFrom: '2026-01-31T12:00:00Z',
        validUntil: '2036-01-31T12:00:00Z',
        credentialSubject: { id: 'did:example:ada', degree: 'BSc' },
        evidence: [{ id: 'https://example.edu/evidence/2', type: ['Evidence'] }],
        credentialStatus: { id: 'https://example.edu/status/1#7', type: 'BitstringStatusListEntry' },
        credentialSchema: [{ id: 'https://example.edu/schema.json', type: 'JsonSchema' }],
        refreshService: { id: 'https://example.edu/badges/1', type: '1EdTechCredentialRefresh' },
        termsOfUse: [{ id: 'https://example.edu/terms', type: 'Terms' }],
        proof: [{ type: 'DataIntegrityProof', created: '2026-01-31T12:00:00Z' }],
      },
    ],
    association: [
      {
        type: 'Association',
        associationType: 'isPartOf',
        sourceId: 'https://example.edu/a/course',
        targetId: 'https://example.edu/a/programme',
      },
    ],
  },
}

/** In the older form. */
export const olderRecord: JsonObject = {
  ...olderBadge,
  '@context': [
    'https://www.w3.org/2018/credentials/v1',
    'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    'https://w3id.org/security/suites/ed25519-2020/v1',
    'https://w3id.org/vc/status-list/2021/v1',
  ],
  type: ['VerifiableCredential', 'ClrCredential'],
  partial: false,
  credentialSubject: {
    id: 'did:example:ada',
    type: 'ClrSubject',
    verifiableCredential: [olderBadge],
    association: {
      type: 'Association',
      associationType: 'isChildOf',
      sourceId: 'https://example.edu/a/rust',
      targetId: 'https://example.edu/a/programme',
    },
  },
}
