/**
 * Documents with one signature of the graph: everything that a forger can move, copy, drop, split and merge among the
 * objects with one id. Whatever of them `verify` accepts must say the same.
 */
import { createHash } from 'node:crypto'
import { canonize, parse } from 'laurel'
import { credentialPage, schemaOrgCredential } from 'laurel/share'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { encodeBase58btc } from '../../src/encoding/multibase.js'
import type { LocalSigner } from '../../src/keys/signers/make-signer.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import type { Report } from '../../src/verify/report/report.js'
import { verify } from './checked.js'
import { type Random, random } from './mutate.js'
import { clone } from './world.js'

type Node = Record<string, unknown>
type Step = string | number

/** An object, or the text of an id, and where it hangs. */
interface Place {
  readonly holder: Node | unknown[]
  readonly key: Step
  readonly value: unknown
}

/** Members whose text is an id. */
const REFERENCES: ReadonlySet<Step> = new Set([
  'issuer',
  'creator',
  'image',
  'achievement',
  'criteria',
  'evidence',
  'source',
  'parentOrg',
])

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Where each id stands that stands in more places than one; the proof is nobody's to move. */
function shared(document: Node): readonly (readonly Place[])[] {
  const found = new Map<unknown, Place[]>()
  const add = (id: unknown, place: Place): void => {
    found.set(id, [...(found.get(id) ?? []), place])
  }
  const visit = (value: unknown, holder: Node | unknown[], key: Step, name: Step): void => {
    if (typeof value === 'string' && REFERENCES.has(name)) add(value, { holder, key, value })
    else if (Array.isArray(value)) for (const [i, item] of value.entries()) visit(item, value, i, name)
    else if (isNode(value)) {
      if (typeof value['id'] === 'string') add(value['id'], { holder, key, value })
      for (const [each, member] of Object.entries(value)) {
        if (each !== 'proof' && each !== '@context') visit(member, value, each, each)
      }
    }
  }
  visit(document, { document }, 'document', 'document')
  return [...found.values()].filter((places) => places.length > 1 || Array.isArray(places[0]!.holder))
}

const set = ({ holder, key }: Place, value: unknown): void => {
  ;(holder as Record<Step, unknown>)[key] = value
}

/** One change that may leave the graph as it is, in place. */
export function shuffle(document: JsonObject, random: Random): void {
  const nodes = shared(document as unknown as Node)
  if (nodes.length === 0) return
  const places = nodes[random(nodes.length)]!
  const from = places[random(places.length)]!
  const to = places[random(places.length)]!
  const object = (place: Place): Node => {
    if (isNode(place.value)) return place.value
    const made: Node = { id: place.value }
    set(place, made)
    return made
  }
  const own = isNode(from.value) ? Object.keys(from.value).filter((name) => name !== 'id') : []
  const name = own[random(Math.max(1, own.length))]
  switch (random(7)) {
    case 0:
    case 1:
      if (name !== undefined && from !== to) put(object(to), name, take(object(from), name))
      return
    case 2:
      if (name !== undefined && from !== to) put(object(to), name, structuredClone(object(from)[name]))
      return
    case 3:
      if (name !== undefined) delete object(from)[name]
      return
    case 4:
      if (isNode(from.value)) {
        if (from !== to) for (const each of own) put(object(to), each, take(from.value, each))
        set(from, from.value['id'])
      } else object(from)
      return
    case 5: {
      // As two objects of one list.
      if (!isNode(from.value) || from.key === 'document') return
      const { id, ...rest } = from.value
      const part = name === undefined ? { id } : { id, [name]: structuredClone(rest[name]) }
      if (name !== undefined && random(2) === 0) delete from.value[name]
      if (Array.isArray(from.holder)) from.holder.push(part)
      else set(from, [from.value, part])
      return
    }
    default:
      if (Array.isArray(from.holder) && from.holder.length > 1) {
        const [item] = from.holder.splice(from.key as number, 1)
        const twin = from.holder.find((each) => isNode(each) && isNode(item) && each['id'] === item['id'])
        if (isNode(twin) && isNode(item)) for (const each of own) put(twin, each, item[each])
      }
  }
}

