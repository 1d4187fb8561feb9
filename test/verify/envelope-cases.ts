/** Rows of the tamper matrix about what stands around a credential, shares its signed lines, or is left out of it. */
import { issueJwt } from 'laurel'
import type { JsonObject } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { rawToken } from '../forgery/world.js'
import { base, derive } from './derived.js'
import { recordOf } from './record-of.js'
import { withStrangersProof } from './strangers-proof.js'
import type { Case } from './tamper-cases.js'
import { type Change, clone, OB, VC2 } from './world.js'

const FORGED = 'Doctor of Medicine'
const ACCREDITED = 'https://accreditor.example/AccreditedUniversity'
/** A context of the issuer's own. */
const COURSE = {
  course: 'https://uni.example/terms#course',
  hours: 'https://uni.example/terms#hours',
  ects: 'https://uni.example/terms#ects',
}
const created = new Date('2026-04-30T00:00:00Z')
const DOUBLE = 'http://www.w3.org/2001/XMLSchema#double'
const score = (b: Parameters<Change>[0]): void => {
  b['@context'].push({ score: { '@id': 'https://x.example/score', '@type': DOUBLE } })
  b.score = 3.5
}

/** The stranger's presentation of the genuine badge. */
const presented =
  (change: Change, proof: object = {}): NonNullable<Case['input']> =>
  async (world, badge) => {
    const made = {
      '@context': [VC2, OB],
      type: ['VerifiablePresentation'],
      name: FORGED,
      verifiableCredential: [await world.sign(badge)],
    } as unknown as JsonObject
    change(made)
    return clone(await addProof(made, world.stranger, { created, ...proof }))
  }

/** The stranger's record of the genuine badge. */
const collected =
  (person: string, more: object = {}): NonNullable<Case['input']> =>
  async (world, badge) => {
    const made = recordOf(world, [await world.sign(badge)], { id: person, ...more })
    return clone(await addProof(made, world.stranger, { created }))
  }

/** The stranger's record of a badge that describes the stranger. A holder then changes the record. */
const described =
  (change: Change): NonNullable<Case['input']> =>
  async (world, badge) => {
    const { controller } = world.stranger
    const creator = { id: controller, type: ['Profile', ACCREDITED], name: FORGED }
    const { credentialSubject: subject } = badge as { readonly credentialSubject: JsonObject }
    const { achievement } = subject as { readonly achievement: JsonObject }
    const part = { ...badge, credentialSubject: { ...subject, achievement: { ...achievement, creator } } }
    const made = { ...recordOf(world, [await world.sign(part as JsonObject)]), issuer: controller }
    const record = clone(await addProof(made, world.stranger, { created }))
    change(record as never)
    return record
  }

/** A badge with praise for its achievement. A holder then changes the badge. */
const praised =
  (change: Change): NonNullable<Case['input']> =>
  async (world, badge) => {
    const praise = await world.sign(world.endorsement(), world.stranger)
    const signed = clone(await world.sign({ ...badge, endorsement: [praise] }))
    change(signed as never)
    return signed
  }

interface Praised {
  readonly id: string
  readonly endorsementComment: string
}
interface RecordOf {
  readonly '@context': unknown[]
  readonly credentialSubject: { readonly achievement: { endorsementComment?: string }[] }
}

const selected =
  (shown: readonly string[], change?: Change): NonNullable<Case['input']> =>
  async (world) =>
    derive(await base(world, ['/issuer'], change), ['/validFrom', '/name', '/credentialSubject', ...shown])

const token =
  (change: Change, header: object = {}): NonNullable<Case['input']> =>
  async ({ signer, web }, badge) => {
    const payload = clone({ ...badge, iss: signer.controller, sub: 'did:example:ada' }) as JsonObject
    const by = payload['issuer'] === TENANT ? web : signer
    change(payload)
    return rawToken({ alg: 'EdDSA', typ: 'JWT', kid: by.verificationMethod, ...header }, payload, by)
  }

const TENANT = 'https://host.example/tenants/2'
/** A token of one tenant, by a key that the host lists for all of them. */
const tenants: NonNullable<Case['input']> = async (world, badge) => {
  const jwk = { ...(world.web.publicKey.jwk as object), kid: 'k' }
  world.documents.set('https://host.example/.well-known/jwks.json', { keys: [jwk] })
  world.documents.set(TENANT, { id: TENANT, verificationMethod: [], assertionMethod: [] })
  const own = { ...badge, issuer: { ...(badge['issuer'] as object), id: TENANT } }
  return rawToken({ alg: 'EdDSA', typ: 'vc+jwt', kid: 'k' }, own as unknown as JsonObject, world.web)
}

const DIGEST = 'q'.repeat(43)
/** An identifier that all learners of a course have. */
const IN_COURSE: readonly JsonObject[] = [
  { type: 'IdentityObject', hashed: false, identityHash: 'rust-1', identityType: 'ltiContextId' },
]
const nothing: Change = () => undefined

