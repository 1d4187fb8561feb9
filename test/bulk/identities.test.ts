/** A person with several identities, of which tables have now one and now another, has one badge. */
import { readFileSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { type BatchOptions, csvSource, issueBatch, type Mapping } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { revokeIn, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const DID = 'did:web:ada.example'
const both: Mapping = { key: '{no}', recipient: { email: '{email}', id: '{did}' } }
const byAddress: Mapping = { key: '{no}', recipient: { email: '{email}' } }
const noKey: Mapping = { recipient: { email: '{email}', id: '{did}' } }
const run = (mapping: Mapping, rows: readonly string[], more: Partial<BatchOptions> = {}) =>
  issueBatch({
    ...here.batch(''),
    source: csvSource(here.write('table.csv', `no,email,did\n${rows.join('\n')}\n`)),
    mapping,
    status: { url: 'https://example.edu/{purpose}/{list}', purposes: ['revocation'] },
    ...more,
  })
const revoke = () => revokeIn(here)
const refused = (row = 2, code = 'key_changed') => ({
  code: 'plan_refused',
  details: { rows: 1, first: [{ row, code }] },
})
const badges = (): number =>
  readFileSync(here.path('out/credentials.ndjson'), 'utf8').trimEnd().split('\n').length

const ADDRESS = 'ada@example.org'
const CHANGES: readonly (readonly [
  what: string,
  mapping: Mapping,
  before: string,
  after: string,
  later: Mapping,
])[] = [
  ['gets an id', both, `007,${ADDRESS},`, `7,${ADDRESS},${DID}`, both],
  ['loses its id', both, `007,${ADDRESS},${DID}`, `7,${ADDRESS},`, both],
  ['loses its address', both, `007,${ADDRESS},${DID}`, `7,,${DID}`, both],
  ['gets an address', both, `007,,${DID}`, `7,${ADDRESS},${DID}`, both],
  ['has an id from another mapping on', byAddress, `007,${ADDRESS},${DID}`, `7,${ADDRESS},${DID}`, both],
  ['loses its id without a key', noKey, `,${ADDRESS},${DID}`, `,${ADDRESS},`, noKey],
]

describe.each(CHANGES)('a row that %s, under another key,', (_, mapping, before, after, later) => {
  it('gets no second badge beside a revoked one', async () => {
    await run(mapping, [before])
    await revoke()
    await expect(run(later, [after])).rejects.toMatchObject(refused())
    expect(badges()).toBe(1)
    expect(await run(later, [after], { replace: true })).toMatchObject({
      signed: 1,
      warnings: [{ code: 'key_changed', rows: 1 }],
    })
  })

  it('gets none beside a valid one, also if it is to be replaced', async () => {
    await run(mapping, [before])
    for (const replace of [false, true])
      await expect(run(later, [after], { replace })).rejects.toMatchObject({ code: 'plan_refused' })
    expect(badges()).toBe(1)
  })
})

describe('two persons', () => {
  const FAMILY = [`1,home@example.org,${DID}`, '2,home@example.org,did:web:bo.example']

  it('may share an address if each has a key and an id, also when one is gone or revoked', async () => {
    await run(both, FAMILY.slice(0, 1))
    expect(await run(both, FAMILY.slice(1))).toMatchObject({ signed: 1, absent: 1 })
    await revoke()
    expect(await run(both, ['3,home@example.org,did:web:cy.example'])).toMatchObject({ signed: 1, absent: 2 })
  })

  it('may share an address if the rows of both are in the table', async () => {
    const rows = ['1,home@example.org,', '2,home@example.org,']
    await run(both, rows.slice(0, 1))
    expect(await run(both, rows)).toMatchObject({ signed: 1, unchanged: 1 })
    expect(await run(both, rows)).toMatchObject({ signed: 0, unchanged: 2 })
  })
})

describe('what a badge was once issued to', () => {
  it('stays known when its row has it no more', async () => {
    await run(noKey, [`,${ADDRESS},${DID}`])
    await run(noKey, [`,,${DID}`])
    // Neither a run that changes nothing nor one without the row forgets it.
    await run(noKey, [`,,${DID}`])
    await expect(run(noKey, [`,,${DID}`, `,${ADDRESS},`])).rejects.toMatchObject(refused(3))
    await run(noKey, [',bo@example.org,'])
    await revoke()
    await expect(run(noKey, [`,${ADDRESS},`])).rejects.toMatchObject(refused())
  })

  it('stays known when the badge goes to a corrected address', async () => {
    await run(byAddress, [`1,${ADDRESS},`])
    await run(byAddress, ['1,ada@example.net,'], { replace: true })
    await expect(run(byAddress, ['1,ada@example.net,', `2,${ADDRESS},`])).rejects.toMatchObject(refused(3))
    await expect(run(byAddress, ['2,ada@example.net,'])).rejects.toMatchObject(refused())
    // The person may have another row with the new address, as before.
    expect(await run(byAddress, ['1,ada@example.net,', '2,ada@example.net,'])).toMatchObject({ signed: 1 })
  })

  it('is known of old journals as far as they tell it', async () => {
    await run(both, [`007,${ADDRESS},`, `8,bo@example.org,${DID}`])
    let after = ''
    const old = readFileSync(here.path('out.journal'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { identities: _, after: __, ...record } = JSON.parse(line.slice(9))
        const text = JSON.stringify(after === '' ? record : { ...record, after })
        after = crc32(text).toString(16).padStart(8, '0')
        return `${after} ${text}\n`
      })
    writeFileSync(here.path('out.journal'), old.join(''))
    await revoke()
    await expect(run(both, [`7,${ADDRESS},did:web:eve.example`])).rejects.toMatchObject(refused())
    await expect(run(both, [`7,,${DID}`])).rejects.toMatchObject(refused())
    // An old journal knows only the id of this one.
    expect(await run(both, ['9,bo@example.org,'], { dryRun: true })).toMatchObject({ rejected: 0 })
    // A run that signs something tells the rest.
    await run(both, [`8,bo@example.org,${DID}`, '10,cy@example.org,'])
    await expect(run(both, ['9,bo@example.org,'])).rejects.toMatchObject(refused())
  })
})

describe('a row that is inserted before others, whose keys are the numbers of rows,', () => {
  const people = ['ada', 'bo', 'cy'].map((name) => `${name}@example.org`)
  const numbered = (names: readonly string[]) => names.map((email, i) => `${i + 1},${email},`)

  it('gives nobody a second badge, with skipInvalid or replace', async () => {
    await run(byAddress, numbered(people))
    const shifted = numbered(['zoe@example.org', ...people])
    expect(await run(byAddress, shifted, { skipInvalid: true })).toMatchObject({
      signed: 0,
      rejected: 4,
      issues: [{ row: 2 }, { row: 3 }, { row: 4 }, { row: 5, code: 'key_changed' }],
    })
    await expect(run(byAddress, shifted, { replace: true })).rejects.toMatchObject(refused(5))
    expect(badges()).toBe(3)
  })
})

describe('a refused row that shares the address of the badge with its key', () => {
  it('keeps no badge, so the first person gets none under another key', async () => {
    await run(both, [`1,${ADDRESS},${DID}`])
    const rows = [`1,${ADDRESS},did:web:zoe.example`, `2,${ADDRESS},`]
    expect(await run(both, rows, { skipInvalid: true })).toMatchObject({
      signed: 0,
      rejected: 2,
      issues: [
        { row: 2, code: 'recipient_changed' },
        { row: 3, code: 'key_changed' },
      ],
    })
    expect(badges()).toBe(1)
  })
})

describe('a revoked badge that another person gets', () => {
  it('stays revoked, which the run says, and the first person gets no badge under another key', async () => {
    await run(byAddress, [`1,${ADDRESS},`])
    await revoke()
    const zoe = '1,zoe@example.org,'
    await expect(run(byAddress, [zoe])).rejects.toMatchObject(refused(2, 'recipient_changed'))
    expect(await run(byAddress, [zoe], { replace: true })).toMatchObject({
      replaced: 1,
      revoked: 1,
      warnings: [{ code: 'recipient_changed', rows: 1, first: [2] }],
    })
    expect(await run(byAddress, [zoe])).toMatchObject({ unchanged: 1, warnings: [] })
    await expect(run(byAddress, [zoe, `2,${ADDRESS},`])).rejects.toMatchObject(refused(3))
    // Nor does she get another herself, unless that is asked for.
    await expect(run(byAddress, ['2,zoe@example.org,'])).rejects.toMatchObject(refused())
    expect(badges()).toBe(1)
  })
})

describe('without a key, a badge that was issued to an address and then got an id', () => {
  const later = `,ada.new@example.org,${DID}`
  beforeEach(async () => {
    await run(noKey, [`,${ADDRESS},`])
    await run(noKey, [`,${ADDRESS},${DID}`], { replace: true })
  })

  it.each([false, true])(
    'is the only one of the id, also with another address; revoked: %s',
    async (isRevoked) => {
      if (isRevoked) await revoke()
      await expect(run(noKey, [later])).rejects.toMatchObject(refused())
      const first = `,${ADDRESS},${DID}`
      await expect(run(noKey, [first, later])).rejects.toMatchObject(refused(3))
      await expect(run(noKey, [later, first])).rejects.toMatchObject(refused())
      expect(await run(noKey, [first])).toMatchObject({ signed: 0, unchanged: 1 })
    },
  )
})
