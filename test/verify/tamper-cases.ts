/** One change, and exactly which rows end how. `after`: the signed badge was changed. `before`: it was signed so. */
import type { JsonObject } from '../../src/encoding/json.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import { ENVELOPE_CASES } from './envelope-cases.js'
import { FORM_CASES } from './form-cases.js'
import { SHARED_ID_CASES } from './shared-ids-cases.js'
import type { Change, World } from './world.js'
import { OB, VC2 } from './world.js'

export interface Case {
  readonly name: string
  readonly after?: Change
  readonly before?: Change
  /** Signs in another way than the issuer would. */
  readonly sign?: (world: World, badge: JsonObject) => Promise<JsonObject>
  /** Changes the text on its way. */
  readonly text?: (text: string) => string
  /** Hands in something else than the signed badge. */
  readonly input?: (world: World, badge: JsonObject) => Promise<unknown>
  readonly options?: (world: World) => VerifyOptions
  readonly expected: string
  /** Words that the report must not say, but where it quotes what is inside. */
  readonly unsaid?: string
}

const after = (name: string, expected: string, change: Change): Case => ({ name, expected, after: change })
const before = (name: string, expected: string, change: Change): Case => ({ name, expected, before: change })
const text = (name: string, expected: string, change: (text: string) => string): Case => ({
  name,
  expected,
  text: change,
})
const by = (name: string, expected: string, sign: NonNullable<Case['sign']>, change?: Change): Case => ({
  name,
  expected,
  sign,
  ...(change === undefined ? {} : { before: change }),
})

const proof =
  (change: Change): Change =>
  (b) =>
    change(b.proof)
const resign =
  (proofs: (first: JsonObject) => unknown): Change =>
  (b) => {
    b.proof = proofs(b.proof)
  }