export const ENVELOPE_CASES: readonly Case[] = [
  // A token whose holder shows a selection (SD-JWT), and which comes without it
  {
    name: 'an end behind a digest, and nothing that would show it',
    expected: 'validity unknown parts_withheld; status unknown parts_withheld',
    input: token((payload) => {
      delete payload.validUntil
      payload._sd = [DIGEST]
    }),
  },
  {
    name: 'a list of statuses of which one stands behind a digest',
    expected:
      'structure fail structure_invalid /credentialStatus; validity unknown parts_withheld; status unknown parts_withheld',
    input: token((payload) => {
      delete payload.validUntil
      payload.credentialStatus = [{ '...': DIGEST }]
    }),
  },

  // Words around a badge
  {
    name: 'words in a presentation around it',
    expected: '',
    unsaid: FORGED,
    input: presented(nothing),
    options: () => ({ kinds: ['presentation'] }),
  },
  {
    name: 'words in a presentation that nobody asked for',
    expected: 'proof fail challenge_missing /proof',
    unsaid: FORGED,
    input: presented(nothing),
  },
  {
    name: 'words in a presentation, where a badge is asked for',
    expected: 'structure fail kind_unexpected; proof fail challenge_missing /proof',
    unsaid: FORGED,
    input: presented(nothing),
    options: () => ({ kinds: ['open-badge'] }),
  },
  {
    name: 'words in a presentation that answers the challenge',
    expected: '',
    unsaid: FORGED,
    input: presented(nothing, { proofPurpose: 'authentication', challenge: 'c-1' }),
    options: () => ({ kinds: ['open-badge'], challenge: 'c-1' }),
  },
  {
    name: "the issuer as the holder of a stranger's presentation",
    expected: 'issuer fail holder_not_bound /holder',
    unsaid: FORGED,
    input: async (world, badge) => presented((vp) => (vp.holder = world.signer.controller))(world, badge),
    options: () => ({ kinds: ['presentation'] }),
  },
  {
    name: 'a record of the same person around it',
    expected: '',
    input: collected('did:example:ada'),
  },
  {
    name: 'a record of somebody else around it',
    expected: 'endorsements fail record_of_other /credentialSubject/verifiableCredential/0',
    input: collected('did:example:eve'),
  },
  {
    name: 'a record of somebody else from the same course around it',
    expected: 'endorsements fail record_of_other /credentialSubject/verifiableCredential/0',
    before: (b) => (b.credentialSubject.identifier = IN_COURSE),
    input: collected('did:example:eve', { identifier: IN_COURSE }),
  },

  // Challenges
  ...(['challenge', 'domain'] as const).flatMap((name): readonly Case[] => [
    {
      name: `a copied badge for an answer to a ${name}`,
      expected: 'proof fail challenge_missing /proof',
      options: () => ({ [name]: 'c-1' }),
    },
    {
      name: `a copied token for an answer to a ${name}`,
      expected: 'proof fail challenge_missing /proof',
      input: async ({ signer }, badge) => issueJwt(badge as never, { signer }),
      options: () => ({ [name]: 'c-1' }),
    },
  ]),

  // Literals
  {
    name: 'words after a number',
    expected: 'proof fail jsonld_unsafe /score',
    before: score,
    after: (b) => (b.score = '3.5 summa cum laude; PhD'),
  },
  {
    name: 'words after a number, in a value object',
    expected: 'proof fail jsonld_unsafe /score',
    before: score,
    after: (b) => (b.score = { '@type': DOUBLE, '@value': '3.5 summa cum laude; PhD' }),
  },
  {
    name: 'words after a number, under a context that coerces them',
    expected: 'proof fail jsonld_unsafe /honours',
    before: score,
    after: (b) => {
      b['@context'].push({ honours: { '@id': 'https://x.example/score', '@type': DOUBLE } })
      b.honours = '3.5 summa cum laude; PhD'
      delete b.score
    },
  },
  { name: 'a number as its canonical text', expected: '', before: score, after: (b) => (b.score = '3.5E0') },

  // Members that the holder left out
  {
    name: 'an end that has passed and a status, withheld',
    expected: 'validity unknown parts_withheld; status unknown parts_withheld',
    input: selected([], (b) => (b.validUntil = '2026-02-01T00:00:00Z')),
  },
  {
    name: 'the same, beside a proof of a stranger that withholds nothing',
    expected: 'validity unknown parts_withheld; status unknown parts_withheld',
    input: async (world, badge) =>
      withStrangersProof(
        world,
        (await selected([], (b) => (b.validUntil = '2026-02-01T00:00:00Z'))(world, badge)) as JsonObject,
      ),
  },
  {
    name: 'an end that has passed, shown',
    expected: 'validity fail expired /validUntil; status unknown parts_withheld',
    input: selected(['/validUntil'], (b) => (b.validUntil = '2026-02-01T00:00:00Z')),
  },

  // Statements of others, and names of others
  {
    name: 'what an endorser says of the achievement, copied to it',
    expected: 'proof fail jsonld_unsafe /credentialSubject/achievement/humanCode',
    input: async (world, badge) => {
      const { id } = (badge as Parameters<Change>[0]).credentialSubject.achievement
      const inner = world.endorsement((made) => {
        made.credentialSubject = { id: world.signer.controller, type: ['EndorsementSubject'] }
        made.issuer.parentOrg = { id, type: ['Profile', 'Achievement'], humanCode: 'MSC-500' }
      })
      const endorsement = [await world.sign(inner, world.stranger)]
      const signed = (await world.sign({ ...badge, endorsement })) as Parameters<Change>[0]
      signed.credentialSubject.achievement.humanCode = 'MSC-500'
      return signed
    },
  },
  {
    name: 'two names of the issuer, exchanged by the scoped context of a new name',
    expected: 'proof fail jsonld_unsafe /credentialSubject/achievement/lesson',
    before: (b) => {
      b['@context'].push(COURSE)
      b.credentialSubject.achievement.course = { hours: '150', ects: '5' }
    },
    after: (b) => {
      const { achievement } = b.credentialSubject
      const exchanged = { hours: COURSE.ects, ects: COURSE.hours }
      b['@context'].push({ lesson: { '@id': COURSE.course, '@context': exchanged } })
      achievement.lesson = { hours: '5', ects: '150' }
      delete achievement.course
    },
  },

  // Contexts until the general processor takes over
  {
    name: 'the name of a class for a member, under repeated contexts',
    expected: 'proof fail jsonld_unsafe /Image',
    before: (b) => (b.image = { id: 'https://uni.example/i.png', type: 'Image' }),
    after: (b) => {
      b['@context'] = [VC2, ...Array(12).fill(OB)]
      b.Image = b.image
      delete b.image
    },
  },
  {
    name: 'repeated contexts, and nothing else',
    expected: '',
    after: (b) => (b['@context'] = [VC2, ...Array(12).fill(OB)]),
  },

  // Tokens
  ...([[['did:web:uni.example']], [null], [7]] as const).map(
    ([issuer]): Case => ({
      name: `a token whose issuer is ${JSON.stringify(issuer)}`,
      expected: 'structure fail structure_invalid /issuer; proof fail jwt_claim_malformed /issuer',
      input: token((payload) => (payload.issuer = issuer)),
    }),
  ),
  ...([null, [null]] as const).map(
    (subject): Case => ({
      name: `a token whose subject is ${JSON.stringify(subject)}`,
      expected: `structure fail structure_invalid /credentialSubject; proof fail jwt_claim_malformed /credentialSubject`,
      input: token((payload) => (payload.credentialSubject = subject)),
    }),
  ),
  { name: "a token by a key of its issuer's whole host", expected: '', input: tenants },
  {
    name: "a token by a key of its issuer's whole host, refused",
    expected: 'proof fail key_shared ',
    input: tenants,
    options: () => ({ sharedKeys: 'refused' }),
  },
  {
    name: 'a record whose maker a badge in it describes',
    input: described(() => undefined),
    expected: '',
  },
  {
    name: 'a record whose maker gets the name that a badge in it has for the maker',
    input: described((made) => (made.issuer = { id: made.issuer, name: FORGED })),
    expected: 'proof fail jsonld_unsafe /issuer/name',
  },
  {
    name: 'a record whose maker gets the type that a badge in it has for the maker',
    input: described((made) => (made.issuer = { id: made.issuer, type: ['Profile', ACCREDITED] })),
    expected: 'proof fail jsonld_unsafe /issuer/type',
  },
  {
    name: 'praise in a badge that becomes a statement of the record about the achievement',
    input: async (world, badge) => {
      const praise = await world.sign(world.endorsement(), world.stranger)
      const part = await world.sign({ ...badge, endorsement: [praise] })
      const { credentialSubject: about } = praise as unknown as { readonly credentialSubject: Praised }
      const { achievement } = badge['credentialSubject'] as JsonObject
      const made = recordOf(world, [part], { id: 'did:example:ada', achievement: [achievement] })
      const record = clone(await addProof(made, world.stranger, { created })) as unknown as RecordOf
      record['@context'].push({ '@vocab': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#' })
      record.credentialSubject.achievement[0]!.endorsementComment = about.endorsementComment
      return record
    },
    expected: 'proof fail jsonld_unsafe /credentialSubject/achievement/0/endorsementComment',
  },
  {
    name: 'praise that its holder makes a statement of the issuer',
    input: praised((made) => {
      const { endorsementComment: comment } = made.endorsement[0].credentialSubject
      made.credentialSubject.achievement.endorsementComment = comment
    }),
    expected: 'proof fail jsonld_unsafe /credentialSubject/achievement/endorsementComment',
  },
  {
    name: 'the same under a vocabulary that gives the name its meaning there',
    input: praised((made) => {
      const { endorsementComment: comment } = made.endorsement[0].credentialSubject
      made['@context'].push({ '@vocab': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#' })
      made.credentialSubject.achievement.endorsementComment = comment
    }),
    expected: 'proof fail jsonld_unsafe /credentialSubject/achievement/endorsementComment',
  },
]
