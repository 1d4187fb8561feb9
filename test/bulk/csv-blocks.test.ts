import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CsvBlock, parseCsv } from '../../src/bulk/table/parse-csv.js'
import { splitCsv } from '../../src/bulk/table/split-csv.js'
import { bySuite } from '../by-suite.js'

async function blocks(pieces: readonly Uint8Array[], size: number): Promise<readonly CsvBlock[]> {
  async function* stream(): AsyncGenerator<Uint8Array> {
    yield* pieces
  }
  const found: CsvBlock[] = []
  for await (const block of splitCsv(stream(), {}, size)) found.push(block)
  return found
}

function cut(text: string, lengths: readonly number[]): readonly Uint8Array[] {
  const bytes = Buffer.from(text)
  const pieces: Uint8Array[] = []
  let at = 0
  for (const length of lengths) {
    pieces.push(bytes.subarray(at, at + length))
    at += length
  }
  return [...pieces, bytes.subarray(at)]
}

const cell = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('', 'a', 'Zoë 王', ' x ', '0', ' ') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('""', '" "', '","', '"a,b"', '"two\nlines"', '"two\r\nlines"', '"say ""hi"""'),
  },
)
const newline = fc.constantFrom('\n', '\r\n', '\r')

describe('csvBlocks and csvRows', () => {
  it('make of any table, cut anywhere, what csv-parse makes of the whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        newline,
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 9 })),
        fc.integer({ min: 1, max: 4 }),
        async (table, end, endsOpen, lengths, size) => {
          const text = ['a,"b"', ...table.map((cells) => cells.join(','))].join(end) + (endsOpen ? '' : end)
          const [, ...records] = parse(text, {
            record_delimiter: end === '\r' ? ['\r'] : ['\r\n', '\n'],
            relax_column_count: true,
          }) as unknown as string[][]
          const expected = records
            .map((cells, i) => ({ row: i + 2, cells }))
            .filter(({ cells }) => cells.some((cell) => cell.replaceAll(' ', '') !== ''))
          const found = await blocks(cut(text, lengths), size)
          for (const block of found) expect(parseCsv(block)).toHaveLength(block.count)
          expect(
            found.flatMap(parseCsv).map(({ row, values, issues }) => [row, values, issues?.length ?? 0]),
          ).toEqual(
            expected.map(({ row, cells }) => [
              row,
              { a: cells[0] ?? '', b: cells[1] ?? '' },
              cells.length === 2 ? 0 : 1,
            ]),
          )
        },
      ),
      { numRuns: bySuite(50, 400) },
    )
  })

  it('ends a block at its size, and a large one with the next record', async () => {
    const found = await blocks([Buffer.from(`a\n${'1\n'.repeat(7)}`)], 3)
    expect(found.map(({ count, row }) => [count, row])).toEqual([
      [3, 2],
      [3, 5],
      [1, 8],
    ])
    const wide = `${'x'.repeat(600_000)}\n`
    expect((await blocks([Buffer.from(`a\n${wide.repeat(5)}`)], 500)).map(({ count }) => count)).toEqual([
      2, 2, 1,
    ])
  })

  it('names the line of a quote that makes no sense, far into the file', async () => {
    const text = `a,b\n${'"1\n",2\n'.repeat(10)}1,2"3\n`
    const found = await blocks([Buffer.from(text)], 4)
    const read = (): unknown => found.flatMap(parseCsv)
    expect(read).toThrow(
      expect.objectContaining({ code: 'table_invalid', details: expect.objectContaining({ line: 22 }) }),
    )
  })

  it('gives a record up that swallows the file', async () => {
    const open = [
      Buffer.from('a\n"1\n'),
      ...Array.from({ length: 17 }, () => Buffer.alloc(1_000_000, `${'2'.repeat(1000)}\n`)),
    ]
    await expect(blocks(open, 10)).rejects.toMatchObject({ code: 'table_invalid', details: { line: 2 } })
  })

  it('refuses a block whose records are not as many as were counted', () => {
    const block = {
      bytes: Buffer.from('1\n2\n'),
      columns: ['a'],
      delimiter: ',',
      newline: 10,
      count: 3,
      row: 2,
      line: 2,
    }
    expect(() => parseCsv(block)).toThrow(expect.objectContaining({ code: 'table_invalid' }))
  })
})
