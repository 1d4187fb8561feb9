/**
 * The page of the tamper matrix for the order of arrays, which a signature of the graph does not cover: documents with several
 * values wherever there can be several. Each array of each is reordered.
 */
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { recordOf } from './record-of.js'
import { signGraph } from './shared-ids.js'
import { type Change, clone, LIST, SUSPENSIONS, VC2, type World } from './world.js'

const ASSERTED = { created: new Date('2026-01-01T00:00:00Z') }

const alignment = (i: number): object => ({
  type: ['Alignment'],
  targetName: `Skill ${i}`,
  targetUrl: `https://esco.example/${i}`,
  targetFramework: `Framework ${i}`,
  targetCode: `S${i}`,
  targetType: i === 1 ? 'CFItem' : 'ceasn:Competency',
})

const level = (id: string, name: string, points?: string): object => ({
  id: `urn:l:${id}:${name}`,
  type: ['RubricCriterionLevel'],
  name,
  level: name,
  description: `${name} work`,
  ...(points === undefined ? {} : { points }),
})

const identity = (type: string, value: string): object => ({
  type: 'IdentityObject',
  hashed: false,
  identityType: type,
  identityHash: value,
})

const identifier = (type: string, value: string): object => ({
  type: 'IdentifierEntry',
  identifierType: type,
  identifier: value,
})

/** Each member of the data model that can have several values has two or more. */
const rich: Change = (b) => {
  const { credentialSubject: subject, issuer } = b
  const { achievement } = subject
  b.description = 'Awarded for Rust'
  b.awardedDate = '2026-01-02T00:00:00Z'
  b.image = { id: 'https://uni.example/badge.png', type: 'Image', caption: 'A crab' }
  b.evidence = ['Thesis', 'Talk', 'Code'].map((name) => ({
    id: `https://uni.example/${name}`,
    type: ['Evidence'],
    name,
    narrative: `The *${name}*`,
    genre: 'Work',
  }))
  b.credentialStatus = [
    ['revocation', LIST],
    ['suspension', SUSPENSIONS],
  ].map(([purpose, list], i) => ({
    id: `${list}#${i}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(i),
    statusListCredential: list,
  }))
  issuer.url = 'https://uni.example'
  issuer.image = { id: 'https://uni.example/logo.png', type: 'Image' }
  issuer.otherIdentifier = [identifier('identifier', 'U1'), identifier('sisSourcedId', 'U2')]
  subject.narrative = 'How *Ada* did it'
  subject.creditsEarned = 5
  subject.role = 'Student'
  subject.term = 'Spring'
  subject.licenseNumber = 'L1'
  subject.activityStartDate = '2025-01-01T00:00:00Z'
  subject.identifier = [
    identity('name', 'Ada Lovelace'),
    identity('name', 'Augusta King'),
    identity('ext:name', 'Ada L.'),
    identity('emailAddress', 'ada@example.org'),
    identity('systemId', '42'),
  ]
  subject.image = { id: 'https://uni.example/subject.png', type: 'Image' }
  Object.assign(achievement, {
    achievementType: 'Course',
    alignment: [1, 2, 3].map(alignment),
    creator: { id: issuer.id, type: ['Profile'], name: issuer.name },
    creditsAvailable: 10,
    fieldOfStudy: 'Computing',
    humanCode: 'RUST1',
    image: { id: 'https://uni.example/rust.png', type: 'Image', caption: 'Rust' },
    inLanguage: 'en',
    otherIdentifier: [identifier('identifier', 'R1'), identifier('ext:x', 'R2')],
    related: [1, 2].map((i) => ({ id: `https://uni.example/a/${i}`, type: ['Related'], inLanguage: 'en' })),
    specialization: 'Ownership',
    tag: ['systems', 'memory', 'safety'],
    version: '1',
    resultDescription: [
      {
        id: 'urn:r:rubric',
        type: ['ResultDescription'],
        name: 'Style',
        resultType: 'RubricCriterionLevel',
        rubricCriterionLevel: [level('a', 'Poor'), level('a', 'Fair'), level('a', 'Good')],
        requiredLevel: 'urn:l:a:Fair',
      },
      {
        id: 'urn:r:points',
        type: ['ResultDescription'],
        name: 'Depth',
        resultType: 'RubricCriterionLevel',
        rubricCriterionLevel: [level('b', 'Low', '1'), level('b', 'Mid', '5'), level('b', 'High', '9')],
        requiredLevel: 'urn:l:b:Mid',
      },
      {
        id: 'urn:r:grade',
        type: ['ResultDescription'],
        name: 'Grade',
        resultType: 'LetterGrade',
        allowedValue: ['D', 'C', 'B', 'A'],
        requiredValue: 'B',
      },
      ...['Exam', 'Essay', 'Quiz'].map((name) => ({
        id: `urn:r:${name}`,
        type: ['ResultDescription'],
        name,
        resultType: 'Percent',
        valueMin: '0',
        valueMax: '100',
        requiredValue: '50',
      })),
    ],
  })
  subject.result = [
    { type: ['Result'], resultDescription: 'urn:r:rubric', achievedLevel: 'urn:l:a:Poor' },
    { type: ['Result'], resultDescription: 'urn:r:points', achievedLevel: 'urn:l:b:Low' },
    { type: ['Result'], resultDescription: 'urn:r:grade', value: 'C' },
    ...[
      ['Exam', '92'],
      ['Essay', '30'],
      ['Quiz', '77'],
    ].map(([name, value]) => ({ type: ['Result'], resultDescription: `urn:r:${name}`, value })),
  ]
}

/** Endorsements of the badge, of its achievement and of its issuer, by two endorsers. */
async function withEndorsements(world: World, badge: JsonObject): Promise<JsonObject> {
  const copy = clone(badge) as Parameters<Change>[0]
  const say = (about: string, who: World['signer'], comment: string, number: number): Promise<JsonObject> =>
    world.sign(
      world.endorsement((e) => {
        e.id = `urn:uuid:00000000-0000-4000-8000-0000000000e${number}`
        e.issuer = { id: who.controller, type: ['Profile'], name: `Guild ${number}` }
        e.credentialSubject.id = about
        e.credentialSubject.endorsementComment = comment
      }),
      who,
    )
  const { achievement } = copy.credentialSubject
  const [one, two] = [world.stranger, world.signer]
  achievement.endorsement = [
    await say(achievement.id, one, 'Fine', 1),
    await say(achievement.id, two, 'Finer', 2),
  ]
  copy.endorsement = [await say(copy.id, one, 'True', 3), await say(copy.id, two, 'Truer', 4)]
  return copy
}

/** How a document is signed: the text, or the graph. */
export const SIGNED = {
  graph: (world: World, document: JsonObject) => signGraph(document, world.signer),
  text: (world: World, document: JsonObject) =>
    addProof(document, world.signer, {
      ...ASSERTED,
      cryptosuite: 'eddsa-jcs-2022',
    }) as unknown as Promise<JsonObject>,
  /** Two proofs of the issuer. */
  twice: async (world: World, document: JsonObject) =>
    addProof(await signGraph(document, world.signer), world.signer, {
      created: new Date('2026-01-03T00:00:00Z'),
    }) as unknown as Promise<JsonObject>,
} as const

export const richBadge = (world: World): JsonObject => world.badge(rich)

export const endorsedBadge = (world: World): Promise<JsonObject> => withEndorsements(world, world.badge(rich))

/** A record of badges, of which one is out of date, with achievements that hang together. */
export async function richRecord(world: World): Promise<JsonObject> {
  const part = (number: number, change: Change): Promise<JsonObject> =>
    world.sign(
      world.badge((b) => {
        b.id = `urn:uuid:00000000-0000-4000-8000-00000000000${number}`
        b.credentialSubject.achievement.id = `https://uni.example/achievements/${number}`
        b.credentialSubject.achievement.name = `Course ${number}`
        change(b)
      }),
    )
  const parts = [
    await part(1, () => undefined),
    await part(2, (b) => (b.validUntil = '2026-02-01T00:00:00Z')),
    await part(3, () => undefined),
  ]
  return addProof(recordOf(world, parts), world.stranger, {
    created: new Date('2026-02-01T00:00:00Z'),
  }) as unknown as Promise<JsonObject>
}

/** A credential of the W3C's data model, whose texts may have several languages, and several values in one. */
export const plainCredential = ({ signer }: World): JsonObject => {
  const texts = (word: string): readonly object[] =>
    [
      ['de', `${word} eins`],
      ['fr', `${word} un`],
      ['fr', `${word} deux`],
      ['de', `${word} zwei`],
    ].map(([tag, text]) => ({ '@value': text, '@language': tag }))
  return {
    '@context': [VC2],
    id: 'urn:uuid:00000000-0000-4000-8000-0000000000c0',
    type: ['VerifiableCredential'],
    name: texts('Licence'),
    description: texts('To drive'),
    issuer: { id: signer.controller, name: texts('Office') },
    validFrom: '2026-01-01T00:00:00Z',
    credentialSubject: [
      { id: 'did:example:ada', name: 'Ada' },
      { id: 'did:example:bob', name: 'Bob' },
    ],
  } as unknown as JsonObject
}

/** The places of values in a document, outside of contexts and proofs. */
export function* placesIn(
  value: Json,
  path: readonly (string | number)[] = [],
): Generator<readonly (string | number)[]> {
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    if (name === '@context' || name === 'proof') continue
    const at = [...path, Array.isArray(value) ? Number(name) : name]
    yield at
    yield* placesIn(member as Json, at)
  }
}

