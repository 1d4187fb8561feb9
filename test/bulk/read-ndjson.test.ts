import { type Row, readNdjson } from 'laurel/bulk'
import { describe, expect, it } from 'vitest'

async function all(text: string | Uint8Array): Promise<readonly Row[]> {
  const found: Row[] = []
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text
  for await (const row of readNdjson(bytes)) found.push(row)
  return found
}

describe('readNdjson', () => {
  it('numbers rows by line and skips empty lines', async () => {
    expect(await all('{"a":1}\n\n{"a":[2]}')).toEqual([
      { row: 1, values: { a: 1 } },
      { row: 3, values: { a: [2] } },
    ])
  })

  it.each([
    ['no JSON', 'oops\n'],
    ['no object', '[1]\n'],
    ['a member twice', '{"a":1,"a":2}\n'],
    ['a lone surrogate', '{"a":"\\ud800"}\n'],
  ])('makes of %s a row with an issue', async (_, text) => {
    const found = await all(`${text}{"a":1}\n`)
    expect(found[0]!.issues).toMatchObject([{ row: 1, code: 'json_invalid' }])
    expect(found[1]).toEqual({ row: 2, values: { a: 1 } })
  })

  it('makes of ill-formed UTF-8 a row with an issue', async () => {
    expect((await all(Uint8Array.of(0x22, 0xff, 0x22, 0x0a)))[0]!.issues).toMatchObject([
      { code: 'json_invalid' },
    ])
  })
})