export const CASES: readonly Case[] = [
  // Content changed after signing
  after('nothing at all', '', () => undefined),
  after('another name', 'proof fail signature_invalid /proof', (b) => (b.name = 'Rust II')),
  after('a letter more in the name', 'proof fail signature_invalid /proof', (b) => (b.name += ' ')),
  after('no name', 'proof fail signature_invalid /proof', (b) => delete b.name),
  after(
    'another id',
    'proof fail signature_invalid /proof',
    (b) => (b.id = 'urn:uuid:00000000-0000-4000-8000-000000000000'),
  ),
  after('no id', 'proof fail signature_invalid /proof', (b) => delete b.id),
  after('an id that is no URL', 'proof fail jsonld_unsafe /id', (b) => (b.id = 'rust')),
  after('an id that is a number', 'proof fail jsonld_invalid /proof', (b) => (b.id = 7)),
  after(
    'another issuer',
    'proof fail signature_invalid /proof',
    (b) => (b.issuer.id = 'did:web:harvard.example'),
  ),
  after('another issuer name', 'proof fail signature_invalid /proof', (b) => (b.issuer.name = 'Harvard')),
  after('the issuer as text', 'proof fail signature_invalid /proof', (b) => (b.issuer = b.issuer.id)),
  after(
    'no issuer',
    'structure fail structure_invalid /issuer; proof fail signature_invalid /proof',
    (b) => delete b.issuer,
  ),
  after(
    'an empty issuer',
    'structure fail structure_invalid /issuer/id; proof fail signature_invalid /proof',
    (b) => (b.issuer = {}),
  ),
  after(
    'an issuer list',
    'structure fail structure_invalid /issuer; issuer fail issuer_missing',
    (b) => (b.issuer = [b.issuer]),
  ),
  after('an issuer without type', 'proof fail signature_invalid /proof', (b) => delete b.issuer.type),
  after('a later end', 'proof fail signature_invalid /proof', (b) => (b.validUntil = '2099-01-01T00:00:00Z')),
  after('no end', 'proof fail signature_invalid /proof', (b) => delete b.validUntil),
  after(
    'an earlier end',
    'proof fail signature_invalid /proof',
    (b) => (b.validUntil = '2026-02-01T00:00:00Z'),
  ),
  after(
    'another start',
    'proof fail signature_invalid /proof',
    (b) => (b.validFrom = '2020-01-01T00:00:00Z'),
  ),
  after(
    'the same start in another zone',
    'proof fail signature_invalid /proof',
    (b) => (b.validFrom = '2026-01-01T01:00:00+01:00'),
  ),
  after('no start', 'proof fail signature_invalid /proof', (b) => delete b.validFrom),
  after('a start that is no date', 'proof fail signature_invalid /proof', (b) => (b.validFrom = 'yesterday')),
  after(
    'a start on 30 February',
    'proof fail signature_invalid /proof',
    (b) => (b.validFrom = '2026-02-30T00:00:00Z'),
  ),
  after('a start list', 'validity fail dates_invalid /validFrom', (b) => (b.validFrom = [b.validFrom])),
  after(
    'another recipient',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSubject.id = 'did:example:eve'),
  ),
  after('no recipient', 'proof fail signature_invalid /proof', (b) => delete b.credentialSubject.id),
  after(
    'a recipient that is no URL',
    'structure fail structure_invalid /credentialSubject/id; proof fail jsonld_unsafe /credentialSubject/id',
    (b) => (b.credentialSubject.id = 'eve'),
  ),
  after(
    'a second subject',
    'structure fail structure_invalid /credentialSubject; proof fail signature_invalid /proof',
    (b) => (b.credentialSubject = [b.credentialSubject, { id: 'did:example:eve' }]),
  ),
  after(
    'no subject',
    'structure fail structure_invalid /credentialSubject; proof fail signature_invalid /proof',
    (b) => delete b.credentialSubject,
  ),
  after(
    'an empty subject',
    'structure fail structure_invalid /credentialSubject/achievement; proof fail signature_invalid /proof',
    (b) => (b.credentialSubject = {}),
  ),
  after(
    'a subject of another type',
    'proof fail jsonld_unsafe /credentialSubject/type',
    (b) => (b.credentialSubject.type = ['Person']),
  ),
  after(
    'another achievement',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSubject.achievement.name = 'Haskell I'),
  ),
  after(
    'another achievement id',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSubject.achievement.id = 'https://uni.example/x'),
  ),
  after(
    'no achievement',
    'structure fail structure_invalid /credentialSubject/achievement; proof fail signature_invalid /proof',
    (b) => delete b.credentialSubject.achievement,
  ),
  after(
    'other criteria',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSubject.achievement.criteria.narrative = 'Was there'),
  ),
  after(
    'empty criteria',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSubject.achievement.criteria = {}),
  ),
  after(
    'another description',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSubject.achievement.description = 'x'),
  ),
  after(
    'an achievement of another type',
    'proof fail jsonld_unsafe /credentialSubject/achievement/type',
    (b) => (b.credentialSubject.achievement.type = 'Badge'),
  ),
  after(
    'an achievement type added',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSubject.achievement.achievementType = 'Degree'),
  ),
  after(
    'an achievement type of no list',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSubject.achievement.achievementType = 'Best'),
  ),
  after(
    'a description in two languages',
    'proof fail jsonld_unsafe /credentialSubject/achievement/description/en',
    (b) => (b.credentialSubject.achievement.description = { en: 'a', de: 'b' }),
  ),
  after(
    'an image',
    'proof fail signature_invalid /proof',
    (b) => (b.image = { id: 'https://uni.example/i.png', type: 'Image' }),
  ),
  after(
    'an image as text',
    'proof fail signature_invalid /proof',
    (b) => (b.image = 'https://uni.example/i.png'),
  ),
  after(
    'evidence',
    'proof fail signature_invalid /proof',
    (b) => (b.evidence = [{ id: 'https://uni.example/e', type: ['Evidence'], name: 'Thesis' }]),
  ),
  after(
    'evidence without type',
    'proof fail signature_invalid /proof',
    (b) => (b.evidence = [{ id: 'https://uni.example/e' }]),
  ),
  after(
    'a result',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSubject.result = [{ type: ['Result'], value: 'A' }]),
  ),
  after('credits', 'proof fail signature_invalid /proof', (b) => (b.credentialSubject.creditsEarned = 30)),
  after(
    'terms of use',
    'proof fail jsonld_unsafe /termsOfUse/type',
    (b) => (b.termsOfUse = { type: 'Policy' }),
  ),
  after(
    'an award date',
    'proof fail signature_invalid /proof',
    (b) => (b.awardedDate = '2026-01-01T00:00:00Z'),
  ),
  after('an unknown member', 'proof fail jsonld_unsafe /grade', (b) => (b.grade = 'A+')),
  after(
    'an unknown member deep inside',
    'proof fail jsonld_unsafe /credentialSubject/achievement/grade',
    (b) => (b.credentialSubject.achievement.grade = 'A+'),
  ),
  after(
    'a member that begins with @',
    'structure fail structure_invalid /@foo; proof fail jsonld_unsafe /@foo',
    (b) => (b['@foo'] = 'x'),
  ),
  after(
    'a member with a null',
    'structure fail structure_invalid /description; proof fail jsonld_unsafe /description',
    (b) => (b.description = null),
  ),
  after('an empty list', '', (b) => (b.evidence = [])),
  after(
    'an expanded id',
    'structure fail structure_invalid /@id; proof fail jsonld_unsafe /@id',
    (b) => (b['@id'] = 'urn:x'),
  ),
  after(
    'a graph',
    'structure fail structure_invalid /@graph; proof fail jsonld_unsafe /@graph',
    (b) => (b['@graph'] = []),
  ),
  after('a further type', 'proof fail jsonld_unsafe /type', (b) => b.type.push('Diploma')),
  after('a further defined type', '', (b) => b.type.push('AchievementCredential')),
  after('the types in another order', '', (b) => b.type.reverse()),
  after('the type twice', '', (b) => b.type.push('OpenBadgeCredential')),
  after(
    'without its badge type',
    'proof fail signature_invalid /proof',
    (b) => (b.type = ['VerifiableCredential']),
  ),
  after(
    'without VerifiableCredential',
    'structure fail structure_invalid /type; proof fail jsonld_unsafe /issuer',
    (b) => (b.type = ['OpenBadgeCredential']),
  ),
  after(
    'no type',
    'structure fail structure_invalid /type; proof fail jsonld_unsafe /issuer',
    (b) => delete b.type,
  ),
  after(
    'an empty type',
    'structure fail structure_invalid /type; proof fail jsonld_unsafe /issuer',
    (b) => (b.type = []),
  ),
  after(
    'a status',
    'proof fail signature_invalid /proof',
    (b) =>
      (b.credentialStatus = {
        type: 'BitstringStatusListEntry',
        statusPurpose: 'revocation',
        statusListIndex: '1',
        statusListCredential: 'https://evil.example/list',
      }),
  ),
  after(
    'a schema',
    'proof fail signature_invalid /proof',
    (b) => (b.credentialSchema = [{ id: 'https://evil.example/schema', type: 'JsonSchema' }]),
  ),
  after(
    'a refresh service',
    'proof fail jsonld_unsafe /refreshService/type',
    (b) => (b.refreshService = { id: 'https://evil.example/new', type: '1EdTechCredentialRefresh' }),
  ),
  after('an endorsement', 'proof fail signature_invalid /proof', (b) => (b.endorsementJwt = ['a.b.c'])),

  // Objects with one id
  after('the issuer as its own creator', 'proof fail signature_invalid /proof', (b) => {
    b.credentialSubject.achievement.creator = { ...b.issuer }
  }),
  after(
    'evidence that has the id of the issuer and lends it a picture',
    'proof fail signature_invalid /proof',
    (b) => {
      b.evidence = [
        {
          id: b.issuer.id,
          type: ['Evidence', 'Profile'],
          image: { id: 'https://uni.example/l', type: 'Image' },
        },
      ]
    },
  ),

  // Contexts
  after('a further context', '', (b) =>
    b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'),
  ),
  after('a further context out of reach', 'proof unknown document_unknown /proof', (b) =>
    b['@context'].push('https://evil.example/context'),
  ),
  after('an inline context that changes nothing', '', (b) => b['@context'].push({})),
  after('an inline context that defines a new term', '', (b) =>
    b['@context'].push({ grade: 'https://evil.example/grade' }),
  ),
  after('an inline context that redefines a term', 'proof fail jsonld_unsafe /@context', (b) =>
    b['@context'].push({ name: 'https://evil.example/name' }),
  ),
  after('an inline context with a vocabulary', 'proof fail signature_invalid /proof', (b) => {
    b['@context'].push({ '@vocab': 'https://evil.example/' })
    b.grade = 'A+'
  }),
  after('an @index', 'proof fail jsonld_unsafe /credentialSubject/achievement/@index', (b) => {
    b.credentialSubject.achievement['@index'] = 'with distinction'
  }),
  after('a stray keyword', 'proof fail jsonld_unsafe /credentialSubject/achievement/@none', (b) => {
    b.credentialSubject.achievement['@none'] = 'with distinction'
  }),
  after('an idle @nest', 'proof fail jsonld_unsafe /credentialSubject/@nest', (b) => {
    b.credentialSubject['@nest'] = {}
  }),
  after(
    'an @language outside a value',
    'structure fail structure_invalid /@language; proof fail jsonld_unsafe /@language',
    (b) => (b['@language'] = 'en'),
  ),
  after(
    'an inline context that calls @index by a name, and a member of it',
    'proof fail jsonld_unsafe /@context',
    (b) => {
      b['@context'].push({ distinction: '@index' })
      b.credentialSubject.achievement.distinction = 'summa cum laude'
    },
  ),
  after('the same, defined by an object', 'proof fail jsonld_unsafe /@context', (b) => {
    b['@context'].push({ distinction: { '@id': '@index' } })
    b.credentialSubject.achievement.distinction = 'summa cum laude'
  }),
  after('an inline context that maps a term to null', 'proof fail jsonld_unsafe /grade', (b) => {
    b['@context'].push({ grade: null })
    b.grade = 'A+'
  }),
  after(
    'an end of validity under its full IRI',
    'proof fail jsonld_unsafe /https:~1~1www.w3.org~12018~1credentials#validUntil',
    (b) => {
      b['https://www.w3.org/2018/credentials#validUntil'] = {
        '@value': b.validUntil,
        '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
      }
      delete b.validUntil
    },
  ),
  after('an end of validity by a name of the forger', 'proof fail jsonld_unsafe /end', (b) => {
    b['@context'].push({
      end: {
        '@id': 'https://www.w3.org/2018/credentials#validUntil',
        '@type': 'http://www.w3.org/2001/XMLSchema#dateTime',
      },
    })
    b.end = b.validUntil
    delete b.validUntil
  }),
  after(
    'an end of validity inside @nest',
    'structure fail structure_invalid /@nest; proof fail jsonld_unsafe /@nest',
    (b) => {
      b['@nest'] = { validUntil: b.validUntil }
      delete b.validUntil
    },
  ),
  after(
    'a nested context',
    '',
    (b) => (b.credentialSubject['@context'] = { grade: 'https://evil.example/g' }),
  ),
  after('the contexts in another order', 'structure fail structure_invalid /@context/0', (b) =>
    b['@context'].reverse(),
  ),
  after(
    'without the Open Badges context',
    'structure fail structure_invalid /@context; proof fail jsonld_unsafe /type',
    (b) => b['@context'].pop(),
  ),
  after(
    'without contexts',
    'structure fail structure_invalid /@context; proof fail jsonld_unsafe /id',
    (b) => delete b['@context'],
  ),
  after(
    'one context as text',
    'structure fail structure_invalid /@context; proof fail jsonld_unsafe /type',
    (b) => (b['@context'] = VC2),
  ),
  after(
    'an older Open Badges context',
    'proof fail signature_invalid /proof',
    (b) => (b['@context'][1] = OB.replace('3.0.3', '3.0.2')),
  ),
  after(
    'the oldest Open Badges context',
    'proof fail jsonld_invalid /proof',
    (b) => (b['@context'][1] = OB.replace('-3.0.3', '')),
  ),
  after(
    'the first context in version 1',
    'structure fail structure_invalid /validFrom; proof fail jsonld_unsafe /proof/type',
    (b) => (b['@context'][0] = 'https://www.w3.org/2018/credentials/v1'),
  ),
  after(
    'a context that is no URL',
    'structure fail structure_invalid /@context/2; proof unknown document_unknown /proof',
    (b) => b['@context'].push('context'),
  ),
  after(
    'a context that is a number',
    'structure fail structure_invalid /@context/2; proof fail jsonld_unsafe /@context',
    (b) => b['@context'].push(3),
  ),

  // Prototype names
  text(
    'a __proto__ member',
    'structure fail structure_invalid /__proto__; proof fail jsonld_unsafe /__proto__',
    (t) => t.replace('{', '{"__proto__":{"name":"Haskell"},'),
  ),
  text(
    'a __proto__ member deep inside',
    'structure fail structure_invalid /credentialSubject/achievement/__proto__; proof fail jsonld_unsafe /credentialSubject/achievement/__proto__',
    (t) => t.replace('"achievement":{', '"achievement":{"__proto__":{"name":"x"},'),
  ),
  after('a constructor member', 'proof fail jsonld_unsafe /constructor', (b) => (b.constructor = 'x')),
  after('a toString member', 'proof fail jsonld_unsafe /toString', (b) => (b.toString = 'x')),
  after(
    'a hasOwnProperty member',
    'proof fail jsonld_unsafe /hasOwnProperty',
    (b) => (b.hasOwnProperty = 'x'),
  ),

  // Text
  text('white space around', '', (t) => `\n\t ${t} \n`),
  text('white space between', '', (t) => JSON.stringify(JSON.parse(t), undefined, 4)),
  text('members in another order', '', (t) =>
    JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(t)).reverse())),
  ),
  text('letters as escapes', '', (t) => t.replace('Rust', '\\u0052ust')),
  text('a member twice', 'structure fail json_invalid', (t) => t.replace('{', '{"name":"Haskell",')),
  text('a byte order mark', 'structure fail byte_order_mark', (t) => `\uFEFF${t}`),
  text('half of it', 'structure fail json_invalid', (t) => t.slice(0, t.length / 2)),
  text('a comma at the end', 'structure fail json_invalid', (t) => t.replace(/\}$/, ',}')),
  text('a lone surrogate', 'structure fail json_invalid /name', (t) => t.replace('Rust I', 'Rust \\ud800')),
  text('inside an array', 'structure unknown credential_list', (t) => `[${t}]`),
  text('on two lines', 'structure unknown credential_list', (t) => `${t}\n${t}`),
  text(
    'in an array, changed',
    'structure unknown credential_list; endorsements fail credentials_failed /0',
    (t) => `[${t.replace('Rust I', 'Rust II')}]`,
  ),
  text('in a presentation of nobody', 'proof fail presentation_unsigned /proof', (t) =>
    JSON.stringify({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: [JSON.parse(t)],
    }),
  ),
  text('in quotes', 'structure fail unrecognised', (t) => JSON.stringify(t)),
  text('a huge number', 'structure fail json_invalid', (t) => t.replace('{', '{"n":12345678901234567890,')),
  text('umlauts read as Latin-1', 'proof fail text_damaged /proof', (t) =>
    t.replace('Example University', 'UniversitÃ¤t'),
  ),
  text('nothing', 'structure fail unrecognised', () => ''),
  text('null', 'structure fail unrecognised', () => 'null'),

  // The proof itself
  after('no proof', 'proof fail proof_missing /proof', (b) => delete b.proof),
  after(
    'a null proof',
    'structure fail structure_invalid /proof; proof fail proof_missing /proof',
    (b) => (b.proof = null),
  ),
  after('an empty list of proofs', 'proof fail proof_missing /proof', (b) => (b.proof = [])),
  after(
    'a proof that is text',
    'structure fail structure_invalid /proof; proof fail proof_malformed /proof',
    (b) => (b.proof = 'signed'),
  ),
  after(
    'an empty proof',
    'structure fail structure_invalid /proof/type; proof fail proof_malformed /proof',
    (b) => (b.proof = {}),
  ),
  after(
    'a proof in a list',
    '',
    resign((first) => [first]),
  ),
  after(
    'the same proof twice',
    '',
    resign((first) => [first, first]),
  ),
  after(
    'seventeen proofs',
    'proof fail proof_limit /proof',
    resign((first) => Array(17).fill(first)),
  ),
  after(
    'another value',
    'proof fail proof_value_malformed /proof',
    proof((p) => (p.proofValue = `z${'2'.repeat(86)}`)),
  ),
  after(
    'one character of the value changed',
    'proof fail signature_invalid /proof',
    proof((p) => (p.proofValue = p.proofValue.slice(0, -1) + (p.proofValue.endsWith('2') ? '3' : '2'))),
  ),
  after(
    'a value that is cut',
    'proof fail proof_value_malformed /proof',
    proof((p) => (p.proofValue = p.proofValue.slice(0, -2))),
  ),
  after(
    'a value that is longer',
    'proof fail proof_value_malformed /proof',
    proof((p) => (p.proofValue += '1')),
  ),
  after(
    'a value in base64url',
    'proof fail proof_value_malformed /proof',
    proof((p) => (p.proofValue = `u${'A'.repeat(86)}`)),
  ),
  after(
    'a value without header',
    'proof fail proof_value_malformed /proof',
    proof((p) => (p.proofValue = p.proofValue.slice(1))),
  ),
  after(
    'a value with a foreign letter',
    'proof fail proof_value_malformed /proof',
    proof((p) => (p.proofValue = p.proofValue.replace(/.$/, '0'))),
  ),
  after(
    'no value',
    'proof fail proof_value_malformed /proof',
    proof((p) => delete p.proofValue),
  ),
  after(
    'a value that is a number',
    'structure fail structure_invalid /proof/proofValue; proof fail proof_value_malformed /proof',
    proof((p) => (p.proofValue = 5)),
  ),
  after(
    'another suite',
    'proof fail signature_invalid /proof',
    proof((p) => (p.cryptosuite = 'eddsa-jcs-2022')),
  ),
  after(
    'an unknown suite',
    'proof unknown proof_unsupported /proof',
    proof((p) => (p.cryptosuite = 'eddsa-rdf-2022')),
  ),
  after(
    'the older name of the suite',
    'proof fail signature_invalid /proof',
    proof((p) => (p.cryptosuite = 'eddsa-2022')),
  ),
  after(
    'no suite',
    'proof fail proof_malformed /proof',
    proof((p) => delete p.cryptosuite),
  ),
  after(
    'an unknown proof type',
    'proof unknown proof_unsupported /proof',
    proof((p) => (p.type = 'RsaSignature2018')),
  ),
  after(
    'the type of an older suite',
    'proof fail jsonld_unsafe /proof/type',
    proof((p) => {
      p.type = 'Ed25519Signature2020'
      delete p.cryptosuite
    }),
  ),
  after(
    'no proof type',
    'structure fail structure_invalid /proof/type; proof fail proof_malformed /proof',
    proof((p) => delete p.type),
  ),
  after(
    'another time of signing',
    'proof fail signature_invalid /proof',
    proof((p) => (p.created = '2026-02-01T00:00:00Z')),
  ),
  after(
    'no time of signing',
    'proof fail signature_invalid /proof',
    proof((p) => delete p.created),
  ),
  after(
    'a time of signing that is none',
    'structure fail structure_invalid /proof/created; proof fail proof_malformed /proof',
    proof((p) => (p.created = 'noon')),
  ),
  after(
    'signed in the future',
    'proof fail proof_not_yet_valid /proof',
    proof((p) => (p.created = '2030-01-01T00:00:00Z')),
  ),
  after(
    'a proof that has run out',
    'proof fail proof_expired /proof',
    proof((p) => (p.expires = '2026-02-01T00:00:00Z')),
  ),
  after(
    'a proof with an end',
    'proof fail signature_invalid /proof',
    proof((p) => (p.expires = '2036-02-01T00:00:00Z')),
  ),
  after(
    'another purpose',
    'proof fail proof_purpose_mismatch /proof',
    proof((p) => (p.proofPurpose = 'authentication')),
  ),
  after(
    'no purpose',
    'proof fail proof_malformed /proof',
    proof((p) => delete p.proofPurpose),
  ),
  after(
    'an added challenge',
    'proof fail signature_invalid /proof',
    proof((p) => (p.challenge = 'x')),
  ),
  after(
    'an added domain',
    'proof fail signature_invalid /proof',
    proof((p) => (p.domain = 'x')),
  ),
  after(
    'an added member',
    'proof fail jsonld_unsafe /proof/grade',
    proof((p) => (p.grade = 'A+')),
  ),
  after(
    'an earlier proof that is not there',
    'proof fail previous_proof_missing /proof',
    proof((p) => (p.previousProof = 'urn:x')),
  ),
  after(
    'a method that is no URL',
    'structure fail structure_invalid /proof/verificationMethod; proof fail proof_malformed /proof',
    proof((p) => (p.verificationMethod = 'key-1')),
  ),
  after(
    'a method as an object',
    'structure fail structure_invalid /proof/verificationMethod; proof fail proof_malformed /proof',
    proof((p) => (p.verificationMethod = { id: p.verificationMethod })),
  ),
  after(
    'no method',
    'proof fail proof_malformed /proof',
    proof((p) => delete p.verificationMethod),
  ),
  after(
    'a method without fragment',
    'proof fail signature_invalid /proof',
    proof((p) => (p.verificationMethod = p.verificationMethod.split('#')[0])),
  ),
  after(
    'a method with another fragment',
    'proof fail controller_invalid /proof',
    proof((p) => (p.verificationMethod = `${p.verificationMethod.split('#')[0]}#key-1`)),
  ),
  after(
    'a method of an unknown DID method',
    'proof unknown document_unavailable /proof',
    proof((p) => (p.verificationMethod = 'did:nobody:1#key')),
  ),
  after(
    'a method on the inside network',
    'proof fail controller_invalid /proof',
    proof((p) => (p.verificationMethod = 'http://127.0.0.1/key#1')),
  ),
  after(
    'a did:web method that is not there',
    'proof unknown document_unavailable /proof',
    proof((p) => (p.verificationMethod = 'did:web:nowhere.example#key')),
  ),
  after(
    'a key that accepts everything',
    'proof fail controller_invalid /proof',
    proof(
      (p) =>
        (p.verificationMethod =
          'did:key:z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP#z6MkeTG3bFFSLYVU7VqhgZxqr6YzpaGrQtFMh1uvqGy1vDnP'),
    ),
  ),
  by('a good proof beside a broken one', '', async (w, b) => {
    const s = await w.sign(b)
    return { ...s, proof: [s['proof']!, { ...(s['proof'] as JsonObject), proofValue: `z${'2'.repeat(86)}` }] }
  }),
  by('a good proof beside one of an unknown type', '', async (w, b) => {
    const s = await w.sign(b)
    return { ...s, proof: [{ type: 'SomeProofType' }, s['proof']!] }
  }),

  // Signed by others
  by("a stranger's key", 'issuer fail key_not_bound /issuer', (w, b) => w.sign(b, w.stranger)),
  by(
    "a stranger's key, with the issuer's proof for another badge beside it",
    'issuer fail key_not_bound /issuer',
    async (w, b) => {
      const own = await w.sign(w.badge((x) => (x.name = 'Another')))
      const strange = await w.sign(b, w.stranger)
      return { ...strange, proof: [own['proof']!, strange['proof']!] }
    },
  ),
  by(
    'a did:web issuer with its own key',
    '',
    (w, b) => w.sign(b, w.web),
    (b) => (b.issuer.id = 'did:web:uni.example'),
  ),
  by(
    'a did:web issuer with a key that it does not list',
    'proof fail key_removed /proof',
    async (w, b) => {
      const s = await w.sign(b, w.stranger)
      return {
        ...s,
        proof: { ...(s['proof'] as JsonObject), verificationMethod: 'did:web:uni.example#other' },
      }
    },
    (b) => (b.issuer.id = 'did:web:uni.example'),
  ),
  {
    ...by(
      'a did:web issuer with a key that it revoked under another id',
      'proof fail key_revoked /proof',
      (w, b) => w.sign(b, w.web),
      (b) => (b.issuer.id = 'did:web:uni.example'),
    ),
    options: ({ load, options, web }) => ({
      ...options,
      load: async (url, purpose) => {
        const document = await load(url, purpose)
        if (purpose !== 'controller') return document
        const { verificationMethod: methods } = document as {
          readonly verificationMethod: readonly JsonObject[]
        }
        const old = { ...methods[0], id: `${web.controller}#old`, revoked: '2026-01-15T00:00:00Z' }
        return { ...(document as JsonObject), verificationMethod: [...methods, old] }
      },
    }),
  },
  by('the key of a did:web issuer for another issuer', 'issuer fail key_not_bound /issuer', (w, b) =>
    w.sign(b, w.web),
  ),
  by(
    'the issuer in capitals',
    'issuer fail key_not_bound /issuer',
    (w, b) => w.sign(b),
    (b) => (b.issuer.id = b.issuer.id.toUpperCase()),
  ),

  // Signed so by the issuer itself
  before('run out', 'validity fail expired /validUntil', (b) => (b.validUntil = '2026-04-01T00:00:00Z')),
  before('run out within the tolerance', '', (b) => (b.validUntil = '2026-05-01T11:56:00Z')),
  before(
    'not yet valid',
    'validity fail not_yet_valid /validFrom',
    (b) => (b.validFrom = '2026-06-01T00:00:00Z'),
  ),
  before('not yet valid within the tolerance', '', (b) => (b.validFrom = '2026-05-01T12:04:00Z')),
  before(
    'dates in the wrong order',
    'structure fail structure_invalid /validUntil; validity fail expired /validUntil',
    (b) => (b.validUntil = '2025-01-01T00:00:00Z'),
  ),
  before('valid to the year 12026', '', (b) => (b.validUntil = '12026-01-01T00:00:00Z')),
  before('no dates but a start', '', (b) => delete b.validUntil),
  before('a start without offset', '', (b) => (b.validFrom = '2026-01-01T00:00:00')),
  before('neither id nor identifier of the subject', '', (b) => delete b.credentialSubject.id),
  before('no criteria', '', (b) => (b.credentialSubject.achievement.criteria = {})),
  before('single values for lists', '', (b) => {
    b.credentialSubject.type = 'AchievementSubject'
    b.issuer.type = 'Profile'
  }),
  before('the issuer as text', '', (b) => (b.issuer = b.issuer.id)),
  before(
    'no achievement name',
    'structure fail structure_invalid /credentialSubject/achievement/name',
    (b) => delete b.credentialSubject.achievement.name,
  ),
  before('no id', '', (b) => delete b.id),
  before(
    'an achievement type of its own',
    '',
    (b) => (b.credentialSubject.achievement.achievementType = 'ext:Quest'),
  ),
  before(
    'an achievement type of no list',
    '',
    (b) => (b.credentialSubject.achievement.achievementType = 'Quest'),
  ),
  before(
    'an empty status list',
    'structure fail structure_invalid /credentialStatus',
    (b) => (b.credentialStatus = []),
  ),
  before('an unknown kind of status', 'status unknown status_unsupported /credentialStatus', (b) => {
    b['@context'].push({ VelocityRevocationListJan2021: 'https://velocity.example/#' })
    b.credentialStatus = { id: 'https://uni.example/s', type: 'VelocityRevocationListJan2021' }
  }),
  before(
    'a status without type',
    'structure fail structure_invalid /credentialStatus/type; status unknown status_unsupported /credentialStatus',
    (b) => (b.credentialStatus = { id: 'https://uni.example/s' }),
  ),
  before('a schema out of reach', 'structure unknown schema_unavailable /credentialSchema/0', (b) => {
    b['@context'].push('https://purl.imsglobal.org/spec/ob/v3p0/extensions.json')
    b.credentialSchema = [{ id: 'https://uni.example/schema', type: '1EdTechJsonSchemaValidator2019' }]
  }),
  ...FORM_CASES,
  ...ENVELOPE_CASES,
  ...SHARED_ID_CASES,
]
