import { readFileSync } from 'node:fs'
import { verify } from 'laurel'
import { issueBatch, type Mapping, parseMapping } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dateAfter } from '../../src/bulk/dates/date-after.js'
import { parseDuration } from '../../src/encoding/forms/duration.js'
import { MAPPING, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

describe('a duration', () => {
  it.each([
    ['2026-07-01T00:00:00Z', 'P3Y', '2029-07-01T00:00:00Z'],
    ['2028-02-29T09:30:00+02:00', 'P1Y', '2029-02-28T09:30:00+02:00'],
    ['2028-02-29T09:30:00+02:00', 'P4Y', '2032-02-29T09:30:00+02:00'],
    ['2026-01-31T00:00:00Z', 'P1M', '2026-02-28T00:00:00Z'],
    ['2026-08-31T00:00:00Z', 'P18M', '2028-02-29T00:00:00Z'],
    ['2026-12-31T23:59:59.5Z', 'P1D', '2027-01-01T23:59:59.5Z'],
    ['2026-07-01T00:00:00Z', 'P1Y2M2W3D', '2027-09-18T00:00:00Z'],
    ['9990-07-01T00:00:00Z', 'P100Y', '9999-12-31T00:00:00Z'],
  ])('after %s, %s ends at %s', (start, duration, end) => {
    expect(dateAfter(start, parseDuration(duration)!)).toBe(end)
  })

  it.each(['', 'P', 'PT1H', '3Y', 'P3', 'P-1Y', 'P0D', 'P1.5Y', 'P1D1Y', 'p3y'])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined()
  })
})

