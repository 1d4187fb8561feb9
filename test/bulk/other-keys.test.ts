/** A recipient whose badge has another key gets no second badge, unless that is asked for. */
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

const NAMES = ['ada', 'bo', 'cy']
const PADDED = NAMES.map((name, i) => `000100${i},${name}@example.org`)
/** As a spreadsheet writes them, which takes the keys for numbers. */
const CUT = NAMES.map((name, i) => `100${i},${name}@example.org`)

const mapping: Mapping = { key: '{Matrikelnr.}', recipient: { email: '{E-Mail}' } }
const STATUS = { url: 'https://example.edu/{purpose}/{list}', purposes: ['revocation'] as const }
const run = (lines: readonly string[], more: Partial<BatchOptions> = {}) =>
  issueBatch({
    ...here.batch(''),
    source: csvSource(here.write('learners.csv', `Matrikelnr.,E-Mail\n${lines.join('\n')}\n`)),
    mapping,
    status: STATUS,
    ...more,
  })
const revoke = (key: string) => revokeIn(here, [key])
const changed = (...rows: readonly number[]) => ({
  code: 'plan_refused',
  details: {
    rows: rows.length,
    first: rows.map((row) => ({ row, code: 'key_changed', column: 'Matrikelnr.', hint: expect.any(String) })),
  },
})

describe('rows whose keys changed', () => {
  it('are refused, also that of a revoked badge, and nothing is signed', async () => {
    await run(PADDED)
    const before = readFileSync(here.path('out/credentials.ndjson'), 'utf8')
    await revoke('0001000')
    await expect(run(CUT)).rejects.toMatchObject(changed(2, 3, 4))
    expect(await run(CUT, { skipInvalid: true })).toMatchObject({ signed: 0, rejected: 3, absent: 3 })
    expect(await run(CUT, { dryRun: true })).toMatchObject({ rejected: 3, dryRun: { wouldSign: 0 } })
    expect(readFileSync(here.path('out/credentials.ndjson'), 'utf8')).toBe(before)
    expect(readFileSync(here.path('out/errors.csv'), 'utf8')).toContain(
      `${JSON.parse(before.split('\n')[1]!).id}, of row 3`,
    )
    expect(await run(PADDED)).toMatchObject({ signed: 0, unchanged: 3, revoked: 1 })
  })

  it('are accepted by "replace" only if the earlier badge is revoked', async () => {
    await run(PADDED)
    await revoke('0001000')
    await expect(run(CUT, { replace: true })).rejects.toMatchObject(changed(3, 4))
    const one = [CUT[0]!, ...PADDED.slice(1)]
    expect(await run(one, { replace: true })).toMatchObject({
      signed: 1,
      absent: 1,
      revoked: 0,
      warnings: [{ code: 'key_changed', rows: 1, first: [2] }],
    })
    expect(await run(one)).toMatchObject({ signed: 0, unchanged: 3, warnings: [] })
  })

  it('are accepted by "replace" in a batch without status lists, in which nothing can be revoked', async () => {
    const plain = { mapping, status: undefined } as unknown as Partial<BatchOptions>
    await run(PADDED, plain)
    await expect(run(CUT, plain)).rejects.toMatchObject(changed(2, 3, 4))
    expect(await run(CUT, { ...plain, replace: true })).toMatchObject({ signed: 3, absent: 3 })
  })

  it('are found in chunks after the first, and with workers', async () => {
    const many = (text: string) => Array.from({ length: 1100 }, (_, i) => `${text}${i},p${i}@example.org`)
    await run(many('0'), { workers: 1 })
    const table = [...many('0').slice(0, 1090), ...many('').slice(1090)]
    expect(await run(table, { workers: 1, skipInvalid: true })).toMatchObject({
      rejected: 10,
      unchanged: 1090,
      signed: 0,
    })
  })
})

