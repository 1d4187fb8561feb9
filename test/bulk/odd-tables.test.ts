/** Tables that are large or broken in some way: what is said of them is short, and names the place and the remedy. */
import { readFileSync } from 'node:fs'
import { isOpenBadgeError } from 'laurel'
import { issueBatch, type Mapping, ndjsonSource, readCsv, readTable, rowsFrom } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inferMapping } from '../../src/bulk/guess/infer-mapping.js'
import { parseMapping } from '../../src/bulk/mapping/mapping.js'
import { type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

/** Everything that an error says, as a program gets it. */
async function said(call: () => unknown): Promise<string> {
  try {
    await call()
  } catch (error) {
    if (!isOpenBadgeError(error)) throw error
    return JSON.stringify([error.message, error.details])
  }
  throw new Error('nothing was refused')
}

describe('45,000 columns', () => {
  const columns = Array.from({ length: 45_000 }, (_, i) => `column ${i}`)
  const table = (): string =>
    here.write('wide.csv', `${columns.join(',')}\n${columns.map(() => 'x').join(',')}\n`)
  const mapping: Mapping = { recipient: { email: '{nowhere at all}' } }

  it.each<[string, () => unknown]>([
    ['without a mapping', () => inferMapping(table(), true)],
    ['with another key', () => inferMapping(table(), true, { key: 'no such column' })],
    ['with a mapping for another table', () => parseMapping(mapping, columns)],
    [
      'read column by column',
      async () => {
        for await (const _ of readTable(table(), { columns: { 'nowhere at all': {} } })) break
      },
    ],
  ])('are counted in what is said of them: %s', async (_, call) => {
    const text = await said(call)
    expect(text).toMatch(/column 0, column 1, .* and 44,980 more/)
    expect(text.length).toBeLessThan(2000)
  })

  it('may have names of any length, and mappings values of any length', async () => {
    const long = 'x'.repeat(100_000)
    const texts = [
      await said(() => parseMapping({ recipient: { email: `{${long}}` } }, [`${long}y`.repeat(3)])),
      await said(() => parseMapping({ recipient: { email: '{e}' }, columns: { e: { type: long } } })),
      await said(() => parseMapping({ recipient: { email: '{e}' }, validFor: long })),
    ]
    for (const text of texts) expect(text.replaceAll(long, '').length).toBeLessThan(1000)
    for (const text of texts.slice(1)) expect(text).not.toContain(long)
  })
})

describe('NDJSON', () => {
  const good = '{"email":"ada@example.org","name":"Ada"}\n'

  it.each([
    ['no JSON', 'oops\n'],
    ['a list', '[1]\n'],
    ['bytes that are no text', Buffer.from([0xff, 0x0a])],
  ])('may begin with a bad line, which the run reports: %s', async (_, line) => {
    const path = here.write('class.ndjson', Buffer.concat([Buffer.from(line), Buffer.from(good)]))
    expect(await inferMapping(path, false)).toMatchObject({ recipient: { email: '{email}' } })
    const only = here.write('bad.ndjson', Buffer.from(line))
    await expect(inferMapping(only, false)).rejects.toMatchObject({
      code: 'table_invalid',
      message: expect.stringContaining('row 1: The line'),
      details: { row: 1, hint: 'Write one JSON object on each line.' },
    })
  })

  it('may name the recipient in a later line first', async () => {
    const path = here.write('class.ndjson', `{"name":"Ada","email":null}\n{"name":"Bob"}\n${good}`)
    expect(await inferMapping(path, false)).toMatchObject({ recipient: { name: '{name}', email: '{email}' } })
  })

  it.each<[string, NonNullable<Mapping['columns']>, object, string]>([
    ['a list of addresses', {}, { no: 1, email: ['a@example.org', 'b@example.org'] }, 'email'],
    [
      'a list where a mapping has a rule',
      { score: { type: 'integer' } },
      { no: 1, email: 'a@example.org', score: [1, 2] },
      'score',
    ],
    ['an object as the key', {}, { email: 'a@example.org', no: { a: 1 } }, 'no'],
  ])('is refused with %s', async (_, columns, values, column) => {
    const path = here.write('class.ndjson', `${JSON.stringify(values)}\n`)
    const mapping = { key: '{no}', recipient: { email: '{email}' }, columns }
    const row = { row: 1, column, code: 'value_structured' }
    await expect(issueBatch(here.batch('', { source: ndjsonSource(path), mapping }))).rejects.toMatchObject({
      code: 'plan_refused',
      details: { first: [row] },
    })
  })
})

describe('rows of a program', () => {
  const of = (mapping: Mapping, rows: readonly object[]) =>
    issueBatch(here.batch('', { mapping, source: rowsFrom(() => rows) }))
  const ada = { email: 'ada@example.org', name: 'Ada' }

  it.each<[string, Mapping, string, string]>([
    ['a recipient', { recipient: { email: '{Email}' } }, '/recipient/email', 'Did you mean "email"?'],
    ['a key', { key: '{no}', recipient: { email: '{email}' } }, '/key', 'Its columns are: email, name.'],
    [
      'a name in other letters',
      { recipient: { email: '{email}', name: '{Name}' } },
      '/recipient/name',
      'Did you mean "name"?',
    ],
    [
      'a header',
      { recipient: { email: '{m}' }, columns: { m: { type: 'email', header: 'address' } } },
      '/recipient/email',
      'Its columns are: email, name.',
    ],
  ])('must have what the mapping needs: %s', async (_, mapping, pointer, hint) => {
    await expect(of(mapping, [ada, ada])).rejects.toMatchObject({
      code: 'mapping_invalid',
      details: { issues: [{ pointer, code: 'column_unknown', hint }] },
    })
  })

  it('may lack other members, and name a recipient by one of two', async () => {
    const mapping: Mapping = {
      recipient: { email: '{email}', id: '{did}' },
      key: '{email} {part}',
      columns: { part: { default: '1' } },
      credential: { validUntil: '{end}' },
    }
    expect(await of(mapping, [ada])).toMatchObject({ signed: 1 })
  })
})

describe('an address of the recipient', () => {
  it('must be one, also where the mapping makes it of several cells or does not check the column', async () => {
    const mapping: Mapping = { key: '{no}', recipient: { email: '{user}@{host}' } }
    const table = 'no,user,host\n1,ada,example.org\n2,mailto:bob,example.org\n3,cy,nowhere\n'
    expect(await issueBatch(here.batch(table, { mapping, skipInvalid: true }))).toMatchObject({
      signed: 1,
      issues: [
        { row: 3, column: 'user', value: 'mailto:bob', code: 'email_invalid' },
        { row: 4, code: 'email_invalid', message: expect.stringContaining('"cy@nowhere"') },
      ],
    })
  })
})

describe('a file that is said to be Latin-1', () => {
  const all = async (bytes: Uint8Array): Promise<unknown[]> => {
    const found: unknown[] = []
    for await (const { values } of readCsv(bytes, { encoding: 'latin1' })) found.push(values['Prüfung'])
    return found
  }

  it('and is UTF-8 is refused, and not read as other letters', async () => {
    for (const text of ['Prüfung\nZoë\n', '\uFEFFname\nAda\n', `name\n${'Ada\n'.repeat(40_000)}Zoë\n`]) {
      await expect(all(Buffer.from(text))).rejects.toMatchObject({
        code: 'table_invalid',
        message: expect.stringContaining('UTF-8'),
        details: { hint: expect.stringContaining('--encoding') },
      })
    }
  })

  it('is read where it is Latin-1, also with its only such letter at the end', async () => {
    expect(await all(Buffer.from('Prüfung\nZoë\nAÇÃO\n\u00c3', 'latin1'))).toEqual(['Zoë', 'AÇÃO', 'Ã'])
    expect(await all(Buffer.from('name\nZo\u00eb', 'latin1'))).toEqual([undefined])
  })
})

describe('a number in a text', () => {
  it('has the figures of the table, and one form in keys', async () => {
    const mapping: Mapping = {
      key: '{no}-{score}',
      recipient: { email: '{email}' },
      columns: { no: { type: 'integer' }, score: { type: 'number', decimal: ',' } },
      credential: {
        evidence: [{ type: ['Evidence'], name: '{score|text}', description: 'Reached {score}, as no. {no}' }],
      },
    }
    const options = { mapping, form: 'ndjson' } as const
    await issueBatch(here.batch('no;email;score\n007;a@example.org;3,0\n', options))
    const badge = (): Record<string, unknown> =>
      JSON.parse(readFileSync(here.path('out/credentials.ndjson'), 'utf8'))
    expect(badge()).toMatchObject({
      evidence: [{ name: '3.0', description: 'Reached 3.0, as no. 007' }],
    })
    const { id } = badge()
    expect(await issueBatch(here.batch('no;email;score\n7;a@example.org;3\n', options))).toMatchObject({
      replaced: 1,
    })
    expect(badge()).toMatchObject({ id, evidence: [{ name: '3', description: 'Reached 3, as no. 7' }] })
  })
})

describe('a value that would be lost', () => {
  const member = (name: string): object => ({ [name]: '{file}' })
  it.each<[string, object]>([
    ['evidence', { credential: { evidence: [{ ...member('id'), type: ['Evidence'] }] } }],
    ['a picture', { credential: { image: { ...member('id'), type: 'Image' } } }],
    ['a picture of the achievement', { achievement: { image: { ...member('id'), type: 'Image' } } }],
    ['criteria', { achievement: { criteria: member('id') } }],
    [
      'an alignment',
      { achievement: { alignment: [{ type: ['Alignment'], targetName: 'x', ...member('targetUrl') }] } },
    ],
    ['terms of use', { credential: { termsOfUse: [{ ...member('id'), type: 'Policy' }] } }],
    ['the recipient', { recipient: member('id') }],
    ['a member that no context defines', { credential: member('downloadUrl') }],
    ['such a member of the subject', { credential: { credentialSubject: member('downloadUrl') } }],
    ['such a member of the achievement', { achievement: member('downloadUrl') }],
    [
      'such a member of evidence',
      { credential: { evidence: [{ type: ['Evidence'], ...member('downloadUrl') }] } },
    ],
  ])('is refused with its column: a relative address as %s', async (_, more) => {
    const mapping = { recipient: { email: '{email}' }, ...more } as Mapping
    const table = 'email;file\na@example.org;papers/thesis.pdf\n'
    await expect(issueBatch(here.batch(table, { mapping }))).rejects.toMatchObject({
      code: 'plan_refused',
      details: { first: [{ row: 2, column: 'file', value: 'papers/thesis.pdf' }] },
    })
  })
})
