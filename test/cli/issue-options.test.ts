/** No option of `laurel issue` does nothing without a word. */
import { existsSync, readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { issueCommand } from '../../src/cli/commands/issue.js'
import { OPTION_RULES } from '../../src/cli/commands/issue-options.js'
import type { Shell } from '../../src/cli/io/shell.js'
import { type World, world } from './world.js'

let here: World
let common: readonly string[]
beforeEach(async () => {
  here = world()
  await here.laurel(['init', here.path('issuer'), '--name', 'Example University'])
  const achievement = here.write('rust.json', {
    id: 'https://example.edu/a/rust',
    type: ['Achievement'],
    name: 'Rust I',
    description: 'Writes Rust.',
    criteria: { narrative: 'Exam.' },
  })
  common = [
    ...['--key', here.path('issuer/key.json'), '--issuer', here.path('issuer/profile.json')],
    ...['--achievement', achievement, '--workers', '0', '--out', here.path('out')],
  ]
})
afterEach(() => here.remove())

const TABLE = 'name,email\nZoë,zoe@example.org\n'

it('has a rule for each option that the command knows', () => {
  const command = issueCommand({} as Shell, () => undefined)
  const known = new Set(command.options.map((option) => option.attributeName()))
  expect(new Set(Object.keys(OPTION_RULES))).toEqual(known)
})

it('says that nothing can be revoked, in a plan without --status only', async () => {
  const table = here.write('class.csv', TABLE)
  const plan = (...more: string[]) => here.laurel(['issue', table, ...common, '--dry-run', ...more])
  expect((await plan()).err).toContain('nothing of this batch can ever be revoked')
  const url = 'https://example.edu/status/{batch}/{list}'
  expect((await plan('--status', url)).err).not.toContain('revoked. If')
})

describe('an option without effect', () => {
  it.each<[string, string, readonly string[]]>([
    ['--suspendable without --status', 'class.csv', ['--suspendable']],
    ['--jwt for a table', 'class.csv', ['--jwt']],
    ['--online for a table', 'class.csv', ['--online']],
    ['--image with --as json', 'class.csv', ['--as', 'json', '--image', 'badge.svg']],
    ['--row-key with --map', 'class.csv', ['--map', 'map.json', '--row-key', 'name']],
    ['--delimiter for NDJSON', 'class.ndjson', ['--delimiter', ';']],
    ['--encoding for NDJSON', 'class.ndjson', ['--encoding', 'latin1']],
  ])('is refused before anything is read: %s', async (_, input, more) => {
    const answer = await here.laurel(['issue', here.path(input), ...common, ...more])
    expect(answer.status).toBe(2)
    expect(answer.err).toContain('has no effect')
    expect(existsSync(here.path('out'))).toBe(false)
  })

  it.each([
    ['--status', 'https://example.edu/{list}'],
    ['--skip-invalid'],
    ['--dry-run'],
    ['--batch', 'spring'],
    ['--replace'],
    ['--progress'],
  ])('is refused for one credential: %s', async (...more) => {
    const one = here.write('ada.json', {})
    const answer = await here.laurel(['issue', one, '--key', here.path('issuer/key.json'), ...more])
    expect(answer).toMatchObject({ status: 2, err: expect.stringContaining('has no effect') })
  })

  it('is refused for a JWT, whose time it would not be', async () => {
    const one = here.write('ada.json', {})
    const more = ['--jwt', '--created', '2026-06-12']
    const answer = await here.laurel(['issue', one, '--key', here.path('issuer/key.json'), ...more])
    expect(answer).toMatchObject({ status: 2, err: expect.stringContaining('has no effect') })
  })

  it('is told of a batch that has its time', async () => {
    const table = here.write('class.csv', TABLE)
    await here.laurel(['issue', table, ...common])
    const again = await here.laurel(['issue', table, ...common, '--created', '2020-01-01'])
    expect(again).toMatchObject({ status: 0, err: expect.stringContaining('--created') })
  })
})

describe('the key of a table without a mapping', () => {
  const NUMBERED = 'id,email\n1,ada@example.org\n2,bo@example.org\n'

  it('is asked for where a column "id" may number persons or lines', async () => {
    const table = here.write('class.csv', NUMBERED)
    expect(await here.laurel(['issue', table, ...common])).toMatchObject({
      status: 2,
      err: expect.stringContaining('--row-key'),
    })
    expect((await here.laurel(['issue', table, ...common, '--row-key', 'nr'])).status).toBe(2)
  })

  it('is the address, so that renumbered lines keep their badges', async () => {
    const table = here.write('class.csv', NUMBERED)
    const issued = await here.laurel(['issue', table, ...common, '--row-key', 'email', '--json'])
    expect(issued.json[0]).toMatchObject({ signed: 2 })
    const before = readFileSync(here.path('out/credentials.ndjson'), 'utf8')
    here.write('class.csv', 'id,email\n2,ada@example.org\n1,bo@example.org\n')
    expect(
      (await here.laurel(['issue', table, ...common, '--row-key', 'email', '--json'])).json[0],
    ).toMatchObject({
      signed: 0,
      unchanged: 2,
    })
    expect(readFileSync(here.path('out/credentials.ndjson'), 'utf8')).toBe(before)
  })

  it('is the number when asked for, and a renumbered table is refused until a correction is meant', async () => {
    const table = here.write('class.csv', NUMBERED)
    const options = [...common, '--row-key', 'id', '--json']
    await here.laurel(['issue', table, ...options])
    here.write('class.csv', 'id,email\n1,bo@example.org\n2,ada@example.org\n')
    expect((await here.laurel(['issue', table, ...options])).status).toBe(1)
    expect(readFileSync(here.path('out/errors.csv'), 'utf8')).toContain('recipient_changed')
    expect((await here.laurel(['issue', table, ...options, '--replace'])).json[0]).toMatchObject({
      signed: 2,
      replaced: 2,
    })
  })
})

describe('a file of another kind', () => {
  it('is read as a table whatever the capitals of its ending, and with a tab that a shell passes on', async () => {
    const table = here.write('CLASS.CSV', TABLE.replaceAll(',', '\t'))
    const answer = await here.laurel(['issue', table, ...common, '--delimiter', '\\t', '--json'])
    expect(answer.json[0]).toMatchObject({ signed: 1 })
    const text = here.write('class.txt', TABLE)
    expect((await here.laurel(['issue', text, ...common, '--json'])).json[0]).toMatchObject({ unchanged: 1 })
  })

  it('is reported as a spreadsheet, with a hint', async () => {
    const table = here.write('class.xlsx', 'PK')
    expect(await here.laurel(['issue', table, ...common])).toMatchObject({
      status: 2,
      err: expect.stringContaining('CSV UTF-8'),
    })
  })
})

describe('a table with many bad rows', () => {
  const table = () => here.write('class.csv', `email\nada@example.org\n${'wrong\n'.repeat(30)}`)

  it.each([['--dry-run'], ['--skip-invalid']])(
    'is told the number of its findings, and their file: %s',
    async (option) => {
      const answer = await here.laurel(['issue', table(), ...common, option])
      expect(answer.err).toContain('and 20 more findings')
      expect(answer.err).toContain(here.path('out/errors.csv'))
    },
  )
})
