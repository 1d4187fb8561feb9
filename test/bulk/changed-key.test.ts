/** The keys of rows decide the ids of badges, so a batch keeps the template of its keys. */
import { issueBatch, type Mapping } from 'laurel/bulk'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { MAPPING, rows, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const run = (mapping: Mapping, count = 2) => issueBatch(here.batch(rows(count), { mapping }))
const refused = { code: 'journal_invalid', details: { reason: 'other_key', hint: expect.any(String) } }

it.each<[string, Partial<Mapping>]>([
  ['another column', { key: '{email}' }],
  ['a filter', { key: `${MAPPING.key}{name|lower}` }],
])('a later run with %s as key is refused, and signs nothing', async (_, other) => {
  await run(MAPPING)
  await expect(run({ ...MAPPING, ...other })).rejects.toMatchObject(refused)
  expect(await run(MAPPING)).toMatchObject({ signed: 0, unchanged: 2 })
})

it('a later run without the key, or with other recipients as key, is refused', async () => {
  const { key: _, ...byRecipient } = MAPPING
  await run(byRecipient)
  await expect(run(MAPPING)).rejects.toMatchObject(refused)
  await expect(
    run({ ...byRecipient, recipient: { ...byRecipient.recipient, id: 'did:example:{no}' } }),
  ).rejects.toMatchObject(refused)
  expect(
    await run({ ...byRecipient, recipient: { ...byRecipient.recipient, name: '{name}' } }),
  ).toMatchObject({
    rows: 2,
  })
})

it('a batch without badges may still change its key', async () => {
  await expect(run({ ...MAPPING, key: '{name' })).rejects.toMatchObject({ code: 'mapping_invalid' })
  expect(await run({ ...MAPPING, key: '{email}' })).toMatchObject({ signed: 2 })
})
