/** Badges of which several objects have one id: as issuers write them, and as forgers would like them. */
import { type Change, clone } from './world.js'

const LOGO = 'https://uni.example/logo.png'
const picture = (...members: readonly object[]): object =>
  Object.assign({ id: LOGO, type: 'Image' }, ...members)
const exam = { id: 'https://uni.example/e/1', type: ['Evidence'], name: 'Exam' }

const creator =
  (...members: readonly object[]): Change =>
  (b) => {
    b.credentialSubject.achievement.creator = Object.assign(
      { id: b.issuer.id, type: ['Profile'] },
      ...members,
    )
  }

/** Verified, each with one reading. */
/** As a large issuer writes it: neither caption is read. */
export const TWO_CAPTIONS: Change = (b) => {
  b.issuer.image = picture({ caption: 'our oak' })
  b.credentialSubject.achievement.image = picture({ caption: 'the crab' })
}

export const READ: readonly (readonly [name: string, change: Change])[] = [
  [
    'the service that refreshes the badge has the id of the badge',
    (b) => {
      b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
      b.refreshService = { id: b.id, type: '1EdTechCredentialRefresh' }
    },
  ],
  ['the creator is the issuer, with fewer members', creator()],
  [
    'the creator is the issuer, with more members',
    creator({ url: 'https://uni.example/', email: 'a@uni.example' }),
  ],
  [
    'the creator is the issuer, with other members',
    (b) => {
      creator({ url: 'https://uni.example/', name: b.issuer.name })(b)
      b.issuer.description = 'A university'
    },
  ],
  [
    'the creator names the issuer as text',
    (b) => {
      b.issuer.url = 'https://uni.example/'
      b.credentialSubject.achievement.creator = b.issuer.id
    },
  ],
  [
    'the issuer is a text, and the creator says who it is',
    (b) => {
      creator({ name: 'Example University', url: 'https://uni.example/' })(b)
      b.issuer = b.issuer.id
    },
  ],
  [
    'the issuer has an identifier that the creator has not',
    (b) => {
      creator({ name: b.issuer.name })(b)
      b.issuer.otherIdentifier = [{ type: 'IdentifierEntry', identifier: '7', identifierType: 'sourcedId' }]
    },
  ],
  [
    'issuer and creator have one address',
    (b) => {
      const address = { type: ['Address'], addressCountry: 'NZ' }
      b.issuer.address = clone(address)
      creator({ address: clone(address) })(b)
    },
  ],
  [
    'one logo for issuer and achievement, captioned at the issuer',
    (b) => {
      b.issuer.image = picture({ caption: 'Logo' })
      b.credentialSubject.achievement.image = picture()
    },
  ],
  [
    'one logo for issuer and achievement, captioned at the achievement',
    (b) => {
      b.issuer.image = LOGO
      b.credentialSubject.achievement.image = picture({ caption: 'Logo' })
    },
  ],
  ['two captions of one logo', TWO_CAPTIONS],
  [
    'one logo for credential, issuer, creator and subject',
    (b) => {
      b.image = picture()
      b.issuer.image = picture({ caption: 'Logo' })
      creator({ image: LOGO })(b)
      b.credentialSubject.image = picture()
    },
  ],
  [
    'the subject has the id of the achievement',
    (b) => {
      b.credentialSubject.id = b.credentialSubject.achievement.id
      b.credentialSubject.achievement.image = picture({ caption: 'Rust' })
    },
  ],
  [
    'the credential has the id of the achievement',
    (b) => {
      b.id = b.credentialSubject.achievement.id
      b.credentialSubject.achievement.image = picture()
    },
  ],
  [
    'the credential has the id of the achievement, and no name',
    (b) => {
      b.id = b.credentialSubject.achievement.id
      delete b.name
    },
  ],
  ['the same evidence twice', (b) => (b.evidence = [clone(exam), clone(exam)])],
  [
    'one evidence in two objects',
    (b) => (b.evidence = [clone(exam), { id: exam.id, type: exam.type, narrative: 'Passed' }]),
  ],
  [
    'evidence is the picture of the achievement',
    (b) => {
      b.credentialSubject.achievement.image = picture({ caption: 'The work' })
      b.evidence = [{ id: LOGO, type: ['Evidence'], name: 'The work itself' }]
    },
  ],
  ['somebody awards himself', (b) => (b.credentialSubject.id = b.issuer.id)],
  [
    'somebody with a picture awards himself what he created',
    (b) => {
      b.issuer.image = picture({ caption: 'Me' })
      creator({ name: b.issuer.name })(b)
      b.credentialSubject.id = b.issuer.id
      b.credentialSubject.source = { id: b.issuer.id, type: ['Profile'] }
    },
  ],
  [
    'the criteria have the id of the achievement',
    (b) => (b.credentialSubject.achievement.criteria.id = b.credentialSubject.achievement.id),
  ],
  [
    'the parent of issuer and creator is described once',
    (b) => {
      b.issuer.parentOrg = { id: 'https://ministry.example/', type: ['Profile'] }
      creator({ parentOrg: { id: 'https://ministry.example/', type: ['Profile'], name: 'Ministry' } })(b)
    },
  ],
]

