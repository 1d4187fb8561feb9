/** Keys that look the same are one person, so a new key with a character that nobody sees is refused. */
import { csvSource, issueBatch, type Mapping } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { rowReader } from '../../src/bulk/mapping/row-to-credential.js'
import type { Row } from '../../src/bulk/table/row.js'
import { type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const mapping: Mapping = { key: '{no}', recipient: { email: '{email}' } }
const issue = async (key: string, more: object = {}) =>
  issueBatch({
    ...here.batch(''),
    source: csvSource(here.write('keys.csv', `no,email\n"${key}",ada@example.org\n`)),
    mapping,
    ...more,
  })

describe('a new key', () => {
  it.each([
    ['a zero-width space', 'A1\u200B', '\\u200b'],
    ['a byte order mark', 'A\uFEFF1', '\\ufeff'],
    ['a direction mark', 'A1\u200E', '\\u200e'],
    ['a soft hyphen', 'A\u00AD1', '\\u00ad'],
    ['a control character', 'A\u00071', '\\u0007'],
    ['a Hangul filler', 'A\u31641', '\\u3164'],
    ['a space that does not break', 'A\u00A01', '\\u00a0'],
    ['a narrow space', 'A\u202F1', '\\u202f'],
    ['a joiner behind a letter of ASCII', 'A\u200D1', '\\u200d'],
    ['a variation selector behind a digit', 'A1\uFE0F', '\\ufe0f'],
    ['a tag character', 'A1\u{E0041}', '\\udb40\\udc41'],
  ])('with %s is refused', async (_, key, escaped) => {
    await expect(issue(key)).rejects.toMatchObject({
      code: 'plan_refused',
      details: {
        first: [{ row: 2, column: 'no', code: 'key_unseen', message: expect.stringContaining(escaped) }],
      },
    })
  })

  it.each([
    ['spaces', 'Ada  1'],
    ['a non-joiner of Persian', 'می\u200Cخواهم'],
    ['a joiner of Sinhala', 'ක්\u200Dර'],
    ['the wide space of Japanese', '山田\u3000太郎'],
    ['a variant of a Han letter', '葛\u{E0100}城'],
    ['an accent', 'Zoe\u0301'],
  ])('with %s is issued', async (_, key) => {
    expect(await issue(key)).toMatchObject({ signed: 1 })
  })
})

it('does not stop a batch that has a badge with such a key from an earlier version', () => {
  const reader = rowReader({
    issuer: { id: 'did:example:school' },
    achievement: { id: 'urn:uuid:1' },
    mapping,
    batch: 'b',
    seed: new Uint8Array(32),
    created: '2026-01-01T00:00:00Z',
  })
  const row: Row = { row: 2, values: { no: 'A1\u200B', email: 'ada@example.org' } }
  const { cells } = reader.cells(row)
  expect(reader.identity(row, cells, () => false)).toMatchObject({ code: 'key_unseen' })
  expect(reader.identity(row, cells, () => true)).toMatchObject({ key: 'A1\u200B' })
})
