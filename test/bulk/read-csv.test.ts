import { type CsvOptions, type Row, readCsv } from 'laurel/bulk'
import { describe, expect, it } from 'vitest'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function all(input: Uint8Array, options = {}): Promise<readonly Row[]> {
  const found: Row[] = []
  for await (const row of readCsv(input, options)) found.push(row)
  return found
}

describe('readCsv', () => {
  it('reads quotes, doubled quotes, line breaks inside cells, and CRLF', async () => {
    const [first, second] = await all(bytes('a,b\r\n"x, y","say ""hi"""\r\n"two\r\nlines",z\r\n'))
    expect(first).toEqual({ row: 2, values: { a: 'x, y', b: 'say "hi"' } })
    expect(second).toEqual({ row: 3, values: { a: 'two\r\nlines', b: 'z' } })
  })

  it.each([
    [';', 'a;b\n1;2\n'],
    ['\t', 'a\tb\n1\t2\n'],
    ['|', 'a|b\n1|2\n'],
    ['a comma, with others in quotes', 'a,"b"\n1,2\n'],
  ])('finds the separator %s', async (_, text) => {
    expect(Object.values((await all(bytes(text)))[0]!.values)).toEqual(['1', '2'])
  })

  it.each<[string, string, CsvOptions]>([
    ['the separator', 'sep=;\nname,x;mail\nAda;a\n', {}],
    ['it in quotes, with CRLF', '"sep=;"\r\nname,x;mail\r\nAda;a\r\n', {}],
    ['it after a byte order mark', '\uFEFFsep=;\nname,x;mail\nAda;a\n', {}],
    ['another one than the caller', 'sep=,\nname,x;mail\nAda;a\n', { delimiter: ';' }],
  ])('skips a first line that states %s, and counts it', async (_, text, options) => {
    expect(await all(bytes(text), options)).toEqual([{ row: 3, values: { 'name,x': 'Ada', mail: 'a' } }])
    async function* drops(): AsyncGenerator<Uint8Array> {
      for (const byte of bytes(text)) yield Uint8Array.of(byte)
    }
    for await (const { row } of readCsv(drops(), options)) expect(row).toBe(3)
  })

  it('refuses a stated separator that it does not read, and no header', async () => {
    const refused = (text: string) =>
      expect(all(bytes(text))).rejects.toMatchObject({
        code: 'table_invalid',
        details: { hint: expect.any(String) },
      })
    await refused('sep=:\nname:mail\nAda:a\n')
    await refused('sep=;\n')
    await expect(all(bytes('sep=;\na;;b\n1;2;3\n'))).rejects.toMatchObject({ details: { row: 2 } })
  })

  it.each([
    ['semicolons', 'name;mail\n;;;;;\nAda;a\n;\n ; \n"";" "\n;;\nBob;b\n;;', [3, 8]],
    ['tabs', 'name\tmail\n\t\t\t\nAda\ta\n \t \n', [3]],
    ['quoted tabs', 'name\tmail\n"\t"\t\n\t\n', [2]],
    ['quoted commas', 'name,mail\n",",\n"""",\n,\n', [2, 3]],
  ])('skips lines in which every cell is empty, and counts them: %s', async (_, table, numbers) => {
    expect((await all(bytes(table))).map(({ row }) => row)).toEqual(numbers)
  })

  it('skips the byte order mark and empty lines, and still counts rows as a spreadsheet does', async () => {
    const found = await all(bytes('\uFEFFname\nÅsa\n\n王小明\n'))
    expect(found.map(({ row, values }) => [row, values['name']])).toEqual([
      [2, 'Åsa'],
      [4, '王小明'],
    ])
  })

  it.each([
    ['the points', 'Student,ID,Essay\n    Points Possible,,10\nAda,1,9\n', [[3, 'Ada']]],
    ['points in quotes, with CRLF', 'Student;ID\r\n"  Points Possible";\r\nAda;1\r\n', [[3, 'Ada']]],
    [
      'manual posting too',
      'Student,ID,Essay\n,,Manual Posting\n    Points Possible,,10\nAda,1,9\n',
      [[4, 'Ada']],
    ],
    ['blank rows too', 'Student,ID\n\n    Points Possible,\nAda,1\n', [[4, 'Ada']]],
  ])('leaves out of a Canvas gradebook %s', async (_, text, rows) => {
    expect((await all(bytes(text))).map(({ row, values }) => [row, values['Student']])).toEqual(rows)
    // Cut at every byte.
    async function* drops(): AsyncGenerator<Uint8Array> {
      for (const byte of bytes(text)) yield Uint8Array.of(byte)
    }
    const cut: unknown[] = []
    for await (const { row, values } of readCsv(drops())) cut.push([row, values['Student']])
    expect(cut).toEqual(rows)
  })

  it.each([
    ['in another table', 'Name,ID\nPoints Possible,1\n'],
    ['further down', 'Student,ID\nAda,1\nBo,2\nPoints Possible,3\n'],
    ['of another name', 'Student,ID\nPoints Possible Jr,1\n'],
  ])('keeps a person called so %s', async (_, text) => {
    expect(await all(bytes(text))).toHaveLength(text.trim().split('\n').length - 1)
  })

  it('reads a stream cut in the middle of characters', async () => {
    const whole = bytes('name\nZoë 王 👩🏽‍🚀\n')
    async function* drops(): AsyncGenerator<Uint8Array> {
      for (const byte of whole) yield Uint8Array.of(byte)
    }
    const found: Row[] = []
    for await (const row of readCsv(drops())) found.push(row)
    expect(found[0]!.values['name']).toBe('Zoë 王 👩🏽‍🚀')
  })

  it('refuses Latin-1 with its line, and decodes it when asked', async () => {
    const latin = Buffer.from('name\nAda\nZo\xeb\n', 'latin1')
    await expect(all(latin)).rejects.toMatchObject({ code: 'table_invalid', details: { line: 3 } })
    expect((await all(latin, { encoding: 'latin1' }))[1]!.values['name']).toBe('Zoë')
  })

  it.each([
    ['an empty file', ''],
    ['a column named twice', 'a,a\n1,2\n'],
    ['a column without a name', 'a,\n1,2\n'],
    ['a quote that is never closed', 'a,b\n1,"2\n3,4\n'],
    ['text behind a closing quote', 'a,b\n1,"2"x\n'],
    ['a quote inside a cell', 'a,b\n1,2"3\n'],
    ['a column named __proto__', '__proto__\n1\n'],
  ])('refuses %s', async (_, text) => {
    await expect(all(bytes(text))).rejects.toMatchObject({ code: 'table_invalid' })
  })

  it('refuses UTF-16', async () => {
    await expect(all(Buffer.from('\uFEFFname\nAda\n', 'utf16le'))).rejects.toMatchObject({
      code: 'table_invalid',
    })
  })

  it('says of a row with too few or too many cells what to do', async () => {
    const [short, long] = await all(bytes('a,b\n1\n1,2,3\n'))
    expect(short!.issues).toMatchObject([{ row: 2, code: 'cell_count' }])
    expect(long!.issues).toMatchObject([{ row: 3, code: 'cell_count' }])
  })

  it('stops reading when the consumer stops', async () => {
    let asked = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield bytes('a\n')
      for (;;) {
        asked++
        yield bytes('1\n'.repeat(1000))
      }
    }
    for await (const row of readCsv(endless())) if (row.row > 1500) break
    expect(asked).toBeLessThan(500)
  })

  it('wraps a missing file', async () => {
    const read = async (): Promise<void> => {
      for await (const _ of readCsv('/nowhere/at/all.csv'));
    }
    await expect(read()).rejects.toMatchObject({ code: 'file_failed', details: { reason: 'ENOENT' } })
  })
})