/** Refused, for there is no reading that a forger could not change. */
export const REFUSED: readonly (readonly [name: string, change: Change, code: string])[] = [
  ['the creator has another name than the issuer', creator({ name: 'Faculty' }), 'values_contradict'],
  [
    'the creator alone has an identifier',
    (b) =>
      creator({
        otherIdentifier: [{ type: 'IdentifierEntry', identifier: '7', identifierType: 'sourcedId' }],
      })(b),
    'jsonld_unsafe',
  ],
  [
    'evidence has a picture of its own for a logo with two captions',
    (b) => {
      TWO_CAPTIONS(b)
      b.evidence = [{ id: LOGO, type: ['Evidence', 'Image'], caption: 'Work' }]
    },
    'values_contradict',
  ],
  [
    'the subject captions the logo of the issuer',
    (b) => {
      b.issuer.image = picture()
      b.credentialSubject.image = picture({ caption: 'Logo' })
    },
    'jsonld_unsafe',
  ],
  [
    'somebody awards himself, and the subject alone has the name',
    (b) => {
      b.credentialSubject.id = b.issuer.id
      b.credentialSubject.name = b.issuer.name
      b.issuer = b.issuer.id
    },
    'jsonld_unsafe',
  ],
  [
    'somebody awards himself what he created, and the subject alone has a picture',
    (b) => {
      creator({ name: b.issuer.name })(b)
      b.credentialSubject.id = b.issuer.id
      b.credentialSubject.image = picture()
    },
    'jsonld_unsafe',
  ],
  [
    'somebody awards himself under another name',
    (b) => {
      b.credentialSubject.id = b.issuer.id
      b.credentialSubject.name = 'Ada'
    },
    'values_contradict',
  ],
  [
    'the subject alone has a picture, and the id of the achievement',
    (b) => {
      b.credentialSubject.id = b.credentialSubject.achievement.id
      b.credentialSubject.image = picture()
    },
    'jsonld_unsafe',
  ],
  [
    'evidence lends its picture to the issuer',
    (b) => {
      b.evidence = [{ id: b.issuer.id, type: ['Evidence', 'Profile'], image: picture() }]
    },
    'jsonld_unsafe',
  ],
  [
    'evidence lends its caption to the logo of the issuer',
    (b) => {
      b.issuer.image = LOGO
      b.evidence = [{ id: LOGO, type: ['Evidence', 'Image'], caption: 'Logo' }]
    },
    'jsonld_unsafe',
  ],
  [
    'the achievement ends the credential that has its id',
    (b) => {
      b.id = b.credentialSubject.achievement.id
      b.credentialSubject.achievement.type.push('VerifiableCredential')
      b.credentialSubject.achievement.validUntil = b.validUntil
      delete b.validUntil
    },
    'jsonld_unsafe',
  ],
  [
    'the subject in two objects',
    (b) => {
      const { achievement, ...rest } = b.credentialSubject
      b.credentialSubject = [
        { ...rest, achievement },
        { ...rest, result: [{ type: ['Result'], value: 'F' }] },
      ]
    },
    'jsonld_unsafe',
  ],
]
