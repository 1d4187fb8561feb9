import { type Column, readCell } from 'laurel/bulk'
import { describe, expect, it } from 'vitest'

describe('readCell', () => {
  it.each<[string, Column, unknown, unknown]>([
    ['text', {}, '  Zoë ', 'Zoë'],
    ['an empty cell', {}, '  ', undefined],
    ['a default', { default: 'x' }, '', 'x'],
    ['an e-mail address', { type: 'email' }, 'zoë@bücher.example', 'zoë@bücher.example'],
    ['a DID', { type: 'did' }, 'did:web:example.org%3A8443:a', 'did:web:example.org%3A8443:a'],
    ['a URL', { type: 'url' }, 'https://example.org/a?b=1', 'https://example.org/a?b=1'],
    ['a day', { type: 'date' }, '2024-02-29', '2024-02-29T00:00:00Z'],
    ['a date-time with offset', { type: 'date' }, '2026-06-12T09:30:00+02:00', '2026-06-12T09:30:00+02:00'],
    ['a German day', { type: 'date', format: 'DD.MM.YYYY' }, '1.6.2026', '2026-06-01T00:00:00Z'],
    ['an American day', { type: 'date', format: 'MM/DD/YYYY' }, '06/01/2026', '2026-06-01T00:00:00Z'],
    ['a Dutch day', { type: 'date', format: 'DD-MM-YYYY' }, '1-6-2026', '2026-06-01T00:00:00Z'],
    ['a day of a Sheet', { type: 'date', format: 'MM-DD-YYYY' }, '06-01-2026', '2026-06-01T00:00:00Z'],
    ['a British day', { type: 'date', format: 'DD/MM/YYYY' }, '06/01/2026', '2026-01-06T00:00:00Z'],
    [
      'an ISO day in spite of a format',
      { type: 'date', format: 'DD/MM/YYYY' },
      '2026-06-01',
      '2026-06-01T00:00:00Z',
    ],
    ['a number', { type: 'number' }, '-3.5', -3.5],
    ['a whole number', { type: 'integer', minimum: 0, maximum: 100 }, '100', 100],
    ['a truth', { type: 'boolean' }, 'Yes', true],
    ['a list', { separator: ';' }, 'a; b;;c', ['a', 'b', 'c']],
    ['a code', { values: { P: 'Pass' } }, 'P', 'Pass'],
    ['JSON of an NDJSON row', {}, { a: [1] }, { a: [1] }],
    ['a number of an NDJSON row', { type: 'integer' }, 7, 7],
  ])('reads %s', (_, column, text, value) => {
    expect(readCell(column, text)).toEqual({ value })
  })

  it.each<[string, Column, string]>([
    ['cell_empty', { required: true }, ' '],
    ['email_invalid', { type: 'email' }, 'ada.example.org'],
    ['email_invalid', { type: 'email' }, 'ada@example'],
    ['email_invalid', { type: 'email' }, 'a@b.example, c@d.example'],
    ['did_invalid', { type: 'did' }, 'key:z6Mk'],
    ['url_invalid', { type: 'url' }, 'example.org/a'],
    ['url_invalid', { type: 'url' }, 'https://exa mple.org'],
    ['date_invalid', { type: 'date' }, '2026-02-30'],
    ['date_invalid', { type: 'date' }, '01/06/2026'],
    ['date_invalid', { type: 'date' }, '2026-6-1T00:00:00'],
    ['date_invalid', { type: 'date', format: 'DD.MM.YYYY' }, '31.6.2026'],
    ['number_invalid', { type: 'number' }, '1,5'],
    ['number_invalid', { type: 'integer' }, '1.5'],
    ['number_invalid', { type: 'number' }, '1e999'],
    ['number_out_of_range', { type: 'number', maximum: 100 }, '101'],
    ['boolean_invalid', { type: 'boolean' }, 'maybe'],
    ['value_unknown', { values: { P: 'Pass' } }, 'toString'],
    ['text_damaged', {}, 'Zo\uFFFD'],
    ['text_damaged', {}, 'ZoÃ«'],
    ['email_invalid', { type: 'email', separator: ';' }, 'a@b.example;c'],
  ])('finds %s in %j %s', (code, column, text) => {
    const cell = readCell(column, text)
    expect(cell).toMatchObject({ fault: { code, hint: expect.any(String) } })
    // The deprecated name of the hint.
    if ('fault' in cell) expect(cell.fault.remedy).toBe(cell.fault.hint)
  })
})
