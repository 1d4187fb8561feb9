/** Forms whose objects share ids with objects of a credential inside: a holder moves words between what several people signed. */
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import { verify } from '../../src/verify/verify.js'
import type { Form } from './fuzz-forms.js'
import { meaning } from './meaning.js'
import { mutateJson, pick, type Random } from './mutate.js'
import { signedIn } from './readings.js'
import { recordOf } from './record-of.js'
import { type Change, clone, type World } from './world.js'

const NAME = 'Harvard'
const TYPE = 'https://accreditor.example/AccreditedUniversity'

/** Contexts under which a name could stand for a member of somebody else. */
const OPEN: readonly Json[] = [
  { '@vocab': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#' },
  { name: { '@id': 'https://schema.org/name', '@container': '@index' } },
  { earned: { '@reverse': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#creator' } },
  { earned: '@nest' },
  'https://www.w3.org/ns/credentials/examples/v2',
]

/** Copies or moves words between objects with one id, or writes an object where only its id was. */
export function mutateShared(text: string, roll: Random): JsonObject {
  const document = JSON.parse(text) as Record<string, unknown>
  for (let i = 1 + roll(3); i > 0; i--) {
    const byId = new Map<string, Place[]>()
    collect(document, byId)
    const shared = [...byId.values()].filter(({ length }) => length > 1)
    if (shared.length === 0) break
    const places = pick(shared, roll)
    const from = objectAt(pick(places, roll))
    const to = objectAt(pick(places, roll))
    const name = pick([...Object.keys(from), 'type', 'name', 'validUntil'], roll)
    if (from === to || name === 'id' || name === 'proof') continue
    // A value inside itself would be a circle.
    const moved = structuredClone(from[name] ?? (name === 'type' ? ['Profile'] : NAME))
    to[name] = name === 'type' && roll(2) === 0 ? [to['type'] ?? [], moved].flat() : moved
    if (roll(3) === 0) delete from[name]
  }
  const contexts = document['@context']
  if (roll(5) === 0 && Array.isArray(contexts)) contexts.push(pick(OPEN, roll))
  return (roll(5) === 0 ? JSON.parse(mutateJson(JSON.stringify(document), roll)) : document) as JsonObject
}

interface Place {
  readonly holder: Record<string, unknown>
  readonly name: string
}

/** The object at the place. Where only its id was, one is written. */
function objectAt({ holder, name }: Place): Record<string, unknown> {
  const value = holder[name]
  if (typeof value === 'string') holder[name] = { id: value }
  return holder[name] as Record<string, unknown>
}

function collect(value: unknown, byId: Map<string, Place[]>): void {
  if (typeof value !== 'object' || value === null) return
  const holder = value as Record<string, unknown>
  for (const name of Object.keys(holder)) {
    const member = holder[name]
    const id = typeof member === 'object' && member !== null ? (member as { id?: unknown }).id : member
    if (
      typeof id === 'string' &&
      /^(?:did|https?|urn):/.test(id) &&
      !/^(?:id|verificationMethod)$/.test(name)
    ) {
      const known = byId.get(id)
      if (known === undefined) byId.set(id, [{ holder, name }])
      else known.push({ holder, name })
    }
    collect(member, byId)
  }
}

/** Without the type that says no more than the place of an object does: a holder can copy it to the endorsed object. */
function plain(document: JsonObject): JsonObject {
  const text = JSON.stringify(document, (name, value: unknown) =>
    // The same type twice is one type.
    name === 'type' && Array.isArray(value) && new Set(value).size > 1
      ? value.filter((type) => type !== 'EndorsementSubject')
      : value,
  )
  return JSON.parse(text) as JsonObject
}

export async function makeInsideForms(world: World): Promise<readonly Form[]> {
  const registry = world.stranger
  const named = { id: registry.controller, type: ['Profile', TYPE], name: NAME }
  const writes: readonly Change[] = [
    (b) => (b.credentialSubject.source = named),
    (b) => (b.issuer.parentOrg = named),
    (b) => (b.credentialSubject.achievement.creator = named),
  ]
  const parts = await Promise.all(writes.map(async (write) => world.sign(world.badge(write))))
  const records = await Promise.all(
    parts.map(async (part) => {
      const record = { ...recordOf(world, [part]), issuer: registry.controller }
      return clone(await addProof(record, registry, { created: new Date('2026-02-01T00:00:00Z') }))
    }),
  )
  const praise = async (about: string): Promise<JsonObject> =>
    world.sign(
      world.endorsement((made) => {
        made.credentialSubject = { id: about, type: ['EndorsementSubject'], endorsementComment: 'Excellent.' }
      }),
      world.stranger,
    )
  const { issuer } = world.badge() as unknown as { readonly issuer: { readonly id: string } }
  const comments = await Promise.all([issuer.id, 'https://uni.example/achievements/rust'].map(praise))
  const endorsed = await world.sign(world.badge((badge) => (badge.endorsement = comments)))
  const holds = { ...world.options, kinds: ['clr', 'open-badge'] } as const
  const reports = await Promise.all([...records, endorsed].map((each) => verify(each, holds)))
  const whole = await meaning(plain(endorsed))
  const envelopes = new Set(reports.map(({ envelope }) => JSON.stringify(envelope)))
  return [
    {
      name: 'record of a registry that its badges name',
      mutate: (roll) => mutateShared(JSON.stringify(pick(records, roll)), roll),
      // Whoever made the record has no name in it, and gets none from a badge.
      same: async (report) => envelopes.has(JSON.stringify(report.envelope)),
      signed: await signedIn([...records, ...parts], reports),
    },
    {
      name: 'badge with praise for its issuer and its achievement',
      mutate: (roll) => mutateShared(JSON.stringify(endorsed), roll),
      same: async (report) =>
        report.credential !== undefined && (await meaning(plain(report.credential))) === whole,
      signed: await signedIn([endorsed, ...comments], reports),
    },
  ]
}
