/** A name of a column is the same in each Unicode form (UAX #15), and no id depends on the form. */
import { readFileSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import {
  type BatchOptions,
  issueBatch,
  type Mapping,
  parseMapping,
  readCsv,
  readNdjson,
  readTable,
  rowsFrom,
} from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const [NFC, NFD] = (['NFC', 'NFD'] as const).map((form) => 'Pr\u00fcf'.normalize(form)) as [string, string]
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const tableOf = (name: string) => `${name},E-Mail,Tag\n7,ada@example.org,01.07.2026\n`
const mappingOf = (name: string): Mapping => ({
  key: `{${name}}`,
  recipient: { email: '{E-Mail}' },
  columns: {
    [`${name}-Tag`]: { header: 'Tag', type: 'date', format: 'DD.MM.YYYY' },
    [name]: { required: true },
  },
  credential: { validFrom: `{${name}-Tag}`, description: `{${name}|upper} passed.` },
})
const run = (table: string, mapping: Mapping, more: Partial<BatchOptions> = {}) =>
  issueBatch(here.batch(table, { mapping, ...more }))
const badges = () => readFileSync(here.path('out/credentials.ndjson'), 'utf8')

describe('the name of a column', () => {
  it('matches in each form, and the badges are the same', async () => {
    await run(tableOf(NFC), mappingOf(NFC))
    const before = badges()
    for (const [table, mapping] of [
      [NFD, NFC],
      [NFC, NFD],
      [NFD, NFD],
    ] as const)
      expect(await run(tableOf(table), mappingOf(mapping))).toMatchObject({ signed: 0, unchanged: 1 })
    expect(badges()).toBe(before)
  })

  it('matches in the members of objects and of NDJSON', async () => {
    const values = { [NFD]: '7', 'E-Mail': 'ada@example.org', Tag: '01.07.2026' }
    expect(await run('', mappingOf(NFC), { source: rowsFrom(() => [values]) })).toMatchObject({ signed: 1 })
    for await (const row of readNdjson(bytes(JSON.stringify(values))))
      expect(Object.keys(row.values)[0]).toBe(NFC)
    const two = { ...values, [NFC]: '8' }
    for await (const { issues } of readNdjson(bytes(JSON.stringify(two))))
      expect(issues).toMatchObject([{ code: 'json_invalid' }])
  })

  it('matches in the columns of readTable', async () => {
    const columns = { nr: { header: NFD }, [NFD]: {} }
    for await (const { values } of readTable(bytes(tableOf(NFC)), { columns }))
      expect(values).toEqual({ nr: '7', [NFD]: '7' })
  })

  it('may not be there twice in two forms', async () => {
    const twice = async () => {
      for await (const _ of readCsv(bytes(`${NFC},${NFD}\n1,2\n`)));
    }
    await expect(twice()).rejects.toMatchObject({
      code: 'table_invalid',
      message: expect.stringContaining('two Unicode forms'),
      details: { column: NFC },
    })
    const mapping = { recipient: { email: '{email}' }, columns: { [NFC]: {}, [NFD]: {} } }
    expect(() => parseMapping(mapping)).toThrow(/two Unicode forms/)
  })

  it('is read from a journal that has the key in another form', async () => {
    await run(tableOf(NFC), mappingOf(NFC))
    let after = ''
    const lines = readFileSync(here.path('out.journal'), 'utf8').trimEnd().split('\n')
    const old = lines.map((line) => {
      const record = JSON.parse(line.slice(9))
      if (record.type === 'run') record.key = `{${NFD}}`
      if (after !== '') record.after = after
      const text = JSON.stringify(record)
      after = crc32(text).toString(16).padStart(8, '0')
      return `${after} ${text}\n`
    })
    writeFileSync(here.path('out.journal'), old.join(''))
    expect(await run(tableOf(NFD), mappingOf(NFD))).toMatchObject({ signed: 0, unchanged: 1 })
  })
})
