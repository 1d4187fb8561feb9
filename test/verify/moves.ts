/** What a forger who knows the report does: words of one's own around a badge, in its literals, and under other contexts. */
import type { Json, JsonObject } from '../../src/encoding/json.js'
import type { LocalSigner } from '../../src/keys/signers/make-signer.js'
import { type AddProofOptions, addProof } from '../../src/proof/data-integrity/add-proof.js'
import { mutateJson, pick, type Random } from './mutate.js'
import { recordOf } from './record-of.js'
import { clone, OB, VC2, type World } from './world.js'

const FORGED = 'Doctor of Medicine'

/** Members that would be read as the award, were the envelope taken for it. */
const CLAIMS: readonly Readonly<Record<string, Json>>[] = [
  { name: FORGED },
  { description: 'Conferred by Example University' },
  { image: { id: 'https://evil.example/diploma.png', type: 'Image' } },
  { issuer: { id: 'did:web:uni.example', type: ['Profile'], name: 'Conferring Academy' } },
  {
    credentialSubject: { type: ['AchievementSubject'], achievement: { type: ['Achievement'], name: FORGED } },
  },
  { evidence: [{ id: 'https://evil.example/thesis', type: ['Evidence'], name: FORGED }] },
  { validUntil: '2099-12-31T23:59:59Z' },
  { awardedDate: '1999-09-09T00:00:00Z' },
  { inLanguage: 'tlh' },
]

/** Signed by the stranger, around some of what is there to hold. */
export async function presented(
  world: World,
  held: readonly Json[],
  roll: Random,
  proof: AddProofOptions = {},
): Promise<unknown> {
  const { stranger, signer } = world
  const made: Record<string, unknown> = {
    '@context': [VC2, OB],
    id: 'urn:x:presentation',
    type: ['VerifiablePresentation', ...(roll(8) === 0 ? ['OpenBadgeCredential'] : [])],
    verifiableCredential: some(held, roll),
  }
  const holders = [stranger.controller, signer.controller, { id: stranger.controller, name: FORGED }]
  if (roll(2) === 0) made['holder'] = pick(holders, roll)
  return enveloped(made, stranger, roll, { ...proof, created: new Date('2026-04-30T00:00:00Z') })
}

/** A record by the stranger; `person` says whose it is. */
export async function collected(
  world: World,
  held: readonly Json[],
  person: Json,
  roll: Random,
): Promise<unknown> {
  const made = recordOf(world, some(held, roll), person as object)
  const { load } = world
  return enveloped(made, world.stranger, roll, { load, created: new Date('2026-02-01T00:00:00Z') })
}

/** Words of the forger's own are added, and sometimes more is changed, before or after the forger signs. */
async function enveloped(
  made: Record<string, unknown>,
  signer: LocalSigner,
  roll: Random,
  options: AddProofOptions,
): Promise<unknown> {
  for (let i = roll(3); i > 0; i--) {
    for (const [name, value] of Object.entries(pick(CLAIMS, roll))) made[name] ??= value
  }
  const chosen = clone(
    roll(6) === 0 ? JSON.parse(mutateJson(JSON.stringify(made), roll)) : made,
  ) as JsonObject
  // What laurel does not sign is handed in as it is.
  const signed = await Promise.resolve()
    .then(() => addProof(chosen, signer, options))
    .catch(() => chosen)
  return roll(3) === 0 ? JSON.parse(mutateJson(JSON.stringify(signed), roll)) : clone(signed)
}

function some(held: readonly Json[], roll: Random): Json[] {
  return Array.from({ length: 1 + roll(3) }, () => {
    const one = pick(held, roll)
    return clone(roll(5) === 0 ? (JSON.parse(mutateJson(JSON.stringify(one), roll)) as Json) : one)
  })
}

const XSD = 'http://www.w3.org/2001/XMLSchema#'
const DATATYPES = ['double', 'boolean', 'integer', 'string', 'decimal', 'dateTime'].map((name) => XSD + name)

