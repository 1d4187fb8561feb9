/** Rows of the tamper matrix about breaches of form: each one that is tolerated, and the attack on it. */
import type { Case } from './tamper-cases.js'
import type { Change } from './world.js'

const before = (name: string, expected: string, change: Change): Case => ({ name, expected, before: change })
const jcs = (name: string, expected: string, change: Change): Case => ({
  name,
  expected,
  before: change,
  sign: async ({ signer }, badge) =>
    (await import('../../src/proof/data-integrity/add-proof.js')).addProof(badge, signer, {
      cryptosuite: 'eddsa-jcs-2022',
      created: new Date('2026-01-01T00:00:00Z'),
    }),
})
const fails = (place: string, rest = ''): string => `structure fail structure_invalid ${place}${rest}`
const achievement =
  (change: Change): Change =>
  (b) =>
    change(b.credentialSubject.achievement)

export const FORM_CASES: readonly Case[] = [
  // The end, as a date without time or zone: the clock says noon in UTC on 1 May 2026
  before('an end two days ahead, as a day', '', (b) => (b.validUntil = '2026-05-03')),
  before(
    'an end tomorrow, as a day',
    'validity fail expired /validUntil',
    (b) => (b.validUntil = '2026-05-02'),
  ),
  before(
    'an end yesterday, as a day',
    'validity fail expired /validUntil',
    (b) => (b.validUntil = '2026-04-30'),
  ),
  before(
    'an end in ten hours without zone',
    'validity fail expired /validUntil',
    (b) => (b.validUntil = '2026-05-01T22:00:00'),
  ),
  before('an end in fifteen hours without zone', '', (b) => (b.validUntil = '2026-05-02T03:00:00')),
  before('a start two days ago, as a day', '', (b) => (b.validFrom = '2026-04-29')),
  before(
    'a start this morning, as a day',
    'validity fail not_yet_valid /validFrom',
    (b) => (b.validFrom = '2026-05-01'),
  ),
  before(
    'a start an hour ago without zone',
    'validity fail not_yet_valid /validFrom',
    (b) => (b.validFrom = '2026-05-01T11:00:00'),
  ),
  before('an end that is no date', 'validity fail dates_invalid /validUntil', (b) => (b.validUntil = 'soon')),
  before('an end that is a year', 'validity fail dates_invalid /validUntil', (b) => (b.validUntil = '2026')),
  before(
    'an end on 31 April',
    'validity fail dates_invalid /validUntil',
    (b) => (b.validUntil = '2026-04-31'),
  ),
  jcs('an end that is null', 'validity fail dates_invalid /validUntil', (b) => (b.validUntil = null)),
  jcs('an end that nobody reads, as text', 'proof fail jsonld_unsafe /validUntill', (b) => {
    b.validUntill = '2026-04-01T00:00:00Z'
  }),
  jcs('a list that nobody asks, as text', 'proof fail jsonld_unsafe /credential_status', (b) => {
    b.credential_status = { id: 'https://uni.example/status/1#7' }
  }),
  jcs(
    'a person whom nobody compares, as text',
    'proof fail jsonld_unsafe /credentialSubject/identifer',
    (b) => {
      b.credentialSubject.identifer = { type: 'IdentityObject', hashed: false, identityHash: 'a@uni.example' }
    },
  ),
  jcs('a word that no context defines, as text', '', (b) => (b.credentialSubject.activityFormat = 'online')),

  jcs('an id that is no address, as text', '', (b) => (b.id = '1872')),
  jcs('an achievement whose id is no address, as text', '', (b) => {
    b.credentialSubject.achievement.id = '0'
  }),
  jcs(
    'a person whose id is no address, as text',
    'structure fail structure_invalid /credentialSubject/id; proof fail jsonld_unsafe /credentialSubject/id',
    (b) => (b.credentialSubject.id = 'ada'),
  ),

  // Pictures and creators
  before('the picture of the issuer as text', '', (b) => (b.issuer.image = 'https://uni.example/logo.png')),
  before('the picture of the issuer as a number', fails('/issuer/image'), (b) => {
    b.issuer.image = 7
  }),
  before(
    'the creator as text',
    '',
    achievement((a) => (a.creator = 'did:example:else')),
  ),
  before(
    'the creator as a list',
    fails('/credentialSubject/achievement/creator'),
    achievement((a) => (a.creator = [{ id: 'did:example:a', type: ['Profile'] }])),
  ),

  // A list of one item in the place of the item
  before('the type of a picture as a list', '', (b) => {
    b.issuer.image = { id: 'https://uni.example/logo.png', type: ['Image'], caption: ['The seal'] }
  }),
  before('the type of a picture as a list with a second type', fails('/issuer/image/type'), (b) => {
    b.issuer.image = { id: 'https://uni.example/logo.png', type: ['Image', 'Profile'] }
  }),
  // The place determines the type, as where the type is no list.
  before('the type of a picture as a list with another type', '', (b) => {
    b.issuer.image = { id: 'https://uni.example/logo.png', type: ['Profile'] }
  }),
  before('the type of a picture as an empty list', fails('/issuer/image/type'), (b) => {
    b.issuer.image = { id: 'https://uni.example/logo.png', type: [] }
  }),
  before(
    'texts, numbers and words of the achievement as lists',
    '',
    achievement((a) => {
      a.name = [a.name]
      a.criteria.narrative = ['Passed.']
      a.achievementType = ['Course']
      a.creditsAvailable = [5]
      a.inLanguage = ['en']
    }),
  ),
  before(
    'two names of the achievement',
    fails('/credentialSubject/achievement/name'),
    achievement((a) => (a.name = [a.name, 'Rust II'])),
  ),
  before(
    'a number as a name in a list',
    fails('/credentialSubject/achievement/name/0'),
    achievement((a) => (a.name = [7])),
  ),
  before(
    'the achievement as a list',
    fails('/credentialSubject/achievement'),
    (b) => (b.credentialSubject.achievement = [b.credentialSubject.achievement]),
  ),
  before(
    'the issuer as a list',
    fails('/issuer', '; issuer fail issuer_missing'),
    (b) => (b.issuer = [b.issuer]),
  ),
  before('the type of an identity as a list', '', (b) => {
    b.credentialSubject.identifier = [
      {
        type: ['IdentityObject'],
        hashed: false,
        identityHash: 'a@uni.example',
        identityType: 'emailAddress',
      },
    ]
  }),
  before('the value of an identity as a list', fails('/credentialSubject/identifier/0/identityHash'), (b) => {
    b.credentialSubject.identifier = [
      {
        type: 'IdentityObject',
        hashed: false,
        identityHash: ['a@uni.example'],
        identityType: 'emailAddress',
      },
    ]
  }),
  before(
    'an end in a list',
    'validity fail dates_invalid /validUntil',
    (b) => (b.validUntil = ['2030-01-01T00:00:00Z']),
  ),

  // What is left out
  before('no type of the issuer', '', (b) => delete b.issuer.type),
  before(
    'no id of the issuer',
    fails('/issuer/id', '; issuer fail issuer_missing'),
    (b) => delete b.issuer.id,
  ),
  before('no title', '', (b) => delete b.name),
  before(
    'no criteria at all',
    '',
    achievement((a) => delete a.criteria),
  ),
  before(
    'no description',
    '',
    achievement((a) => delete a.description),
  ),
  before(
    'no id of the achievement',
    '',
    achievement((a) => delete a.id),
  ),
  before('no start', '', (b) => delete b.validFrom),
  before('no subject', fails('/credentialSubject'), (b) => delete b.credentialSubject),
  before(
    'no achievement',
    fails('/credentialSubject/achievement'),
    (b) => delete b.credentialSubject.achievement,
  ),
  before(
    'a person without the sort of identifier',
    fails('/credentialSubject/identifier/0/identityType'),
    (b) => {
      b.credentialSubject.identifier = [
        { type: 'IdentityObject', hashed: false, identityHash: 'a@uni.example' },
      ]
    },
  ),
  before('a result without description of it', fails('/credentialSubject/result/0/status'), (b) => {
    b.credentialSubject.result = [{ type: ['Result'], status: 'Excellent' }]
  }),
  before(
    'so many breaches of form that what comes after them is not looked at',
    fails('/credentialSubject/achievement/alignment/0/targetName'),
    achievement((a) => {
      a.alignment = Array.from({ length: 60 }, () => ({ type: ['Alignment'] }))
    }),
  ),
  before(
    'a list of the issuer without id, of a badge without id',
    'status fail status_entry_invalid /credentialStatus',
    (b) => {
      delete b.id
      b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
      b.credentialStatus = { id: 'https://uni.example/revoked', type: '1EdTechRevocationList' }
    },
  ),
]
