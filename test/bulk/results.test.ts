/** Results of a table: numbers on scales of numbers, and what is below the pass mark is told. */
import { existsSync } from 'node:fs'
import { type BatchOptions, issueBatch, type Mapping } from 'laurel/bulk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bySuite } from '../by-suite.js'
import { ACHIEVEMENT, type World, world } from './world.js'

let here: World
beforeEach(() => {
  here = world()
})
afterEach(() => here.remove())

const POINTS = `${ACHIEVEMENT.id}#points`
const described = (more: object) => ({
  ...ACHIEVEMENT,
  resultDescription: [
    { id: POINTS, type: ['ResultDescription'], name: 'Points', resultType: 'Result', ...more },
  ],
})
const mappingOf = (value: string, columns: NonNullable<Mapping['columns']> = {}): Mapping => ({
  recipient: { email: '{email}' },
  columns,
  credential: { credentialSubject: { result: [{ type: ['Result'], resultDescription: POINTS, value }] } },
})
const run = (marks: readonly string[], scale: object, more: Partial<BatchOptions> = {}) =>
  issueBatch(
    here.batch(`email;mark\n${marks.map((mark, i) => `a${i}@example.org;${mark}\n`).join('')}`, {
      mapping: mappingOf('{mark}'),
      achievement: described(scale),
      ...more,
    }),
  )

describe('a result on a scale of numbers', () => {
  it.each<[string, object, string, string]>([
    ['a range', { valueMin: '0', valueMax: '100' }, '87,5', '"decimal": ","'],
    ['a highest value', { valueMax: '100' }, 'passed', 'allowedValue'],
    ['a pass mark', { requiredValue: '50' }, '1.234,5', 'allowedValue'],
    ['per cent', { resultType: 'Percent' }, '87,5 %', '"decimal": ","'],
    ['an average', { resultType: 'GradePointAverage' }, 'n. b.', 'allowedValue'],
  ])('is a number: %s', async (_, scale, mark, hint) => {
    await expect(run([mark], scale)).rejects.toMatchObject({
      code: 'plan_refused',
      details: {
        first: [
          {
            row: 2,
            column: 'mark',
            value: mark,
            code: 'result_not_number',
            hint: expect.stringContaining(hint),
          },
        ],
      },
    })
    expect(existsSync(here.path('out/credentials.ndjson'))).toBe(false)
  })

  it('may be written with a comma in the table, and per cent', async () => {
    const mapping = mappingOf('{mark|text}', { mark: { type: 'number', decimal: ',', unit: '%' } })
    expect(await run(['87,5 %', '90'], { valueMin: '0', valueMax: '100' }, { mapping })).toMatchObject({
      signed: 2,
    })
    expect(await run(['87.5 %'], { resultType: 'Percent' }, { out: here.path('b') })).toMatchObject({
      signed: 1,
    })
  })

  it.each<[string, Mapping, string, string]>([
    [
      'a number for a text',
      mappingOf('{mark}', { mark: { type: 'number', decimal: ',' } }),
      '/credential/credentialSubject/result/*/value',
      'Write {mark|text} in the mapping.',
    ],
    [
      'a text for a number',
      { ...mappingOf('{mark|text}'), achievement: { creditsAvailable: '{mark}' } },
      '/achievement/creditsAvailable',
      'Give the column "type": "number" in the mapping.',
    ],
  ])(
    'of another type than its column is told once, as a fault of the mapping: %s',
    async (_, mapping, pointer, hint) => {
      await expect(run(['', '87'], {}, { mapping })).rejects.toMatchObject({
        code: 'mapping_invalid',
        details: { issues: [{ pointer, code: 'type', hint }] },
      })
    },
  )

  it('may be a word where the scale lists it, and where there is no scale', async () => {
    const scale = {
      resultType: 'RawScore',
      allowedValue: ['nicht bestanden', 'bestanden'],
      requiredValue: 'bestanden',
    }
    expect(await run(['bestanden'], scale)).toMatchObject({ signed: 1, warnings: [] })
    expect(await run(['sehr gut'], { resultType: 'LetterGrade' }, { out: here.path('b') })).toMatchObject({
      signed: 1,
    })
  })
})

describe('a result below the pass mark', () => {
  it.each<[string, object, string]>([
    ['listed', { allowedValue: ['5.0', '4.0', '1.0'], requiredValue: '4.0' }, '5.0'],
    ['in a range', { valueMin: '1.0', valueMax: '5.0', requiredValue: '4.0' }, '1.3'],
  ])('of marks where lower is better says in which order they stand: %s', async (_, scale, mark) => {
    const { warnings } = await run([mark], scale)
    expect(warnings).toMatchObject([
      { hint: expect.stringMatching(/allowedValue from the worst to the best/) },
    ])
  })

  const scale = { valueMin: '0', valueMax: '100', requiredValue: '50' }
  const marks = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? '49.5' : '50'))
  const below = [
    {
      code: 'below_pass_mark',
      column: 'mark',
      message: expect.stringContaining('below'),
      hint: expect.any(String),
      rows: 30,
      first: Array.from({ length: 20 }, (_, i) => 2 + 2 * i),
    },
  ]

  it.each(bySuite([0], [0, 2]))(
    'is counted, in a dry run and in each run, with %i workers',
    async (workers) => {
      expect(await run(marks, scale, { dryRun: true, workers })).toMatchObject({
        rejected: 0,
        warnings: below,
      })
      let planned: unknown
      const onPlan: BatchOptions['onPlan'] = ({ warnings }) => {
        planned = warnings
      }
      expect(await run(marks, scale, { workers, onPlan })).toMatchObject({ signed: 60, warnings: below })
      expect(planned).toEqual(below)
      expect(await run(marks, scale, { workers })).toMatchObject({
        signed: 0,
        unchanged: 60,
        warnings: below,
      })
    },
  )

  it('is counted for badges only, by level as well, and never as a fault of all rows', async () => {
    const levels = ['low', 'high'].map((name) => ({
      id: `${POINTS}-${name}`,
      type: ['RubricCriterionLevel'],
      name,
    }))
    const rubric = { rubricCriterionLevel: levels, requiredLevel: `${POINTS}-high` }
    const mapping: Mapping = {
      ...mappingOf('x'),
      credential: {
        credentialSubject: {
          result: [{ type: ['Result'], resultDescription: POINTS, achievedLevel: `${POINTS}-{mark}` }],
        },
      },
    }
    const table = 'email;mark\na@example.org;low\na@example.org;low\nb@example.org;low\nnobody;low\n'
    const result = await run([], rubric, {
      mapping: { ...mapping, columns: { email: { type: 'email' } } },
      source: here.batch(table).source,
      skipInvalid: true,
      status: { url: 'https://example.edu/', purposes: ['revocation', 'suspension'] },
    })
    expect(result).toMatchObject({
      signed: 2,
      rejected: 2,
      warnings: [{ code: 'below_pass_mark', rows: 2, first: [2, 4] }],
    })
    expect(result.warnings).toHaveLength(1)
  })
})
