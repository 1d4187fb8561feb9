/** A learner has one record for ever, also if a spreadsheet changes the form of the keys between terms. */
import { readFileSync } from 'node:fs'
import { type BatchOptions, changeStatus, csvSource, issueRecords, type Mapping, signerOf } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { digests, ISSUER, KEY, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const MAPPING: Mapping = {
  key: '{no}-{course}',
  recipient: { email: '{email}', id: '{did}' },
  achievement: { id: 'https://example.edu/courses/{course}', name: '{course}' },
  record: { key: '{no}', name: 'Transcript' },
}
const run = (rows: readonly string[], more: Partial<BatchOptions> = {}) =>
  issueRecords({
    ...here.batch(''),
    source: csvSource(here.write('term.csv', `no,email,did,course\n${rows.join('\n')}\n`)),
    mapping: MAPPING,
    status: { url: 'https://example.edu/{of}/{purpose}/{list}', purposes: ['revocation'] },
    ...more,
  })
const revoke = async () =>
  changeStatus({
    journal: here.path('out/records.journal'),
    out: here.path('out/records'),
    issuer: ISSUER,
    signer: await signerOf(KEY),
    action: 'revoke',
    all: true,
  })
const refused = (row: number) => ({
  code: 'table_invalid',
  details: { row, hint: expect.stringContaining('--replace') },
})
const records = (): number =>
  readFileSync(here.path('out/records/credentials.ndjson'), 'utf8').trimEnd().split('\n').length

const FIRST = ['007,ada@example.org,,rust', '008,bo@example.org,,rust']

describe('a learner with new badges under another key', () => {
  it.each([
    ['with the zeros cut off', ['9,cy@example.org,,wasm', '7,ada@example.org,,wasm'], 3],
    ['with an id of the recipient as well', ['7,ada@example.org,did:web:ada.example,wasm'], 2],
    ['beside the other learner', ['008,bo@example.org,,rust', '7,ADA@example.org,,wasm'], 3],
  ])('is refused before anything is signed: %s', async (_, rows, row) => {
    await run(FIRST)
    const before = digests(here.path('out'))
    for (const dryRun of [true, false])
      await expect(run(rows, { dryRun })).rejects.toMatchObject(refused(row))
    expect(digests(here.path('out'))).toEqual(before)
    const kept = rows.map((each) => each.replace(/^7,.*?,[^,]*/, '007,ada@example.org,'))
    expect(await run(kept)).toMatchObject({ records: { replaced: 1 } })
  })

  it('is refused when the record is revoked, and gets another when that is asked for', async () => {
    await run(FIRST)
    await revoke()
    const later = ['07,ada@example.org,,go']
    await expect(run(later)).rejects.toMatchObject(refused(2))
    // Though the table has the learner under both keys.
    await expect(run([...FIRST, ...later])).rejects.toMatchObject(refused(4))
    expect(await run(later, { replace: true })).toMatchObject({
      records: { signed: 1, absent: 2, warnings: [{ code: 'key_changed', rows: 1, first: [2] }] },
    })
    expect(await run(['007,ada@example.org,,zig'])).toMatchObject({ records: { replaced: 1, revoked: 1 } })
  })
})

it('Learners who share an address have their own records, with ids or with the rows of both in the table', async () => {
  await run(['1,home@example.org,did:web:ada.example,rust'])
  expect(await run(['2,home@example.org,did:web:bo.example,rust'])).toMatchObject({ records: { signed: 1 } })
  await run(['3,flat@example.org,,rust'])
  await run(['3,flat@example.org,,rust', '4,flat@example.org,,rust'])
  expect(records()).toBe(4)
  expect(await run(['4,flat@example.org,,wasm', '5,new@example.org,,rust'])).toMatchObject({
    records: { signed: 2, replaced: 1 },
  })
})
