/** What the fuzzer makes mutants of where the text is signed, and not the graph: SD-JWT, COSE and JCS. */
import { isJsonObject, type Json, type JsonObject } from '../../src/encoding/json.js'
import { jcs } from '../../src/jsonld/jcs/jcs.js'
import { addProof } from '../../src/proof/data-integrity/add-proof.js'
import type { Report } from '../../src/verify/report/report.js'
import { verify } from '../../src/verify/verify.js'
import { rawToken } from '../forgery/world.js'
import { cbor, coseMessage, header, type Item } from '../proof/cose-message.js'
import { type Hidden, hide, selectiveToken } from '../proof/selective-token.js'
import type { Form } from './fuzz-forms.js'
import { mutateBytes, mutateJson, mutateJwt, pick, type Random } from './mutate.js'
import { signedIn } from './readings.js'
import { recordOf } from './record-of.js'
import { type Change, clone, VC2, type World } from './world.js'

/** Members that its issuer lets the holder withhold; the later ones hide digests of the earlier. */
const PLACES = [
  ['credentialSubject', 'id'],
  ['credentialSubject', 'achievement', 'name'],
  ['credentialSubject', 'achievement', 'tag', 0],
  ['credentialSubject', 'achievement', 'tag', 1],
  ['credentialSubject', 'achievement'],
  ['evidence', 0],
  ['evidence', 1],
  ['validUntil'],
] as const

const rich =
  (name: string, change: Change = () => undefined): Change =>
  (badge) => {
    badge.id = `urn:x:${name}`
    badge.credentialSubject.id = `did:example:${name}`
    badge.credentialSubject.achievement.tag = [`${name}One`, `${name}Two`]
    badge.evidence = [1, 2].map((n) => ({
      id: `urn:x:${name}:${n}`,
      type: ['Evidence'],
      name: `${name}Work`,
    }))
    change(badge)
  }

interface Selective {
  readonly whole: JsonObject
  /** The token without disclosures. */
  readonly token: string
  readonly disclosures: readonly string[]
}

async function selective(
  world: World,
  change: Change,
  places: readonly Place[] = PLACES,
): Promise<Selective> {
  const whole = clone(world.badge(change)) as JsonObject
  const made = places.reduce((each: Hidden, place) => hide(each, place), { payload: whole, disclosures: [] })
  const head = { alg: 'EdDSA', typ: 'vc+sd-jwt', kid: world.signer.verificationMethod }
  const token = (await selectiveToken(made, [], head, world.signer)).slice(0, -1)
  return { whole, token, disclosures: made.disclosures }
}
type Place = readonly (string | number)[]

const KEY_BINDING = 'eyJhbGciOiJFZERTQSIsInR5cCI6ImtiK2p3dCJ9.eyJub25jZSI6ImMtMSJ9.AAAA'

/** Disclosures dropped, moved, repeated, exchanged with those of another badge, written anew or broken. */
function mutateSelective(one: Selective, other: Selective, roll: Random): string {
  let { token } = one
  let shown = one.disclosures.filter(() => roll(4) > 0)
  for (let i = roll(4); i > 0; i--) {
    const at = roll(shown.length + 1)
    const here = shown[at] ?? ''
    switch (roll(9)) {
      case 0:
        shown = [...shown].reverse()
        break
      case 1:
        shown = [...shown, here]
        break
      case 2:
        shown = [...shown.slice(0, at), pick(other.disclosures, roll), ...shown.slice(at)]
        break
      case 3:
        shown = shown.map((each, i) => (i === at ? pick(other.disclosures, roll) : each))
        break
      case 4:
        shown = shown.map((each) => (each === here ? rewritten(each, roll) : each))
        break
      case 5:
        shown = shown.map((each) =>
          each === here ? Buffer.from(mutateBytes(Buffer.from(each), roll)).toString('latin1') : each,
        )
        break
      case 6:
        token = mutateJwt(token, roll)
        break
      case 7:
        token = spliced(token, other.token, roll)
        break
      default:
        shown = roll(2) === 0 ? [] : one.disclosures.slice()
    }
  }
  const end = pick(['~', '~', '~', '', `~${KEY_BINDING}`, '~~'], roll)
  return [token, ...shown].join('~') + end
}