export const valueAt = (document: Json, path: readonly (string | number)[]): Json =>
  path.reduce((value, step) => (value as Record<string | number, Json>)[step]!, document)

/** A copy with another value at a place. */
export function withValue(document: JsonObject, path: readonly (string | number)[], value: Json): JsonObject {
  const copy = clone(document)
  const owner = valueAt(copy, path.slice(0, -1)) as Record<string | number, Json>
  owner[path.at(-1)!] = value
  return copy
}

/** The document with each of its arrays in other orders: proofs and contexts too. */
export function reordered(document: JsonObject): readonly (readonly [place: string, document: JsonObject])[] {
  const all = [...placesIn(document), ['proof'], ['@context']]
  return all.flatMap((path) => {
    const list = path[0]! in document ? valueAt(document, path) : undefined
    if (!Array.isArray(list) || list.length < 2) return []
    const place = `/${path.join('/')}`
    const items = list as readonly Json[]
    const turned = [...items.slice(1), items[0]!]
    return [turned, [...items].reverse()].map((order) => [place, withValue(document, path, order)] as const)
  })
}

/** Another value of the same kind, for a member that has one value. */
export function another(value: Json): Json {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') {
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return value.replace(/^\d{4}/, (year) => String(Number(year) - 1))
    return /^(urn|https|did):/.test(value) ? `${value}2` : `${value} too`
  }
  if (Array.isArray(value)) return (value as readonly Json[]).map(another)
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([name, member]) => [
      name,
      name === 'type' || name === 'identityType' || name === 'resultType' ? member : another(member as Json),
    ]),
  ) as Json
}
