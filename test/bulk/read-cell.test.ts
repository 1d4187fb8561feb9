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
    ['a German weekday', { type: 'date' }, 'Mi., 1. Juli 2026', '2026-07-01T00:00:00Z'],
    ['a French weekday', { type: 'date' }, 'mercredi 1er juillet 2026', '2026-07-01T00:00:00Z'],
    ['a Sheet of Japan', { type: 'date', format: 'YYYY.MM.DD' }, '2026.7.1', '2026-07-01T00:00:00Z'],
    [
      'a time stamp of a form',
      { type: 'date', format: 'MM/DD/YYYY' },
      '7/1/2026 14:05:33',
      '2026-07-01T14:05:33Z',
    ],
    [
      'a British time stamp',
      { type: 'date', format: 'DD/MM/YYYY' },
      '01/07/2026 14:05',
      '2026-07-01T14:05:00Z',
    ],
    [
      'a time with halves',
      { type: 'date', format: 'MM/DD/YYYY' },
      '7/1/2026 12:05 AM',
      '2026-07-01T00:05:00Z',
    ],
    ['noon', { type: 'date', format: 'MM/DD/YYYY' }, '7/1/2026, 12:05 p.m.', '2026-07-01T12:05:00Z'],
    ['ISO with a blank', { type: 'date' }, '2026-07-01 09:30:00', '2026-07-01T09:30:00Z'],
    ['ISO with a blank and a zone', { type: 'date' }, '2026-07-01 09:30 UTC', '2026-07-01T09:30:00Z'],
    ['ISO of Postgres', { type: 'date' }, '2026-07-01 09:30:00.123+0200', '2026-07-01T09:30:00+02:00'],
    ['ISO without seconds', { type: 'date' }, '2026-07-01T09:30', '2026-07-01T09:30:00Z'],
    ['Moodle in English', { type: 'date' }, 'Wednesday, 1 July 2026, 9:30 AM', '2026-07-01T09:30:00Z'],
    ['Moodle in German', { type: 'date' }, 'Mittwoch, 1. Juli 2026, 09:30', '2026-07-01T09:30:00Z'],
    ['Moodle in French', { type: 'date' }, 'mercredi 1 juillet 2026, 09:30', '2026-07-01T09:30:00Z'],
    ['Moodle in Spanish', { type: 'date' }, 'miércoles, 1 de julio de 2026, 09:30', '2026-07-01T09:30:00Z'],
    ['Moodle in Dutch', { type: 'date' }, 'woensdag 1 juli 2026, 09:30', '2026-07-01T09:30:00Z'],
    ['a long day', { type: 'date' }, '1 août 2026', '2026-08-01T00:00:00Z'],
    ['a long American day', { type: 'date' }, 'July 1st, 2026', '2026-07-01T00:00:00Z'],
    ['a short month', { type: 'date' }, '1 Mrz. 2026', '2026-03-01T00:00:00Z'],
    [
      'a time of a zone in summer',
      { type: 'date', zone: 'Europe/Berlin' },
      '2026-07-01 09:30',
      '2026-07-01T09:30:00+02:00',
    ],
    [
      'a time of a zone in winter',
      { type: 'date', zone: 'Europe/Berlin' },
      '2026-01-01 09:30',
      '2026-01-01T09:30:00+01:00',
    ],
    [
      'a time after the clocks were set back',
      { type: 'date', zone: 'America/New_York' },
      '2026-11-01 02:00',
      '2026-11-01T02:00:00-05:00',
    ],
    [
      'a time that the clocks repeat, with its offset',
      { type: 'date', zone: 'America/New_York' },
      '2026-11-01 01:30 -04:00',
      '2026-11-01T01:30:00-04:00',
    ],
    ['the end of a day', { type: 'date', endOfDay: true }, '2026-07-01', '2026-07-01T23:59:59Z'],
    [
      'the end of a day of a zone',
      { type: 'date', endOfDay: true, zone: 'Europe/Berlin', format: 'DD.MM.YYYY' },
      '01.07.2026',
      '2026-07-01T23:59:59+02:00',
    ],
    [
      'the end of a day whose last hour the clocks repeat',
      { type: 'date', endOfDay: true, zone: 'Asia/Beirut' },
      '2022-10-29',
      '2022-10-29T23:59:59+02:00',
    ],
    [
      'a time in spite of ends of days',
      { type: 'date', endOfDay: true },
      '2026-07-01 09:30',
      '2026-07-01T09:30:00Z',
    ],
    ['a list of NDJSON', { type: 'integer', separator: ';' }, ['1', 2, '', null], [1, 2]],
    ['no list of NDJSON', { type: 'integer' }, [], undefined],
    ['JSON where a column is only required', { required: true }, [{ a: 1 }], [{ a: 1 }]],
    [
      'a time of an offset',
      { type: 'date', zone: '+05:30' },
      '2026-07-01 09:30',
      '2026-07-01T09:30:00+05:30',
    ],
    ['a day of a zone', { type: 'date', zone: 'Europe/Berlin' }, '2026-07-01', '2026-07-01T00:00:00Z'],
    ['per cent', { type: 'number', unit: '%' }, '85%', 85],
    ['per cent behind a blank', { type: 'integer', unit: '%', maximum: 100 }, '85 %', 85],
    ['a number without its unit', { type: 'number', unit: '%' }, '85', 85],
    ['a decimal comma', { type: 'number', decimal: ',' }, '1,5', 1.5],
    ['a comma and a unit', { type: 'number', decimal: ',', unit: '%' }, '87,5 %', 87.5],
    ['a whole number where commas are', { type: 'number', decimal: ',' }, '87', 87],
    ['a dash for no grade', { type: 'number' }, '-', undefined],
    ['a long dash for no date', { type: 'date' }, '–', undefined],
    ['a dash as text', {}, '-', '-'],
    ['a text for nothing', { empty: ['n/a', '-'] }, 'n/a', undefined],
    ['a default for nothing', { empty: ['n/a'], default: 'Pass' }, 'n/a', 'Pass'],
    ['a dash that is a code', { type: 'integer', values: { '-': '0' } }, '-', 0],
    ['a list with a dash', { type: 'integer', separator: ';' }, '1;-;2', [1, 2]],
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

  it.each<[string, Column, unknown]>([
    ['cell_empty', { required: true }, ' '],
    ['email_invalid', { type: 'email' }, 'ada.example.org'],
    ['email_invalid', { type: 'email' }, 'ada@example'],
    ['email_invalid', { type: 'email' }, 'ada@example.org\u200b'],
    ['email_invalid', { type: 'email' }, 'mailto:ada@example.org'],
    ['email_invalid', { type: 'email' }, '(ada@example.org)'],
    ['email_invalid', { type: 'email' }, '[ada@example.org]'],
    ['email_invalid', { type: 'email' }, 'a@b.example, c@d.example'],
    ['did_invalid', { type: 'did' }, 'key:z6Mk'],
    ['url_invalid', { type: 'url' }, 'example.org/a'],
    ['url_invalid', { type: 'url' }, 'https://exa mple.org'],
    ['date_invalid', { type: 'date' }, '2026-02-30'],
    ['date_invalid', { type: 'date' }, '01/06/2026'],
    ['date_invalid', { type: 'date' }, '2026-6-1T00:00:00'],
    ['date_invalid', { type: 'date', format: 'DD.MM.YYYY' }, '31.6.2026'],
    ['number_invalid', { type: 'number' }, '1,5'],
    ['number_invalid', { type: 'number', decimal: ',' }, '1.500,5'],
    ['number_invalid', { type: 'number', decimal: ',' }, '1.5'],
    ['number_invalid', { type: 'number', decimal: ',' }, '1,5,5'],
    ['number_invalid', { type: 'number' }, '85%'],
    ['number_invalid', { type: 'number', unit: '%' }, '85 points'],
    ['number_invalid', { type: 'number', unit: '%' }, '%'],
    ['cell_empty', { type: 'number', required: true }, '-'],
    ['date_invalid', { type: 'date' }, '01-07-2026'],
    ['date_invalid', { type: 'date' }, '01-07-2026 09:30'],
    ['date_invalid', { type: 'date' }, '1 Jui 2026'],
    ['date_invalid', { type: 'date' }, '31 June 2026'],
    ['date_invalid', { type: 'date' }, 'Before 1 July 2026'],
    ['date_invalid', { type: 'date' }, 'ca. 1 July 2026'],
    ['date_invalid', { type: 'date' }, 'not July 1, 2026'],
    ['date_invalid', { type: 'date' }, 'Monday, 1 July 2026'],
    ['number_invalid', { type: 'integer' }, '12345678901234567890'],
    ['number_invalid', { type: 'number', decimal: ',' }, '1,00000000000000000000001'],
    ['date_invalid', { type: 'date' }, '1 Floréal 2026'],
    ['date_invalid', { type: 'date' }, '2026-07-01 25:00'],
    ['date_invalid', { type: 'date' }, '2026-07-01 13:00 PM'],
    ['date_invalid', { type: 'date' }, '2026-07-01 09:30 CEST'],
    ['date_invalid', { type: 'date' }, `1${' '.repeat(100_000)}July 2026`],
    ['date_invalid', { type: 'date' }, '46185'],
    ['number_invalid', { type: 'integer' }, '1.5'],
    ['number_invalid', { type: 'number' }, '1e999'],
    ['number_out_of_range', { type: 'number', maximum: 100 }, '101'],
    ['boolean_invalid', { type: 'boolean' }, 'maybe'],
    ['value_unknown', { values: { P: 'Pass' } }, 'toString'],
    ['text_damaged', {}, 'Zo\uFFFD'],
    ['text_damaged', {}, 'ZoÃ«'],
    ['email_invalid', { type: 'email', separator: ';' }, 'a@b.example;c'],
    ['email_invalid', { type: 'email', separator: ';' }, ['a@b.example', 'c']],
    ['number_out_of_range', { type: 'integer', separator: ';', maximum: 9 }, [1, 10]],
    ['value_structured', { type: 'integer', separator: ';' }, [1, [2]]],
    ['value_structured', { type: 'email' }, ['a@b.example']],
    ['value_structured', { type: 'date' }, { day: 1 }],
    ['value_structured', { values: { P: 'Pass' } }, ['P']],
    ['value_structured', { separator: ';' }, { a: 1 }],
    ['value_unknown', { values: { P: 'Pass' }, separator: ';' }, ['P', 'Q']],
    ['cell_empty', { required: true }, []],
    ['cell_empty', { required: true }, {}],
    ['cell_empty', { required: true, separator: ';' }, ['', null]],
    ['date_invalid', { type: 'date', zone: 'Europe/Berlin' }, '2026-03-29 02:30'],
    ['date_invalid', { type: 'date', zone: 'Europe/Berlin' }, '2026-10-25 02:30'],
    ['date_invalid', { type: 'date', zone: 'America/New_York' }, '2026-03-08T02:00'],
    ['date_invalid', { type: 'date', zone: 'America/New_York' }, '2026-11-01 01:59:59'],
  ])('finds %s in %j %s', (code, column, text) => {
    const cell = readCell(column, text)
    expect(cell).toMatchObject({ fault: { code, hint: expect.any(String) } })
    // The deprecated name of the hint.
    if ('fault' in cell) expect(cell.fault.remedy).toBe(cell.fault.hint)
  })
})

