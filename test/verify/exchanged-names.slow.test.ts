/** Whoever holds a badge exchanges names of the issuer's own contexts, in all ways that leave the graph as it was. */
import { expect, it } from 'vitest'
import type { Json, JsonObject } from '../../src/encoding/json.js'
import { canonize } from '../../src/jsonld/canonize.js'
import { verify } from '../../src/verify/verify.js'
import { exchangeNames, genuine } from './exchange-names.js'
import { random } from './mutate.js'
import { clone, makeWorld } from './world.js'

const RUNS = Number(process.env['EXCHANGES'] ?? 2_000)
const SEED = Number(process.env['EXCHANGE_SEED'] ?? Date.now() % 1_000_000)

it('no badge is verified whose members have other names than the issuer gave them', async () => {
  const world = await makeWorld()
  const graphOf = async ({ proof: _, ...rest }: JsonObject): Promise<string | undefined> =>
    canonize(rest, { load: world.load }).catch(() => undefined)
  const found = { badges: 0, sameGraph: 0, violations: [] as string[] }
  for (let seed = SEED; found.badges < RUNS; seed++) {
    const next = random(seed)
    const { contexts, members } = genuine(next)
    const unsigned = world.badge((badge) => {
      badge['@context'].push(...contexts)
      Object.assign(badge.credentialSubject.achievement, members)
    })
    const graph = await graphOf(unsigned)
    // A name that the issuer's contexts define nowhere.
    if (graph === undefined) continue
    const signed = await world.sign(unsigned)
    expect(await verify(signed, world.options)).toMatchObject({ verified: true })
    found.badges++
    for (let tries = 0; tries < 8; tries++) {
      const changed = clone(signed)
      exchangeNames(changed, next)
      if (text(changed) === text(signed) || (await graphOf(changed)) !== graph) continue
      found.sameGraph++
      const report = await verify(changed, world.options)
      if (report.verified) found.violations.push(`seed ${seed}: ${JSON.stringify(changed)}`)
    }
  }
  expect(found.violations.slice(0, 3)).toEqual([])
  expect(found.sameGraph).toBeGreaterThan(RUNS / 20)
  console.log(
    `seed ${SEED}: ${found.badges} badges, ${found.sameGraph} exchanges that keep the graph, 0 verified`,
  )
})

/** What a reader sees: everything but the contexts. */
function text(badge: JsonObject): string {
  return JSON.stringify(sorted(badge))
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value as JsonObject).filter(([name]) => name !== '@context')
  return Object.fromEntries(
    members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]),
  )
}