/** Terms whose values share a line of the graph with other spellings. */
export const LITERAL_TERMS: Readonly<Record<string, Json>> = {
  score: { '@id': 'https://x.example/score', '@type': `${XSD}double` },
  passed: { '@id': 'https://x.example/passed', '@type': `${XSD}boolean` },
  points: { '@id': 'https://x.example/points', '@type': `${XSD}integer` },
  word: { '@id': 'https://x.example/word', '@type': `${XSD}string` },
  share: 'https://x.example/share',
}
export const LITERALS = {
  score: 3.5,
  passed: false,
  points: 7,
  word: 'good',
  share: [0, 0.3],
}

/** A value is written in another way that might have the same line of the graph, or its term is coerced again. */
export function mutateLiteral(text: string, roll: Random): JsonObject {
  const document = JSON.parse(text) as Record<string, unknown> & { '@context': unknown[] }
  const name = pick(Object.keys(LITERALS), roll)
  const value = document[name]
  const one = Array.isArray(value) ? value[roll(value.length)] : value
  if (roll(3) === 0) {
    const term = LITERAL_TERMS[name]
    const iri = typeof term === 'string' ? term : ((term as JsonObject)['@id'] as string)
    const other = roll(2) === 0 ? name : 'other'
    document['@context'].push({ [other]: { '@id': iri, '@type': pick(DATATYPES, roll) } })
    delete document[name]
    document[other] = reworded(one, roll)
  } else
    document[name] = Array.isArray(value) && roll(2) === 0 ? [reworded(one, roll)] : reworded(value, roll)
  return (roll(4) === 0 ? JSON.parse(mutateJson(JSON.stringify(document), roll)) : document) as JsonObject
}

function reworded(value: unknown, roll: Random): unknown {
  const number = Number(value) || 0
  const canonical = number.toExponential().toUpperCase().replace('+', '')
  switch (roll(10)) {
    case 0:
      return `${String(value)} summa cum laude`
    case 1:
      return String(value)
    case 2:
      return number + Number.EPSILON * Math.abs(number || 1)
    case 3:
      return number === 0 ? 1e-7 : -number
    case 4:
      return canonical
    case 5:
      return { '@type': pick(DATATYPES, roll), '@value': roll(2) === 0 ? value : `${canonical} summa` }
    case 6:
      return { '@value': value }
    case 7:
      return { '@type': pick(DATATYPES, roll), '@value': canonical }
    case 8:
      return value === false ? 'false' : ` ${String(value)}`
    default:
      return JSON.stringify(value)
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  image: 'Image',
  creator: 'Profile',
  issuer: 'Profile',
  address: 'Address',
  geo: 'GeoCoordinates',
  evidence: 'Evidence',
  achievement: 'Achievement',
  criteria: 'Criteria',
  result: 'Result',
  credentialSubject: 'AchievementSubject',
}

/** Contexts are repeated until the general processor takes over, and members bear the names of classes. */
export function mutateContexts(text: string, roll: Random): JsonObject {
  const document = JSON.parse(text) as JsonObject & { '@context': Json[] }
  const contexts = document['@context']
  for (let i = roll(12); i > 0; i--) contexts.splice(2 + roll(contexts.length - 1), 0, pick(contexts, roll))
  if (roll(3) === 0) contexts.push({ [`x${roll(9)}`]: 'https://x.example/x' })
  if (roll(2) === 0) asClass(document as Record<string, unknown>, roll)
  return roll(3) === 0 ? (JSON.parse(mutateJson(JSON.stringify(document), roll)) as JsonObject) : document
}

function asClass(node: Record<string, unknown>, roll: Random): void {
  for (const [name, value] of Object.entries(node)) {
    if (typeof value !== 'object' || value === null || name === '@context' || name === 'proof') continue
    for (const each of [value].flat())
      if (typeof each === 'object') asClass(each as Record<string, unknown>, roll)
    if (CLASSES[name] === undefined || roll(3) > 0) continue
    node[CLASSES[name]!] = value
    delete node[name]
  }
}