describe('the figures of a number', () => {
  it.each<[Column, string, number, string | undefined]>([
    [{ type: 'number', decimal: ',' }, '3,0', 3, '3.0'],
    [{ type: 'number', decimal: ',', unit: '%' }, '87,50 %', 87.5, '87.50'],
    [{ type: 'integer' }, '007', 7, '007'],
    [{ type: 'integer' }, '7', 7, undefined],
    [{ type: 'number' }, '87.5', 87.5, undefined],
  ])('are kept beside its value: %j %s', (column, cell, value, text) => {
    expect(readCell(column, cell)).toEqual(text === undefined ? { value } : { value, text })
  })
})

describe('hints of dates', () => {
  it.each([
    [
      '01.07.2026',
      'MM/DD/YYYY',
      'Write it like 07/01/2026, or correct "format" in the mapping: "DD.MM.YYYY" fits this cell.',
    ],
    [
      '31/07/2026',
      'MM/DD/YYYY',
      'Write it like 07/01/2026, or correct "format" in the mapping: "DD/MM/YYYY" fits this cell.',
    ],
    ['1.7.26', 'DD.MM.YYYY', 'Write it like 01.07.2026, or check "format" in the mapping.'],
  ] as const)('name the format that the mapping states for %s, and what fits', (text, format, hint) => {
    expect(readCell({ type: 'date', format }, text)).toMatchObject({
      fault: { message: expect.stringContaining(`in the format ${format}`), hint },
    })
  })
})

