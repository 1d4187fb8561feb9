/** Unsigned documents of each kind that issuers sign, rich in what `verify` has rules about. */
import { issueJwt } from 'laurel'
import type { JsonObject } from '../../../src/encoding/json.js'
import { CLR } from '../../verify/record-of.js'
import { READ, REFUSED } from '../../verify/shared-ids-shapes.js'
import { type Change, clone, goodBadge, LIST, OB, VC2, type World } from '../../verify/world.js'

const V1 = 'https://www.w3.org/2018/credentials/v1'
const OLDER = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json'
const EXTENSIONS = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'
const SHA = `sha256-${'A'.repeat(43)}=`
/** Of the published bytes of the first context. */
export const GOOD_SHA = 'sha256-WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ='

export interface Base {
  readonly name: string
  readonly document: JsonObject
}

export async function makeBases(world: World): Promise<readonly Base[]> {
  const issuer = world.signer.controller
  const badge = (change?: Change): JsonObject => world.badge(change)
  const endorsement = await world.sign(world.endorsement(), world.stranger)
  const byWeb = await world.sign(
    world.endorsement((each) => (each.issuer.id = world.web.controller)),
    world.web,
  )
  const token = await issueJwt(world.endorsement() as never, { signer: world.stranger })
  const part = await world.sign(
    world.badge((each) => (each.issuer.id = world.stranger.controller)),
    world.stranger,
  )
  const entry = {
    id: `${LIST}#7`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '7',
    statusListCredential: LIST,
  }
  const plain = {
    '@context': [
      VC2,
      {
        grade: 'https://uni.example/terms#grade',
        since: {
          '@id': 'https://uni.example/terms#since',
          '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
        },
      },
    ],
    id: 'urn:uuid:3dc0c1b0-0d0a-4a0e-8a71-0d9d8e6a0a01',
    type: ['VerifiableCredential'],
    issuer,
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: { id: 'did:example:ada', grade: 5, since: '2026-01-01T00:00:00Z' },
  }
  const result = badge((each) => {
    each.credentialSubject.achievement.resultDescription = [
      {
        id: 'urn:uuid:00000000-0000-4000-8000-0000000000d1',
        type: ['ResultDescription'],
        name: 'Grade',
        resultType: 'LetterGrade',
        allowedValue: ['A', 'B'],
        requiredValue: 'B',
      },
      {
        id: 'urn:uuid:00000000-0000-4000-8000-0000000000d2',
        type: ['ResultDescription'],
        name: 'Level',
        resultType: 'RubricCriterionLevel',
        rubricCriterionLevel: [
          {
            id: 'urn:uuid:00000000-0000-4000-8000-0000000000e1',
            type: ['RubricCriterionLevel'],
            name: 'Good',
            points: '3',
          },
        ],
      },
    ]
    each.credentialSubject.result = [
      { type: ['Result'], resultDescription: 'urn:uuid:00000000-0000-4000-8000-0000000000d1', value: 'A' },
      {
        type: ['Result'],
        resultDescription: 'urn:uuid:00000000-0000-4000-8000-0000000000d2',
        achievedLevel: 'urn:uuid:00000000-0000-4000-8000-0000000000e1',
      },
    ]
    each.credentialSubject.creditsEarned = 3.5
    each.credentialSubject.activityStartDate = '2025-10-01T00:00:00+02:00'
    each.credentialSubject.activityEndDate = '2025-12-01T00:00:00+02:00'
  })
  const rich = badge((each) => {
    each['@context'].push(EXTENSIONS)
    each.credentialStatus = clone(entry)
    each.credentialSchema = [
      {
        id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
        type: '1EdTechJsonSchemaValidator2019',
      },
    ]
    each.refreshService = { id: 'https://uni.example/refresh/1', type: '1EdTechCredentialRefresh' }
    each.relatedResource = [
      { id: VC2, digestSRI: GOOD_SHA },
      { id: 'https://uni.example/thesis.pdf', digestSRI: SHA, mediaType: 'application/pdf' },
    ]
    each.termsOfUse = { type: 'https://uni.example/terms#Licence', id: 'https://uni.example/licence' }
    each.evidence = [
      { id: 'https://uni.example/e/1', type: ['Evidence'], name: 'Thesis', narrative: 'Umläute ✓' },
    ]
    each.endorsement = [endorsement]
    each.endorsementJwt = [token]
    each.issuer.endorsement = [byWeb]
    each.image = { id: 'https://uni.example/i.png', type: 'Image', caption: 'A crab' }
    each.awardedDate = '2026-01-01T10:00:00+01:00'
    each.credentialSubject.achievement.alignment = [
      {
        type: ['Alignment'],
        targetName: 'Ownership',
        targetUrl: 'https://skills.example/1',
        targetType: 'CFItem',
      },
    ]
    each.credentialSubject.identifier = [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: `sha256$${'0'.repeat(64)}`,
        identityType: 'emailAddress',
        salt: 'x',
      },
    ]
  })
  const record = {
    '@context': [VC2, CLR, OB],
    id: 'urn:x:record',
    type: ['VerifiableCredential', 'ClrCredential'],
    name: 'Transcript',
    issuer: { id: issuer, type: ['Profile'], name: 'Example University' },
    validFrom: '2026-02-01T00:00:00Z',
    credentialSubject: {
      id: 'did:example:ada',
      type: ['ClrSubject'],
      verifiableCredential: [part],
      achievement: [clone((part['credentialSubject'] as JsonObject)['achievement'])],
      association: [
        {
          type: 'Association',
          associationType: 'isRelatedTo',
          sourceId: 'https://uni.example/achievements/rust',
          targetId: 'https://uni.example/achievements/rust',
        },
      ],
    },
  }
  const list = {
    '@context': [VC2],
    id: LIST,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: '2027-01-01T00:00:00Z',
    credentialSubject: {
      id: `${LIST}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: 'uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA',
    },
  }
  const older = {
    ...goodBadge(issuer),
    '@context': [V1, OLDER],
    validFrom: undefined,
    validUntil: undefined,
    issuanceDate: '2026-01-01T00:00:00Z',
    expirationDate: '2027-01-01T00:00:00Z',
  }
  const own = world.endorsement((each) => {
    each.issuer = { id: issuer, type: ['Profile'], name: 'Example University' }
    each.credentialSubject.id = 'https://uni.example/achievements/rust'
  })
  const shared = [...READ, ...REFUSED].map(([name, change]) => ({
    name: `one id: ${name}`,
    document: badge(change),
  }))
  const kinds: Readonly<Record<string, unknown>> = {
    badge: badge(),
    'badge with results': result,
    'rich badge': rich,
    'badge with a status': badge((each) => (each.credentialStatus = clone(entry))),
    'badge with resources': badge((each) => (each.relatedResource = [{ id: VC2, digestSRI: GOOD_SHA }])),
    'badge of VCDM 1.1': older,
    endorsement: own,
    credential: plain,
    record,
    'status list': list,
  }
  const named = Object.entries(kinds).map(([name, document]) => ({
    name,
    document: clone(document) as JsonObject,
  }))
  return [...named, ...named, ...named, ...shared]
}
