/** The published schemas of pathways and evaluations, against what the code takes and gives. */
import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { evaluate, type PathwayInput, pathway } from '../../src/pathways/index.js'
import { bySuite } from '../by-suite.js'
import { OPTIONS } from './random-cases.js'
import { sampleOf } from './random-pathway.js'
import { candidateOf, UNI } from './reports.js'

const compiled = (name: string) =>
  new Ajv2020({ strict: false }).compile(
    JSON.parse(readFileSync(new URL(`../../schemas/${name}.json`, import.meta.url), 'utf8')) as object,
  )
const [isPathway, isEvaluation] = [compiled('pathway'), compiled('evaluation')]

describe('the schemas', () => {
  it('accept every pathway that the builder accepts, and every evaluation', () => {
    for (let seed = 4_000_000; seed < 4_000_000 + bySuite(60, 300); seed++) {
      const { pathway: input, badges } = sampleOf(seed)
      const p = pathway(input)
      expect([isPathway(JSON.parse(JSON.stringify(p))), isPathway.errors]).toEqual([true, null])
      const answer = evaluate(p, badges.map(candidateOf), OPTIONS)
      expect([isEvaluation(JSON.parse(JSON.stringify(answer))), isEvaluation.errors]).toEqual([true, null])
    }
  })

  it.each<readonly [string, object]>([
    ['an empty list', { all: [] }],
    ['a node of two kinds', { all: [{ badge: 'a:b' }], any: [{ badge: 'a:b' }] }],
    ['an unknown member', { badge: 'a:b', atleast: 1 }],
    ['once on a leaf', { badge: 'a:b', once: true }],
    ['credits without a unit', { credits: 1, of: [{ badge: 'a:b' }] }],
    ['a reference by two names', { badge: { issuer: 'a:b', name: 'x', humanCode: 'y' } }],
    ['a duration without a number', { badge: 'a:b', within: 'P' }],
  ])('and the builder both refuse %s', (_, root) => {
    const input = { id: 'urn:p', name: 'P', issuers: [UNI], root } as unknown as PathwayInput
    expect(isPathway(input)).toBe(false)
    expect(() => pathway(input)).toThrow(expect.objectContaining({ code: 'model_invalid' }))
  })
})