it('says of a day in the stated format that the calendar lacks it', () => {
  expect(readCell({ type: 'date', format: 'DD.MM.YYYY' }, '31.06.2026')).toMatchObject({
    fault: { message: 'The calendar does not have this day.' },
  })
})

describe('hints of numbers', () => {
  it.each([
    ['1,5', {}, '"decimal": ","'],
    ['85%', {}, '"unit": "%"'],
    ['85 points', {}, '"unit": "points"'],
    ['1.5', { decimal: ',' as const }, '87,5'],
  ])('say for %s what the mapping may state', (text, rules, hint) => {
    expect(readCell({ type: 'number', ...rules }, text)).toMatchObject({
      fault: { hint: expect.stringContaining(hint) },
    })
  })
})

it.each<[Column, string, RegExp]>([
  [{ type: 'boolean' }, 'ja', /"values": \{"ja": "true"\}/],
  [{ type: 'boolean' }, 'WAHR', /"values": \{"WAHR": "true"\}/],
  [{ type: 'date' }, '46204', /46204 is 2026-07-01/],
  [{ type: 'date', format: 'DD.MM.YYYY' }, '46204.5', /46204 is 2026-07-01/],
  [{ type: 'number' }, '1.000', /"decimal": "\."/],
  [{ type: 'number', unit: '%' }, '-12.345 %', /thousands/],
  [{ type: 'number' }, '1,000', /thousands/],
])('says of a cell of the type %j what it may be: %s', (column, text, words) => {
  const cell = readCell(column, text)
  expect('fault' in cell && `${cell.fault.message} ${cell.fault.hint}`).toMatch(words)
})

it.each<[Column, unknown, unknown]>([
  [{ type: 'boolean', values: { ja: 'true', nein: 'false' } }, 'nein', false],
  [{ type: 'number', decimal: '.' }, '1.000', 1],
  [{ type: 'number' }, '0.125', 0.125],
  [{ type: 'number' }, '1250.125', 1250.125],
  [{ type: 'number' }, '1.25', 1.25],
  // A number of JSON has no thousands, and its decimals stand behind a point.
  [{ type: 'number' }, 1.125, 1.125],
  [{ type: 'number', decimal: ',' }, 1.125, 1.125],
])('reads by the rules %j what is clear: %j', (column, raw, value) => {
  expect(readCell(column, raw)).toMatchObject({ value })
})