describe('a second badge of a recipient', () => {
  it('is signed if the rows of both are in the table', async () => {
    await run(PADDED)
    expect(await run([...PADDED, '0001009,ada@example.org'])).toMatchObject({ signed: 1, unchanged: 3 })
  })

  it('is refused beside a revoked one, though both rows are in the table', async () => {
    await run(PADDED)
    await revoke('0001000')
    const table = [...PADDED, '1000,ada@example.org']
    await expect(run(table)).rejects.toMatchObject(changed(5))
    expect(await run(table, { replace: true })).toMatchObject({ signed: 1, revoked: 1 })
  })

  it('is signed for another achievement, and for others of the table', async () => {
    const perCourse = { mapping: { ...mapping, achievement: { id: 'https://example.edu/a/{Matrikelnr.}' } } }
    await run(PADDED, perCourse)
    expect(await run(CUT, perCourse)).toMatchObject({ signed: 3 })
    const batch = { batch: 'next', out: here.path('next'), journal: here.path('next.journal') }
    const more = { ...batch, status: { ...STATUS, url: 'https://example.edu/next/{purpose}/{list}' } }
    await run(PADDED, more)
    expect(await run(['0001009,dee@example.org'], more)).toMatchObject({ signed: 1, absent: 3 })
  })
})

describe('an id of the recipient as the key', () => {
  const byId: Partial<BatchOptions> = { mapping: { recipient: { id: '{Matrikelnr.}', email: '{E-Mail}' } } }

  it('may not change while the address stays, if the earlier row is gone', async () => {
    await run(['did:web:ada.example,ada@example.org'], byId)
    const moved = ['did:web:ada2.example,ada@example.org']
    await expect(run(moved, byId)).rejects.toMatchObject({
      details: { first: [{ row: 2, code: 'key_changed' }] },
    })
    await revoke('did:web:ada.example')
    await expect(run(moved, byId)).rejects.toMatchObject({
      details: { first: [{ row: 2, code: 'key_changed' }] },
    })
    expect(await run(moved, { ...byId, replace: true })).toMatchObject({ signed: 1, absent: 1 })
  })
})

it('A journal of an earlier version, whose marks change with the key, keeps its rows and their recipients', async () => {
  const { createHash } = await import('node:crypto')
  await run(PADDED)
  const seed = Buffer.alloc(32, 7).toString('hex')
  const lines = readFileSync(here.path('out.journal'), 'utf8').trimEnd().split('\n')
  let after = ''
  const old = lines.map((line) => {
    const record = JSON.parse(line.slice(9))
    if (record.type === 'chunk') {
      const ids = readFileSync(here.path('out/credentials.ndjson'), 'utf8').trimEnd().split('\n')
      const marks = ids.map((text, i) =>
        createHash('sha256')
          .update(`${seed}${JSON.parse(text).id} recipient ${NAMES[i]}@example.org`)
          .digest()
          .subarray(0, 8),
      )
      record.recipients = Buffer.concat(marks).toString('base64')
    }
    if (after !== '') record.after = after
    const text = JSON.stringify(record)
    after = crc32(text).toString(16).padStart(8, '0')
    return `${after} ${text}\n`
  })
  writeFileSync(here.path('out.journal'), old.join(''))
  expect(await run(PADDED)).toMatchObject({ signed: 0, unchanged: 3 })
  const more = { mapping: { ...mapping, credential: { description: 'Passed.' } } }
  await expect(
    run(
      PADDED.map((line) => line.replace('ada@', 'eve@')),
      more,
    ),
  ).rejects.toMatchObject({
    details: { rows: 1, first: [{ row: 2, code: 'recipient_changed' }] },
  })
  expect(await run(PADDED, { resign: true })).toMatchObject({ signed: 3, renewed: 3 })
  // The run that signed them again has recorded marks without the key.
  await expect(run(CUT)).rejects.toMatchObject(changed(2, 3, 4))
})
