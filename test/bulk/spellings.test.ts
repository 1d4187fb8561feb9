/** An address in another spelling, and an id that is an address or whose host has capitals, are the same person. */
import { readFileSync } from 'node:fs'
import { type BatchOptions, csvSource, issueBatch, type Mapping } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { revokeIn, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const run = (mapping: Mapping, rows: readonly string[], more: Partial<BatchOptions> = {}) =>
  issueBatch({
    ...here.batch(''),
    source: csvSource(here.write('table.csv', `no,who\n${rows.join('\n')}\n`)),
    mapping,
    status: { url: 'https://example.edu/{purpose}/{list}', purposes: ['revocation'] },
    ...more,
  })
const revoke = (key?: string) => revokeIn(here, key === undefined ? undefined : [key])
const ids = (): readonly string[] =>
  readFileSync(here.path('out/manifest.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).id)

const ADDRESSES = [
  ['ada@münchen.de', 'ada@xn--mnchen-3ya.de'],
  ['ada@xn--mnchen-3ya.de', 'Ada@MÜNCHEN.de'],
  ['ada@example.org', 'ada@ｅxample.org'],
] as const
const IDS = [
  ['mailto:ada@example.org', 'mailto:Ada@Example.org'],
  ['mailto:ada@münchen.de', 'mailto:ada@xn--mnchen-3ya.de'],
  ['https://example.org/people/Ada', 'HTTPS://Example.org/people/Ada'],
  ['did:web:ada.example:u:Ada', 'did:web:Ada.example:u:Ada'],
] as const

describe('under another key', () => {
  const byAddress: Mapping = { key: '{no}', recipient: { email: '{who}' } }
  const byId: Mapping = { key: '{no}', recipient: { id: '{who}' } }
  const cases = [
    ...ADDRESSES.map((pair) => [...pair, byAddress, byAddress] as const),
    ...IDS.map((pair) => [...pair, byId, byId] as const),
    ['ada@example.org', 'mailto:ada@example.org', byAddress, byId] as const,
    ['mailto:ADA@example.org', 'ada@example.org', byId, byAddress] as const,
  ]
  it.each(cases)('%s is %s, and gets no second badge', async (first, second, mapping, later) => {
    await run(mapping, [`007,${first}`])
    await revoke()
    await expect(run(later, [`7,${second}`])).rejects.toMatchObject({
      code: 'plan_refused',
      details: { rows: 1, first: [{ row: 2, code: 'key_changed' }] },
    })
    // Under the same key it is no other person.
    expect(await run(later, [`007,${second}`])).toMatchObject({ rejected: 0, signed: 1, revoked: 1 })
  })
})

describe('without a key', () => {
  const byId: Mapping = { recipient: { id: '{who}' } }
  it.each(IDS)('%s is %s, and has one badge', async (first, second) => {
    await run(byId, [`1,${second}`])
    const before = ids()
    expect(await revoke(second)).toMatchObject({ badges: 1 })
    expect(await revoke(first)).toMatchObject({ badges: 1, unchanged: 1 })
    expect(await run(byId, [`1,${first}`])).toMatchObject({ signed: 1, replaced: 1, revoked: 1 })
    expect(ids()).toEqual(before)
    await expect(run(byId, [`1,${first}`, `2,${second}`])).rejects.toMatchObject({
      details: { first: [{ row: 3, code: 'duplicate' }] },
    })
  })

  it('a badge of an earlier version, whose key is the id as it was written, is found', async () => {
    // A key of the mapping is not folded, as the key without one was not.
    await run({ key: '{who}', ...byId }, ['1,mailto:Ada@example.org'])
    const before = ids()
    expect(await run(byId, ['1,mailto:Ada@example.org'])).toMatchObject({ signed: 0, unchanged: 1 })
    expect(ids()).toEqual(before)
  })

  it('a path and the part of a DID after its host keep their case', async () => {
    const others = ['https://example.org/Ada', 'https://example.org/ada', 'did:key:zA', 'did:key:za']
    expect(
      await run(
        byId,
        others.map((who, i) => `${i},${who}`),
      ),
    ).toMatchObject({ signed: 4 })
  })

  it('an id that is an address and the address itself are one person', async () => {
    const both: Mapping = { recipient: { id: '{who}', email: '{no}' } }
    await run(both, [',mailto:ada@example.org'])
    await expect(run(both, ['ada@example.org,'])).rejects.toMatchObject({ code: 'plan_refused' })
    await revoke()
    await expect(run(both, ['ada@example.org,'])).rejects.toMatchObject({
      details: { first: [{ row: 2, code: 'key_changed' }] },
    })
  })
})
