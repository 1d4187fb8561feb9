/** `verify` and `validate` apply the same rules to a document. */
import { validate, verify } from 'laurel'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { CLR } from './record-of.js'
import { goodBadge, NOW, OB, VC2 } from './world.js'

const V1 = 'https://www.w3.org/2018/credentials/v1'
const OWN = { grade: 'https://uni.example/terms#grade' }
const ISSUER = 'did:web:uni.example'

const plain = {
  '@context': [VC2],
  id: 'urn:uuid:3dc0c1b0-0d0a-4a0e-8a71-0d9d8e6a0a01',
  type: ['VerifiableCredential'],
  issuer: ISSUER,
  validFrom: '2026-02-01T00:00:00Z',
  credentialSubject: { id: 'did:example:ada' },
}

const DOCUMENTS: Readonly<Record<string, JsonObject>> = {
  badge: goodBadge(ISSUER),
  'badge with terms of its own': { ...goodBadge(ISSUER), '@context': [VC2, OB, OWN] } as JsonObject,
  record: {
    '@context': [VC2, CLR, OB],
    id: 'urn:x:record',
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Transcript',
    issuer: { id: ISSUER, type: ['Profile'] },
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: { id: 'did:example:ada', type: ['ClrSubject'], verifiableCredential: [] },
  },
  credential: plain,
  'credential with terms of its own': { ...plain, '@context': [VC2, OWN] },
  'credential of VCDM 1.1': {
    '@context': [V1],
    type: ['VerifiableCredential'],
    issuer: ISSUER,
    issuanceDate: '2026-02-01T00:00:00Z',
    credentialSubject: { id: 'did:example:ada' },
  },
  'status list': {
    ...plain,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: 'uH4sIAAA' },
  },
}

const FAULTS: readonly (readonly [name: string, change: Readonly<Record<string, Json | undefined>>])[] = [
  ['no context', { '@context': undefined }],
  ['a context that is a number', { '@context': 5 }],
  ['no type', { type: undefined }],
  ['an id that is no URI', { id: 'not a uri' }],
  ['no issuer', { issuer: undefined }],
  ['an issuer that is null', { issuer: null }],
  ['an empty subject', { credentialSubject: {} }],
  ['no subject', { credentialSubject: undefined }],
  ['a keyword', { '@graph': [] }],
  ['dates of VCDM 1.1', { issuanceDate: '2026-02-01T00:00:00Z', expirationDate: '2027-02-01T00:00:00Z' }],
  ['a status without a type', { credentialStatus: { id: 'urn:x:status' } }],
  ['a schema that is a text', { credentialSchema: 'urn:x:schema' }],
  ['a render method without a type', { renderMethod: { id: 'urn:x:method' } }],
  ['confidence methods that are numbers', { confidenceMethod: [5] }],
  ['a related resource without a digest', { relatedResource: { id: 'urn:x:resource' } }],
  ['a member with the name __proto__', JSON.parse('{"__proto__": 1}') as JsonObject],
]

/** VCDM 1.1 says nothing of these members. */
const OF_VERSION_2 = ['issuanceDate', 'renderMethod', 'confidenceMethod', 'relatedResource']

const CASES = Object.entries(DOCUMENTS).flatMap(([kind, document]) =>
  FAULTS.filter(
    ([, change]) => kind !== 'credential of VCDM 1.1' || !OF_VERSION_2.some((name) => name in change),
  ).map(([fault, change]) => ({ kind, fault, document: changed(document, change) })),
)

function changed(document: JsonObject, change: Readonly<Record<string, Json | undefined>>): JsonObject {
  const members = [
    ...Object.entries(document).filter(([name]) => !(name in change)),
    ...Object.entries(change),
  ]
  return Object.fromEntries(members.filter(([, value]) => value !== undefined)) as JsonObject
}

const place = ({ pointer, code }: { readonly pointer?: string; readonly code: string }): string =>
  `${pointer} ${code}`

describe('the issues that verify reports', () => {
  it.each(CASES)('are those of validate: $kind, $fault', async ({ document }) => {
    const issues = validate(document).issues
    const errors = issues.filter(({ severity }) => severity === 'error').map(place)
    const reported = (await verify(document, { now: NOW })).issues.map(place)
    expect(errors).not.toEqual([])
    expect(reported).toEqual(expect.arrayContaining(errors))
    expect(issues.map(place)).toEqual(expect.arrayContaining(reported))
  })

  it('include members that only VCDM describes, also where a context defines further terms', () => {
    const document = {
      ...DOCUMENTS['badge with terms of its own']!,
      issuanceDate: '2026-02-01T00:00:00Z',
      renderMethod: {},
      '@type': 'x',
    }
    const found = validate(document).issues.map(({ pointer, code }) => `${pointer} ${code}`)
    expect(found.sort()).toEqual([
      '/@type expanded_form',
      '/issuanceDate misnamed',
      '/renderMethod/type missing',
    ])
  })
})
