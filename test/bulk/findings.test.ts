/** What a run tells of bad rows: how many findings there are, and which column each is about. */
import { existsSync, readFileSync } from 'node:fs'
import { type BatchOptions, issueBatch, type Mapping, parseMapping } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACHIEVEMENT, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const BY_ADDRESS: Mapping = { recipient: { email: '{E-Mail}' }, columns: { 'E-Mail': { type: 'email' } } }
const run = (table: string, more: Partial<BatchOptions> = {}) =>
  issueBatch(here.batch(table, { mapping: BY_ADDRESS, ...more }))
const first = (finding: object) => ({ code: 'plan_refused', details: { first: [finding] } })

describe('the findings of a run', () => {
  const table = `E-Mail\nada@example.org\n${'wrong\n'.repeat(23)}`

  it.each<[string, Partial<BatchOptions>]>([
    ['a dry run', { dryRun: true }],
    ['a run that skips bad rows', { skipInvalid: true }],
  ])('are counted, and the file that lists them is named, by %s', async (_, more) => {
    const { issues, issueCount, errors, rejected } = await run(table, more)
    expect([issues.length, issueCount, rejected]).toEqual([20, 23, 23])
    expect(errors).toBe(here.path('out/errors.csv'))
    expect(readFileSync(errors!, 'utf8').trimEnd().split('\n')).toHaveLength(24)
  })

  it('name no file if there are none', async () => {
    const result = await run('E-Mail\nada@example.org\n', { dryRun: true })
    expect(result.issueCount).toBe(0)
    expect('errors' in result || existsSync(here.path('out/errors.csv'))).toBe(false)
  })
})

describe('the column of a finding', () => {
  const [POINTS, GRADE] = ['points', 'grade'].map((name) => `${ACHIEVEMENT.id}#${name}`)
  const scale = (id: string | undefined) => ({
    id,
    type: ['ResultDescription'],
    name: 'Scale',
    resultType: 'RawScore',
    valueMin: '0',
    valueMax: '100',
    requiredValue: '50',
  })
  const achievement = { ...ACHIEVEMENT, resultDescription: [scale(POINTS), scale(GRADE)] }
  const result = (resultDescription: string | undefined, value: string) => ({
    type: ['Result'],
    resultDescription: resultDescription!,
    value,
  })
  const mapping: Mapping = {
    recipient: { email: '{E-Mail}' },
    credential: {
      credentialSubject: { result: [result(POINTS, '{Punkte|text}'), result(GRADE, '{Note}')] },
    },
  }
  const marks = (...lines: readonly string[]) =>
    run(`E-Mail,Punkte,Note\n${lines.join('\n')}\n`, { mapping, achievement })

  it('is that of its item in a list, also if items before it are left out', async () => {
    const { warnings } = await marks(
      'ada@example.org,80,20',
      'bo@example.org,20,80',
      'cy@example.org,,30',
      'dee@example.org,90,60',
    )
    expect(warnings).toMatchObject([
      { code: 'below_pass_mark', column: 'Note', rows: 2, first: [2, 4] },
      { code: 'below_pass_mark', column: 'Punkte', rows: 1, first: [3] },
    ])
  })

  it('is none if the item is a fixed text', async () => {
    const fixed: Mapping = {
      ...mapping,
      credential: { credentialSubject: { result: [result(POINTS, '20'), result(GRADE, '{Note}')] } },
    }
    const { warnings } = await run('E-Mail,Note\nada@example.org,80\n', { mapping: fixed, achievement })
    expect(warnings).toMatchObject([{ code: 'below_pass_mark', rows: 1 }])
    expect(warnings[0]).not.toHaveProperty('column')
  })

  it('is the recipient of a mapping without a key', async () => {
    await expect(run('E-Mail,Name\n,Ada\n')).rejects.toMatchObject(
      first({ row: 2, code: 'key_empty', column: 'E-Mail', message: expect.stringContaining('"E-Mail"') }),
    )
    const two: Mapping = {
      recipient: { email: '{mail}', id: '{did}' },
      columns: { mail: { header: 'E-Mail' } },
    }
    await expect(run('E-Mail,did,Name\n,,Ada\n', { mapping: two })).rejects.toMatchObject(
      first({ code: 'key_empty', message: expect.stringContaining('"did" or "E-Mail"') }),
    )
  })

  it('is that of the key, if the mapping has one', async () => {
    const keyed: Mapping = { ...BY_ADDRESS, key: '{Nr.}' }
    await expect(run('E-Mail,Nr.\nada@example.org,\n', { mapping: keyed })).rejects.toMatchObject(
      first({ code: 'key_empty', column: 'Nr.' }),
    )
  })
})

it('the columns that a mapping only checks are told apart from those with which it fills something', async () => {
  const columns: Mapping['columns'] = {
    ...BY_ADDRESS.columns,
    passed: { header: 'Bestanden', values: { ja: 'yes' } },
  }
  const mapping: Mapping = { ...BY_ADDRESS, columns }
  expect(await run('E-Mail,Bestanden,Note\nada@example.org,ja,1\n', { mapping })).toMatchObject({
    usedColumns: ['E-Mail', 'Bestanden'],
    checkedColumns: ['Bestanden'],
    unusedColumns: ['Note'],
  })
})

it('a mapping that names a column which the table lacks is answered with the columns of the table only', () => {
  const mapping = {
    recipient: { email: '{email}' },
    columns: { email: { type: 'email' }, result: { type: 'text', header: 'name' } },
    credential: { validFrom: '{datum}' },
  }
  const issueOf = (changed: object) => {
    try {
      return parseMapping({ ...mapping, ...changed }, ['email', 'name', 'date'])
    } catch (error) {
      return (error as { details: { issues: readonly object[] } }).details.issues[0]
    }
  }
  expect(issueOf({})).toMatchObject({ hint: 'Its columns are: email, name, date.' })
  // A name of the mapping's own may still be meant.
  expect(issueOf({ credential: { name: '{resullt}' } })).toMatchObject({ hint: 'Did you mean "result"?' })
})