/** Another value, name or form, under the digest of the first. */
function rewritten(disclosure: string, roll: Random): string {
  const text = Buffer.from(disclosure, 'base64url').toString()
  const parts = roll(2) === 0 ? text : mutateJson(text, roll)
  return pick([Buffer.from(` ${parts}`), Buffer.from(parts)], roll).toString(
    pick(['base64url', 'base64'], roll),
  )
}

/** Header, payload or signature of another token. */
function spliced(token: string, other: string, roll: Random): string {
  const parts = token.split('.')
  const at = roll(3)
  return parts.map((part, i) => (i === at ? other.split('.')[at]! : part)).join('.')
}

/** Whether it says nothing but what the whole says, each at its place. */
function isPartOf(part: Json | undefined, whole: Json | undefined): boolean {
  if (Array.isArray(part)) {
    if (!Array.isArray(whole)) return false
    let from = 0
    return (part as readonly Json[]).every((item) => {
      from = (whole as readonly Json[]).findIndex((each, i) => i >= from && isPartOf(item, each)) + 1
      return from > 0
    })
  }
  if (!isJsonObject(part)) return part === whole
  return isJsonObject(whole) && Object.keys(part).every((name) => isPartOf(part[name], whole[name]))
}

const wholes =
  (...all: readonly JsonObject[]): Form['same'] =>
  async (report) => {
    const { credential } = report
    const whole = all.find(({ id }) => id === credential?.['id'])
    if (credential === undefined || whole === undefined || !isPartOf(credential, whole)) return false
    return 'selection' in report || isPartOf(whole, credential)
  }

const never: Form['same'] = async () => false

export async function makeTextForms(world: World): Promise<readonly Form[]> {
  const report = (input: unknown): Promise<Report> => verify(input, world.options)
  const ada = await selective(world, rich('ada'))
  const eve = await selective(world, rich('eve'))
  const all = ({ token, disclosures }: Selective): string => [token, ...disclosures, ''].join('~')
  const signed = await signedIn([ada.whole, eve.whole], [await report(all(ada)), await report(all(eve))])
  const late = await selective(
    world,
    rich('ada', (b) => (b.validUntil = '2026-04-01T00:00:00Z')),
  )
  const ended = await signedIn([late.whole, eve.whole], [await report(all(late)), await report(all(eve))])
  const selectives: Form[] = [
    {
      name: 'sd-jwt',
      mutate: (r) => mutateSelective(ada, eve, r),
      same: wholes(ada.whole, eve.whole),
      signed,
    },
    { name: 'sd-jwt that ran out', mutate: (r) => mutateSelective(late, eve, r), same: never, signed: ended },
    {
      name: 'sd-jwt of somebody else in a record',
      mutate: (r) => record(world, mutateSelective(eve, eve, r), r),
      same: async ({ badges }) => badges.every(({ verified }) => !verified),
      signed,
    },
  ]
  return [...selectives, ...(await messages(world)), await canonicalText(world)]
}

/** A record of Ada, with a badge of Eve that shows as much as whoever made it likes. */
function record(world: World, part: string, roll: Random): Promise<string> {
  const envelope = {
    '@context': VC2,
    id: `data:application/vc+sd-jwt,${part}`,
    type: 'EnvelopedVerifiableCredential',
  }
  const payload = recordOf(world, [roll(2) === 0 ? envelope : part])
  const head = { alg: 'EdDSA', typ: 'vc+jwt', kid: world.stranger.verificationMethod }
  return rawToken(head, payload, world.stranger)
}

