/** The fuzzer: mutants of good credentials, and what must hold for each of them. */
import { bake, issueJwt } from 'laurel'
import { isJsonObject, type Json, type JsonObject } from '../../src/encoding/json.js'
import { toCanonical } from '../../src/jsonld/canonize.js'
import { verifyCache } from '../../src/verify/cache/verify-cache.js'
import type { VerifyOptions } from '../../src/verify/options/options.js'
import type { Report } from '../../src/verify/report/report.js'
import { verify } from '../../src/verify/verify.js'
import {
  mutateBytes,
  mutateJson,
  mutateJwt,
  mutateList,
  mutatePng,
  mutateSvg,
  type Random,
  random,
} from './mutate.js'
import { LIST, makeWorld, NOW, type World } from './world.js'

export interface FuzzResult {
  readonly mutants: number
  /** Mutants that are verified because they say the same. */
  readonly verified: number
  readonly codes: ReadonlyMap<string, number>
  readonly slowest: { readonly milliseconds: number; readonly form: string; readonly seed: number }
  /** What must never be: with the seed that shows it again. */
  readonly violations: readonly string[]
}

interface Form {
  readonly name: string
  readonly mutate: (random: Random) => unknown
  /** Whether a verified mutant says what the original said. */
  readonly same: (report: Report) => Promise<boolean>
  /** Replaces the status list for this mutant. */
  readonly list?: boolean
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>x</title><rect/></svg>'

/** Mutants `from` to `from + count`: each has its own seed, so that any one can be looked at alone. */
export async function fuzz(
  count: number,
  from = 0,
  onProgress?: (done: number) => void,
): Promise<FuzzResult> {
  const world = await makeWorld()
  const forms = await makeForms(world)
  const cache = verifyCache()
  const codes = new Map<string, number>()
  const violations: string[] = []
  let verified = 0
  let slowest = { milliseconds: 0, form: '', seed: 0 }
  const options: VerifyOptions = { load: world.load, now: NOW, cache }
  for (let seed = from; seed < from + count; seed++) {
    const form = forms[seed % forms.length]!
    const roll = random(seed)
    world.asked.length = 0
    let mutant: unknown
    try {
      mutant = form.mutate(roll)
    } catch (error) {
      throw new Error(`the mutator itself failed at seed ${seed} (${form.name})`, { cause: error })
    }
    const start = process.hrtime.bigint()
    try {
      const report = await verify(mutant, options)
      if (report.verified) {
        verified++
        if (!(await form.same(report)))
          violations.push(`seed ${seed} (${form.name}): verified, but says something else`)
      } else if (report.checks.every(({ outcome }) => outcome === 'pass' || outcome === 'skipped')) {
        violations.push(`seed ${seed} (${form.name}): not verified, and no row says why`)
      }
      const key =
        report.checks.find(({ outcome }) => outcome === 'fail' || outcome === 'unknown')?.code ?? 'verified'
      codes.set(key, (codes.get(key) ?? 0) + 1)
    } catch (error) {
      violations.push(
        `seed ${seed} (${form.name}): threw ${error instanceof Error ? error.stack : String(error)}`,
      )
    }
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, form: form.name, seed }
    if (violations.length > 20) break
    if ((seed - from) % 10_000 === 9_999) onProgress?.(seed - from + 1)
  }
  return { mutants: count, verified, codes, slowest, violations }
}