function take(node: Node, name: string): unknown {
  const value = node[name]
  delete node[name]
  return value
}

/** Beside what is there. */
function put(node: Node, name: string, value: unknown): void {
  if (!Object.hasOwn(node, name)) node[name] = value
  else if (normal(node[name]) !== normal(value) && name === 'type') {
    node[name] = [...new Set([node[name], value].flat())]
  }
}

/**
 * The text of a value, in which neither the order of members and items tells, nor whether one item is in a list, nor whether an
 * object names the contexts of the objects around it once more.
 */
export function normal(value: unknown, contexts?: string): string {
  if (Array.isArray(value)) {
    const items = [...new Set(value.map((item) => normal(item, contexts)))].sort()
    return items.length === 1 ? items[0]! : `[${items.join()}]`
  }
  if (!isNode(value)) return JSON.stringify(value) ?? 'undefined'
  const own = value['@context'] === undefined ? undefined : normal(value['@context'])
  const names = Object.keys(value)
    .filter((name) => name !== '@context' || own !== contexts)
    .sort()
  // An id alone is its text.
  if (names.length === 1 && names[0] === 'id') return JSON.stringify(value['id'])
  return `{${names.map((name) => `${JSON.stringify(name)}:${normal(value[name], own ?? contexts)}`).join()}}`
}

/** All that a verified report says of the credential, save how well it is written. */
export async function saidBy(report: Report): Promise<Readonly<Record<string, string>>> {
  const { credential, badges, checks, embedded = [] } = report
  let view: unknown
  try {
    const { issues: _, ...shown } = parse(credential as object) as unknown as Record<string, Json>
    view = shown
  } catch {
    view = 'no view'
  }
  return {
    credential: normal(credential),
    badges: normal(badges.map((badge) => ({ ...badge, issues: undefined }))),
    view: normal(view),
    rows: normal(checks.map(({ id, outcome, code }) => [id, outcome, code])),
    endorsements: normal(embedded.map(({ report: inner, counts }) => [inner.verified, counts])),
    page: (await credentialPage(credential as JsonObject, report)).replace(/\d+ remarks?/g, ''),
    record: normal(schemaOrgCredential(credential as JsonObject)),
  }
}

/** Signs whatever has a graph, as issuers do who are not as strict as laurel. */
export async function signGraph(document: JsonObject, signer: LocalSigner): Promise<JsonObject> {
  const proof = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-rdfc-2022',
    created: '2026-01-01T00:00:00Z',
    verificationMethod: signer.verificationMethod,
    proofPurpose: 'assertionMethod',
  }
  const hash = async (part: JsonObject): Promise<Buffer> =>
    createHash('sha256')
      .update(await canonize(part))
      .digest()
  const context = document['@context']!
  const data = Buffer.concat([await hash({ '@context': context, ...proof }), await hash(document)])
  return { ...document, proof: { ...proof, proofValue: encodeBase58btc(await signer.sign(data)) } }
}

/** Where two writings of one graph are both verified and say something else, with the seed that shows it. */
export async function differences(
  signed: JsonObject,
  options: VerifyOptions,
  mutants: number,
  seed: number,
): Promise<readonly string[]> {
  const graphOf = ({ proof: _, ...rest }: Record<string, Json>): Promise<string> =>
    canonize(rest).catch(() => 'none')
  const graph = await graphOf(signed as Record<string, Json>)
  const found: string[] = []
  let first: Readonly<Record<string, string>> | undefined
  for (let i = -1; i < mutants; i++) {
    const document = clone(signed) as Record<string, Json>
    const next = random(seed + i)
    if (i >= 0) for (let step = next(6); step >= 0; step--) shuffle(document, next)
    if ((await graphOf(document)) !== graph) continue
    const report = await verify(document, options)
    if (!report.verified) continue
    const said = await saidBy(report)
    first ??= said
    for (const name of Object.keys(said)) {
      if (said[name] !== first[name]) found.push(`${seed + i} ${name}: ${first[name]} ≠ ${said[name]}`)
    }
  }
  return found
}
