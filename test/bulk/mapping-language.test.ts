/** The page and the JSON Schema of mappings say what the code does: both are made from its tables, and the tables are run. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { issueBatch, type Mapping, parseMapping, readCell } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { COURSES, EXAMPLE, MARKS } from '../../scripts/docs/mapping/page.js'
import { DATE_FORMATS, type DateFormat } from '../../src/bulk/dates/date-formats.js'
import {
  COLUMN_KEYS,
  COLUMN_TYPES,
  FILTER_MEANINGS,
  MAPPING_KEYS,
  RECIPIENT_KEYS,
  RECORD_KEYS,
} from '../../src/bulk/mapping/mapping-language.js'
import { compileTemplate, FILTERS } from '../../src/bulk/mapping/template.js'
import type { ColumnType } from '../../src/bulk/table/cell.js'
import { ACHIEVEMENT, type World, world } from './world.js'

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const isValid = new Ajv2020({ strict: true, strictRequired: false }).compile(
  JSON.parse(read('schemas/mapping.json')),
)
const isMapping = (value: unknown): boolean => {
  try {
    parseMapping(value)
    return true
  } catch {
    return false
  }
}

const BASE = { recipient: { email: '{email}' } }
const RECORD = { ...BASE, record: { name: 'Transcript of {name}' } }
/** Rules that hold only for one type. */
const OF_TYPE: Readonly<Record<string, string>> = {
  minimum: 'number',
  maximum: 'number',
  decimal: 'number',
  unit: 'integer',
  format: 'date',
  zone: 'date',
  endOfDay: 'date',
}
/** Every key, and a mapping in which it has a value. */
const KEYS: readonly [string, unknown, (value: unknown) => unknown][] = [
  ...Object.entries(MAPPING_KEYS).map(
    ([name, { example }]) =>
      [name, example, (value: unknown) => ({ ...BASE, [name]: value })] satisfies (typeof KEYS)[0],
  ),
  ...Object.entries(RECIPIENT_KEYS).map(
    ([name, { example }]) =>
      [
        `recipient/${name}`,
        example,
        (value: unknown) => ({ recipient: { ...BASE.recipient, [name]: value } }),
      ] satisfies (typeof KEYS)[0],
  ),
  ...Object.entries(COLUMN_KEYS).map(
    ([name, { example }]) =>
      [
        `columns/${name}`,
        example,
        (value: unknown) => {
          const type = OF_TYPE[name] === undefined ? {} : { type: OF_TYPE[name] }
          return { ...BASE, columns: { a: { ...type, [name]: value } } }
        },
      ] satisfies (typeof KEYS)[0],
  ),
  ...Object.entries(RECORD_KEYS).map(
    ([name, { example }]) =>
      [
        `record/${name}`,
        example,
        (value: unknown) => ({ ...BASE, record: { ...RECORD.record, [name]: value } }),
      ] satisfies (typeof KEYS)[0],
  ),
]
const VALUES: readonly unknown[] = [
  null,
  true,
  17,
  '',
  'a',
  '{a}',
  'P3Y',
  'Z',
  ',',
  'date',
  'DD.MM.YYYY',
  [],
  ['a'],
  [1],
  {},
  { a: 'b' },
  { a: 1 },
]

describe('every key', () => {
  it.each(KEYS)('%s takes its example, by the code and by the schema', (_, example, mapping) => {
    expect(isMapping(mapping(example))).toBe(true)
    expect(isValid(mapping(example))).toBe(true)
  })

  it.each(KEYS)('%s takes what the code takes, and little more', (name, _, mapping) => {
    for (const value of VALUES) {
      const [byCode, bySchema] = [isMapping(mapping(value)), isValid(mapping(value))]
      if (byCode) expect([value, bySchema]).toEqual([value, true])
      // Members of credentials and names of zones are beyond the schema, and are checked by the code.
      else if (!/credential|zone|^columns$/.test(name)) expect([value, bySchema]).toEqual([value, false])
    }
  })

  it.each([
    [{}],
    [{ recipient: {} }],
    [{ recipient: { name: '{name}' } }],
    [{ ...BASE, colums: {} }],
    [{ ...BASE, columns: { a: { typ: 'date' } } }],
    [{ ...BASE, record: {} }],
  ])('%j is refused by both', (mapping) => {
    expect([isMapping(mapping), isValid(mapping)]).toEqual([false, false])
  })

  it('may stand beside the address of the schema', () => {
    const mapping = { $schema: './node_modules/laurel/schemas/mapping.json', ...BASE }
    expect([isMapping(mapping), isValid(mapping)]).toEqual([true, true])
  })
})