describe('validFor', () => {
  const made = (): Record<string, string>[] =>
    readFileSync(here.path('out/credentials.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))

  it('ends the validity of each badge that much after its own start', async () => {
    const table =
      'no,name,email,passed,score\nS1,A,a@example.org,2026-06-12,1\nS2,B,b@example.org,2024-02-29,1\n'
    const mapping: Mapping = { ...MAPPING, validFor: 'P3Y' }
    expect(await issueBatch(here.batch(table, { mapping }))).toMatchObject({ signed: 2 })
    expect(made().map(({ validFrom, validUntil }) => [validFrom, validUntil])).toEqual([
      ['2026-06-12T00:00:00Z', '2029-06-12T00:00:00Z'],
      ['2024-02-29T00:00:00Z', '2027-02-28T00:00:00Z'],
    ])
  })

  it.each([
    [
      { validFrom: '2026-01-01T00:00:00Z', description: 'Fixed.', validUntil: '{passed}' },
      ['/validFrom', '/description'],
    ],
    [
      { credentialSubject: { creditsEarned: 5, role: 'student', narrative: '{passed}' } },
      ['/creditsEarned', '/role'],
    ],
  ])('beside an empty cell, fixed members stay: %j', async (credential, places) => {
    const table = 'no,name,email,passed,score\nS1,A,a@example.org,,1\nS2,B,b@example.org,2027-06-12,1\n'
    await issueBatch(here.batch(table, { mapping: { ...MAPPING, credential } }))
    const [empty, full] = made().map((each) => JSON.stringify(each)) as [string, string]
    for (const place of places) {
      const member = new RegExp(`"${place.slice(1)}":("[^"]*"|\\d+)`)
      expect(member.exec(empty)?.[0]).toBe(member.exec(full)![0])
    }
  })

  it('that ends before it begins is told with the name in the header, and the cell', async () => {
    const table = 'no,name,email,passed,Gültig bis\nS1,A,a@example.org,2026-06-12,2026-01-31\n'
    const columns = { ...MAPPING.columns, until: { header: 'Gültig bis', type: 'date' as const } }
    const { score: _, ...used } = columns as Record<string, object>
    const credential = { validFrom: '{passed}', validUntil: '{until}' }
    const batch = here.batch(table, { mapping: { ...MAPPING, columns: used, credential } })
    await expect(issueBatch(batch)).rejects.toMatchObject({
      details: { first: [{ column: 'Gültig bis', value: '2026-01-31', code: 'dates_reversed' }] },
    })
  })

  it('that has ended before the badge is signed is a warning with its rows', async () => {
    const table =
      'no,name,email,passed,score\nS1,A,a@example.org,2026-06-12,1\nS2,B,b@example.org,2020-02-29,1\n'
    const batch = here.batch(table, { mapping: { ...MAPPING, validFor: 'P3Y' } })
    expect(await issueBatch(batch)).toMatchObject({
      signed: 2,
      warnings: [{ code: 'expired_at_issue', rows: 1, first: [3] }],
    })
  })

  it('counts from the time of the batch only where the mapping has no start', async () => {
    const table = 'no,name,email,passed,score\nS3,C,c@example.org,,1\n'
    const mapping: Mapping = { ...MAPPING, validFor: 'P3Y' }
    await expect(issueBatch(here.batch(table, { mapping }))).rejects.toMatchObject({
      code: 'plan_refused',
      details: { first: [{ row: 2, column: 'passed', code: 'start_missing' }] },
    })
    const { credential: _, ...rest } = mapping
    expect(await issueBatch(here.batch(table, { mapping: rest }))).toMatchObject({ signed: 1 })
    expect(made()[0]).toMatchObject({
      validFrom: '2026-06-30T12:00:00Z',
      validUntil: '2029-06-30T12:00:00Z',
    })
  })

  it.each<[string, object, string]>([
    ['to the end of the day', {}, '2026-07-31T23:59:59Z'],
    ['to the end of the day of a zone', { zone: 'America/New_York' }, '2026-07-31T23:59:59-04:00'],
    ['to the midnight before it, when asked for', { endOfDay: false }, '2026-07-31T00:00:00Z'],
  ])('ends at a day of the table: %s', async (_, rules, validUntil) => {
    const table = 'email,start,valid until\na@example.org,2026-07-01,2026-07-31\n'
    const mapping: Mapping = {
      recipient: { email: '{email}' },
      columns: { start: { type: 'date' }, 'valid until': { type: 'date', ...rules } },
      credential: { validFrom: '{start}', validUntil: '{valid until}' },
    }
    expect(await issueBatch(here.batch(table, { mapping }))).toMatchObject({ signed: 1 })
    expect(made()[0]).toMatchObject({ validFrom: '2026-07-01T00:00:00Z', validUntil })
    const lastEvening = new Date('2026-07-31T22:00:00Z')
    const report = await verify(JSON.stringify(made()[0]), { now: lastEvening })
    expect(report.verified).toBe(!('endOfDay' in rules))
  })

  it.each([
    [{ validFor: '3 years' }, '/validFor', 'type'],
    [{ validFor: '{years}' }, '/validFor', 'type'],
    [{ validFor: 'P3Y', credential: { validUntil: '{end}' } }, '/credential/validUntil', 'member_owned'],
  ])('refuses %j', (more, pointer, code) => {
    expect(() => parseMapping({ recipient: { email: '{email}' }, ...more })).toThrowError(
      expect.objectContaining({ details: { issues: [expect.objectContaining({ pointer, code })] } }),
    )
  })
})

describe('rules of columns', () => {
  it.each([
    [{ zone: 'Europe/Atlantis' }, 'zone'],
    [{ zone: '+25:00' }, 'zone'],
    [{ empty: 'n/a' }, 'empty'],
    [{ decimal: ';' }, 'decimal'],
    [{ unit: '' }, 'unit'],
    [{ unit: '0' }, 'unit'],
    [{ required: 'yes' }, 'required'],
    [{ minimum: '0' }, 'minimum'],
    [{ values: ['P'] }, 'values'],
    [{ format: 'YYYY' }, 'format'],
    // Without an effect on the type of the column.
    [{ format: 'DD.MM.YYYY' }, 'format'],
    [{ type: 'number', zone: 'Europe/Berlin' }, 'zone'],
    [{ type: 'text', endOfDay: true }, 'endOfDay'],
    [{ decimal: ',' }, 'decimal'],
    [{ type: 'date', unit: '%' }, 'unit'],
    [{ type: 'date', minimum: 1 }, 'minimum'],
    [{ maximum: 1 }, 'maximum'],
  ])('refuses %j', (column, name) => {
    const mapping = { recipient: { email: '{email}' }, columns: { a: column } }
    expect(() => parseMapping(mapping)).toThrowError(
      expect.objectContaining({
        details: { issues: [expect.objectContaining({ pointer: `/columns/a/${name}` })] },
      }),
    )
  })
})
