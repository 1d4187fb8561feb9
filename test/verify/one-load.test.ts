/** One verification asks the loader once for each document, however many credentials need it. */
import { type Load, present, verify } from 'laurel'
import { beforeAll, expect, test } from 'vitest'
import type { JsonObject } from '../../src/encoding/json.js'
import { recordOf } from './record-of.js'
import { makeWorld, NOW, type World } from './world.js'

let world: World
let badges: readonly JsonObject[]
beforeAll(async () => {
  world = await makeWorld()
  badges = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      world.sign(
        world.badge((badge) => {
          badge.id = `urn:uuid:00000000-0000-4000-8000-${String(i).padStart(12, '0')}`
          badge.issuer.id = world.web.controller
        }),
        world.web,
      ),
    ),
  )
})

function counting(load: Load): { readonly load: Load; readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    load: (url, purpose, signal) => {
      if (purpose !== 'context') asked.push(url)
      return load(url, purpose, signal)
    },
  }
}

test('sixty badges of one did:web in a presentation are verified with one load', async () => {
  const { load, asked } = counting(world.load)
  const shown = await present({
    credentials: badges as never,
    signer: world.stranger,
    challenge: 'c-1',
    now: () => NOW,
  })
  const report = await verify(shown, { now: NOW, challenge: 'c-1', load })
  expect(report.verified).toBe(true)
  expect(report.badges).toHaveLength(60)
  expect(asked).toEqual(['https://uni.example/.well-known/did.json'])
})

test('and so are those of a record', async () => {
  const { load, asked } = counting(world.load)
  const record = await world.sign(recordOf(world, badges), world.stranger)
  const report = await verify(record, { now: NOW, load })
  expect(report.embedded).toHaveLength(60)
  expect(
    report.embedded?.filter((each) => each.report.checks.some(({ outcome }) => outcome === 'unknown')),
  ).toEqual([])
  expect(asked).toEqual(['https://uni.example/.well-known/did.json'])
})

test('a document that is not available is asked for once, and the answers are unknown', async () => {
  const { load, asked } = counting((url, purpose, signal) =>
    purpose === 'context' ? world.load(url, purpose, signal) : Promise.reject(new Error('offline')),
  )
  const report = await verify(badges, { now: NOW, load })
  expect(
    report.embedded?.map(({ report: each }) => each.checks.find(({ id }) => id === 'proof')?.outcome),
  ).toEqual(Array.from(badges, () => 'unknown'))
  expect(asked).toHaveLength(1)
})

test('another call asks again', async () => {
  const { load, asked } = counting(world.load)
  for (let i = 0; i < 2; i++) expect((await verify(badges[0], { now: NOW, load })).verified).toBe(true)
  expect(asked).toHaveLength(2)
})