describe('the examples of the language', () => {
  it.each(Object.entries(COLUMN_TYPES))('of the type %s', (type, { cell, value }) => {
    expect(readCell({ type: type as ColumnType }, cell)).toEqual({ value })
  })

  it.each(Object.entries(FILTER_MEANINGS))('of the filter %s', (filter, { cell, text }) => {
    expect(compileTemplate(`{a|${filter}}`).fill({ a: cell })).toBe(text)
  })

  it.each(Object.entries(DATE_FORMATS))('of the format %s', (format, date) => {
    const column = { type: 'date', format: format as DateFormat } as const
    expect(readCell(column, date)).toEqual({ value: '2026-07-01T00:00:00Z' })
  })

  let here: World | undefined
  afterEach(() => here?.remove())

  it('of a whole mapping', async () => {
    here = world()
    const table =
      'Matrikelnummer;E-Mail;Vollständiger Name;Abschlussdatum;Ergebnis;thesis\nS1;ada@example.org;Ada Lovelace;01.07.2026;87,5 %;https://example.org/t\n'
    const mapping: Mapping = EXAMPLE
    expect(isValid(EXAMPLE)).toBe(true)
    expect(await issueBatch(here.batch(table, { mapping }))).toMatchObject({ signed: 1 })
    expect(JSON.parse(readFileSync(here.path('out/credentials.ndjson'), 'utf8'))).toMatchObject({
      validFrom: '2026-07-01T00:00:00Z',
      validUntil: '2029-07-01T00:00:00Z',
      evidence: [{ id: 'https://example.org/t', name: 'Thesis of ADA LOVELACE, 87.5 points' }],
    })
  })
})

describe('the recipes of docs/mapping.md', () => {
  let here: World
  beforeEach(() => {
    here = world()
  })
  afterEach(() => here.remove())
  const made = () =>
    readFileSync(here.path('out/credentials.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).credentialSubject)

  it('put the marks of a table into results', async () => {
    const achievement = { ...ACHIEVEMENT, ...MARKS.achievement }
    await issueBatch(here.batch(MARKS.table, { mapping: MARKS.mapping, achievement }))
    expect(made().map(({ result }) => result)).toEqual([MARKS.result, [{ ...MARKS.result[0], value: '48' }]])
  })

  it('give each course an achievement of its own', async () => {
    const mapping = { recipient: { email: '{email}' }, achievement: COURSES }
    await issueBatch(
      here.batch('email,course\na@example.org,Rust I\na@example.org,Zoologie für alle\n', { mapping }),
    )
    expect(made().map(({ achievement: { id, name } }) => [id, name])).toEqual([
      ['https://example.edu/courses/rust-i', 'Rust I'],
      ['https://example.edu/courses/zoologie-fur-alle', 'Zoologie für alle'],
    ])
  })
})

describe('docs/mapping.md', () => {
  it('has a row for every key, type, format and filter', () => {
    const rows = read('docs/mapping.md').split('\n')
    const names = [
      ...[MAPPING_KEYS, RECIPIENT_KEYS, COLUMN_KEYS, RECORD_KEYS, COLUMN_TYPES, DATE_FORMATS].flatMap(
        Object.keys,
      ),
      ...Object.keys(FILTERS),
    ]
    expect(names.filter((name) => !rows.some((row) => row.startsWith(`| \`${name}\` | `)))).toEqual([])
    expect(new Set(Object.keys(FILTER_MEANINGS))).toEqual(new Set(Object.keys(FILTERS)))
  })
})