async function messages(world: World): Promise<readonly Form[]> {
  const { signer } = world
  const make = (payload: JsonObject, own: Map<Item, Item>, unprotected: Item = new Map()): Promise<Buffer> =>
    coseMessage({ own, unprotected, payload }, signer)
  const kid = signer.verificationMethod
  const badge = clone(world.badge(rich('ada'))) as JsonObject
  const other = clone(world.badge(rich('eve'))) as JsonObject
  const [one, two] = [await make(badge, header(kid)), await make(other, header(kid))]
  const presentation = { '@context': [VC2], type: ['VerifiablePresentation'], holder: signer.controller }
  const shown = await make(
    presentation,
    header(kid, [
      [3, 'application/vp'],
      [16, 'application/vp+cose'],
    ]),
  )
  /** The parts of a message, which are byte strings of their own. */
  const parts = (bytes: Buffer, own: Item, payload: JsonObject): Item[] => [
    cbor(own),
    new Map(),
    Buffer.from(JSON.stringify(payload)),
    bytes.subarray(-64),
  ]
  const first = parts(one, header(kid), badge)
  const second = parts(two, header(kid), other)
  const label = (r: Random): Item => pick<Item>([1, 2, 3, 4, 15, 16, 33, 'alg', -1], r)
  const value = (r: Random): Item =>
    pick<Item>([-7, -8, -19, true, null, 'vc+cose', 'application/vp+cose', Buffer.from(kid), [1]], r)
  const mutate = (r: Random): unknown => {
    const list = [...first]
    switch (r(6)) {
      case 0:
        return Buffer.from(mutateBytes(one, r))
      case 1: {
        const at = r(4)
        const own = first[at]
        list[at] = own instanceof Uint8Array && r(2) === 0 ? Buffer.from(mutateBytes(own, r)) : second[at]!
        break
      }
      case 2:
        list[1] = new Map([[label(r), value(r)]])
        break
      case 3:
        list[0] = cbor(header(kid, [[label(r), value(r)]]))
        break
      case 4:
        list[2] = Buffer.from(mutateJson(JSON.stringify(badge), r))
        break
      default:
        if (r(2) === 0) list.push(second[r(4)]!)
    }
    const message = cbor(list)
    const bytes = r(2) === 0 ? message : Buffer.concat([Buffer.from([0xd2]), message])
    const id = `data:application/vc+cose;base64,${bytes.toString('base64')}`
    return r(3) === 0 ? { '@context': VC2, type: 'EnvelopedVerifiableCredential', id } : bytes
  }
  const signed = await signedIn([badge, other], [await verify(one, world.options)])
  return [
    { name: 'cose', mutate, same: wholes(badge, other), signed },
    {
      name: 'cose that answers',
      mutate: (r) => (r(3) === 0 ? Buffer.from(mutateBytes(shown, r)) : mutate(r)),
      same: never,
      signed,
      options: { challenge: 'c-1', kinds: ['presentation'] },
    },
  ]
}

/** The very text is signed, and so is each context that the report hands back. */
async function canonicalText(world: World): Promise<Form> {
  const created = new Date('2026-01-01T00:00:00Z')
  const cryptosuite = 'eddsa-jcs-2022'
  const badge = clone(await addProof(world.badge(rich('ada')), world.signer, { cryptosuite, created }))
  const bare = ({ proof: _, ...document }: JsonObject): string => jcs(document as JsonObject)
  return {
    name: 'canonical text',
    mutate: (r) => {
      const document = JSON.parse(mutateJson(JSON.stringify(badge), r)) as Record<string, Json>
      if (r(2) === 0) document['@context'] = [...(badge['@context'] as readonly Json[]), pick(MORE, r)]
      return document
    },
    same: async (report) =>
      [
        report.credential,
        report.source,
        ...report.badges.map((each) => each.verified && each.original),
      ].every((each) => each !== undefined && each !== false && bare(each) === bare(badge)),
    signed: await signedIn([badge], [await verify(badge, world.options)]),
  }
}

const MORE: readonly Json[] = [
  'https://www.w3.org/ns/credentials/undefined-terms/v2',
  'https://w3id.org/security/data-integrity/v2',
  { tag: 'https://evil.example/doctorate' },
  { '@vocab': 'https://evil.example/' },
]
