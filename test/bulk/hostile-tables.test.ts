/** Tables that are no files, rows that are no objects, and cells that a spreadsheet would run. */
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { csvSource, issueBatch, type Mapping, ndjsonSource, rowsFrom } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const mapping: Mapping = { recipient: { email: '{email}' }, columns: { email: { type: 'email' } } }

describe('the report of a plan', () => {
  it.each(['x;=cmd|calc!A0', 'x\t=1+1', '=1+1', 'x; @SUM(1)', '＝1+1', '\t＋1', 'x|-1', 'x\n=1'])(
    'has no cell that begins a formula at any separator: %j',
    async (email) => {
      const source = rowsFrom(() => [{ email }])
      await expect(issueBatch(here.batch('', { mapping, source }))).rejects.toMatchObject({
        code: 'plan_refused',
      })
      const [, report] = readFileSync(here.path('out/errors.csv'), 'utf8').split(/\r\n(.*)/s)
      expect(report).toMatch(/^"/)
      expect(report).not.toMatch(/(?:^|[;,|\t\r\n])"?[ \t]*[=+\-@＝＋－＠]/)
      expect(report).toContain("'")
    },
  )
})

describe('rowsFrom', () => {
  it.each([[null], ['Ada'], [['ada@example.org']]])('tells a row that is no object: %j', async (row) => {
    const source = rowsFrom(() => [{ email: 'ada@example.org' }, row] as object[])
    await expect(issueBatch(here.batch('', { mapping, source }))).rejects.toMatchObject({
      code: 'plan_refused',
      details: { rows: 1, first: [{ row: 2, code: 'json_invalid', hint: expect.any(String) }] },
    })
  })

  it.each([[null], [5], [undefined], [{}], [Promise.resolve([])]])(
    'refuses what is no list of rows: %j',
    async (items) => {
      const source = rowsFrom(() => items as never)
      const run = issueBatch(here.batch('', { mapping, source }))
      await expect(run).rejects.toThrow(TypeError)
      await expect(run).rejects.toThrow(/^rowsFrom: /)
    },
  )
})

describe.skipIf(process.platform === 'win32')('a table that is a pipe', () => {
  it.each([
    ['CSV', csvSource],
    ['NDJSON', ndjsonSource],
  ] as const)('is refused, and not waited for: %s', async (_, sourceOf) => {
    const pipe = here.path('pipe')
    execFileSync('mkfifo', [pipe])
    await expect(issueBatch(here.batch('', { mapping, source: sourceOf(pipe) }))).rejects.toMatchObject({
      code: 'file_failed',
      details: { path: pipe, reason: 'no_file' },
    })
  })
})