async function makeForms(world: World): Promise<readonly Form[]> {
  await world.publishList([7])
  const list = JSON.stringify(world.documents.get(LIST))
  const status = (index: string): JsonObject => ({
    id: `${LIST}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: index,
    statusListCredential: LIST,
  })
  const endorsement = await world.sign(
    {
      '@context': world.badge()['@context']!,
      id: 'urn:uuid:00000000-0000-4000-8000-00000000e001',
      type: ['VerifiableCredential', 'EndorsementCredential'],
      name: 'Endorsement',
      issuer: { id: world.stranger.controller, type: ['Profile'] },
      validFrom: '2026-01-01T00:00:00Z',
      credentialSubject: { id: 'https://uni.example/achievements/rust', type: ['EndorsementSubject'] },
    },
    world.stranger,
  )
  const rich = await world.sign(
    world.badge((badge) => {
      badge.credentialStatus = status('6')
      badge.endorsement = [endorsement]
      badge.evidence = [
        { id: 'https://uni.example/e/1', type: ['Evidence'], name: 'Thesis', narrative: 'Umläute ✓' },
      ]
      badge.credentialSubject.result = [{ type: ['Result'], value: 'A' }]
      badge.credentialSubject.identifier = [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${'0'.repeat(64)}`,
          identityType: 'emailAddress',
          salt: 'x',
        },
      ]
    }),
  )
  const revoked = await world.sign(world.badge((badge) => (badge.credentialStatus = status('7'))))
  const jwt = await issueJwt(world.badge() as never, { signer: world.signer })
  const plain = await world.sign(world.badge())
  const text = JSON.stringify(rich)
  const png = bake(PNG, rich)
  const svg = Buffer.from(bake(Buffer.from(SVG), rich)).toString()
  const jwtPng = bake(PNG, jwt)
  const sameAs =
    (document: JsonObject): Form['same'] =>
    async (report) =>
      report.credential !== undefined && (await meaning(report.credential)) === (await meaning(document))
  const payload = await meaning(world.badge() as JsonObject)
  const sameJwt: Form['same'] = async (report) =>
    report.credential !== undefined && (await meaning(report.credential)) === payload
  const withList =
    (mutate: (random: Random) => unknown, changed: (random: Random) => unknown): Form['mutate'] =>
    (roll) => {
      world.documents.set(LIST, changed(roll))
      return mutate(roll)
    }
  const untouched = JSON.parse(list) as unknown
  const good = (mutate: (random: Random) => unknown): Form['mutate'] => withList(mutate, () => untouched)
  const never: Form['same'] = async () => false
  return [
    { name: 'json', mutate: good((r) => mutateJson(text, r)), same: sameAs(rich) },
    { name: 'json object', mutate: good((r) => JSON.parse(mutateJson(text, r))), same: sameAs(rich) },
    { name: 'plain json', mutate: good((r) => mutateJson(JSON.stringify(plain), r)), same: sameAs(plain) },
    { name: 'json bytes', mutate: good((r) => mutateBytes(Buffer.from(text), r)), same: sameAs(rich) },
    { name: 'jwt', mutate: good((r) => mutateJwt(jwt, r)), same: sameJwt },
    { name: 'png', mutate: good((r) => mutatePng(png, r)), same: sameAs(rich) },
    { name: 'png with jwt', mutate: good((r) => mutatePng(jwtPng, r)), same: sameJwt },
    { name: 'svg', mutate: good((r) => mutateSvg(svg, r)), same: sameAs(rich) },
    {
      name: 'status list',
      mutate: withList(
        () => revoked,
        (r) => parsed(mutateList(list, r)),
      ),
      same: never,
    },
    {
      name: 'status list bytes',
      mutate: withList(
        () => revoked,
        (r) => Buffer.from(mutateBytes(Buffer.from(list), r)).toString('latin1'),
      ),
      same: never,
    },
  ]
}

/** Half of the loaders hand out text where it is no JSON; so does this one. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

/** What a badge says without its proof: the graph, and the members as a reader of the JSON looks for them. */
async function meaning({ proof: _, ...document }: JsonObject): Promise<string> {
  return `${await toCanonical(document as JsonObject)}${JSON.stringify(readable(document as JsonObject))}`
}

/** Whether one object says again, and of the same thing, some of what another says. */
function repeats(part: Json, whole: Json): boolean {
  if (!isJsonObject(part) || !isJsonObject(whole) || part['id'] === undefined) return false
  return Object.keys(part).every((name) => JSON.stringify(part[name]) === JSON.stringify(whole[name]))
}

/**
 * Arrays are sets, one value stands for a set of one, and nothing is said by contexts, nor by sets that are
 * empty however they are written.
 */
function readable(value: Json): Json {
  if (Array.isArray(value)) {
    const items = [...new Set((value as readonly Json[]).map((item) => JSON.stringify(readable(item))))]
      .map((item) => JSON.parse(item) as Json)
      .filter((item, _, all) => !all.some((other) => other !== item && repeats(item, other)))
    return items.length === 1 ? items[0]! : items.map((item) => JSON.stringify(item)).sort()
  }
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.keys(value)
      .filter((name) => name !== '@context')
      .sort()
      .map((name) => [name, readable(value[name]!)] as const)
      .filter(([, member]) => typeof member !== 'object' || Object.keys(member!).length > 0),
  )
}
